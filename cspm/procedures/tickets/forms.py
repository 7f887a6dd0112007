"""The values of the customer service work order (F02), printed in three copies: owner, centre, finance (R055). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cspm.core.terms import Terms
from cspm.core.texts import named
from cspm.core.view import View
from cspm.errors import Code
from cspm.procedures.tickets.states import COPIES


def work_order(
    document: Mapping[str, Any], terms: Terms, now: datetime, *, staff: Mapping[str, str] | None = None,
    areas: Mapping[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """A ticket as the template `tickets/work_order.html` wants it, with the names of `staff` and `areas` by id."""
    staff, areas = staff or {}, areas or {}
    ticket: Any = View(document)
    plain = {
        name: getattr(ticket, name)
        for name in (
            "kind", "category", "urgency", "received_at", "appointment_at", "promised_at", "text", "assignee", "dispatched_at",
            "accepted_at", "arrived_at", "finished_at", "result", "charges", "amount", "price_agreed_by", "paid_on",
            "signed_by",
        )
    }  # fmt: skip
    return plain | {
        "assignee": named(ticket.assignee, staff),
        "site": terms.site.name,
        "number": ticket.id,
        "copies": tuple(Code("copy", holder) for holder in COPIES.labels),
        "printed_at": now,
        "customer": ticket.customer.name,
        "phone": ticket.customer.phone,
        "place": " / ".join(part for part in (ticket.unit, areas.get(ticket.area or "", ticket.area)) if part),
        "others": ", ".join(named(one, staff) or "" for one in ticket.with_),
        "payment": ticket.payment_method,
        "opinion": ticket.sign_opinion,
        "materials": tuple(
            {"way": line.way, "item": line.item, "quantity": line.quantity} for line in ticket.materials
        ),
    }
