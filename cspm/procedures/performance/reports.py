"""`report performance`: the month's sheet of each worker, with every line, and the form to sign. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.performance.percent import text
from cspm.procedures.performance.reading import Month
from cspm.procedures.performance.sheet import Line, Open, base_on, told, working_days

PEOPLE = (
    Column("crew", N_("Crew"), "id"), Column("worker", N_("Worker")), Column("days", N_("Days"), "int"),
    Column("wireless", N_("Wireless collectors"), "int"), Column("carrier", N_("Carrier users"), "int"),
    Column("percent", N_("Percent of the month")), Column("base", N_("Performance base"), "money"),
    Column("amount", N_("Reward or deduction"), "money"), Column("payable", N_("Performance"), "money"),
)  # fmt: skip
LINES = (
    Column("crew", N_("Crew"), "id"), Column("worker", N_("Worker")), Column("date", N_("Date"), "date"),
    Column("cause", N_("For"), "code", "performance_cause"), Column("rule", N_("Rule"), "id"), Column("record", N_("Record"), "id"),
    Column("count", N_("Count"), "int"), Column("rate", N_("Success rate")), Column("percent", N_("Percent")),
    Column("share", N_("Share of the month")), Column("amount", N_("Amount"), "money"),
)  # fmt: skip
OPEN = (
    Column("work", N_("Work"), "id"), Column("about", N_("About"), "code", "assessment_about"), Column("rule", N_("Rule"), "id"),
    Column("rate", N_("Pass rate")), Column("asked", N_("Asked")), Column("meters", N_("Meters"), "int"),
    Column("decided", N_("Decided by")),
)  # fmt: skip


def person(crew: Any, crew_id: str, worker: str, mine: Sequence[Line], month: Month) -> dict[str, Any]:
    """One worker of a month: what he maintained, the sum of his lines, what is left of his base (never below nothing)."""
    days = {line.day for line in mine if line.cause in ("wireless", "carrier")}
    units = {
        name: sum(line.units or 0 for line in mine if line.cause == name) for name in ("wireless", "carrier")
    }  # fmt: skip
    percent = sum((line.percent * line.share for line in mine if line.percent is not None), Fraction(0))
    base = base_on(crew, month.span.end.date()) if worker else None
    known = [line.amount for line in mine if line.amount is not None]
    total = sum(known, Decimal("0.00")) if base is not None or known else None
    payable = None if base is None or total is None else max(Decimal("0.00"), base + total)
    return {
        "crew": crew_id, "contractor": crew.contractor if crew is not None else None, "worker": worker or None, "days": len(days),
        **units, "percent": text(percent), "base": base, "amount": total, "payable": payable, "lines": [told(line) for line in mine],
    }  # fmt: skip


def performance(
    month: Month, lines: Sequence[Line], below: Sequence[Open], terms: Terms, *, now: datetime, worker: str | None = None
) -> Report:  # fmt: skip
    """`{month as_of working_days people[{crew contractor worker days wireless carrier percent base amount payable lines[]}] open[]}`.

    `open` are pass rates below what is asked; `decided` of one names the assessments about it, none: somebody has to decide (A41).
    """
    wanted = [line for line in lines if worker is None or line.worker == worker]
    people = [
        person(month.crews.get(crew), crew, who, list(mine), month)
        for (crew, who), mine in groupby(wanted, key=lambda line: (line.crew, line.worker))
    ]  # fmt: skip
    left = [] if worker is not None else [open_line(one) for one in below]
    document = {
        "month": month.span.name, "as_of": now, "working_days": working_days(month.span, terms), "people": people, "open": left,
    }  # fmt: skip
    title = Message.of(N_("Performance of outsourced crews {month}"), month=month.span.name)
    tables = tables_of(document, title)
    known = sources(wanted, below)
    return Report(
        "performance", title, document, tables, sources=lambda key: known[key], keys=tuple(known),
        meta={"site": terms.site.name, "period": month.span.name, "as_of": now},
    )  # fmt: skip


def tables_of(document: Mapping[str, Any], title: Message) -> tuple[Table, ...]:
    """The workers, all their lines, and the pass rates that are below."""
    people, left = document["people"], document["open"]
    named = [{**line, "crew": one["crew"], "worker": one["worker"]} for one in people for line in one["lines"]]
    below = [{**one, "meters": len(one["meters"]), "decided": tuple(one["decided"]) or None} for one in left]
    parts = (
        ("people", title, PEOPLE, people, notes(document)),
        ("lines", Message(N_("Line by line")), LINES, named, ()),
        ("open", Message(N_("Pass rates below")), OPEN, below, ()),
    )
    return tuple(
        Table(key, said, columns, tuple(tuple(one[column.key] for column in columns) for one in lines), below_it)
        for key, said, columns, lines, below_it in parts
        if lines or key == "people"
    )


def open_line(one: Open) -> dict[str, Any]:
    """A pass rate that is below, as the report has it."""
    return {
        "work": one.work, "crew": one.crew, "about": one.about, "rule": one.rule[0], "clause": one.rule[1], "rate": text(one.rate),
        "asked": text(one.asked), "meters": list(one.meters), "decided": list(one.decided),
    }  # fmt: skip


def notes(document: Mapping[str, Any]) -> tuple[Message, ...]:
    """How a sheet is reckoned, and what is still to be decided."""
    said = [
        Message.of(N_("A day is 1/{days} of the month, shared by the lines of the day; an overdue rotation is of the whole month."),
                   days=document["working_days"]),
    ]  # fmt: skip
    undecided = sum(not one["decided"] for one in document["open"])
    if undecided:
        said.append(
            Message.of(
                N_("{count} pass rates are below what is asked and nobody has decided about them."), count=undecided
            )
        )
    if any(one["base"] is None and one["worker"] for one in document["people"]):
        said.append(
            Message(
                N_("Without a base of the crew there are percentages and no amounts: cspm crew amend, crew rebase.")
            )
        )
    return tuple(said)


def sources(lines: Sequence[Line], below: Sequence[Open]) -> dict[str, tuple[str, ...]]:
    """The records behind a worker, a rule of his, and a work with a pass rate below."""
    found: dict[str, set[str]] = {}
    for line in lines:
        who = line.worker or line.crew
        found.setdefault(who, set()).add(line.record)
        found.setdefault(f"{who}.{line.rule[0]}", set()).add(line.record)
    for one in below:
        found.setdefault(f"open.{one.work}.{one.about}", set()).update(one.meters)
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def form(document: Mapping[str, Any], site: str, now: datetime) -> dict[str, Any]:
    """The sheets of a month as `performance/sheet.html` wants them, one page for each worker."""
    return {
        "site": site, "number": document["month"], "printed_at": now, "month": document["month"],
        "people": document["people"], "working_days": document["working_days"], "open": document["open"],
        "signed_a_by": None, "signed_b_by": None, "approved_by": None, "digest": None, "state": None, "differs": 0,
    }  # fmt: skip
