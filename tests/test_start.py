"""What starting costs: the tricks that keep single commands quick are still at work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_entry import environment

PROGRAM = """
import gc, sys
from cspm.__main__ import main
before = sum(each["collections"] for each in gc.get_stats())
try:
    main()
except SystemExit as left:
    assert not left.code, left.code
looks = sum(each["collections"] for each in gc.get_stats()) - before
print("looks", looks, "frozen", gc.get_freeze_count() > 10_000)
"""


@pytest.mark.parametrize("line", ["--version", "create x", "list", "search x", "report monthly"])
def test_the_collector_stays_out_of_single_commands(line: str, root: str, tmp_path: Path) -> None:
    """No look while a command is loaded and runs, and nothing left for the look at the end."""
    command = [sys.executable, "-c", PROGRAM, *line.split()]
    said = environment(root, tmp_path)
    subprocess.run(command, capture_output=True, env=said, check=True)  # fills the cache: made once per machine
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=said, check=True)
    assert done.stdout.splitlines()[-1] == "looks 0 frozen True"


UNUSED = {
    "pydantic", "tabulate", "wcwidth", "dataclasses", "logging", "tempfile", "importlib.resources", "importlib.metadata",
    "tomllib", "string", "_hashlib", "fractions", "locale", "copy", "_sysconfigdata__linux_x86_64-linux-gnu",
}  # fmt: skip
"""What single commands once loaded, or must never load; each of them takes 0.3 to 90 ms."""
LINES = (
    "create x", "dispatch {n} --to tech1", "show {n}", "show {n} --json", "history {n}", "list", "list --json", "search x",
    "staff list", "staff show tech1", "report monthly", "finish {n} --result done", "close {n}",
)  # fmt: skip


def test_single_commands_load_no_more_than_they_need(root: str, tmp_path: Path) -> None:
    """After the first time on a machine, in a pipe."""
    said = environment(root, tmp_path)
    wrong = {}
    for n in ("1", "2"):  # the first round makes what is kept
        for line in LINES:
            command = [sys.executable, "-X", "importtime", "-m", "cspm", *line.format(n=n).split()]
            done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=said, check=True)
            loaded = {one.rpartition("|")[2].strip() for one in done.stderr.splitlines() if "import time:" in one}
            if n == "2" and loaded & UNUSED:
                wrong[line] = loaded & UNUSED
    assert wrong == {}


@pytest.mark.parametrize("line", ["list", "search x"])
def test_lists_without_money_load_no_decimal(line: str, root: str, tmp_path: Path) -> None:
    """It is loaded where an amount is read, typed or shown."""
    said = environment(root, tmp_path)
    command = [sys.executable, "-X", "importtime", "-m", "cspm", *line.split()]
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=said, check=True)
    assert "decimal" not in {one.rpartition("|")[2].strip() for one in done.stderr.splitlines()}
