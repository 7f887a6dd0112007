"""The values of two forms: the finance fee report (F05) and the service fees on the monthly fee notice (F06). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cspm.core.terms import Terms
from cspm.core.texts import named, signature
from cspm.errors import N_, Message
from cspm.procedures.fees.orders import Account, by_unit, total, unpaid
from cspm.procedures.fees.reports import document


def report(account: Account, terms: Terms, now: datetime, *, staff: Mapping[str, str]) -> dict[str, Any]:
    """The fee report as `fees/report.html` wants it."""
    found = document(account, terms, now)
    batch = found["batch"]
    return {
        **found, "number": batch["id"], "printed_at": now,
        "handed": signature(named(batch["handed_over_by"], staff), batch["handed_over_at"]),
        "taken": named(batch["received_by"], staff),
        "checked": signature(named(batch["checked_by"], staff), batch["checked_at"]),
        "reviewed": signature(named(batch["reviewed_by"], staff), batch["reviewed_at"]),
    }  # fmt: skip


def notices(account: Account, terms: Terms, now: datetime, *, unit: str | None) -> dict[str, Any]:
    """The notices of all units or of one as `fees/notice.html` wants them, one sheet each."""
    left = {one["ticket"] for one in unpaid(account.orders, account.present)}
    sheets = [
        {
            "unit": name, "customer": next((one["customer"] for one in mine if one["customer"]), None), "amount": total(mine),
            "due": total([one for one in mine if one["ticket"] in left]),
            "lines": [{**one, "serial": number, "open": one["ticket"] in left} for number, one in enumerate(mine, 1)],
        }
        for name, mine in by_unit(account.orders).items() if unit is None or name == unit
    ]  # fmt: skip
    return {
        "site": terms.site.name, "month": account.month, "printed_at": now, "pages": sheets, "one_each": True,
        "copies": tuple(Message(N_("{value}"), {"value": sheet["unit"]}) for sheet in sheets),
    }  # fmt: skip
