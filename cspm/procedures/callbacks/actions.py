"""What can be done with callbacks: load, decide, save. No Click here."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from cspm.core.roles import decide
from cspm.core.texts import needed, plain
from cspm.errors import N_, Code, Message, NotAllowed
from cspm.procedures.callbacks import charge, slips, transitions
from cspm.procedures.callbacks.sampling import sample_of
from cspm.procedures.callbacks.states import PERMITS
from cspm.shell.office import person_of, unheard

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.shell.office import Office

Method = Literal["phone", "visit", "other"]
Note = Callable[[Message], None]


def callback(
    office: Office, ticket_id: str, *, method: Method, outcome: str, score: int | None = None,
    opinion: str | None = None, signed_by: str | None = None, due: datetime | None = None, action: str | None = None,
    instead: str | None = None, aspects: tuple[tuple[str, int], ...] = (), by: str | None = None, note: Note = unheard,
) -> Revision:  # fmt: skip
    """Record a callback (R062-R069, R100): `outcome` is satisfied, dissatisfied or unreachable.

    Raises NotPossibleNow (21) before the work is done, RefusedByRule (22) for an unsigned door visit and for a major
    complaint that was not visited. `instead` is why somebody else calls than who does by default (R063), `aspects` are the
    answers in the director's sample (R391). `note` is told the due time that was filled in by itself.
    """
    said = (plain(opinion), plain(signed_by), due, plain(action), plain(instead), aspects)
    call = transitions.Call(method, outcome, office.role_of(by), score, *said)

    def plan(ticket: Any, stamp: Stamp) -> dict[str, Any]:
        known = call._replace(
            in_charge=in_charge(office, ticket, stamp.by),
            sample=sample_of(office.store, ticket.id, role=call.role, at=stamp.at),
        )
        return transitions.called(ticket, stamp, call=known, terms=office.terms)

    made = office.step("tickets", ticket_id, "callback", plan, by=by, reason=call.instead)
    seen: Any = made
    filled = transitions.filled_in(seen)
    if filled is not None:
        sentence = N_("{id}: no time was given, so it is to be put right by {due}")
        note(Message.of(sentence, id=made.id, due=filled.strftime("%Y-%m-%d %H:%M")))
    return made


def in_charge(office: Office, ticket: Any, staff_id: str) -> bool | None:
    """Whether that person calls back by default on this day (R063, A19); None where nobody asks."""
    store, covered = office.store, False
    areas: Collection[str] = ()
    if charge.reported_at_desk(ticket.source, ticket.return_point) and ticket.area:
        documents = [store.document("staff", one) for one in store.ids("staff")]
        people = {one["id"]: (person_of(one, office.terms, office.today), one.get("areas") or ()) for one in documents}
        covered = any(
            person.active and person.role == "customer_assistant" and ticket.area in own
            for person, own in people.values()
        )
        areas = people[staff_id][1] if staff_id in people else ()
    role = office.person(staff_id).role if store.exists("staff", staff_id) else office.actor.role
    return charge.in_charge(ticket, role=role, areas=areas, covered=covered)


def assign(office: Office, ticket_id: str, *, to: str, reason: str, by: str | None = None) -> Revision:
    """Somebody is asked to call back instead of who does by default (R063) or of the first receiver (R384).

    Raises BadValue for a blank reason, NoSuchRecord for unknown staff.
    """
    why, who = needed(reason, "--reason"), office.person(to).id
    return office.step(
        "tickets", ticket_id, "assign", lambda ticket, stamp: transitions.assigned(ticket, stamp, to=who, reason=why),
        permit="callbacks assign", by=by, reason=why,
    )  # fmt: skip


def settle(office: Office, ticket_id: str, *, text: str, file: str | None, by: str | None = None) -> Revision:
    """What a dissatisfied callback found was dealt with, and where it is filed (R392). Raises BadValue for a blank text."""
    said, where = needed(text, "TEXT"), plain(file)
    return office.step(
        "tickets", ticket_id, "settle", lambda ticket, stamp: transitions.settled(ticket, stamp, text=said, file=where),
        permit="callbacks settle", by=by,
    )  # fmt: skip


def slip_back(office: Office, ticket_id: str, *, by: str | None = None) -> Revision:
    """The slip came back to the front desk (R061)."""
    return office.step("tickets", ticket_id, "slip-return", slips.returned, by=by)


def slip_told(office: Office, ticket_id: str, *, whom: str | None = None, by: str | None = None) -> Revision:
    """Dispatch was told by word of mouth that it is back (R165)."""
    return office.step(
        "tickets", ticket_id, "slip-tell", lambda ticket, stamp: slips.told(ticket, stamp, whom=whom), by=by
    )


def slip_handed(office: Office, ticket_id: str, *, to: str | None = None, by: str | None = None) -> Revision:
    """The slip was handed to dispatch (R061)."""
    return office.step(
        "tickets", ticket_id, "hand-over", lambda ticket, stamp: slips.handed(ticket, stamp, to=to), by=by
    )


def spotcheck(office: Office, ticket_id: str, *, by: str | None = None) -> Revision:
    """One of the two managers reviewed the ticket's last callback (R068); desk roles may type it for them.

    Raises NotAllowed when somebody else did, NotPossibleNow when there is no callback.
    """
    reviewer = office.person(by) if by else office.actor
    decision = decide(PERMITS, "spotcheck", reviewer)
    if not decision.allowed:
        raise NotAllowed(
            staff=f"{reviewer.id} {reviewer.name}".strip(), role=Code("role", reviewer.role),
            action=Code("action", "spotcheck"), allowed=tuple(Code("role", role) for role in decision.line.roles),
            rule=decision.line.rule, clause=decision.line.clause,
        )  # fmt: skip
    return office.step(
        "tickets", ticket_id, "spotcheck", lambda ticket, stamp: transitions.checked(ticket, stamp, role=reviewer.role),
        permit="spotcheck" if reviewer.id == office.actor.id else "type for others", by=by,
    )  # fmt: skip
