"""`report safety`: the board of what is not to happen during outsourced works (R373), month by month of a year, with the year's works.

Accidents are counted as their own procedure counts them; a complaint order about a crew that proved true is a complaint from
works. Where both tell of the same work and kind, it happened once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.periods import Span, year_bounds
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.errors import N_, Code, Message
from cspm.procedures.accidents import figures
from cspm.procedures.accidents.rules import counts
from cspm.procedures.accidents.states import TARGET_TYPES
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.store.repository import Store

STANDING = "state != 'void'"
MONTHS = tuple(range(1, 13))
BOARD = (
    Column("target", N_("Not to happen"), "code", "safety_target"),
    *(Column(f"m{number}", str(number), "int") for number in MONTHS),
    Column("count", N_("Year"), "int"), Column("allowed", N_("Allowed"), "int"), Column("met", N_("Target met"), "yes"),
    Column("records", N_("Record")),
)  # fmt: skip
YEAR = (Column("what", N_("What")), Column("value", N_("Count"), "int"))


class Event(NamedTuple):
    """Something that is not to happen did: its `target`, when, the `record` that tells of it, the work."""

    target: str
    at: datetime
    record: str
    work: str | None


def events(store: Store, span: Span, terms: Terms) -> list[Event]:
    """What happened in a year against the targets, in the order of time."""
    bounds = (micros(span.start), micros(span.end))
    rows = store.rows("accidents", f"{STANDING} AND happened_at >= ? AND happened_at < ?", bounds, columns=("id",))
    accidents: list[Any] = [View(one) for one in store.documents("accidents", [str(row["id"]) for row in rows])]
    found = [Event(one.accident_type, one.happened_at, one.id, one.work) for one in accidents if counts(one)]
    known = {one.work for one in found if one.target == "complaint" and one.work}
    where = f"{STANDING} AND about = 'complaint' AND verified = 1 AND raised_at >= ? AND raised_at < ?"
    rows = store.rows("assessments", where, bounds, columns=("id",))
    for one in store.documents("assessments", [str(row["id"]) for row in rows]):
        complaint: Any = View(one)
        if complaint.work is None or complaint.work not in known:
            found.append(Event("complaint", complaint.raised_at, complaint.id, complaint.work))
    return sorted(
        ((one._replace(at=one.at.astimezone(terms.tz))) for one in found), key=lambda one: (one.at, one.record)
    )


def target_line(target: str, found: Sequence[Event], allowed: int) -> dict[str, Any]:
    """One line of the board."""
    mine = [one for one in found if one.target == target]
    return {
        "target": target, "months": [sum(one.at.month == number for one in mine) for number in MONTHS], "count": len(mine),
        "allowed": allowed, "met": len(mine) <= allowed, "records": [one.record for one in mine],
    }  # fmt: skip


def year_of(store: Store, span: Span) -> dict[str, int]:
    """How much was worked in the year: works begun, days of the ledger, meters installed and checked."""
    bounds = (micros(span.start), micros(span.end))
    days = (span.start.date().isoformat(), span.end.date().isoformat())
    asked = (
        ("works", "works", "started_at >= ? AND started_at < ?", bounds),
        ("shifts", "shifts", "date >= ? AND date < ?", days),
        ("meters", "meters", "installed_at >= ? AND installed_at < ?", bounds),
        ("checked", "meters", "checked_at >= ? AND checked_at < ?", bounds),
    )
    return {
        name: store.query(f'SELECT count(*) AS n FROM "{kind}" WHERE {STANDING} AND {where}', params)[0]["n"]
        for name, kind, where, params in asked
    }


LABELS = {
    "works": N_("Works begun"), "shifts": N_("Days in the ledger"), "meters": N_("Meters installed"), "checked": N_("Meters checked"),
}  # fmt: skip


def safety(store: Store, terms: Terms, *, year: int | None, now: datetime) -> Report:
    """`{year as_of met days_without targets[{target months[12] count allowed met records[]}] works shifts meters checked}`.

    `days_without` are the days since the last event against a target, up to now or the end of the year; None without any.
    """
    named = year or now.astimezone(terms.tz).year
    span = Span(str(named), *year_bounds(named, terms.tz))
    found = events(store, span, terms)
    allowed = int(terms.figures.value(figures.ZERO_TARGET, span.start.date()))
    targets = [target_line(target, found, allowed) for target in TARGET_TYPES]
    until = min(now, span.end)
    last = found[-1].at if found else None
    worked = year_of(store, span)
    document = {
        "year": named, "as_of": now.astimezone(terms.tz), "met": all(one["met"] for one in targets),
        "days_without": None if last is None else days_between(last.date(), until.astimezone(terms.tz).date()),
        "targets": targets, **worked,
    }  # fmt: skip
    title = Message.of(N_("Safety targets of outsourced works {year}"), year=str(named))
    tables = (
        Table("targets", title, BOARD, tuple(row(one) for one in targets), notes(document)),
        Table("year", Message(N_("The year's works")), YEAR, tuple((Message(LABELS[name]), value) for name, value in worked.items())),
    )  # fmt: skip
    known = {one["target"]: tuple(one["records"]) for one in targets}
    return Report("safety", title, document, tables, sources=lambda key: known[key], keys=tuple(known),
                  meta={"site": terms.site.name, "period": str(named), "as_of": now})  # fmt: skip


def days_between(first: date, last: date) -> int:
    """Whole days from one day to another."""
    return (last - first).days


def row(one: dict[str, Any]) -> tuple[Any, ...]:
    """A line of the board as a row: empty months are left blank."""
    months = tuple(count or None for count in one["months"])
    return (one["target"], *months, one["count"], one["allowed"], one["met"], tuple(one["records"]) or None)


def notes(document: dict[str, Any]) -> tuple[Message, ...]:
    """Whether all targets are met, and since when nothing happened."""
    missed = tuple(Code("safety_target", one["target"]) for one in document["targets"] if not one["met"])
    if not missed:
        return (Message(N_("Nothing of it happened.")),)
    said = N_("Missed: {targets}. {days} days since the last event.")
    return (Message.of(said, targets=missed, days=document["days_without"]),)
