"""The program as the shell starts it: readers who go away, and Ctrl-C from the first line on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
CHECKOUT = str(Path(__file__).parents[1])


def environment(root: str, tmp_path: Path) -> dict[str, str]:
    """What the program sees, and nothing of this machine's own settings."""
    return {
        "PATH": os.environ["PATH"], "PYTHONPATH": CHECKOUT, "CSPM_STORE": root, "CSPM_LANG": "en", "CSPM_ACTOR": "csc_manager",
        "XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_STATE_HOME": str(tmp_path / "state"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("list",), ("list", "--json"), ("create", "x"), ("--help",), ("--version",), ("create", "--help"), ("staff", "list"),
        ("export", "staff", "-o", "csv"), ("report", "monthly"), ("report", "monthly", "-o", "html"), ("check",),
    ],
)  # fmt: skip
def test_a_reader_who_went_away(words: tuple[str, ...], root: str, tmp_path: Path) -> None:
    """`| head -1`: not a word, exit 0, and a change stands; whether the reader goes before or Click meets it first."""
    reading, writing = os.pipe()
    os.close(reading)
    said = environment(root, tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "cspm", *words], stdout=writing, stderr=subprocess.PIPE, env=said, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(list(Path(root, "tickets").rglob("T-*.json"))) == (words == ("create", "x"))


def test_a_note_to_nobody_stops_nothing(run: Run, root: str, tmp_path: Path) -> None:
    """The note about the time that was filled in cannot be written: the callback stands all the same."""
    run("create", "x"), run("dispatch", "1", "--to", "tech1"), run("finish", "1", "--result", "done")
    run("close", "1", "--signed-by", "y")
    reading, writing = os.pipe()
    os.close(reading)
    words = ("callback", "1", "--method", "phone", "--dissatisfied")
    line = [sys.executable, "-m", "cspm", *words]
    done = subprocess.run(line, stdout=subprocess.PIPE, stderr=writing, env=environment(root, tmp_path), check=False)
    os.close(writing)
    assert b"T-" in done.stdout
    assert len(run("show", "1", "--json").json()["callbacks"]) == 1


@pytest.mark.parametrize("module", ["click._compat", "click", "cspm.core.language", "cspm.shell.desk", "cspm.store"])
def test_ctrl_c_while_it_is_loaded(module: str, root: str, tmp_path: Path) -> None:
    """At several moments of start-up: exit 130, no traceback."""
    line = [sys.executable, "-X", "importtime", "-m", "cspm", "report", "monthly"]
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in the background are deaf to it
    with subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(root, tmp_path), text=True
    ) as process:
        signal.signal(signal.SIGINT, heard)
        assert process.stderr is not None
        for loaded in process.stderr:
            if loaded.rpartition("|")[2].strip() == module:
                process.send_signal(signal.SIGINT)
                break
        rest = process.stderr.read()
        code = process.wait(timeout=60)
    assert code == 130
    assert "Traceback" not in rest and "KeyboardInterrupt" not in rest


def test_what_a_script_starts_in_the_background_is_not_interrupted(root: str, tmp_path: Path) -> None:
    """A shell script's `cspm ... &` ignores Ctrl-C, as the shell wants it."""
    line = f"trap '' INT; exec '{sys.executable}' -X importtime -m cspm list -q"
    with subprocess.Popen(
        ["bash", "-c", line], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(root, tmp_path), text=True
    ) as process:
        assert process.stderr is not None
        for loaded in process.stderr:
            if loaded.rpartition("|")[2].strip() in ("click", "cspm.shell.desk"):
                process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
