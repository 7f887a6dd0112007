"""Lists of contracts: all of them, those that end soon with what follows them, and those that share an area."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.tables import Column, Report, Table
from cspm.errors import N_, Message
from cspm.procedures.cleaning import figures
from cspm.shell.filters import condition

if TYPE_CHECKING:
    from cspm.shell.desk import Desk
    from cspm.store.repository import Store

Row = Mapping[str, Any]
FIELDS = ("id", "contractor", "domain", "start", "end", "areas", "contractor_contact", "contractor_phone")
EXPIRING = (
    Column("id", N_("Contract"), "id"), Column("contractor", N_("Contractor")), Column("domain", N_("Domain"), "code", "domain"),
    Column("end", N_("End"), "date"), Column("days_left", N_("Days left"), "int"), Column("followed_by", N_("Followed by"), "id"),
    Column("contractor_contact", N_("Contractor's contact")), Column("contractor_phone", N_("Contractor's telephone")),
)  # fmt: skip


def contract_list(
    desk: Desk, words: tuple[str, ...], *, everything: bool, expiring: bool, within: int | None
) -> tuple[Report, list[str]]:
    """The contracts that fit the filter words; with `expiring` those that end `within` so many days from today on."""
    if not expiring:
        from cspm.shell.register_list import list_report

        return list_report(desk, desk.store.kind("contracts"), words=words, everything=everything)
    where, params = condition("contracts", words, desk)
    today = desk.now.astimezone(desk.site.tz).date()
    notice = within if within is not None else int(desk.terms.figures.value(figures.CONTRACT_NOTICE, today))
    fitting = {row["id"] for row in desk.store.rows("contracts", where, params, columns=("id",))}
    found = [line for line in ending(known(desk.store), today, days=notice) if line["id"] in fitting]
    title = Message.of(N_("Contracts that end within {days} days"), days=notice)
    rows = tuple(tuple(line[column.key] for column in EXPIRING) for line in found)
    report = Report("contracts", title, found, (Table("contracts", title, EXPIRING, rows),))
    return report, [line["id"] for line in found]


def known(store: Store) -> list[dict[str, Any]]:
    """The contracts that count, with their areas as a list."""
    rows = (dict(row) for row in store.rows("contracts", "state != 'void'", columns=FIELDS))
    return [row | {"areas": json.loads(row["areas"] or "[]")} for row in rows]


def ending(contracts: Sequence[Row], today: date, *, days: int) -> list[dict[str, Any]]:
    """The contracts in force that end within so many days, the next one first, each with the one that follows it."""
    last = (today + timedelta(days=days)).isoformat()
    found = []
    for one in contracts:
        if one["start"] <= today.isoformat() <= one["end"] <= last:
            left = (date.fromisoformat(one["end"]) - today).days
            found.append({**one, "days_left": left, "followed_by": follower(one, contracts)})
    return sorted(found, key=lambda line: (line["end"], line["id"]))


def follower(one: Row, contracts: Sequence[Row]) -> str | None:
    """The contract of the same domain that began later and goes on when this one ends, over one of its areas at least."""
    after = (date.fromisoformat(one["end"]) + timedelta(days=1)).isoformat()
    for other in contracts:
        shared = not one["areas"] or not other["areas"] or set(one["areas"]) & set(other["areas"])
        if other["domain"] == one["domain"] and one["start"] < other["start"] <= after <= other["end"] and shared:
            return str(other["id"])
    return None


def sharing(store: Store, contract: Row) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Other contracts of the same domain in force at the same time, with the areas that both cover."""
    for other in known(store):
        both = tuple(area for area in contract["areas"] if area in other["areas"])
        together = other["start"] <= contract["end"] and contract["start"] <= other["end"]
        if other["id"] != contract["id"] and other["domain"] == contract["domain"] and both and together:
            yield other["id"], both
