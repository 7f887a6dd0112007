"""The account of one contract and month: fee, lines, cap, deduction, adjustments, payable (R127, A01-A03, A82). Pure.

Amounts are yuan, rounded half up to 0.01 once per line and once for the fee. An approved month is never computed anew
but read from its settlement; what changed since becomes an adjustment of the first month after it that is not approved.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from cspm.core.money import to_cents
from cspm.procedures.cleaning.prices import ONCE
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.procedures.cleaning.adjustments import Adjustment

Day = date  # a field named `date` hides the type
FROZEN = ("approved", "paid")
HUNDRED = Decimal(100)
NOTHING = Decimal("0.00")
AMOUNTS = ("monthly_fee", "fee_for_month", "gross", "cap", "deduction", "payable")


@cache
def factor_text(factor: Decimal) -> str:
    """`1.5`, without zeros at its end."""
    return f"{factor.normalize():f}"


class Line(NamedTuple):
    """One line: `amount` yuan, negative where a severe of a later month takes a minor's place (`replaced`).

    `record` is what is charged (finding, bin count or ticket), `records` everything it was made of, `factor` what the
    schedule multiplies a repeated minor by (it is in the amount).
    """

    date: date
    area: str | None
    item: str | None
    severity: str
    reason: str | None
    rule: str
    amount: Decimal
    record: str
    records: tuple[str, ...]
    factor: Decimal = ONCE

    def document(self) -> dict[str, Any]:
        """The line as `report deductions` has it; a factor only where one was asked for."""
        told = self._asdict()
        factor = told.pop("factor")
        return told if factor == ONCE else {**told, "factor": factor_text(factor)}


class Replaced(NamedTuple):
    """A minor or verified complaint in whose place a severe is charged (A03); `amount` is what it costs by the schedule.

    One of the month itself has no line; one of an earlier month has a negative line in this one.
    """

    date: date
    area: str | None
    item: str | None
    severity: str
    reason: str | None
    rule: str
    amount: Decimal
    record: str
    severe: str
    severe_on: Day
    severe_rule: str
    severe_reason: str | None


class Account(NamedTuple):
    """The whole account of a contract's month; `status` is `open draft approved paid`.

    `replaced` stands beside the account: what its severes replaced. `lacking` are the entries that the contract's schedule
    lacks, so that the example's hold (A02).
    """

    contract: str
    contractor: str
    domain: str
    monthly_fee: Decimal
    fee_for_month: Decimal
    schedule_source: str
    inspection_days: int
    missing_days: tuple[date, ...]
    lines: tuple[Line, ...]
    gross: Decimal
    cap: Decimal
    deduction: Decimal
    adjustments: tuple[Adjustment, ...]
    payable: Decimal
    status: str = "open"
    approved_by: str | None = None
    replaced: tuple[Replaced, ...] = ()
    lacking: tuple[str, ...] = ()

    def count(self, severity: str) -> int:
        """How many of a severity are charged; negative lines do not count."""
        return sum(line.severity == severity and line.reason != "replaced" for line in self.lines)


def settlement_id(contract: str, month: str) -> str:
    """The id of a settlement: `CONTRACT-2026-10`."""
    return f"{contract}-{month}"


def days_of(month: str) -> tuple[date, ...]:
    """Every day of a month `2026-10`."""
    first = date.fromisoformat(f"{month}-01")
    after = (first + timedelta(days=31)).replace(day=1)
    return tuple(first + timedelta(days=place) for place in range((after - first).days))


def next_month(month: str) -> str:
    """The month after."""
    return f"{days_of(month)[-1] + timedelta(days=1):%Y-%m}"


def days_in_force(contract: Mapping[str, Any], month: str) -> tuple[date, ...]:
    """The days of a month on which the contract holds; none of a void contract."""
    if contract["state"] == "void":
        return ()
    start, end = date.fromisoformat(contract["start"]), date.fromisoformat(contract["end"])
    return tuple(day for day in days_of(month) if start <= day <= end)


def fee_on(contract: Mapping[str, Any], day: date) -> Decimal:
    """The monthly fee in force on a day: that of the latest change that has begun."""
    changes = sorted((fee for fee in contract["fees"]), key=lambda fee: str(fee["start"]))
    begun = [fee["monthly_fee"] for fee in changes if date.fromisoformat(fee["start"]) <= day]
    return Decimal(begun[-1] if begun else contract["monthly_fee"])


def fee_for(contract: Mapping[str, Any], month: str) -> Decimal:
    """The fee of a month: each day in force bears its own monthly fee divided by the days of the month."""
    total = sum((fee_on(contract, day) for day in days_in_force(contract, month)), NOTHING)
    return to_cents(total / len(days_of(month)))


def deducted(gross: Decimal, cap: Decimal) -> Decimal:
    """What is deducted: the gross amount, not more than the cap and not less than nothing."""
    return max(NOTHING, min(gross, cap))


def document_of(account: Account) -> dict[str, Any]:
    """The account as one object of `report deductions`; values are Decimal and date."""
    return {
        "contract": account.contract, "contractor": account.contractor, "domain": account.domain,
        "monthly_fee": account.monthly_fee, "fee_for_month": account.fee_for_month,
        "schedule_source": account.schedule_source, "inspection_days": account.inspection_days,
        "missing_days": list(account.missing_days), "minor": account.count("minor"), "severe": account.count("severe"),
        "lines": [line.document() for line in account.lines],
        "gross": account.gross, "cap": account.cap,
        "deduction": account.deduction, "adjustments": [made.document() for made in account.adjustments],
        "payable": account.payable, "status": account.status, "approved_by": account.approved_by,
    }  # fmt: skip
