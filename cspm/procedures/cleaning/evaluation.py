"""A contractor's month in points (R026): counted from its accounts and rechecks, exact decimals, every point explained. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cspm.core.terms import Terms
from cspm.core.view import listed
from cspm.procedures.cleaning import evaluation_states as states
from cspm.procedures.cleaning.account import NOTHING, days_in_force, days_of
from cspm.procedures.cleaning.evidence import finding_id, moment
from cspm.procedures.cleaning.ledger import Ledger
from cspm.tuples import NamedTuple

Document = Mapping[str, Any]


class Marks(NamedTuple):
    """One contractor's month: the contracts in force, days, money in yuan, and by criterion the records that count.

    A record stands there as often as it counts. `inspections` are those behind the days.
    """

    contractor: str
    month: str
    contracts: tuple[str, ...]
    days: int
    inspection_days: int
    fee: Decimal
    deduction: Decimal
    records: Mapping[str, tuple[str, ...]]
    inspections: tuple[str, ...] = ()

    def count(self, criterion: str) -> int:
        """How many of a criterion."""
        return len(self.records[criterion])


def marks(contractor: str, ledgers: Sequence[Ledger], month: str, now: datetime) -> Marks | None:
    """The month of a contractor under all its contracts, None when none of them is in force then."""
    running = [ledger for ledger in ledgers if days_in_force(ledger.contract, month)]
    if not running:
        return None
    records: dict[str, list[str]] = {criterion: [] for criterion in states.EACH}
    fee, deduction = NOTHING, NOTHING
    days: set[date] = set()
    inspected: dict[date, list[str]] = {}
    for ledger in running:
        account = ledger.account(month, now)
        fee, deduction = fee + account.fee_for_month, deduction + account.deduction
        for line in account.lines:
            if line.reason != "replaced":
                records[line.severity].append(line.record)
        records["late_recheck"] += late_rechecks(ledger.inspections, month, ledger.terms, now=now)
        days |= set(days_in_force(ledger.contract, month))
        for day, ids in ledger.inspections_of(month).items():
            inspected.setdefault(day, []).extend(ids)
    contracts = tuple(ledger.contract["id"] for ledger in running)
    found = {criterion: tuple(ids) for criterion, ids in records.items()}
    visits = tuple(sorted(record for ids in inspected.values() for record in ids))
    return Marks(contractor, month, contracts, len(days), len(inspected), fee, deduction, found, visits)


def late_rechecks(inspections: Iterable[Document], month: str, terms: Terms, *, now: datetime) -> Iterator[str]:
    """The findings whose agreed time of rectification lay in the month and passed without a recheck, once for each time
    (R118): in time is a recheck by then, whatever it said, for a failed one is a minor already."""
    first, last = days_of(month)[0], days_of(month)[-1]
    for document in inspections:
        for finding in listed(document["findings"]):
            checks = sorted(finding["rechecks"], key=lambda check: moment(check["at"]))
            agreed = (finding["due"], *(check["due"] for check in checks))
            seen = (*(moment(check["at"]) for check in checks), now)
            for due, at in zip(agreed, seen, strict=True):
                if due and first <= moment(due).astimezone(terms.tz).date() <= last and at > moment(due):
                    yield finding_id(document["id"], finding["number"])


def scored(found: Marks, terms: Terms) -> tuple[Decimal | None, list[dict[str, Any]]]:
    """The score of a month, and its lines as the record keeps them; None when nobody inspected. Never below nothing."""
    day = days_of(found.month)[0]
    lines, left = [], figure(states.FULL, terms, day)
    for criterion, each in states.EACH.items():
        worth = figure(each, terms, day)
        off = worth * found.count(criterion)
        left -= off
        lines.append({
            "criterion": criterion, "count": found.count(criterion), "each": plain(worth), "points": plain(off),
            "records": found.records[criterion],
        })  # fmt: skip
    return (max(Decimal(0), left) if found.inspection_days else None), lines


def figure(named: Any, terms: Terms, day: date) -> Decimal:
    """A figure as an exact decimal."""
    return Decimal(str(terms.figures.value(named, day)))


def plain(number: Decimal) -> str:
    """A decimal as text without needless zeros: `2.5`, `10`."""
    return f"{number.normalize():f}"


def fields(found: Marks, terms: Terms) -> dict[str, Any]:
    """The fields of an evaluation."""
    score, lines = scored(found, terms)
    return {
        "contracts": found.contracts, "score": None if score is None else plain(score), "lines": tuple(lines), "days": found.days,
        "inspection_days": found.inspection_days, "fee_amount": found.fee, "deduction_amount": found.deduction,
    }  # fmt: skip
