"""`report fitouts`: a month's fit-outs, their looks, violations and deposits, and what is left to do. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from cspm.core.periods import Span
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.fitouts.obligations import days_of

COUNTS = (
    ("applied", N_("Applied for")), ("approved", N_("Approved")), ("rejected", N_("Rejected")),
    ("undecided", N_("Not decided at the end")), ("begun", N_("Begun")), ("finished", N_("Finished")),
    ("working", N_("Working at the end")), ("violations", N_("With violations")), ("taken", N_("Deposit taken")),
    ("returned", N_("Deposit given back")), ("held", N_("Deposit held at the end")),
)  # fmt: skip
MONEY = {"taken": "deposit_amount", "returned": "returned_amount", "held": "deposit_amount"}
"""The counts that are of money too, and the field that holds it."""
SUMMARY = (Column("what", N_("What")), Column("count", N_("Fit-outs"), "int"), Column("amount", N_("Amount"), "money"))
SITES = (
    Column("id", N_("Fit-out"), "id"), Column("unit", N_("Unit"), "id"), Column("contractor", N_("Fit-out contractor")),
    Column("start", N_("Entered on"), "date"), Column("end", N_("Planned end"), "date"),
    Column("ended_on", N_("Finished on"), "date"), Column("due", N_("Looks asked for"), "int"),
    Column("made", N_("Looks made"), "int"), Column("missed", N_("Days without a look"), "int"),
    Column("violations", N_("Violations"), "int"), Column("open", N_("Not put right"), "int"),
    Column("state", N_("State"), "code", "state"),
)  # fmt: skip
LEFT = (
    Column("what", N_("What is left to do"), "code", "fitout_overdue"), Column("id", N_("Fit-out"), "id"),
    Column("unit", N_("Unit"), "id"), Column("since", N_("Since"), "date"), Column("next", N_("What to type")),
)  # fmt: skip


def day_of(at: datetime | None, terms: Terms) -> date | None:
    """The day of an instant in the site's zone."""
    return None if at is None else at.astimezone(terms.tz).date()


def counted(fitout: Any, first: date, last: date, terms: Terms) -> Iterator[str]:
    """Under which counts of the days from `first` to `last` a fit-out falls."""

    def within(day: date | None) -> bool:
        return day is not None and first <= day <= last

    def still(began: date | None, over: date | None) -> bool:
        return began is not None and began <= last and (over is None or over > last)

    decided = day_of(fitout.decided_at, terms)
    taken, returned = day_of(fitout.deposit_at, terms), day_of(fitout.returned_at, terms)
    rejected = fitout.state == "rejected"
    found = {
        "applied": within(fitout.applied_on), "approved": within(decided) and not rejected, "rejected": within(decided) and rejected,
        "undecided": still(fitout.applied_on, decided or fitout.start), "begun": within(fitout.start),
        "finished": within(fitout.ended_on), "working": still(fitout.start, fitout.ended_on),
        "violations": any(within(day_of(one.found_at, terms)) for one in fitout.violations), "taken": within(taken),
        "returned": within(returned), "held": still(taken, returned),
    }  # fmt: skip
    return (name for name, is_so in found.items() if is_so)


def site_line(fitout: Any, first: date, last: date, terms: Terms) -> dict[str, Any] | None:
    """A site with its looks and violations of these days; None for one that was not there."""
    if fitout.start is None or fitout.start > last or (fitout.ended_on is not None and fitout.ended_on < first):
        return None
    days, had = days_of(fitout, first, last), {look.date for look in fitout.looks}
    missed = [day for day in days if day not in had]
    found = [one for one in fitout.violations if first <= (day_of(one.found_at, terms) or first) <= last]
    return {
        "id": fitout.id, "unit": fitout.unit, "contractor": fitout.contractor, "start": fitout.start, "end": fitout.end,
        "ended_on": fitout.ended_on, "due": len(days), "made": len(days) - len(missed), "missed": len(missed), "days_missed": missed,
        "violations": len(found), "open": sum(one.cleared_at is None for one in found), "state": fitout.state,
    }  # fmt: skip


def left_of(
    fitout: Any, line: Mapping[str, Any] | None, today: date, terms: Terms
) -> Iterator[tuple[str, date | None, str]]:
    """What is left to do about a fit-out today: what, since when, what to type."""
    name = f"cspm fitout {{}} {fitout.id}"
    if fitout.state == "applied":
        yield "undecided", fitout.applied_on, name.format("approve")
    if fitout.start is not None and fitout.decided_at is None:
        yield "unentered", fitout.start, name.format("approve")
    for day in line["days_missed"][:1] if line is not None else ():
        yield "unseen", day, f"{name.format('inspect')} --date {day.isoformat()}"
    for one in fitout.violations:
        since = day_of(one.found_at, terms)
        if one.stopped_at is None and one.cleared_at is None:
            yield "unstopped", since, f"{name.format('stop')} {one.number} --order TEXT"
        if one.told_at is None:
            yield "untold", since, f"{name.format('tell')} {one.number} --to NAME"
        if one.cleared_at is None:
            yield "uncleared", since, f"{name.format('clear')} {one.number}"
    if fitout.state == "active" and fitout.end is not None and fitout.end < today:
        yield "behind", fitout.end, f"{name.format('end')} --ended-on DAY"
    if fitout.state == "finished" and fitout.deposit_at is not None and fitout.returned_at is None:
        yield "deposit", fitout.ended_on, f"{name.format('refund')} --returned-amount {fitout.deposit_amount}"


def month(fitouts: Sequence[Any], span: Span, terms: Terms, *, now: datetime) -> Report:
    """`{month as_of counts{KEY{count amount records[]}} sites[] left[{what id unit since next}]}`."""
    today = now.astimezone(terms.tz).date()
    first, last = span.start.date(), min((span.end - timedelta(hours=12)).date(), today)
    of_count: dict[str, list[Any]] = {name: [] for name, _ in COUNTS}
    sites, left = [], []
    for one in fitouts:
        names = list(counted(one, first, last, terms))
        for name in names:
            of_count[name].append(one)
        line = site_line(one, first, last, terms)
        if line is not None:
            sites.append(line)
        if names or line is not None:
            left += [
                {"what": what, "id": one.id, "unit": one.unit, "since": since, "next": said}
                for what, since, said in left_of(one, line, today, terms)
            ]
    counts = {name: count_of(name, found) for name, found in of_count.items()}
    document = {"month": span.name, "as_of": now, "counts": counts, "sites": sites, "left": left}
    known = {name: tuple(one["records"]) for name, one in counts.items()}
    title = Message.of(N_("Fit-outs of {month}"), month=span.name)
    return Report("fitouts", title, document, tables_of(document, title), sources=lambda key: known[key], keys=tuple(known),
                  meta={"site": terms.site.name, "period": span.name, "as_of": now})  # fmt: skip


def count_of(name: str, found: Iterable[Any]) -> dict[str, Any]:
    """A count with its records, and the sum of its money where it is of money."""
    records = list(found)
    amounts = [getattr(one, MONEY[name]) or Decimal("0.00") for one in records] if name in MONEY else None
    return {
        "count": len(records), "amount": None if amounts is None else sum(amounts, Decimal("0.00")),
        "records": [one.id for one in records],
    }  # fmt: skip


def tables_of(document: Mapping[str, Any], title: Message) -> tuple[Table, ...]:
    """The counts, the sites, and what is left to do."""
    counts = tuple(
        (Message(said), document["counts"][name]["count"], document["counts"][name]["amount"]) for name, said in COUNTS
    )
    missed = sum(one["missed"] for one in document["sites"])
    asked = sum(one["due"] for one in document["sites"])
    note = Message.of(N_("Looks at sites: {made} of {asked} days"), made=asked - missed, asked=asked)
    return (
        Table("counts", title, SUMMARY, counts, (note,)),
        Table("sites", Message(N_("Sites")), SITES, rows(document["sites"], SITES)),
        Table("left", Message(N_("Left to do")), LEFT, rows(document["left"], LEFT)),
    )


def rows(lines: Sequence[Mapping[str, Any]], columns: tuple[Column, ...]) -> tuple[tuple[Any, ...], ...]:
    """The lines as rows of a table."""
    return tuple(tuple(line[column.key] for column in columns) for line in lines)
