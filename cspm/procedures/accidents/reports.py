"""The accidents of a month, a quarter or a year: the board of zero targets, and each of them with what is still owed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cspm.core.periods import Span
from cspm.core.rules import Broken
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.accidents import figures
from cspm.procedures.accidents.rules import RULES, counts
from cspm.procedures.accidents.states import TARGET_TYPES

BOARD = (
    Column("type", N_("Kind of accident"), "code", "accident_type"), Column("count", N_("Happened"), "int"),
    Column("against_target", N_("Against the target"), "int"), Column("target", N_("Target"), "int"),
    Column("met", N_("Target met"), "yes"), Column("records", N_("Records")),
)  # fmt: skip
EACH = (
    Column("id", N_("Accident"), "id"), Column("type", N_("Kind of accident"), "code", "accident_type"),
    Column("happened_at", N_("Happened at"), "time"), Column("contractor", N_("Contractor")), Column("place", N_("Place")),
    Column("told_at", N_("Told at"), "time"), Column("written_at", N_("Written report at"), "time"),
    Column("investigated_at", N_("Investigated at"), "time"), Column("state", N_("State"), "code", "state"),
    Column("findings", N_("Findings")),
)  # fmt: skip


def board(accidents: Sequence[Any], span: Span, terms: Terms, *, now: datetime) -> Report:
    """`{period as_of days_without targets[] accidents[]}` of a period up to now.

    `days_without` are whole days since the last accident that missed a target, None when there was none in the period.
    """
    most = int(terms.figures.value(figures.ZERO_TARGET, span.start.date()))
    targets = [target_line(kind, accidents, most) for kind in (*TARGET_TYPES, "other")]
    lines = [one_line(accident, terms, now) for accident in accidents]
    last = max((accident.happened_at for accident in accidents if counts(accident)), default=None)
    until = min(now, span.end)
    document = {
        "period": span.name, "as_of": now.astimezone(terms.tz), "days_without": (until - last).days if last else None,
        "targets": targets, "accidents": lines,
    }  # fmt: skip
    title = Message.of(N_("Accidents of {period}"), period=span.name)
    return Report("accidents", title, document, (
        Table("targets", Message(N_("Board of zero targets")), BOARD, rows(targets, BOARD)),
        Table("accidents", Message(N_("Each accident")), EACH, rows(lines, EACH)),
    ), meta={"site": terms.site.name, "period": span.name})  # fmt: skip


def target_line(kind: str, accidents: Sequence[Any], most: int) -> dict[str, Any]:
    """How often one kind happened, and whether that is what was aimed at; `other` has no target."""
    those = [accident for accident in accidents if accident.accident_type == kind]
    against = [accident.id for accident in those if counts(accident)]
    target = most if kind in TARGET_TYPES else None
    return {
        "type": kind, "count": len(those), "against_target": len(against), "target": target,
        "met": None if target is None else len(against) <= target, "records": [accident.id for accident in those],
    }  # fmt: skip


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
