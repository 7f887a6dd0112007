"""Dispatch, hand-back and referral beside the table of teams: who belongs to a category, who goes along, who has too much."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.texts import needed, plain
from cspm.errors import N_, Code, Message
from cspm.procedures.tickets import figures, hands
from cspm.procedures.tickets.intake import member
from cspm.procedures.tickets.offers import offer_of
from cspm.shell.office import unheard

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.roles import Person
    from cspm.core.stamp import Stamp
    from cspm.shell.office import Office

Note = Callable[[Message], None]
UNDER_WAY = "state NOT IN ('closed', 'cancelled', 'declined', 'void', 'finished', 'signed')"
FIELDS = ("id", "category", "item", "teams", "roles", "second_role", "agreement_unit")


def dispatch(
    office: Office, ticket_id: str, *, to: str, with_: tuple[str, ...] = (), promise: datetime | None = None,
    reason: str | None = None, note: Note = unheard,
) -> Revision:  # fmt: skip
    """Send it to somebody (R044), with helpers; optionally with the time promised to the customer (R228).

    Who does not work here on that day, belongs to another team or has too many jobs is sent all the same, for it is
    written down as it happened; `note` is told so. `reason` says why it leaves who had it before.
    """
    sent = [member(office, one) for one in (to, *with_)]
    past(office, ticket_id, promise, note)
    for person in sent:
        if not person.active:
            text = N_("{id}: {staff} does not work here on {day}")
            note(Message.of(text, id=ticket_id, staff=said(person), day=office.today.isoformat()))

    def plan(ticket: Any, stamp: Stamp) -> dict[str, Any]:
        known = judged(office, ticket, sent)
        warn(office, ticket, known, person=sent[0], note=note)
        offer = offer_of(office, ticket.item) if ticket.kind == "service" else None
        team = sent[0].team
        changed = hands.dispatch(
            ticket,
            stamp,
            to=to,
            with_=with_,
            team=team,
            promise=promise,
            known=known,
            reason=plain(reason),
            role=office.actor.role,
        )
        return changed | ({"offer": offer} if offer else {})

    return office.step("tickets", ticket_id, "dispatch", plan, reason=plain(reason))


def judged(office: Office, ticket: Any, sent: list[Person]) -> dict[str, Any]:
    """What the table of teams says of the people who are sent: whether they are the right ones, and who goes along."""
    line = line_of(office, ticket)
    wanted = (*line["teams"], *line["roles"]) if line else ()
    second = (line["second_role"] if line else None) or ("engineering" if ticket.needs_engineering else None)
    return {
        "wanted": wanted,
        "fits": belongs(sent[0], wanted) if wanted else None,
        "second": second,
        "joined": any(belongs(one, (second,)) for one in sent[1:]) if second else None,
        "open_jobs": jobs(office, sent[0].id, besides=ticket.id) + 1,
    }


def past(office: Office, ticket_id: str, when: datetime | None, note: Note) -> None:
    """Say so when a time that is promised or set is over already: it is taken, for it may have been so."""
    if when is not None and when < office.now:
        text = N_("{id}: {when} is past already. If that was a slip: cspm undo {id}")
        note(Message.of(text, id=ticket_id, when=f"{when.astimezone(office.terms.tz):%Y-%m-%d %H:%M}"))


def belongs(person: Person, wanted: tuple[str, ...]) -> bool:
    """Whether somebody's team or role is among those."""
    return person.team in wanted or person.role in wanted


def line_of(office: Office, ticket: Any) -> dict[str, Any] | None:
    """The line of the table of teams for a ticket: that of its item, else of its category; else the entry's own team."""
    import json

    where = "state = 'active' AND category = ?"
    found = [dict(row) for row in office.store.rows("teams", where, (ticket.category or "",), columns=FIELDS)]
    names = {name.casefold() for name in (ticket.item, ticket.offer.code if ticket.offer else None) if name}
    own = [line for line in found if line["item"] and line["item"].casefold() in names]
    line = next(iter((*own, *(line for line in found if not line["item"]))), None)
    team = ticket.offer.team if ticket.offer else None
    if line is None:
        return {"teams": (team,), "roles": (), "second_role": None, "agreement_unit": None} if team else None
    lists = {name: tuple(json.loads(line[name] or "[]")) for name in ("teams", "roles")}
    return {**line, **lists}


def jobs(office: Office, staff_id: str, *, besides: str) -> int:
    """How many other tickets somebody has in hand."""
    where = f"assignee = ? AND id != ? AND {UNDER_WAY}"
    return len(office.store.rows("tickets", where, (staff_id, besides), columns=("id",)))


def warn(office: Office, ticket: Any, known: Mapping[str, Any], *, person: Person, note: Note) -> None:
    """Say at once what will be a finding: another team, nobody along, too many jobs."""
    if known["fits"] is False:
        text = N_("{id}: {staff} is not of those who do {category}: {wanted}")
        note(Message.of(text, id=ticket.id, staff=said(person), category=Code("category", ticket.category or ""),
                        wanted=tuple(Code("role", one) for one in known["wanted"])))  # fmt: skip
    if known["joined"] is False:
        text = N_("{id}: somebody of {role} goes along; name him with --with STAFF")
        note(Message.of(text, id=ticket.id, role=Code("role", known["second"])))
    most = int(office.terms.figures.value(figures.MOST_JOBS, office.today))
    if most and known["open_jobs"] > most:
        text = N_("{id}: {staff} has {count} open jobs, more than {most}")
        note(Message.of(text, id=ticket.id, staff=said(person), count=known["open_jobs"], most=most))


def said(person: Person) -> str:
    """A member of staff as people name him: id and name."""
    return f"{person.id} {person.name}"


def hand_back(office: Office, ticket_id: str, *, reason: str, by: str | None = None) -> Revision:
    """Hand it back to dispatch, with the reason."""
    reason = needed(reason, "--reason")
    return office.step(
        "tickets", ticket_id, "return", lambda ticket, stamp: hands.returned(ticket, stamp, reason=reason),
        by=lambda ticket: by or ticket.assignee, reason=reason,
    )  # fmt: skip


def refer(office: Office, ticket_id: str, *, to: str) -> Revision:
    """Pass it to a department (R236)."""
    to = needed(to, "--to")
    return office.step("tickets", ticket_id, "refer", lambda ticket, stamp: hands.referred(ticket, stamp, to=to))
