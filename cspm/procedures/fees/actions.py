"""What can be done with fees: orders written off, copies handed out, the bundle drafted, handed over, notified. No Click."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NoReturn

from cspm.core.periods import month_bounds
from cspm.errors import N_, Code, Message, NotPossibleNow, RefusedByRule
from cspm.procedures.fees import orders
from cspm.procedures.fees.reading import frozen, waiting
from cspm.procedures.fees.states import BUNDLES, ORDERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.shell.office import Office

Changed = dict[str, Any]
CLAUSE = "000 P2-一 2.6.6"


def write_off(
    office: Office, ticket_id: str, *, where: str | None = None, copies: tuple[str, ...] = (), by: str | None = None
) -> Revision:  # fmt: skip
    """An order is written off at dispatch or front desk (R056); the centre's copy is handed in with it (R055).

    `by` is who brought it, by default the assignee. Raises NotPossibleNow before the work is done, and a second time.
    """

    def plan(ticket: Any, stamp: Stamp) -> Changed:
        ORDERS.target(ticket.id, "writeoff", ticket.state)
        if ticket.written_off_at is not None:
            raise already(ticket, "writeoff", "handout")
        own = {
            "written_off_at": stamp.at,
            "written_off_by": stamp.by,
            "return_point": where or ticket.return_point or "dispatch",
        }
        return own | handed(ticket, stamp, ("csc", *copies))

    return office.step("tickets", ticket_id, "writeoff", plan, by=lambda ticket: by or ticket.assignee)


def already(ticket: Any, verb: str, instead: str) -> NotPossibleNow:
    """The refusal of what was done before."""
    return NotPossibleNow(
        id=ticket.id,
        action=Code("action", verb),
        state=Message(N_("written off already")),
        possible=(Code("action", instead),),
    )


def hand_out(office: Office, ticket_id: str, *, copies: tuple[str, ...], by: str | None = None) -> Revision:
    """Copies of an order are handed out: to the owner, the centre, finance (R055). One that was handed out stays as it is."""

    def plan(ticket: Any, stamp: Stamp) -> Changed:
        ORDERS.target(ticket.id, "handout", ticket.state)
        return handed(ticket, stamp, copies)

    return office.step("tickets", ticket_id, "handout", plan, by=by)


def handed(ticket: Any, stamp: Stamp, copies: tuple[str, ...]) -> Changed:
    """The copies with those that are new."""
    had = {one.holder for one in ticket.copies}
    new = tuple({"holder": one, "at": stamp.at, "by": stamp.by} for one in dict.fromkeys(copies) if one not in had)
    return {"copies": (*ticket.copies, *new)} if new else {}


def draft(office: Office, month: str) -> Revision:
    """The bundle of a month as it would be handed over now; again as often as needed. Raises RefusedByRule."""

    def decide(found: list[Changed], stamp: Stamp) -> Changed:
        return {"drafted_at": stamp.at, "drafted_by": stamp.by}

    return bundled(office, month, "draft", decide)


def hand_over(office: Office, month: str, *, to: str, by: str | None = None) -> Revision:
    """The month's bundle goes to the administrator (R059): its orders and their figures are frozen.

    Raises NoSuchRecord, NotAllowed, RefusedByRule before the month's last day, out of order, and a second time.
    """
    role = office.person(to).role

    def decide(found: list[Changed], stamp: Stamp) -> Changed:
        last = month_bounds(month, office.terms.tz)[1] - timedelta(days=1)
        if stamp.at < last:
            refuse("month_not_over", N_("{month} is not over yet"), month=month)
        return {
            "state": "handed_over", "handed_over_at": stamp.at, "handed_over_by": stamp.by, "received_by": to,
            "received_role": role,
        }  # fmt: skip

    return bundled(office, month, "bundle-over", decide, by=by)


def bundled(
    office: Office, month: str, action: str, decide: Callable[[list[Changed], Stamp], Changed], *, by: str | None = None
) -> Revision:  # fmt: skip
    """A bundle worked out and written under the lock, from the tickets as they are then."""
    record_id = orders.bundle_id(month)
    with office.change() as change:
        office.allow({"draft": "bundles draft", "bundle-over": "bundles hand-over"}[action])
        stamp, store = office.stamp(by), office.store
        store.refresh()
        bundles = frozen(store)
        old = (
            change.load("bundles", record_id, revision=office.expected) if change.exists("bundles", record_id) else None
        )
        in_order(office, month, bundles, stamp)
        found = waiting(store, month, office.terms, bundles)
        fields = {"orders": tuple(found), "amount": orders.total(found), **decide(found, stamp)}
        if old is None:
            new = change.begin("bundles", stamp, action, reason=office.reason, id=record_id, month=month, **fields)
        else:
            BUNDLES.target(record_id, action, old.state)
            new = old.stepped(stamp, action, reason=office.reason, **fields)
        change.put(new)
    return new


def in_order(office: Office, month: str, bundles: dict[str, Changed], stamp: Stamp) -> None:
    """Refuse a bundle that was handed over, a month that has not begun, and a month out of order (R054)."""
    if month in bundles:
        refuse(
            "handed_over_already",
            N_("{month} is handed over; what is corrected since shows as a difference"),
            month=month,
        )
    if stamp.at < month_bounds(month, office.terms.tz)[0]:
        refuse("month_not_begun", N_("{month} has not begun"), month=month)
    later = [other for other in bundles if other > month]
    if later:
        refuse("later_month_handed_over", N_("{month} is handed over already; what was left comes with the next bundle"),
               month=max(later))  # fmt: skip
    if not bundles:
        return
    past = waiting(office.store, month, office.terms, bundles)
    after = max(bundles)
    left = sorted({named for one in past if after < (named := orders.month_of(one["booked_at"], office.terms)) < month})
    if left:
        refuse("earlier_month_open", N_("{month} comes first: cspm bundle hand-over --month {month}"), month=left[0])


def notify(office: Office, bundle_id: str, *, units: tuple[str, ...] = ()) -> Revision:
    """The fee notices of the units go out, each with the serial number and amount of every order (R060).

    By default all units that have none yet. Raises NotPossibleNow before the hand-over.
    """

    def plan(bundle: Any, stamp: Stamp) -> Changed:
        BUNDLES.target(bundle.id, "notify", bundle.state)
        had = {notice.unit for notice in bundle.notices}
        found = orders.by_unit(orders.kept(bundle.document()))
        new = tuple(
            {
                "unit": unit, "amount": orders.total(mine), "issued_at": stamp.at, "by": stamp.by,
                "lines": tuple({"ticket": one["ticket"], "amount": one["amount"]} for one in mine),
            }
            for unit, mine in found.items() if unit not in had and (not units or unit in units)
        )  # fmt: skip
        return {"notices": (*bundle.notices, *new)} if new else {}

    return office.step("bundles", bundle_id, "notify", plan, permit="bundles notify")


def refuse(code: str, text: str, **facts: object) -> NoReturn:
    """Raise the refusal by R054: bundles keep their order, each order is in one of them."""
    raise RefusedByRule(Message.of(text, **facts), rule="R054", clause=CLAUSE, code=code)
