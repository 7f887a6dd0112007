"""Inspections typed in a row: lines and tables, every wrong line named, nothing written then; what a dry run foresees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
import pytest

from cspm.shell import lazy

Run = Callable[..., Any]
NOW = "2026-10-12 10:00"
PAPER = """
# from the paper of the weekend
contract: C1
date: 2026-10-10 9:30
by: cleaning_supervisor
with: 周经理
due: tomorrow 18:00
area: A
C03:minor:poor_result:cigarette ends  # seen twice
+C02：轻微：未按计划
C01:clean
C04 : √
area: B
checked: all
!C03:minor:poor_result:a child slipped
date: 2026-10-11
signed_a: 朱红
signed_b: 周经理
C05
"""


@pytest.fixture(autouse=True)
def site(run: Run) -> None:
    """A contract C1 over areas A (lobby) and B (everything), and the default standard."""
    run("standard", "load-default")
    run("areas", "add", "A", "--name", "lobby of block 1", "--area-types", "lobby")
    run("areas", "add", "B", "--name", "block 2")
    run(
        "contract", "add", "--id", "C1", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "10000",
        "--start", "2026-10-01", "--end", "2026-12-31", "--areas", "A,B",
    )  # fmt: skip


def typed(run: Run, text: str, *more: str, **how: Any) -> Any:
    """`inspection add --from -` with that text."""
    return run("inspection", "add", "--from", "-", *more, stdin=text, **{"now": NOW, **how})


@pytest.mark.rule("R115", "R116", "R118", "R158")
def test_a_sheet_of_paper_is_typed_line_by_line(run: Run) -> None:
    """Places and times hold until others are said; marks, notes, clean items and signatures arrive where they belong."""
    first, second, third = typed(run, PAPER, "--json").json()
    assert (first["area"], first["date"], first["with"], first["checked"]) == (
        "A",
        "2026-10-10",
        "周经理",
        ["C01", "C04"],
    )
    one, fixed = first["findings"]
    assert (one["item"], one["severity"], one["note"], one["due"]) == (
        "C03", "minor", "cigarette ends", "2026-10-11T18:00:00+08:00",
    )  # fmt: skip
    assert (fixed["item"], fixed["reason"], fixed["due"], fixed["fixed_at"]) == (
        "C02", "not_to_plan", None, "2026-10-10T09:30:00+08:00",
    )  # fmt: skip
    assert second["area"] == "B"
    assert "C01" in second["checked"]
    assert not [item for item in second["checked"] if item.startswith("G")]  # greening is another contract's work
    assert (second["findings"][0]["serious"], second["findings"][0]["fixed_at"]) == (True, None)
    assert (third["date"], third["state"], third["signed_a_by"], third["findings"][0]["due"]) == (
        "2026-10-11", "signed", "朱红", "2026-10-12T18:00:00+08:00",
    )  # fmt: skip
    assert run("inspection", "list", "-q").lines() == ["I-202610-0003", "I-202610-0002", "I-202610-0001"]


TABLE = "区域\t项目\t判定\t原因\t说明\t当场整改\n{rows}"


@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_a_pasted_table_has_a_row_for_each_item(run: Run, separator: str) -> None:
    """Headings in either language, a blank area is that of the row above, `合格` is a clean item."""
    rows = "A\tC03\t轻微\t效果差\t门口有烟头\t\n\tC07\t合格\t\t\t\nB\tC01\tminor\tpoor_result\t\t是\n"
    text = TABLE.format(rows=rows).replace("\t", separator)
    first, second = typed(run, text, "--contract", "C1", "--date", "2026-10-12 9:00", "--json").json()
    assert (first["area"], first["checked"], first["findings"][0]["note"]) == ("A", ["C07"], "门口有烟头")
    assert (second["area"], second["findings"][0]["fixed_at"]) == ("B", "2026-10-12T09:00:00+08:00")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_may_be_in_any_encoding_of_a_spreadsheet(run: Run, tmp_path: Any, encoding: str) -> None:
    """As Excel and WPS save it."""
    path = tmp_path / "table.txt"
    path.write_bytes(TABLE.format(rows="A\tC03\t轻微\t效果差\t门口有烟头\t\n").encode(encoding))
    said = run(
        "inspection", "add", "--from", str(path), "--contract", "C1", "--date", "2026-10-12", "--json", now=NOW
    ).json()
    assert said[0]["findings"][0]["note"] == "门口有烟头"


WRONG = """date: 2026-10-10
contract: C1
C03:bad
area: A
C03:minor:bribery
C03:severe:poor_result
by: nobody
:minor
due: someday
date: 2026-09-30
C01:minor:poor_result
"""


def test_every_wrong_line_is_named_and_nothing_is_written(run: Run) -> None:
    """Severity, reasons of the other severity, no item, no time; with --json line by line, in both languages."""
    said = typed(run, WRONG, code=25)
    named = [line.split(":")[0].strip() for line in said.stderr.splitlines() if line.startswith("  line")]
    assert named == [f"line {number}" for number in (3, 5, 6, 8, 9, 11)]
    assert "第 9 行" in typed(run, WRONG, code=25, lang="zh").stderr
    assert run("inspection", "list", "-q").lines() == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("area: A\nC03:minor", 2),  # no contract, no day
        ("contract: C7\ndate: 2026-10-10\narea: A\nC03", 4),
        ("contract: C1\ndate: 2026-09-30\narea: A\nC03", 4),
        ("contract: C1\ndate: 2026-10-10\narea: A\nby: nobody\nC03", 5),
        ("contract: C1\ndate: 2026-10-10\narea: A\n", 1),
        ("area,item,severity\nA,C03,minor,more\n", 2),
        ("item,wrong\nC03,x\n", 1),
        ("area,item\nA,\n", 2),
        ("", 1),
    ],
)
def test_what_no_inspection_can_be_without(run: Run, text: str, line: int) -> None:
    """A place, a time inside the contract, an inspector on file, something that was looked at (exit 25, by line)."""
    said = typed(run, text or "\n", "--json", code=25)
    import json

    assert json.loads(said.stderr)["lines"][0]["line"] == line
    assert run("inspection", "list", "-q").lines() == []


def test_the_ways_of_typing_exclude_each_other(run: Run) -> None:
    """--from, --edit and --finding say the same thing in three ways; without any of them the place must be given."""
    typed(run, "C03", "--finding", "C03", code=2)
    run("inspection", "add", "--from", "-", "--edit", stdin="C03", code=2)
    run("inspection", "add", "--contract", "C1", code=2)
    run("inspection", "add", "--edit", "--contract", "C1", code=2)  # no terminal
    run("inspection", "add", "--from", "missing.txt", code=25)


def test_the_editor_comes_back_with_what_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day's form is opened; wrong lines stand above it until they are right; nothing saved writes nothing."""
    seen: list[str] = []
    answers: list[Callable[[str], str | None]] = [
        lambda text: text.replace("C03:clean", "C03:minorr"),
        lambda text: text.replace("C03:minorr", "C03:minor:poor_result"),
    ]

    def edit(text: str, **_how: Any) -> str | None:
        seen.append(text)
        return answers.pop(0)(text)

    monkeypatch.setattr(click, "edit", edit)
    monkeypatch.setattr("cspm.procedures.cleaning.typing_in.at_terminal", lambda: True)
    made = run("inspection", "add", "--edit", "--contract", "C1", "--area", "A", "--json", now=NOW).json()
    assert "C03:clean" in seen[0]
    assert seen[1].startswith("#! line")
    assert made[0]["findings"][0]["item"] == "C03"
    assert "C07" in made[0]["checked"]
    answers.append(lambda text: None)
    run("inspection", "add", "--edit", "--contract", "C1", now=NOW, code=2)
    assert lazy.at_terminal() is False
    assert len(run("inspection", "list", "-q").lines()) == 1


@pytest.mark.rule("R121")
def test_a_dry_run_tells_what_it_would_be_judged(run: Run) -> None:
    """The third in a row is severe before it is recorded; a clean inspection typed late takes a severe back."""
    for day in ("10-08", "10-09"):
        typed(run, f"date: 2026-{day}\nC03:minor:poor_result", "--contract", "C1", "--area", "A")
    said = typed(
        run, "date: 2026-10-10\nC03:minor:poor_result", "--contract", "C1", "--area", "A", "--dry-run", "--json"
    ).json()
    assert [(one["change"], one["severity"], one["reason"]) for one in said[0]["judged"]] == [
        ("new", "minor", "poor_result"), ("new", "severe", "three_in_a_row"),
    ]  # fmt: skip
    assert len(run("inspection", "list", "-q").lines()) == 2
    typed(run, "date: 2026-10-10\nC03:minor:poor_result", "--contract", "C1", "--area", "A")
    late = ("--contract", "C1", "--area", "A", "--date", "2026-10-09 12:00", "--checked", "C03", "--dry-run")
    assert "no more: I-202610-0003.1 C03: severe" in run("inspection", "add", *late).stdout
    assert "不再成立" in run("inspection", "add", *late, lang="zh").stdout


def test_a_sheet_is_all_or_nothing(run: Run) -> None:
    """Ten days, the last of them outside the contract: none is recorded; put right, all ten are, with their ids."""
    lines = [f"date: 2026-10-{day:02d} 9:00\nC03:none:: point {day}" for day in range(1, 10)]
    place = ("--contract", "C1", "--area", "A")
    typed(run, "\n".join([*lines, "date: 2027-01-01\nC03"]), *place, code=25)
    assert run("inspection", "list", "-q").lines() == []
    made = typed(run, "\n".join([*lines, "date: 2026-10-10\nC03"]), *place, "-q").lines()
    assert (len(made), made[-1]) == (20, "I-202610-0010.1")


@pytest.mark.rule("R118")
def test_rechecks_are_typed_with_the_day(run: Run) -> None:
    """A line that begins with a finding's number is its recheck, at the time above it; the form offers those waiting."""
    typed(run, "date: 2026-10-08 9:00\nC03:minor:poor_result\nC07:none", "--contract", "C1", "--area", "A")
    form = run("inspection", "form", "--contract", "C1", "--area", "A", "--lines", now=NOW).stdout
    assert "# I-202610-0001.1:done" in form
    text = "date: 2026-10-09 16:00\nby: cleaning_supervisor\nI-202610-0001.1:poor:tomorrow 18:00\n1.2：已整改\narea: A\nC08:clean"
    said = typed(run, text, "--contract", "C1", "--json").json()
    assert [one["id"] for one in said] == ["I-202610-0002", "I-202610-0001"]
    first, second = (one["rechecks"] for one in said[1]["findings"])
    assert (first[0]["result"], first[0]["at"], first[0]["due"], first[0]["by"]) == (
        "poor", "2026-10-09T16:00:00+08:00", "2026-10-10T18:00:00+08:00", "cleaning_supervisor",
    )  # fmt: skip
    assert second[0]["result"] == "done"
    dry = typed(run, "date: 2026-10-09 17:00\n1.1:not_done", "--contract", "C1", "--dry-run", "--json").json()
    assert [(one["change"], one["severity"]) for one in dry[0]["judged"]] == [("new", "minor"), ("new", "severe")]


@pytest.mark.parametrize("line", ["1.1:bad", "1.9:done", "I-202610-0099.1:done", "date: 2026-10-07\n1.1:done"])
def test_a_recheck_that_cannot_be_is_named_by_its_line(run: Run, line: str) -> None:
    """No such result, no such finding, a recheck before its finding; nothing is written."""
    typed(run, "date: 2026-10-08 9:00\nC03:minor:poor_result", "--contract", "C1", "--area", "A")
    said = typed(run, line, "--contract", "C1", code=25)
    assert f"line {line.count(chr(10)) + 1}" in said.stderr
    assert run("inspection", "show", "1", "--json").json()["findings"][0]["rechecks"] == []
