"""The entry point as a shell calls it: full disks, closed input, bytes that are no text, Ctrl-C, pages of help."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm.cli import cspm, language_of

Run = Callable[..., Any]
CHECKOUT = str(Path(__file__).parents[1])


def shell(command: str, root: str, tmp_path: Path, *, lang: str = "en") -> subprocess.CompletedProcess[bytes]:
    """A line of shell with `cspm` in it, over the temporary site."""
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": CHECKOUT, "CSPM_STORE": root, "CSPM_LANG": lang,
        "CSPM_ACTOR": "csc_manager", "XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_STATE_HOME": str(tmp_path / "state"),
    }  # fmt: skip
    line = f'cspm() {{ "{sys.executable}" -m cspm "$@"; }}; {command}'
    return subprocess.run(["bash", "-c", line], capture_output=True, env=environment, check=False)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("words", ["--help", "--version", "staff --help", "create --help", "list"])
def test_output_that_cannot_be_written_is_no_success(words: str, root: str, tmp_path: Path) -> None:
    """Help and version too: exit 26 and one sentence."""
    done = shell(f"cspm {words} > /dev/full", root, tmp_path)
    assert done.returncode == 26
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "command",
    [
        "cspm dispatch - --to tech1 <&-",
        r"printf '\xb2\xe2\n' | cspm dispatch - --to tech1",
        r"cspm create $'\xb2\xe2'",
        r"cspm create x --caller $'\xb2\xe2'",
    ],
)
def test_what_cannot_be_read_is_a_wrong_command_line(command: str, root: str, tmp_path: Path) -> None:
    """A closed standard input, ids and arguments in another encoding: exit 2, one sentence, no bug."""
    done = shell(command, root, tmp_path, lang="zh")
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").startswith("未执行：")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [(), ("staff",), ("report",), ("complaint",)])
def test_a_group_alone_shows_its_help_once(run: Run, words: tuple[str, ...]) -> None:
    """The page on stdout, nothing on stderr, exit 2."""
    said = run(*words, lang="zh", code=2)
    assert said.stdout.count("用法：") == 1
    assert said.stderr == ""


def test_ctrl_c_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 130 and a word about it in the reader's language."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cspm.shell.desk.Desk.each", interrupted)
    assert run("show", "1", lang="zh", code=130).stderr == "已中断。\n"
    assert run("show", "1", lang="en", code=130).stderr == "Interrupted.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("list", "--foo"), "错误：没有选项 --foo。"),
        (("create", "x", "--unti", "1"), "错误：没有选项 --unti。是不是要用 --unit"),
        (("lits",), "错误：没有命令 lits。"),
        (("create", "a", "b"), "错误：多出了：b"),
        (("dispatch", "1", "--to"), "错误：--to 后面要写值。"),
        (("dispatch", "1"), "错误：缺少：由谁处理（--to）。"),
        (("complaint", "judge", "1"), "错误：缺少：判定（NATURE） [有效投诉"),
        (("list", "-o", "xls"), "错误：-o：xls 不在可选值之内：table、json、csv、xlsx、md、html"),
        (("create", "x", "--nature", "坏"), "错误：--nature：坏 不在可选值之内：常规服务、有偿服务、经营服务"),
        (("callback", "1", "--method", "phone", "--score", "9"), "错误：--score：9 大于 5"),
        (("accept", "1", "--revision", "x"), "错误：--revision：x 不是整数"),
        (("list", "-o", ""), "错误：-o：（空） 不在可选值之内"),
        (("--lang", "zh"), "错误：缺少命令。"),
        (("list", "--json=1"), "错误：--json 后面不带值。"),
    ],
)
def test_click_speaks_chinese(run: Run, words: tuple[str, ...], sentence: str) -> None:
    """Every mistake that Click finds is told in the reader's language."""
    assert run(*words, lang="zh", code=2).stderr.splitlines()[-1].startswith(sentence)


def test_help_pages_are_chinese_throughout(run: Run) -> None:
    """Usage, required, headings with their colon."""
    page = run("dispatch", "--help", lang="zh").stdout
    assert page.startswith("用法：cspm dispatch")
    assert "[必填]" in page
    assert "选项：" in page
    assert "[required]" in run("dispatch", "--help").stdout


def test_two_faces_at_once_are_refused(run: Run) -> None:
    """`--json -o csv`: exit 2; `--json -o json` says the same twice."""
    run("list", "--json", "-o", "csv", code=2)
    assert run("list", "--json", "-o", "json").json() == []


def test_the_language_is_the_first_that_is_known() -> None:
    """`CSPM_LANG=xx` counts as not given."""
    assert language_of({"CSPM_LANG": "xx", "LANG": "en_GB.UTF-8"}) == "en"
    assert language_of({"CSPM_LANG": "xx"}) == "zh"


def test_a_rule_refuses_once(run: Run) -> None:
    """The sentence of a rule stands alone, without a second "Refused"."""
    run("create", "x", "--nature", "有偿")
    run("dispatch", "1", "--to", "tech1")
    run("accept", "1")
    assert run("start", "1", code=22).stderr.startswith("Refused by rule R047")
    assert run("start", "1", lang="zh", code=22).stderr.startswith("规则 R047")


def test_the_group_is_a_command() -> None:
    """The name under which it is installed."""
    assert cspm.name == "cspm"
