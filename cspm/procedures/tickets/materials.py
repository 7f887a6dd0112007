"""What was taken for a ticket, and what of it is still out (R049). Pure; works on a model or a view."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.errors import N_, Message

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Ticket


def balance(ticket: Ticket, by: datetime | None = None) -> dict[str, Decimal]:
    """Per item, by a time: taken less brought back less used. Below zero, more came back or was used than was taken."""
    left: dict[str, Decimal] = {}
    for line in ticket.materials:
        if by is not None and line.at > by:
            continue
        quantity = Decimal(str(line.quantity))
        left[line.item] = left.get(line.item, Decimal(0)) + (quantity if line.way == "take" else -quantity)
    return left


def outstanding(ticket: Ticket) -> dict[str, Decimal]:
    """Items still out, with how many."""
    return {item: quantity for item, quantity in balance(ticket).items() if quantity > 0}


def outstanding_at(ticket: Ticket, by: datetime) -> dict[str, Decimal]:
    """Items that were still out at a time, with how many."""
    return {item: quantity for item, quantity in balance(ticket, by).items() if quantity > 0}


def tools_back(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R049: what was taken is used or brought back when the ticket is closed."""
    if ticket.materials and ticket.closed_at is not None:
        out = tuple(sorted(outstanding(ticket)))
        if out:
            yield Broken(ticket.closed_at, Message.of(N_("Not brought back: {items}"), items=out))
        else:
            yield Kept(ticket.closed_at)


def no_more_than_taken(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R049: no more comes back or is used than was taken; else a line is wrong or missing."""
    over = tuple(sorted(item for item, quantity in balance(ticket).items() if quantity < 0))
    if over:
        last = max(line.at for line in ticket.materials if line.item in over)
        yield Broken(last, Message.of(N_("More brought back or used than taken: {items}"), items=over))
