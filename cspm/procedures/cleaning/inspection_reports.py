"""Inspections as people and scripts see them: one with its findings, deadlines and what was broken; lists. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.core.texts import minute
from cspm.core.view import View, listed
from cspm.errors import N_, Code, Message
from cspm.procedures.cleaning import derive
from cspm.procedures.cleaning.evidence import finding_id
from cspm.procedures.cleaning.states import FINDING_REASON

LISTED = ("id", "date", "contract", "area", "by", "with", "findings", "state")
COLUMNS = (
    Column("id", N_("Inspection"), "id"), Column("date", N_("Date"), "date"), Column("contract", N_("Contract"), "id"),
    Column("area", N_("Area")), Column("by", N_("Inspected by")), Column("with", N_("Inspector of party B")),
    Column("none", N_("Problem points"), "int"), Column("minor", N_("Minor"), "int"),
    Column("severe", N_("Severe"), "int"), Column("state", N_("State"), "code", "state"),
)  # fmt: skip
PROBLEMS = (
    Column("id", N_("Finding"), "id"), Column("item", N_("Item")),
    Column("severity", N_("Severity"), "code", "finding_severity"),
    Column("reason", N_("Reason"), "code", FINDING_REASON.name), Column("note", N_("Note")),
    Column("due", N_("Rectify by"), "time"), Column("fixed", N_("Fixed on the spot"), "time"),
    Column("serious", N_("Serious consequence"), "yes"), Column("rechecks", N_("Rechecks")),
)  # fmt: skip
BROKEN = (Column("rule", N_("Rule"), "id"), Column("clause", N_("Clause")), Column("message", N_("Not kept")))
APART = ("photos", "ladder")
"""Lists of parts that `show` prints as tables."""
TAIL = ("created_by", "import_batch", "revision", "history")


def shown_inspection(document: Mapping[str, Any], terms: Terms, now: datetime) -> dict[str, Any]:
    """An inspection as `show --json` gives it: findings with their ids, deadlines, and what was `broken` by now."""
    derived = derive.inspection(document, terms)
    body = {key: value for key, value in document.items() if key not in TAIL}
    body["findings"] = [{"id": finding_id(document["id"], one["number"]), **one} for one in document["findings"]]
    body["deadlines"] = [
        {"clock": clock.clock, "due": clock.due, "met_at": clock.met_at, "state": clock.state(now), "rule": clock.rule}
        for clock in derived.clocks
    ]
    body["broken"] = [
        {"code": one.code, "rule": one.rule, "clause": one.clause, "severity": one.level, "message": one.message}
        for one in derived.findings
        if one.at <= now
    ]
    return body | {key: document[key] for key in TAIL if key in document}


def problems_table(document: Mapping[str, Any]) -> Table:
    """The findings of an inspection with their rechecks."""
    rows = []
    for one in View(document).findings:
        checks = tuple(
            Message.of("{at} {result}", at=minute(check.at), result=Code("recheck", check.result))
            for check in one.rechecks
        )
        name = finding_id(document["id"], one.number)
        rows.append(
            (name, one.item, one.severity, one.reason, one.note, one.due, one.fixed_at, one.serious or None, checks)
        )
    return Table("findings", Message(N_("Findings")), PROBLEMS, tuple(rows))


def broken_table(document: Mapping[str, Any]) -> Table:
    """What a shown inspection broke, rule by rule."""
    rows = tuple((one["rule"], one["clause"], one["message"]) for one in document["broken"])
    return Table("broken", Message(N_("Not kept")), BROKEN, rows)


def inspections_listed(rows: Sequence[Any]) -> Report:
    """Rows of the index as a list, in the order given, with findings counted by severity."""
    document = []
    for row in rows:
        found = [one["severity"] for one in listed(row["findings"])]
        counts = {severity: found.count(severity) for severity in ("none", "minor", "severe")}
        document.append({name: row[name] for name in LISTED if name != "findings"} | counts)
    table = Table(
        "inspections", Message(N_("Inspections")), COLUMNS,
        tuple(tuple(line[column.key] for column in COLUMNS) for line in document),
    )  # fmt: skip
    return Report("inspections", table.title, document, (table,))
