"""The checklists and the steps of one, as tables; values asked for are those in force on the day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.checklists.model import Check, Checklist, in_force, wanted

LIST = (
    Column("name", N_("Code"), "id"), Column("label", N_("Technical checklist")), Column("clause", N_("Clause")),
    Column("steps", N_("Steps"), "int"), Column("required", N_("Required"), "int"),
)  # fmt: skip
STEPS = (
    Column("step", N_("Step"), "id"), Column("label", N_("Named")), Column("text", N_("What is done or looked at")),
    Column("asked", N_("Accepted")), Column("unit", N_("Unit of measure")), Column("required", N_("Required"), "yes"),
    Column("rules", N_("Rule"), "id"),
)  # fmt: skip


def listed(found: Iterable[Checklist]) -> Report:
    """Every checklist. Document: `{name label clause steps required}`."""
    document = [
        {
            "name": one.name, "label": said(one.shown), "clause": one.clause, "steps": len(one.checks),
            "required": sum(check.required for check in one.checks),
        }
        for one in found
    ]  # fmt: skip
    title = Message(N_("Technical checklists"))
    rows = tuple(tuple(line[column.key] for column in LIST) for line in document)
    return Report("checklists", title, document, (Table("checklists", title, LIST, rows),))


def steps(checklist: Checklist, terms: Terms, day: date) -> Report:
    """The steps of one. Document: `{name label clause steps[{step label text kind unit required asked rules}]}`."""
    figures = in_force(terms, day)
    lines = [line(check, figures) for check in checklist.checks]
    title = Message.of(N_("Checklist {name} ({clause})"), name=checklist.shown, clause=checklist.clause)
    rows = tuple(tuple(shown(each, column.key) for column in STEPS) for each in lines)
    example = tuple(f"--check {check.name}=" for check in checklist.checks if check.required)
    note = Message.of(
        N_("cspm finish ID --result R {options}; labels of either language do as well."), options=" ".join(example)
    )
    document = {"name": checklist.name, "label": said(checklist.shown), "clause": checklist.clause, "steps": lines}
    return Report("checklist", title, document, (Table("steps", title, STEPS, rows, (note,)),))


def line(check: Check, figures: Mapping[str, Decimal]) -> dict[str, Any]:
    """One step."""
    return {
        "step": check.name, "label": said(check.shown), "text": Message(check.text) if check.text else None,
        "kind": check.kind, "unit": check.unit or None, "required": check.required,
        "asked": [said(wanted(test, figures)) for test in check.tests],
        "rules": list(dict.fromkeys(test.rule for test in check.tests)),
    }  # fmt: skip


def said(value: object) -> Message:
    """A label or a bound as a message, so that a document has it in the reader's language."""
    return value if isinstance(value, Message) else Message(N_("{value}"), {"value": value})


def shown(line: Mapping[str, Any], key: str) -> object:
    """A cell: several tests and rules as a list."""
    value = line[key]
    return tuple(value) or None if isinstance(value, list) else value
