"""What must hold for every procedure of the register, asked of the register itself."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Union, get_args, get_origin

import click
import pytest

from cspm.core.kinds import Kind, load
from cspm.core.labels import shapes
from cspm.core.roles import decide
from cspm.core.states import Machine
from cspm.core.view import DATES, FLAGS, MONEY, RAW, TIMES
from cspm.core.words import VOCABULARIES
from cspm.register import COMMANDS, KINDS, PROCEDURES
from cspm.shell.desk import permits

KIND_IDS = list(KINDS)


def machines() -> list[Machine]:
    """Every machine that a procedure's states declare."""
    found: dict[str, Machine] = {}
    for procedure in PROCEDURES:
        module = procedure.part("states", "__dict__") or {}
        found |= {value.name: value for value in module.values() if isinstance(value, Machine)}
    return list(found.values())


def typed_fields(model: Any, seen: tuple[Any, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every field of a model and of its parts, with the plain type of its values."""
    for name, info in model.model_fields.items():
        for inner in plain(info.annotation):
            yield name, inner
            if isinstance(inner, type) and hasattr(inner, "model_fields") and inner not in seen:
                yield from typed_fields(inner, (*seen, inner))


def plain(annotation: Any) -> Iterator[Any]:
    """The types in an annotation, without `Annotated`, `| None` and tuples."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from plain(get_args(annotation)[0])
    elif origin in (Union, types.UnionType, tuple, list):
        for part in get_args(annotation):
            yield from plain(part)
    elif annotation not in (type(None), Ellipsis):
        yield annotation


def test_a_procedure_stands_below_what_it_needs() -> None:
    """`needs` names procedures above it, so that reading the table from the top never meets the unknown."""
    above: set[str] = set()
    for procedure in PROCEDURES:
        assert set(procedure.needs) <= above, procedure.name
        above.add(procedure.name)


def test_names_are_given_once() -> None:
    """No two procedures have a command or a kind of the same name."""
    kinds = [kind.name for procedure in PROCEDURES for kind in procedure.kinds]
    assert len(kinds) == len(set(kinds)) == len(KINDS)
    commands = [command.name for procedure in PROCEDURES for command in procedure.commands]
    assert len(commands) == len(set(commands))
    assert set(commands) <= set(COMMANDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KIND_IDS)
def test_a_kinds_columns_are_there(kind: Kind) -> None:
    """Its model loads, is of that name, and knows the fields that search and (without `derive`) the index read."""
    model = load(kind.model)
    assert model.record_kind == kind.name
    known = {info.alias or name for name, info in model.model_fields.items()}
    for name in (*kind.words, *(() if kind.derive else kind.columns)):
        assert name.split(".")[0] in known, name


@pytest.mark.parametrize("kind", KINDS.values(), ids=KIND_IDS)
def test_a_fields_name_tells_its_type(kind: Kind) -> None:
    """Reading commands know times, days, money and yes or no by the name of the field (`cspm.core.view`)."""
    wrong = []
    for name, inner in typed_fields(load(kind.model)):
        if name in RAW:
            continue
        told = {
            datetime: name.endswith("_at") or name in TIMES,
            date: name.endswith("_on") or name in DATES,
            Decimal: name in MONEY or name.endswith("_amount"),
        }
        if inner is bool and name in kind.columns and name not in FLAGS:
            wrong.append(f"{name} is yes or no, but not in FLAGS")
        if inner in told and not told[inner] and inner is not Decimal:
            wrong.append(f"{name} holds {inner.__name__}, its name does not say so")
        misled = [kind_.__name__ for kind_, says in told.items() if says and inner is not kind_]
        wrong += [f"{name} is named as {kind_}, but is {inner}" for kind_ in misled]
    assert not wrong


@pytest.mark.parametrize("machine", machines(), ids=lambda machine: str(machine.name))
def test_every_state_is_reachable_and_leavable(machine: Machine) -> None:
    """From the first state every other can be reached; only finals have no way out, unless a record is opened again."""
    reached = {machine.first}
    while True:
        more = {move.target for move in machine.moves if reached & set(move.sources) and move.target} - reached
        if not more:
            break
        reached |= more
    assert reached == set(machine.states)
    stuck = [state for state in machine.states if state not in machine.finals and not machine.possible(state)]
    assert not stuck


@pytest.mark.parametrize("machine", machines(), ids=lambda machine: str(machine.name))
def test_states_and_verbs_have_labels(machine: Machine) -> None:
    """Refusals name states and verbs, so both stand in the vocabularies."""
    labels: Mapping[str, Mapping[str, str]] = {name: words.labels for name, words in VOCABULARIES.items()}
    assert [state for state in machine.states if state not in labels["state"]] == []
    assert [move.verb for move in machine.moves if move.verb not in labels["action"]] == []


def test_permits_name_known_roles_and_each_action_once() -> None:
    """The first line of an action decides, so a second one would never be read."""
    lines = permits()
    actions = [line.action for line in lines]
    assert sorted(actions) == sorted(set(actions))
    assert {role for line in lines for role in line.roles} <= set(VOCABULARIES["role"].labels)
    assert all(decide(lines, action, _person(role)).allowed for action, role in _allowed(lines))


def _allowed(lines: Any) -> Iterator[tuple[str, str]]:
    return ((line.action, role) for line in lines for role in line.roles)


def _person(role: str) -> Any:
    from cspm.core.roles import Person

    return Person("x", "X", role)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: str(procedure.name))
def test_every_rule_and_figure_cites_its_clause(procedure: Any) -> None:
    """Codes are unique among the rules of a kind, each has an R-number and a clause, the same wherever it is used."""
    rules = [rule for rule in procedure.part("rules", "RULES") if hasattr(rule, "clause")]
    for those in (dict(procedure.part("rules", "OF_KIND")) or {"": rules}).values():
        assert len({rule.code for rule in those}) == len(those)
    assert len({rule.code for rule in rules}) == len({(rule.code, rule.rule, rule.clause) for rule in rules})
    assert [rule.code for rule in rules if not (rule.rule and rule.clause)] == []
    figures = procedure.part("figures", "FIGURES")
    assert [figure.key for figure in figures if not (figure.rule and figure.clause)] == []


def test_lists_that_the_index_keeps_are_read_as_lists() -> None:
    """Every register that lists a field of several values knows it for one, else people would read JSON."""
    from cspm.shell.register_list import LISTS
    from cspm.shell.registers import RegisterGroup

    groups = [found for found in (load(entry.path) for entry in COMMANDS.values()) if isinstance(found, RegisterGroup)]
    lists = [(group.register.kind, group.get_command(click.Context(group), "list")) for group in groups]
    kinds = [kind for kind, found in lists if found and found.callback.__module__ == "cspm.shell.register_verbs"]
    assert len(kinds) > 30
    for kind in kinds:
        many = {name for name, shape in shapes(load(kind.model)).items() if shape.many}
        assert {name for name in kind.columns if name in many} <= LISTS, kind.name
