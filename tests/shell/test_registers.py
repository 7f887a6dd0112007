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
