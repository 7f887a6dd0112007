"""Works as tables: the correspondence of their meters, and the audit of a whole work. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from cspm.core.rules import Finding
from cspm.core.tables import Column, Report, Table
from cspm.errors import N_, Code, Message
from cspm.procedures.works.audit import Line
from cspm.procedures.works.correspondence import Fault

FAULTS = (
    Column("kind", N_("What is wrong"), "code", "match_fault"), Column("field", N_("Field"), "code", "meter_field"),
    Column("value", N_("Value")), Column("count", N_("Meters"), "int"), Column("ids", N_("Which")),
)  # fmt: skip
LINES = (
    Column("rule", N_("Rule"), "id"), Column("what", N_("What it asks")), Column("asked", N_("Asked"), "int"),
    Column("done", N_("Done"), "int"), Column("state", N_("State"), "code", "audit_state"), Column("since", N_("As of"), "time"),
    Column("message", N_("What is missing")), Column("ids", N_("Which")),
)  # fmt: skip
FOUND = (
    Column("record", N_("Record"), "id"), Column("rule", N_("Rule"), "id"), Column("message", N_("What was found")),
)  # fmt: skip
MANY = 10
"""So many ids stand in a table; JSON has them all."""


def some(ids: Sequence[str]) -> tuple[str, ...] | None:
    """The first ids, for people."""
    return (*ids[:MANY], *(("…",) if len(ids) > MANY else ())) or None


def match_report(work: Any, rows: Sequence[Mapping[str, Any]], fields: Sequence[str], found: Sequence[Fault]) -> Report:
    """`{work meters fields[] faults[{kind field value ids[]}]}`: none means one to one in every field (R353, R354)."""
    lines = [
        {"kind": "gap" if one.gap else "double", "field": one.field, "value": one.value or None, "ids": list(one.ids)} for one in found
    ]  # fmt: skip
    document = {"work": work.id, "meters": len(rows), "fields": list(fields), "faults": lines}
    title = Message.of(N_("Correspondence of {work}"), work=work.id)
    wrong = len({one for fault in found for one in fault.ids})
    notes = (
        Message.of(
            N_("{count} meters by {fields}: {wrong} with a fault."), count=len(rows), wrong=wrong,
            fields=tuple(Code("meter_field", one) for one in fields),
        ),
    )  # fmt: skip
    table = tuple((one["kind"], one["field"], one["value"], len(one["ids"]), some(one["ids"])) for one in lines)  # type: ignore[arg-type]
    return Report("match", title, document, (Table("faults", title, FAULTS, table, notes),))


def audit_report(
    work: Any, lines: Iterable[Line], findings: Iterable[Finding], *, now: datetime, meta: Mapping[str, Any]
) -> tuple[Report, list[str]]:  # fmt: skip
    """`{work as_of lines[{rule what asked done state since message ids[]}] findings[{record rule message}]}`, and what is broken.

    A line that is not fulfilled and not due yet is `open`.
    """
    told = [line_of(one, now) for one in lines]
    found = [
        {"record": one.record, "rule": one.rule, "code": one.code, "message": one.message}
        for one in findings
        if one.at <= now
    ]
    document = {"work": work.id, "as_of": now, "lines": told, "findings": found}
    title = Message.of(N_("Audit of {work}"), work=work.id)
    rows = tuple(
        (one["rule"], Message(one["what"]), one["asked"], one["done"], one["state"], one["since"], one["message"], some(one["ids"]))
        for one in told
    )  # fmt: skip
    tables = [Table("lines", title, LINES, rows)]
    if found:
        tables.append(
            Table("findings", Message(N_("Findings")), FOUND, tuple(tuple(one[c.key] for c in FOUND) for one in found))
        )
    broken = [one["rule"] for one in told if one["state"] == "broken"] + [one["rule"] for one in found]
    shown = [{**one, "what": Message(one["what"])} for one in told]
    return Report("audit", title, {**document, "lines": shown}, tuple(tables), meta=meta), list(dict.fromkeys(broken))


def line_of(one: Line, now: datetime) -> dict[str, Any]:
    """A line as the report has it."""
    state = "kept" if one.ok else "broken" if one.at <= now else "open"
    return {
        "rule": one.rule, "what": one.what, "asked": one.asked, "done": one.done, "state": state, "since": one.at,
        "message": None if one.ok else one.said, "ids": list(one.ids),
    }  # fmt: skip
