"""`inspection plan`: what is planned for the days of a month or a day, beside what was looked at. Reads through the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from cspm.core.days import side_by_side
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.core.view import listed
from cspm.errors import N_, Message
from cspm.procedures.cleaning import figures
from cspm.procedures.cleaning.dated import areas_on
from cspm.procedures.cleaning.plan import Place, Planned, planned, state
from cspm.procedures.cleaning.reading import NOT_VOID, Reader, contracts, grounds
from cspm.procedures.cleaning.states import PLAN_STATE

COLUMNS = (
    Column("date", N_("Date"), "date"), Column("contract", N_("Contract"), "id"), Column("area", N_("Area")),
    Column("name", N_("Area name")), Column("count", N_("Items"), "int"), Column("items", N_("Items to look at")),
    Column("state", N_("State"), "code", PLAN_STATE.name), Column("inspections", N_("Inspections")),
)  # fmt: skip
MANY = 8
"""So many items stand in a line of the table; JSON has them all."""
Seen = Mapping[tuple[str, str], Mapping[str, list[Mapping[str, Any]]]]


def lines(
    reader: Reader, days: Sequence[date], *, contract: str | None, terms: Terms, now: datetime
) -> list[dict[str, Any]]:
    """The plan as `inspection plan --json` gives it: one object for each contract, day and area. Raises NoSuchRecord."""
    today = now.astimezone(terms.tz).date()
    seen, ground = inspected(reader, days[0], days[-1]), grounds(reader)
    found = []
    for document in contracts(reader, contract):
        for day in days:
            known = ground.places(document, areas_on(document, day))
            each = max(1, int(terms.figures.value(figures.INSPECTIONS_PER_DAY, day)))
            had = seen.get((document["id"], day.isoformat()), {})
            found += [line(one, known, had, today) for one in planned(document, known, day, each=each)]
    return sorted(found, key=lambda one: one["date"])


def inspected(reader: Reader, first: date, last: date) -> Seen:
    """The inspections between two days, by contract and day, then by area."""
    found: dict[tuple[str, str], dict[str, list[Mapping[str, Any]]]] = {}
    where = f"{NOT_VOID} AND date >= ? AND date <= ?"
    columns = ("id", "contract", "area", "date", "checked", "findings")
    for row in reader.rows("inspections", where, (first.isoformat(), last.isoformat()), columns=columns):
        found.setdefault((row["contract"], row["date"]), {}).setdefault(row["area"], []).append(row)
    return found


def line(
    one: Planned, known: Sequence[Place], had: Mapping[str, list[Mapping[str, Any]]], today: date
) -> dict[str, Any]:
    """One planned inspection beside those that were made."""
    place = next(place for place in known if place.area == one.area)
    texts = {item["id"]: item for item in place.items}
    looked = {area: {item for row in rows for item in looked_at(row)} for area, rows in had.items()}
    here = looked.get(one.area, set())
    return {
        "date": one.day, "contract": one.contract, "area": one.area, "name": place.name,
        "items": [{key: texts[item][key] for key in ("id", "zh", "en", "frequency")} for item in one.items],
        "not_checked": [item for item in one.items if item not in here],
        "state": state(one, looked, today), "inspections": sorted(row["id"] for rows in had.values() for row in rows),
    }  # fmt: skip


def looked_at(row: Mapping[str, Any]) -> Iterator[str]:
    """The items that an inspection checked or found something on."""
    yield from listed(row["checked"])
    yield from (finding["item"] for finding in listed(row["findings"]))


def report(found: Sequence[Mapping[str, Any]], days: Sequence[date], *, site: str, now: datetime) -> Report:
    """The plan for people, with what it comes to."""
    title = Message.of(N_("Inspection plan, {start} to {end}"), start=days[0], end=days[-1])
    if len(days) == 1:
        title = Message.of(N_("Inspection plan of {date}"), date=days[0])
    rows = tuple(row(one) for one in found)
    table = Table("plan", title, COLUMNS, rows, notes(found))
    return Report("plan", title, list(found), (table,), meta={"site": site, "as_of": now})


def row(one: Mapping[str, Any]) -> tuple[Any, ...]:
    """A line of the table."""
    items = [item["id"] for item in one["items"]]
    shown = tuple(items[:MANY]) + (("…",) if len(items) > MANY else ())
    kept = one["date"], one["contract"], one["area"], one["name"]
    return *kept, len(items), shown or None, one["state"], tuple(one["inspections"]) or None


def notes(found: Sequence[Mapping[str, Any]]) -> tuple[Message, ...]:
    """The days that nobody went round (R115), and a standard that says nothing."""
    said = []
    for contract in dict.fromkeys(one["contract"] for one in found):
        days = sorted({one["date"] for one in found if one["contract"] == contract and one["state"] == "missing"})
        if days:
            text = N_("{contract}: {count} days without inspection (R115): {days}")
            said.append(Message.of(text, contract=contract, count=len(days), days=side_by_side(days)))
    if found and not any(one["items"] for one in found):
        said.append(
            Message(N_("The execution standard has no items for these contracts. First: cspm standard load-default"))
        )
    return tuple(said)
