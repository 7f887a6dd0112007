"""What the commands of fees say: the month that is meant, the sentence after a change, the values of the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.periods import last_month
from cspm.errors import N_, Code, Message, NoSuchRecord
from cspm.procedures.fees import forms
from cspm.procedures.fees.orders import bundle_id
from cspm.procedures.fees.reading import account

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.desk import Desk


def month_of(desk: Desk, month: str | None) -> str:
    """The month that was asked for, else the last complete one."""
    return month or last_month(desk.now, desk.site.tz)


def told(made: Revision) -> Message:
    """`FB-2026-10: draft, 12 orders, 960.00 yuan, 1 of earlier months`"""
    bundle = made.document()
    late = sum(one["late"] for one in bundle["orders"])
    return Message.of(
        N_("{id}: {state}, {count} orders, {amount} yuan, {late} of earlier months"), id=bundle["id"],
        state=Code("state", bundle["state"]), count=len(bundle["orders"]), amount=bundle["amount"], late=late,
    )  # fmt: skip


def printed(desk: Desk, month: str | None) -> tuple[str, dict[str, Any]]:
    """The fee report's name and values."""
    named = month_of(desk, month)
    staff = desk.names("staff")
    return bundle_id(named), forms.report(account(desk.store, named, desk.terms), desk.terms, desk.now, staff=staff)


def sheets(desk: Desk, month: str | None, unit: str | None) -> tuple[str, dict[str, Any]]:
    """The notices' name and values. Raises NoSuchRecord for a unit without orders in the month, and for none at all."""
    named = month_of(desk, month)
    values = forms.notices(account(desk.store, named, desk.terms), desk.terms, desk.now, unit=unit)
    if not values["pages"]:
        raise NoSuchRecord(id=unit or named, command=f"cspm report fees --month {named}")
    return f"{bundle_id(named)}-{unit or 'notices'}", values
