"""Changes of a contract by date: another fee, other areas, another deduction schedule from a day on. No Click here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cspm.procedures.cleaning.actions import refuse_day

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.procedures.cleaning.contract_model import Contract
    from cspm.shell.office import Office
    from cspm.store.repository import Store

Changed = dict[str, Any]


def change_fee(office: Office, contract_id: str, *, fee: Decimal, start: date, reason: str | None) -> Revision:
    """Another monthly fee from a day on; the same day again replaces it. Raises BadValue outside the contract."""
    return dated(office, contract_id, "fee", "fees", start=start, new={"monthly_fee": fee}, reason=reason)


def change_areas(
    office: Office, contract_id: str, *, areas: Sequence[str], start: date, reason: str | None
) -> Revision:
    """Other areas from a day on, all that it covers then. Raises BadValue outside the contract."""
    new = {"areas": tuple(areas)}
    return dated(office, contract_id, "areas", "area_changes", start=start, new=new, reason=reason)


def change_schedule(
    office: Office, contract_id: str, *, schedule: Mapping[str, Any], start: date | None = None, reason: str | None
) -> Revision:
    """Another deduction schedule from a day on: earlier days keep theirs. Without a day in place of what the contract
    began with; months that were approved under that book the difference as an adjustment.

    Raises BadValue outside the contract.
    """
    if start is not None:
        new = {"schedule": dict(schedule)}
        return dated(office, contract_id, "schedule", "schedules", start=start, new=new, reason=reason)
    fields = {"schedule": dict(schedule), "schedule_source": "contract" if schedule else "example"}
    return office.step(
        "contracts", contract_id, "schedule", lambda record, stamp: fields, permit="contracts amend", reason=reason
    )


def dated(
    office: Office, contract_id: str, action: str, field: str, *, start: date, new: Changed, reason: str | None
) -> Revision:  # fmt: skip
    """One more change in the list `field`, by day; the contract's own first day changes nothing by date, so it is refused."""

    def plan(contract: Contract, _stamp: Stamp) -> Changed:
        if not contract.start < start <= contract.end:
            refuse_day(contract.id, contract.start, contract.end, day=start, field="--from")
        changes: dict[date, object] = {one.start: one for one in getattr(contract, field)}
        changes[start] = {"start": start, **new}
        return {field: tuple(changes[day] for day in sorted(changes))}

    return office.step("contracts", contract_id, action, plan, permit="contracts amend", reason=reason)


def approved_from(store: Store, contract_id: str, day: date | None) -> tuple[str, ...]:
    """The approved months that a change from that day on reaches: what differs is booked in the next open month."""
    rows = store.rows("settlements", "contract = ? AND state != 'draft'", (contract_id,), columns=("month",))
    return tuple(sorted(row["month"] for row in rows if day is None or row["month"] >= f"{day:%Y-%m}"))
