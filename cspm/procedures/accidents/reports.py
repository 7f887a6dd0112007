"""`report accidents`: the accidents of a month or a year, each with what is still owed (R372). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cspm.core.periods import Span
from cspm.core.rules import Broken
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.accidents.rules import RULES
from cspm.procedures.accidents.states import TARGET_TYPES

KINDS = (
    Column("type", N_("Kind of accident"), "code", "accident_type"), Column("count", N_("Happened"), "int"),
    Column("records", N_("Record")),
)  # fmt: skip
EACH = (
    Column("id", N_("Accident"), "id"), Column("type", N_("Kind of accident"), "code", "accident_type"),
    Column("happened_at", N_("Happened at"), "time"), Column("contractor", N_("Contractor")), Column("place", N_("Place")),
    Column("told_at", N_("Told at"), "time"), Column("written_at", N_("Written report at"), "time"),
    Column("investigated_at", N_("Investigated at"), "time"), Column("state", N_("State"), "code", "state"),
    Column("findings", N_("Findings")),
)  # fmt: skip


def period_report(accidents: Sequence[Any], span: Span, terms: Terms, *, now: datetime) -> Report:
    """`{period as_of count by_type{} accidents[]}` of a period up to now: what the month's and the year's report is made from."""
    kinds = {kind: [one.id for one in accidents if one.accident_type == kind] for kind in (*TARGET_TYPES, "other")}
    lines = [one_line(accident, terms, now) for accident in accidents]
    document = {
        "period": span.name, "as_of": now.astimezone(terms.tz), "count": len(lines),
        "by_type": {kind: len(ids) for kind, ids in kinds.items()}, "accidents": lines,
    }  # fmt: skip
    title = Message.of(N_("Accidents of {period}"), period=span.name)
    counted = tuple((kind, len(ids), tuple(ids) or None) for kind, ids in kinds.items())
    return Report("accidents", title, document, (
        Table("accidents", title, EACH, rows(lines, EACH)),
        Table("by_type", Message(N_("Accidents by kind")), KINDS, counted),
    ), sources=lambda key: tuple(kinds[key.removeprefix("by_type.")]), keys=tuple(f"by_type.{kind}" for kind in kinds),
        meta={"site": terms.site.name, "period": span.name, "as_of": now})  # fmt: skip


def one_line(accident: Any, terms: Terms, now: datetime) -> dict[str, Any]:
    """One accident, with the codes of what it broke so far."""
    broken = {
        rule.code
        for rule in RULES
        for told in rule.check(accident, terms)
        if isinstance(told, Broken) and told.at <= now
    }
    return {
        "id": accident.id, "type": accident.accident_type, "happened_at": accident.happened_at.astimezone(terms.tz),
        "contractor": accident.contractor, "place": accident.place, "told_at": min((one.at for one in accident.told), default=None),
        "written_at": accident.written_at, "investigated_at": accident.investigated_at, "state": accident.state,
        "findings": sorted(broken),
    }  # fmt: skip


def rows(lines: Sequence[dict[str, Any]], columns: tuple[Column, ...]) -> tuple[tuple[Any, ...], ...]:
    """The lines as rows of a table."""
    cells = ((line[column.key] for column in columns) for line in lines)
    return tuple(tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row) for row in cells)
