"""`standard_group`: what a declared register gets, and when it is built."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from cspm.core.states import Machine, Move
from cspm.register import COMMANDS
from cspm.shell.registers import standard_group

Run = Callable[..., Any]
LIFE = Machine("units", "active", (Move("let", ("active",), "let"), Move("void", ("active", "let"), "void")), ("void",))
STANDARD = ["add", "list", "show", "history", "amend", "void", "export"]


def names(group: click.Group) -> list[str]:
    """The verbs of a group."""
    return group.list_commands(click.Context(group))


def test_a_register_gets_the_standard_verbs_and_its_moves() -> None:
    """Standard verbs first, then one per move; `void` is one of the standard ones."""
    assert names(standard_group("units", "Units", machine=LIFE)) == [*STANDARD, "let"]


def test_verbs_can_be_left_out() -> None:
    """Those named in `without`, and `void` when the machine knows no such move."""
    short = Machine("units", "active", (), ())
    assert names(standard_group("units", "Units", machine=short, without=("export",))) == STANDARD[:5]


def test_a_command_of_its_own_takes_the_place_of_the_standard_one() -> None:
    """`add_command` wins, the order stays."""
    group = standard_group("units", "Units", machine=LIFE)
    own = click.Command("add")
    group.add_command(own)
    assert group.get_command(click.Context(group), "add") is own
    assert names(group) == [*STANDARD, "let"]


def test_a_verb_is_built_once() -> None:
    """The second question gives the same command; an unknown name gives none."""
    group = standard_group("units", "Units", machine=LIFE)
    ctx = click.Context(group)
    assert group.get_command(ctx, "show") is group.get_command(ctx, "show")
    assert group.get_command(ctx, "sell") is None


@pytest.mark.parametrize("verb", [*STANDARD[:6], "let"])
def test_every_verb_has_help_and_json(verb: str) -> None:
    """What is made is complete."""
    group = standard_group("units", "Units", machine=LIFE, moves={"let": "A tenant moves in"})
    command = group.get_command(click.Context(group), verb)
    assert command is not None
    assert command.help
    assert any("--json" in param.opts for param in command.params)


def test_the_group_lists_its_verbs_without_the_model() -> None:
    """`cspm staff --help` imports no pydantic."""
    command = [sys.executable, "-X", "importtime", "-m", "cspm", "staff", "--help"]
    checkout = str(Path(__file__).parents[2])
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": checkout, "CSPM_LANG": "en"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert "amend" in done.stdout
    assert "cspm.procedures.people.states" in done.stderr  # what `import_module` loads itself is not told
    assert "pydantic" not in done.stderr


def test_a_move_refuses_with_what_is_possible(run: Run) -> None:
    """A voided entry cannot be voided again; the sentence says what can be done."""
    run("units", "add", "1-1-101")
    run("units", "void", "1-1-101", "--reason", "pulled down")
    assert "Possible now" in run("units", "void", "1-1-101", "--reason", "x", code=21).stderr


def test_own_options_stand_above_the_common_ones(run: Run) -> None:
    """The help of `add` begins with the fields."""
    lines = run("staff", "add", "--help").stdout.split("Options:")[1].split()
    assert lines[0] == "--name"


def test_export_of_a_register_is_the_common_export() -> None:
    """`units export` is the same command as `export units`."""
    group = standard_group("units", "Units", machine=LIFE)
    verb = group.get_command(click.Context(group), "export")
    assert verb is not None
    ctx = verb.make_context("export", ["--help"], resilient_parsing=True)
    assert ctx.command.name == COMMANDS["export"].name


def test_the_staff_list_has_areas(run: Callable[..., Any]) -> None:
    """Areas are an array with --json and words in the table; nobody's are empty."""
    run("staff", "add", "TE09", "--name", "王强", "--role", "technician", "--areas", "A1,A2")
    entries = {entry["id"]: entry for entry in run("staff", "list", "--json").json()}
    assert entries["TE09"]["areas"] == ["A1", "A2"]
    assert all(isinstance(entry["areas"], list) for entry in entries.values())
    assert "A1, A2" in run("staff", "list").stdout


def test_an_export_of_a_register_asks_for_no_kind(run: Callable[..., Any]) -> None:
    """Its usage names the filters only."""
    usage = run("staff", "export", "--help").stdout
    assert "KIND" not in usage
    assert "[FILTER]..." in usage


def test_a_step_writes_its_fields_with_time_and_person(run: Run) -> None:
    """What it needs is typed and not blank; by the wrong role 23, in the wrong state 21."""
    made = run("filing", "add", "--form", "service_analysis", "--period", "2026-10", "--text", "x", "-q").stdout.strip()
    refused = run("filing", "turn-down", made, "--opinion", "  ", code=2)
    assert "--opinion" in refused.stderr
    run("filing", "review", made, actor="tech1", code=23)
    done = run("filing", "turn-down", made, "--opinion", "重写", "--json").json()
    assert (done["state"], done["opinion"], done["revision"]) == ("rejected", "重写", 2)
    run("filing", "approve", made, actor="general_manager", code=21)


def test_verbs_that_take_an_id_read_ids_from_stdin(run: Run) -> None:
    """`-` stands for the ids on stdin, in every verb of a register; the answer is an array, all or nothing is done."""
    both = "A1\nA2\n"
    for area in ("A1", "A2"):
        run("areas", "add", area, "--name", area)
    assert [one["id"] for one in run("areas", "show", "-", "--json", stdin=both).json()] == ["A1", "A2"]
    assert run("areas", "show", "-", stdin=both).stdout.count("Area name") == 2
    done = run("areas", "amend", "-", "name=大堂", "--reason", "x", "--json", stdin=both).json()
    assert [one["name"] for one in done] == ["大堂", "大堂"]
    assert [len(one) for one in run("areas", "history", "-", "--json", stdin=both).json()] == [2, 2]
    assert run("areas", "show", "-", "-q", stdin=both).lines() == ["A1", "A2"]
    run("areas", "amend", "-", "name=x", "--reason", "x", stdin="A1\nA9\n", code=20)
    assert run("areas", "show", "A1", "--json").json()["revision"] == 2
    assert "nothing was done" in run("areas", "history", "-", stdin="").stderr


def test_a_step_takes_several_ids(run: Run) -> None:
    """One change, one answer for each."""
    made = [
        run("filing", "add", "--form", "service_analysis", "--period", f"2026-0{month}", "--text", "x", "-q").stdout
        for month in (8, 9)
    ]
    done = run("filing", "turn-down", "-", "--opinion", "重写", "--json", stdin="".join(made)).json()
    assert [one["state"] for one in done] == ["rejected", "rejected"]


def test_history_and_undo_of_any_record_read_ids_from_stdin(run: Run) -> None:
    """The two commands over all kinds do as the registers do; `undo` takes back one kind at a time."""
    run("areas", "add", "A1", "--name", "A1")
    ticket = run("create", "灯不亮", "-q").stdout.strip()
    other = run("create", "漏水", "-q").stdout.strip()
    found = run("history", "-", "--json", stdin=f"A1\n{ticket}\n").json()
    assert [[event["action"] for event in one] for one in found] == [["add"], ["create"]]
    run("undo", "-", stdin=f"A1\n{ticket}\n", code=2)
    assert [one["state"] for one in run("undo", "-", "--json", stdin=f"{ticket}\n{other}\n").json()] == ["void", "void"]
