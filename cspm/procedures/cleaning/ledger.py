"""All months of one contract, from its documents: what is frozen is read, everything else is computed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

from cspm.core.terms import Terms
from cspm.procedures.cleaning import figures
from cspm.procedures.cleaning.account import (
    FROZEN,
    NOTHING,
    Account,
    Line,
    days_in_force,
    days_of,
    deducted,
    fee_for,
    fee_on,
)
from cspm.procedures.cleaning.adjustments import Adjustment, Recomputed, adjustments_in
from cspm.procedures.cleaning.dated import lacking, source_in
from cspm.procedures.cleaning.evidence import evidence_of
from cspm.procedures.cleaning.frozen import account_from
from cspm.procedures.cleaning.judgement import Limits, LimitsOf, Nonconformity, judge
from cspm.procedures.cleaning.lines import cap_for, lines_of, replaced_in
from cspm.procedures.cleaning.prices import Prices
from cspm.procedures.cleaning.repeats import Times, times_of

Document = Mapping[str, Any]


class Ledger:
    """One contract with its inspections, bin counts, complaint tickets and settlements, in any order."""

    def __init__(
        self, contract: Document, *, inspections: Sequence[Document] = (), bins: Sequence[Document] = (),
        tickets: Sequence[Document] = (), settlements: Sequence[Document] = (), terms: Terms,
    ) -> None:  # fmt: skip
        self.contract = contract
        self.terms = terms
        self.prices = Prices(contract["schedule"], terms, contract.get("schedules") or ())
        self.settlements = {document["month"]: document for document in settlements}
        self.inspections = [document for document in inspections if document["state"] != "void"]
        self._bins = bins
        self._tickets = tickets
        self._replacing: dict[date, bool] = {}

    @cached_property
    def judged(self) -> tuple[Nonconformity, ...]:
        """Every nonconformity of the contract."""
        evidence = evidence_of(self.inspections, self._bins, self._tickets, tz=self.terms.tz)
        return judge(evidence, limits_of(self.terms))

    @cached_property
    def _by_month(self) -> dict[str, list[Nonconformity]]:
        """What was judged, by the month of its day: a month's lines come from these, with what its severes used."""
        found: dict[str, list[Nonconformity]] = {}
        for one in self.judged:
            found.setdefault(month_of(one.day), []).append(one)
        return found

    @cached_property
    def _times(self) -> Times:
        return times_of(self.judged, replaces=self._replaces) if self.prices.repeats else {}

    @cached_property
    def frozen(self) -> dict[str, Account]:
        """The approved accounts by month."""
        settled = self.settlements.items()
        return {month: frozen_account(document) for month, document in settled if document["state"] in FROZEN}

    def inspections_of(self, month: str) -> Mapping[date, list[str]]:
        """The inspections of a month by day, void ones left out."""
        return self._visits.get(month, {})

    @cached_property
    def _visits(self) -> dict[str, dict[date, list[str]]]:
        days: dict[str, list[str]] = {}
        for document in self.inspections:
            days.setdefault(document["date"], []).append(document["id"])
        found: dict[str, dict[date, list[str]]] = {}
        for day, ids in days.items():
            found.setdefault(day[:7], {})[date.fromisoformat(day)] = ids
        return found

    def concerns(self, month: str) -> bool:
        """Whether the month has an account: a day in force, a settlement, or a correction that falls into it."""
        if days_in_force(self.contract, month) or month in self.settlements:
            return True
        return bool(self._adjustments(month))

    def account(self, month: str, now: datetime) -> Account:
        """The account of a month as it stands: frozen when approved, else computed. `now` limits the missing days."""
        return self.frozen[month] if month in self.frozen else self.computed(month, now)

    def computed(self, month: str, now: datetime) -> Account:
        """The account of a month computed from the records, approved or not."""
        days, first = days_in_force(self.contract, month), days_of(month)[0]
        fee = fee_for(self.contract, month)
        lines, judged = self._lines(month), self._by_month.get(month, ())
        gross = sum((line.amount for line in lines), NOTHING)
        cap = cap_for(self.contract, month, fee, self.prices)
        deduction, adjustments = deducted(gross, cap), self._adjustments(month)
        booked = sum((made.amount for made in adjustments), NOTHING)
        visits = self.inspections_of(month)
        return Account(
            contract=self.contract["id"], contractor=self.contract["contractor"], domain=self.contract["domain"],
            monthly_fee=fee_on(self.contract, (days or (first,))[-1]), fee_for_month=fee,
            schedule_source=source_in(self.contract, days or (first,)), inspection_days=len(visits),
            missing_days=self._missing(days, visits, now), lines=lines, gross=gross, cap=cap, deduction=deduction,
            adjustments=adjustments, payable=max(NOTHING, fee - deduction + booked),
            status=self.settlements[month]["state"] if month in self.settlements else "open",
            replaced=replaced_in(judged, month, self.prices, replaces=self._replaces, times=self._times),
            lacking=lacking(self.contract, days or (first,)),
        )  # fmt: skip

    def _missing(self, days: tuple[date, ...], visits: Mapping[date, Sequence[str]], now: datetime) -> tuple[date, ...]:
        """The days in force up to now with fewer joint inspections than R115 asks for."""
        today = now.astimezone(self.terms.tz).date()
        asked = figures.INSPECTIONS_PER_DAY
        return tuple(
            day for day in days if day <= today and len(visits.get(day, ())) < int(self.terms.figures.value(asked, day))
        )

    def _adjustments(self, month: str) -> tuple[Adjustment, ...]:
        return adjustments_in(month, self.frozen, self._recomputed)

    def _lines(self, month: str) -> tuple[Line, ...]:
        return lines_of(self._by_month.get(month, ()), month, self.prices, replaces=self._replaces, times=self._times)

    def _replaces(self, day: date) -> bool:
        if day not in self._replacing:
            self._replacing[day] = figures.replaces_minors(self.terms, day)
        return self._replacing[day]

    def _recomputed(self, month: str) -> Recomputed:
        """An approved month as the records stand now."""
        lines = self._lines(month)
        cap = cap_for(self.contract, month, fee_for(self.contract, month), self.prices)
        return Recomputed(lines, sum((line.amount for line in lines), NOTHING), cap)


def month_of(day: date) -> str:
    """The month of a day, `2026-10`."""
    return day.isoformat()[:7]


def frozen_account(settlement: Document) -> Account:
    """The account that a settlement froze, with its present state."""
    account = account_from({**settlement["statement"], "replaced": settlement.get("replaced") or ()})
    return account._replace(status=settlement["state"], approved_by=settlement["approved_by"])


def limits_of(terms: Terms) -> LimitsOf:
    """The judgement's figures of a day."""

    @cache
    def limits(day: date) -> Limits:
        return Limits(*(int(terms.figures.value(figure, day)) for figure in figures.LIMITS))

    return limits
