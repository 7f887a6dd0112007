"""The rules about the order itself: price list, who does it, who goes along, the unit called, tools, damages. Pure.

What the price list and the table of teams said stands on the ticket as it was on that day (DTZ part 2 chapter 1).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.limits import limit
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.tickets import figures
from cspm.procedures.tickets.clocks import imported
from cspm.procedures.tickets.materials import outstanding_at
from cspm.procedures.tickets.prices import OTHERWISE, UNLISTED, fits

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Ticket


def in_the_list(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R047: what is quoted stands in the price list."""
    for charge in ticket.charges:
        if charge.listed is not None and ticket.price_agreed_at is not None:
            yield judged(charge.listed, ticket.price_agreed_at, Message.of(UNLISTED, item=charge.item))


def at_list_price(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R047: the price that is quoted is that of the list, or within its bounds."""
    for charge in ticket.charges:
        if charge.listed and ticket.price_agreed_at is not None:
            fit = fits(charge.price, low=charge.low_amount, high=charge.high_amount, listed=charge.list_amount)
            yield judged(fit, ticket.price_agreed_at, Message.of(OTHERWISE, item=charge.item))


def _placed(ticket: Ticket, *, business: bool) -> Iterable[Judgement]:
    for handler in ticket.handlers:
        if handler.fits is not None and (ticket.category == "business") is business:
            wanted = tuple(Code("role", one) for one in handler.wanted)
            text = N_("Sent to {staff}, who is not of: {wanted}")
            yield judged(handler.fits, handler.since, Message.of(text, staff=handler.staff, wanted=wanted))


def right_team(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R044: it goes to somebody of those who do this category."""
    return _placed(ticket, business=False)


def business_centre(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R152: business services are done by the business centre."""
    return _placed(ticket, business=True)


def not_overloaded(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R044: nobody is given more open jobs than the site allows."""
    for handler in ticket.handlers:
        most = int(terms.figures.value(figures.MOST_JOBS, handler.since.date()))
        if most and handler.open_jobs is not None:
            text = N_("{staff} had {count} open jobs then, more than {most}")
            told = Message.of(text, staff=handler.staff, count=handler.open_jobs, most=most)
            yield judged(handler.open_jobs <= most, handler.since, told)


def engineering_along(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R150: who is needed from engineering is sent at the same time."""
    for handler in ticket.handlers:
        if handler.second:
            text = N_("Sent out without somebody of: {role}")
            told = Message.of(text, role=Code("role", handler.second))
            yield judged(bool(handler.joined), handler.since, told)


def outside_called(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R151: for a utility repair the agreement unit is called, and the customer agrees with it before it is done."""
    if ticket.kind != "service" or ticket.category != "utility" or imported(ticket):
        return
    if ticket.dispatched_at is not None:
        yield judged(
            ticket.outside is not None, ticket.dispatched_at, Message(N_("No agreement unit or utility is named"))
        )
    done = ticket.finished_at or ticket.closed_at
    if done is not None:
        part = ticket.outside
        agreed = part is not None and part.agreed_at is not None and part.agreed_at <= done
        yield judged(agreed, done, Message(N_("Done before the customer agreed with the outside unit")))


def order_returned(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R153: in the end the customer accepts, and the order is back at the centre and, when it is charged, at finance."""
    if ticket.kind != "service" or ticket.closed_at is None or imported(ticket):
        return
    known = {
        "signed_by": ticket.signed_by, "return_point": ticket.return_point,
        "finance_told_at": ticket.finance_told_at or not ticket.amount,
    }  # fmt: skip
    missing = tuple(Code("field", name) for name, value in known.items() if not value)
    yield judged(
        not missing, ticket.closed_at, Message.of(N_("The order did not come back whole: {missing}"), missing=missing)
    )


def tools_back_in_time(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R049: after the work tools and what is left over are brought back in time."""
    end = ticket.finished_at
    if not ticket.materials or end is None:
        return
    due = limit(figures.TOOLS_BACK_WITHIN, terms, end).due
    out = tuple(sorted(outstanding_at(ticket, due)))
    if out:
        yield Broken(due, Message.of(N_("Not brought back by {due}: {items}"), due=f"{due:%Y-%m-%d %H:%M}", items=out))
    else:
        yield Kept(
            max(line.at for line in ticket.materials if line.at <= due) if ticket.materials[0].at <= due else due
        )


def damages_settled(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R053: what was damaged is settled with the customer before the ticket is closed."""
    if ticket.unsettled and ticket.closed_at is not None:
        text = N_("Closed before it was settled with the customer: {damages}")
        yield Broken(ticket.closed_at, Message.of(text, damages=tuple(ticket.unsettled)))


RULES = (
    Rule("item_not_listed", "R047", "000 P2-一 2.4.4", "breach", in_the_list, "charges"),
    Rule("price_not_listed", "R047", "000 P2-一 2.4.4", "breach", at_list_price, "charges", forced=True),
    Rule("wrong_team", "R044", "000 P2-一 2.4.3", "breach", right_team, "handlers", forced=True),
    Rule("too_many_jobs", "R044", "000 P2-一 2.4.3", "note", not_overloaded, "handlers"),
    Rule("no_engineering", "R150", "000 P2-一 1.0 流程", "breach", engineering_along, "handlers"),
    Rule("no_agreement_unit", "R151", "000 P2-一 1.0 流程", "breach", outside_called, "ours"),
    Rule("not_business_centre", "R152", "000 P2-一 1.0 流程", "breach", business_centre, "handlers", forced=True),
    Rule("order_not_returned", "R153", "000 P2-一 1.0 流程", "note", order_returned, "ours"),
    Rule("tools_late", "R049", "000 P2-一 2.6.4", "breach", tools_back_in_time, "materials"),
    Rule("damage_not_settled", "R053", "000 P2-一 2.5.6", "breach", damages_settled, "unsettled"),
)
