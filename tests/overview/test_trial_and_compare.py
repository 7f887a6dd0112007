"""A month under other figures, two months side by side, what each member of staff did, forced acts, the whole matrix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from cspm.core.kinds import load
from cspm.core.language import language
from cspm.core.words import VOCABULARIES
from cspm.overview.permission import action_of, matrix_lines
from cspm.overview.permits import OPEN, SAME_LINE
from cspm.register import COMMANDS
from cspm.shell.desk import Desk, permits
from cspm.shell.show import say_words
from tests.conftest import Result, listing
from tests.overview.makers import feed, ticket

Run = Callable[..., Result]
MONTH = ("--month", "2026-10")


@pytest.fixture
def october(desk: Desk) -> list[str]:
    """Answered after 5, 18 and 40 minutes."""
    return feed(desk, [
        ticket(f"2026-10-1{day} 09:00", replied_at=f"2026-10-1{day} 09:{minute}") for day, minute in ((2, "05"), (3, "18"), (4, "40"))
    ])  # fmt: skip


def settings(tmp_path: Path, text: str) -> str:
    """A file of settings."""
    path = tmp_path / "new.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


# -- compliance --with -----------------------------------------------------------------------------------------------

TRIALS = [
    ("[figures]\nreply_within = 20\n", ("broken", 2, 3), [], [1], "20 minutes: the second was in time"),
    ("[figures]\nreply_within = 4\n", ("broken", 0, 3), [0], [], "4 minutes: the first was late too"),
    ("[figures]\nreply_within = [{ since = 2026-10-14, value = 60 }]\n", ("broken", 2, 3), [], [2], "an hour from the 14th on"),
    ("", ("broken", 1, 3), [], [], "nothing else: the same"),
    ("[tickets.answers]\nreply = ['close']\n", ("broken", 0, 3), [0], [], "only closing counts"),
]  # fmt: skip


@pytest.mark.rule("R043")
@pytest.mark.parametrize(("text", "then", "broken", "mended", "why"), TRIALS)
def test_a_month_under_other_figures(
    text: str, then: Any, broken: list[int], mended: list[int], why: str, october: list[str], run: Run, tmp_path: Path, root: str
) -> None:  # fmt: skip
    """Which records change sides, of which rule; no record, setting or index of the site is touched."""
    before = listing(root)
    found = run("compliance", *MONTH, "--with", settings(tmp_path, text), "--json", code=1).json()
    line = next(one for one in found if one["rule"] == "R043")
    assert (line["status"], line["value"], line["required"]) == ("broken", 1, 3)
    assert (line["with"]["status"], line["with"]["value"], line["with"]["required"]) == then, why
    assert line["now_broken"] == [october[number] for number in broken]
    assert line["no_longer_broken"] == [october[number] for number in mended]
    assert listing(root) == before
    plain = {one["rule"]: one["status"] for one in run("compliance", *MONTH, "--json", code=1).json()}
    assert {one["rule"]: one["status"] for one in found if one["status"] is not None} == plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[figures]\nreply_withn = 20\n", "no such figure"),
        ('[figures]\nreply_within = "soon"\n', "reply_within"),
        ("[figures]\nreply_within = { value = 3, counts = 'x' }\n", "counts must be"),
        ("figures = 3\n", "must be a table"),
        ("[figures\n", "line 1"),
        ("nonsense = 1\n", "unknown key"),
        ("[calendar]\nwindows = ['9-5']\n", "calendar.windows"),
        ("[tickets.answers]\nreply = ['fly']\n", "answers"),
    ],
)
def test_settings_that_are_none_are_refused(text: str, said: str, run: Run, october: list[str], tmp_path: Path) -> None:
    """With the sentence that site.toml would get; exit 2."""
    assert said in run("compliance", *MONTH, "--with", settings(tmp_path, text), code=2).stderr


def test_a_trial_speaks_both_languages(run: Run, october: list[str], tmp_path: Path) -> None:
    """A person sees what changes, and that nothing was touched; a file that is not there is named."""
    path = settings(tmp_path, "[figures]\nreply_within = 20\n")
    assert "no record was touched" in run("compliance", *MONTH, "--with", path, "-o", "md", code=1).stdout
    zh = run("compliance", *MONTH, "--with", path, "-o", "md", code=1, lang="zh").stdout
    assert "没有改动任何记录" in zh and october[1] in zh
    assert "nowhere.toml" in run("compliance", "--with", "nowhere.toml", code=2).stderr


# -- forced acts -----------------------------------------------------------------------------------------------------


def forced(run: Run, month: str = "2026-11", **ask: Any) -> list[tuple[str, str, str | None]]:
    """Rule, action and reason of the month's forced acts."""
    found = run("compliance", "--month", month, "--json", code=1, **ask).json()
    return [(line["rule"], one["action"], one["reason"]) for line in found for one in line.get("forced", ())]


@pytest.mark.rule("R222", "R345", "R166")
def test_what_was_done_with_open_eyes_is_listed(run: Run) -> None:
    """A moved promise, a correction after the end, steps left out, another's change taken back, an entry days late."""
    run("create", "one", now="2026-11-20 09:00", actor="front_desk")
    run("promise", "1", "2026-11-20 17:00", now="2026-11-20 09:05")
    run("promise", "1", "2026-11-21 17:00", "--reason", "no parts", now="2026-11-20 15:00")
    run("dispatch", "1", "--to", "tech1", now="2026-11-20 15:05")
    run("close", "1", "--result", "done", now="2026-11-21 10:00")
    run("amend", "1", "result=done well", "--reason", "more to say", now="2026-11-21 11:00")
    run("create", "two", now="2026-11-21 12:00", actor="front_desk")
    run("reply", "2", "soon", now="2026-11-21 12:05", actor="front_desk")
    run("undo", "2", now="2026-11-21 12:30", actor="csc_manager")
    found = forced(run)
    assert ("R222", "promise", "no parts") in found
    assert ("R166", "close", None) in found
    assert ("R345", "amend", "more to say") in found
    assert [rule for rule, action, _ in found if action == "undo"] == ["R345"]
    table = run("compliance", "--month", "2026-11", "-o", "md", code=1).stdout
    assert "Done against a rule" in table and "no parts" in table


# -- compare ---------------------------------------------------------------------------------------------------------


def test_two_months_side_by_side(run: Run, desk: Desk, october: list[str]) -> None:
    """What differs, with the records behind each number; what is the same only with --all."""
    (nine,) = feed(desk, [ticket("2026-09-12 09:00", replied_at="2026-09-12 09:05")])
    found = run("compare", "2026-09", "2026-10", "--json").json()
    assert list(found) == ["a", "b", "lines"]
    assert (found["a"]["month"], found["b"]["month"]) == ("2026-09", "2026-10")
    lines = {line["key"]: line for line in found["lines"]}
    assert list(lines["tickets.received"]) == ["key", "a", "b", "difference", "records_a", "records_b"]
    received = lines["tickets.received"]
    assert (received["a"], received["b"], received["difference"]) == (1, 3, 2)
    assert (received["records_a"], received["records_b"]) == ([nine], october)
    assert all(line["difference"] for line in found["lines"])
    everything = run("compare", "2026-09", "2026-10", "--all", "--json").json()["lines"]
    assert len(everything) > len(found["lines"])
    assert run("compare", "2026-10", "2026-10", "--json").json()["lines"] == []
    assert "tickets.received" in run("compare", "2026-09", "2026-10", lang="zh").stdout
    run("compare", "2026-13", "2026-10", code=2)
    alone = run("compare", "2026-10", code=2)  # a month beside itself says nothing
    assert "--site DIR" in alone.stderr


def test_two_sites_side_by_side(run: Run, tmp_path: Path, october: list[str]) -> None:
    """The same month at the site of another folder; a folder without a site is refused."""
    other = str(tmp_path / "other")
    run("init", other, "--name", "别处", store=None, actor=None)
    found = run("compare", "2026-10", "--site", other, "--json").json()
    assert (found["b"]["site"], found["b"]["month"]) == ("别处", "2026-10")
    line = next(line for line in found["lines"] if line["key"] == "tickets.received")
    assert (line["a"], line["b"], line["records_a"], line["records_b"]) == (3, 0, october, [])
    run("compare", "2026-10", "--site", str(tmp_path / "nothing"), code=26)


# -- report staff ----------------------------------------------------------------------------------------------------


def test_what_each_member_of_staff_did(run: Run) -> None:
    """Sent to one, sent on to another who comes late; done, reworked, done, asked; each number names its tickets."""
    run("create", "one", "--unit", "1-1-1", "--appointment", "2026-11-20 14:00", now="2026-11-20 09:00")
    run("reply", "1", "soon", now="2026-11-20 09:10", actor="front_desk")
    run("dispatch", "1", "--to", "tech1", now="2026-11-20 09:20")
    run("dispatch", "1", "--to", "tech2", now="2026-11-20 09:30")
    run("accept", "1", now="2026-11-20 09:40", actor="tech2")
    run("arrive", "1", now="2026-11-20 14:10", actor="tech2")
    run("finish", "1", "--result", "x", now="2026-11-20 15:00", actor="tech2")
    run("close", "1", now="2026-11-20 15:30")
    run("callback", "1", "--method", "phone", "--dissatisfied", "--due", "2026-11-21 18:00", now="2026-11-20 16:00")
    run("create", "two", now="2026-11-20 10:00")
    run("dispatch", "2", "--to", "tech1", now="2026-11-20 10:20")
    found = run("report", "staff", "--month", "2026-11", "--json").json()
    lines = {line["id"]: line for line in found["staff"]}
    assert (lines["tech1"]["dispatched"], lines["tech1"]["open"], lines["tech1"]["finished"]) == (2, 1, 0)
    two = lines["tech2"]
    assert (two["dispatched"], two["accepted_in_time"], two["arrived_late"], two["arrived_in_time"]) == (1, 1, 1, 0)
    assert (two["finished"], two["dissatisfied"], two["satisfied"], two["open"]) == (1, 1, 0, 1)
    assert lines["front_desk"]["replies_in_time"] == 1
    traced = run("report", "staff", "--month", "2026-11", "--explain", "tech1.dispatched", "-q")
    assert traced.lines() == ["T-202611-0001", "T-202611-0002"]
    assert run("report", "staff", "--month", "2026-11", "--explain", "tech2.satisfied", "--json").json() == []
    run("report", "staff", "--month", "2026-11", "--explain", "nobody.open", code=2)
    assert "李师傅" in run("report", "staff", "--month", "2026-11", lang="zh").stdout


# -- permissions -----------------------------------------------------------------------------------------------------


def writing() -> Iterator[tuple[str, str]]:
    """Every command that changes records, with the kind of its register (empty: none)."""
    for name, entry in COMMANDS.items():
        command = load(entry.path)
        register = getattr(command, "register", None)
        for words, verb in verbs(name, command):
            if any("--dry-run" in param.opts for param in verb.params):
                yield words, register.kind.name if register else ""


def verbs(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """A command, or every verb of a group."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    ctx = click.Context(command)
    for verb in command.list_commands(ctx):
        found = command.get_command(ctx, verb)
        assert found is not None
        yield from verbs(f"{name} {verb}", found)


def test_every_command_that_writes_has_a_line_or_is_open_on_purpose() -> None:
    """And nothing is named open that has a line, or that there is not."""
    lines = {line.action for line in permits()}
    bare, named = [], set()
    for words, kind in writing():
        group, _, verb = words.partition(" ")
        known = {
            words,
            verb or group,
            f"{group}s {verb}",
            f"{verb} {group}s",
            f"{kind} {verb}",
            f"tickets {words}",
            SAME_LINE.get(words, words),
        }
        named.add(words)
        if not known & lines and words not in OPEN and not (kind and verb == "amend"):
            bare.append(words)
    assert bare == [], "give them a Permit in their states, or name them in overview/permits.py OPEN"
    assert set(OPEN) <= named
    assert set(SAME_LINE) <= named
    assert set(OPEN) & lines == set()


def test_can_takes_every_command_that_writes() -> None:
    """As it is typed: each is answered by a line of the matrix, or is open to everybody on purpose."""
    lines = matrix_lines()
    own = {line.action for line in lines}
    odd = [words for words, _ in writing() if (found := action_of(words, lines)) not in own and found != "amend"]
    assert odd == []


def test_every_line_of_the_matrix_has_a_label() -> None:
    """A refusal says in words what somebody may not do, in both languages."""
    say_words()
    labels = VOCABULARIES["action"].labels
    assert [line.action for line in permits() if line.action not in labels] == []
    chinese = language("zh")
    assert [line.action for line in permits() if chinese.label("action", line.action) == labels[line.action]] == []


def test_the_matrix_can_be_read(run: Run) -> None:
    """Every line with its roles, rule and clause; what a role may; in both languages."""
    found = {line["action"]: line for line in run("permissions", "--json").json()}
    assert found["settlements approve"] == {
        "action": "settlements approve", "roles": ["general_manager"], "rule": "R127", "clause": "000 P2-四 3.3", "why": None,
    }  # fmt: skip
    assert found["create"]["roles"] == [] and found["create"]["why"]
    assert found["close"]["why"]
    mine = {line["action"] for line in run("permissions", "--role", "technician", "--json").json()}
    assert "pay" in mine and "settlements approve" not in mine and "close" in mine
    assert "总物业经理" in run("permissions", lang="zh").stdout
    assert run("permissions", "-o", "csv").lines()
    run("permissions", "--role", "king", code=2)
