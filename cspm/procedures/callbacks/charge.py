"""Who calls back by default (R063), and whether it was he, somebody who was asked, or the first receiver (R384). Pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from cspm.procedures.callbacks.states import CENTRE, MANAGERS

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Callback, Ticket

SERVICE_DESK = ("service_desk",)
"""The sources that are the front desk."""


def reported_at_desk(source: str | None, return_point: str | None) -> bool:
    """Whether the matter was reported at the front desk: it came in there, or its slip went back there (R063)."""
    return source in SERVICE_DESK or return_point == "front_desk"


def in_charge(ticket: Ticket, *, role: str, areas: Collection[str], covered: bool) -> bool | None:
    """Whether somebody of that role, answering for those areas, is who calls by default; None where nobody asks.

    Reported at the front desk: the area's customer assistant; when the area has none (`covered`), and for all else, the
    dispatch centre. Complaints are asked by nature (R099), managers call whom they like.
    """
    if ticket.kind != "service" or role in MANAGERS:
        return None
    if covered and reported_at_desk(ticket.source, ticket.return_point):
        return role == "customer_assistant" and ticket.area in areas
    return role in CENTRE


def asked(ticket: Ticket, call: Callback) -> bool:
    """Whether somebody was asked to call instead, before the call or with a reason in it (other staff, R063)."""
    assigned = ticket.calling
    return bool(call.instead) or (assigned is not None and assigned.staff == call.by and assigned.at <= call.at)
