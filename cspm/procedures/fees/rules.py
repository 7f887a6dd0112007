"""What the settlement of service fees kept and broke: of each order, and of each month's bundle (R054-R060). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.ladders import Climb, climbed
from cspm.core.periods import month_bounds
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.fees import figures
from cspm.procedures.fees.orders import due, month_of
from cspm.procedures.fees.states import CHARGED
from cspm.procedures.tickets.states import COPIES

if TYPE_CHECKING:
    from cspm.core.figures import Figure
    from cspm.procedures.fees.model import Bundle
    from cspm.procedures.tickets.model import Ticket


def settled_by(ticket: Ticket, terms: Terms) -> datetime | None:
    """Until when an order of this office has to be ready for settlement: that of the month in which it was done."""
    end = ticket.finished_at or ticket.closed_at
    if (
        end is None
        or ticket.nature not in CHARGED
        or ticket.import_batch is not None
        or ticket.state in ("void", "cancelled", "rework")
    ):
        return None
    return due(month_of(end, terms), terms)


def in_time(at: datetime | None, until: datetime, sentence: str) -> Judgement:
    """Kept when it was done by then, else broken from then on."""
    return (
        Kept(at)
        if at is not None and at <= until
        else Broken(until, Message.of(sentence, due=f"{until:%Y-%m-%d %H:%M}"))
    )


def written_off(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R056: when the work is done the order is written off at dispatch or front desk, before the settlement."""
    until = settled_by(ticket, terms)
    if until is not None:
        yield in_time(ticket.written_off_at, until, N_("Not written off by {due}"))


def copies_out(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R055: owner, centre and finance have their copies by the settlement."""
    until = settled_by(ticket, terms)
    if until is None:
        return
    had = {copy.holder: copy.at for copy in ticket.copies if copy.at <= until}
    missing = tuple(Code("copy", holder) for holder in COPIES.labels if holder not in had)
    yield (
        Broken(until, Message.of(N_("Copies not handed out: {missing}"), missing=missing))
        if missing
        else Kept(max(had.values()))
    )


def method_known(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R057: finance classifies orders by payment method, so each order has one by the settlement."""
    until = settled_by(ticket, terms)
    end = ticket.finished_at or ticket.closed_at
    if until is not None and end is not None and ticket.amount:
        yield Kept(end) if ticket.payment_method else Broken(until, Message(N_("No payment method")))


def once(bundle: Bundle, terms: Terms) -> Iterable[Judgement]:
    """R054: an order is settled once: it stands in its bundle once, and the amount is the sum of the orders."""
    at = bundle.handed_over_at
    if at is None:
        return
    ids = [one.ticket for one in bundle.orders]
    twice = tuple(sorted({one for one in ids if ids.count(one) > 1}))
    if twice:
        yield Broken(at, Message.of(N_("Twice in the bundle: {orders}"), orders=twice))
    elif sum((one.amount for one in bundle.orders), Decimal("0.00")) != bundle.amount:
        yield Broken(at, Message(N_("The amount is not the sum of the orders")))
    else:
        yield Kept(at)


def handed_over(bundle: Bundle, terms: Terms) -> Iterable[Judgement]:
    """R059: by the 1st of the next month, to the administrator, with every order of the month."""
    at, until = bundle.handed_over_at, due(bundle.month, terms)
    if at is None:
        return
    yield in_time(at, until, N_("Not handed over by {due}"))
    if bundle.received_role:
        yield judged(
            bundle.received_role == "administrator",
            at,
            Message.of(N_("Handed over to: {role}"), role=Code("role", bundle.received_role)),
        )
    late = tuple(one.ticket for one in bundle.orders if one.late)
    if late:
        yield Broken(at, Message.of(N_("Orders of earlier months that were missing there: {orders}"), orders=late))


def within(start: datetime, figure: Figure, terms: Terms) -> datetime:
    """So many working days later."""
    return terms.calendar.add_working_days(start, int(terms.figures.value(figure, start.date())))


def noticed_by(bundle: Bundle, terms: Terms) -> datetime:
    """Until when the fee notices of the bundle's month are out, and not before it was handed over and a day."""
    end = month_bounds(bundle.month, terms.tz)[1]
    return end + terms.figures.span(figures.NOTICE_WITHIN, (end - timedelta(days=1)).date())


def checked(bundle: Bundle, terms: Terms) -> Iterable[Judgement]:
    """R058: finance checks the month's fees in good time after the hand-over."""
    if bundle.handed_over_at is not None:
        until = within(bundle.handed_over_at, figures.CHECK_WITHIN, terms)
        yield in_time(bundle.checked_at, until, N_("The month's fees were not checked by {due}"))


def reviewed(bundle: Bundle, terms: Terms) -> Iterable[Judgement]:
    """R058: the general property manager reviews the report in good time after the check."""
    if bundle.checked_at is not None and bundle.state != "handed_over":
        until = within(bundle.checked_at, figures.REVIEW_WITHIN, terms)
        yield in_time(bundle.reviewed_at, until, N_("The fee report was not reviewed by {due}"))


def units_of(bundle: Bundle) -> dict[str, Decimal]:
    """What the orders of each unit come to."""
    found: dict[str, Decimal] = {}
    for one in bundle.orders:
        if one.unit:
            found[one.unit] = found.get(one.unit, Decimal("0.00")) + one.amount
    return found


def noticed(bundle: Bundle, terms: Terms) -> Iterable[Judgement]:
    """R060: every unit's notice lists each order with its amount, and its sum is that of the unit's orders."""
    if bundle.handed_over_at is None:
        return
    asked, until = units_of(bundle), noticed_by(bundle, terms)
    for notice in bundle.notices:
        sums = sum((line.amount for line in notice.lines), Decimal("0.00"))
        right = asked.get(notice.unit) == sums == notice.amount
        yield judged(right, notice.issued_at, Message.of(N_("The notice of {unit} does not add up"), unit=notice.unit))
    told = {notice.unit for notice in bundle.notices if notice.issued_at <= until}
    missing = tuple(sorted(set(asked) - told))
    if missing:
        yield Broken(until, Message.of(N_("No fee notice in time for: {units}"), units=missing))


def clocks(bundle: Bundle, terms: Terms) -> Iterable[Clock]:
    """Of a bundle that was handed over: the check by finance, the manager's review, the notices."""
    at = bundle.handed_over_at
    if at is None:
        return
    check, review, notice = figures.CHECK_WITHIN, figures.REVIEW_WITHIN, figures.NOTICE_WITHIN
    done = bundle.checked_at if bundle.state != "handed_over" else None
    yield Clock("fee_check", check.rule, check.clause, at, within(at, check, terms), done, None, "working", check.key)
    if done is not None:
        yield Clock(
            "fee_review",
            review.rule,
            review.clause,
            done,
            within(done, review, terms),
            bundle.reviewed_at,
            None,
            "working",
            review.key,
        )
    asked = set(units_of(bundle)) - {one.unit for one in bundle.notices}
    if units_of(bundle):
        last = max((one.issued_at for one in bundle.notices), default=None) if not asked else None
        yield Clock(
            "fee_notice", notice.rule, notice.clause, at, noticed_by(bundle, terms), last, None, "clock", notice.key
        )


TICKET = (
    Rule("not_written_off", "R056", "000 P2-一 2.6.4", "breach", written_off, "nature"),
    Rule("copies_missing", "R055", "000 P2-一 2.6.4", "note", copies_out, "nature"),
    Rule("no_payment_method", "R057", "000 P2-一 2.6.5", "breach", method_known, "nature"),
)
CLIMBS = (
    Climb(
        "bundles", clocks,
        {"fee_check": figures.LADDER, "fee_review": figures.REVIEW_LADDER, "fee_notice": figures.LADDER}, ("id",),
    ),
)  # fmt: skip
BUNDLE = (
    Rule("settled_twice", "R054", "000 P2-一 2.6.3", "error", once),
    Rule("bundle_late", "R059", "000 P2-一 2.6.6", "breach", handed_over),
    Rule("fees_not_checked", "R058", "000 P2-一 2.6.5", "breach", checked),
    Rule("fee_report_not_reviewed", "R058", "000 P2-一 2.6.5", "breach", reviewed),
    Rule("fee_notice_missing", "R060", "000 P2-一 2.6.7", "breach", noticed),
    *map(climbed, CLIMBS),
)
RULES = (*TICKET, *BUNDLE)
OF_KIND = {"bundles": BUNDLE}
COMMANDS = {
    "R054": "bundle hand-over", "R055": "handout", "R056": "writeoff", "R057": "report fees", "R058": "bundle review",
    "R059": "bundle hand-over", "R060": "bundle notify",
}  # fmt: skip
"""Rules that are kept by a command's being there."""
