"""`contract show`: the contract, and what of it holds from which day to which: fee, areas, deduction schedule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cspm.core.tables import Column, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.cleaning import dated
from cspm.procedures.cleaning.contract_forms import schedule
from cspm.procedures.cleaning.prices import FACTORS
from cspm.procedures.cleaning.states import SCHEDULE_SOURCE

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

Document = Mapping[str, Any]
DATED = ("monthly_fee", "fees", "areas", "area_changes", "schedule", "schedules", "schedule_source", "in_force")
"""What of the record stands in the tables of its days."""
DAYS = Column("start", N_("From"), "date"), Column("end", N_("To"), "date")
FEES = (*DAYS, Column("monthly_fee", N_("Monthly fee"), "money"))
AREAS = (*DAYS, Column("areas", N_("Areas")))
SCHEDULES = (
    *DAYS, Column("source", N_("Source of the schedule"), "code", SCHEDULE_SOURCE.name), Column("item", N_("Item")),
    Column("minor", N_("Minor"), "money"), Column("severe", N_("Severe"), "money"),
    Column("verified_complaint", N_("Verified complaint"), "money"),
    Column("cap_percent", N_("Cap, percent of the month's fee"), "number"), Column(FACTORS, N_("Repeat factors")),
)  # fmt: skip
AMOUNTS = ("minor", "severe", "verified_complaint", "cap_percent")


def shown_contract(document: Document, terms: Terms, now: datetime) -> dict[str, Any]:
    """The contract with `in_force`: fees, areas and schedules in turn, each with its first and its last day."""
    held = {
        "fees": [days(one) | {"monthly_fee": one.value} for one in dated.fees(document)],
        "areas": [days(one) | {"areas": list(one.value)} for one in dated.areas(document)],
        "schedules": [
            days(one) | {"source": "contract" if one.value else "example", "schedule": one.value}
            for one in dated.schedules(document)
        ],
    }
    return {**document, "in_force": held}


def days(spell: dated.Spell) -> dict[str, Any]:
    """The days of a spell."""
    return {"start": spell.start, "end": spell.end}


def contract_shown(desk: Desk, record: str) -> None:
    """Contracts, each with a table for what holds by day."""
    from cspm.shell.desk import several
    from cspm.shell.output import shown
    from cspm.shell.show import show_records

    found = desk.each("contracts", record, changing=False)
    documents = [shown(desk, "contracts", desk.store.document("contracts", one)) for one in found]
    show_records(
        desk, "contracts", documents, many=several(record), skip=DATED,
        tables=lambda document: () if desk.face == "json" else tuple(held(document, desk.terms)),
    )  # fmt: skip


def held(document: Document, terms: Terms) -> Iterator[Table]:
    """What holds from which day to which."""
    fees = tuple((one.start, one.end, Decimal(one.value)) for one in dated.fees(document))
    yield Table("fees", Message(N_("Monthly fee")), FEES, fees)
    areas = tuple((one.start, one.end, tuple(one.value)) for one in dated.areas(document) if one.value)
    if areas:
        yield Table("areas", Message(N_("Areas")), AREAS, areas)
    rows = tuple(row for one in dated.schedules(document) for row in prices(schedule(one, terms)))
    yield Table("schedules", Message(N_("Deduction schedule")), SCHEDULES, rows)


def prices(found: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    """A schedule's rows: what holds for all items, then the items with amounts of their own."""
    when = found["start"], found["end"], Code(SCHEDULE_SOURCE.name, found["source"])
    everything = Message(N_("All others") if found["items"] else N_("All items"))
    yield *when, everything, *amounts(found["entries"]), tuple(found["factors"]) or None
    for code, own in found["items"]:
        yield *when, code, *amounts(own), tuple(own.get(FACTORS) or ()) or None


def amounts(entries: Mapping[str, Any]) -> Iterator[Decimal | None]:
    """The entries of a schedule as numbers, None where it lacks one."""
    return (None if entries.get(name) is None else Decimal(entries[name]) for name in AMOUNTS)
