"""What can be done with complaints: load, decide, save. No Click here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.errors import N_, BadValue, Message
from cspm.procedures.complaints import transitions

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.office import Office


def judge(
    office: Office, ticket_id: str, nature: str, *, severity: str | None = None, type_: str | None = None,
    opinion: str | None = None, cause: str | None = None, by: str | None = None,
) -> Revision:  # fmt: skip
    """Judge a complaint (R089-R094). Raises NotAllowed when an assistant judges it major, RefusedByRule for R090."""
    role = office.role_of(by)
    return office.step(
        "tickets", ticket_id, "judge",
        lambda ticket, stamp: transitions.judged(
            ticket, stamp, nature=nature, severity=severity, type_=type_, opinion=opinion, cause=cause, role=role
        ),
        permit="judge major" if nature == "major" else "judge", by=by,
    )  # fmt: skip


def progress(office: Office, ticket_id: str, text: str, *, by: str | None = None) -> Revision:
    """The complainant was told how it stands (R098)."""
    return office.step(
        "tickets", ticket_id, "progress", lambda ticket, stamp: transitions.progressed(ticket, stamp, text=text), by=by
    )


def explain_invalid(office: Office, ticket_id: str, text: str, *, by: str | None = None) -> Revision:
    """It was explained why the complaint is invalid (R091)."""
    return office.step(
        "tickets", ticket_id, "explain", lambda ticket, stamp: transitions.explained(ticket, stamp, text=text), by=by
    )


def verify(office: Office, ticket_id: str, *, result: str, by: str | None = None) -> Revision:
    """The result was followed up: `result` is ok or not_ok (R097)."""
    role = office.role_of(by)
    return office.step(
        "tickets", ticket_id, "verify",
        lambda ticket, stamp: transitions.verified(ticket, stamp, result=result, role=role), by=by,
    )  # fmt: skip


def publish(office: Office, ticket_id: str, *, how: str) -> Revision:
    """A meeting was held, or the handling was published: `how` is meeting or notice (R102)."""
    return office.step(
        "tickets", ticket_id, "publish", lambda ticket, stamp: transitions.published(ticket, stamp, how=how)
    )


def link(office: Office, ticket_id: str, other_id: str) -> Revision:
    """Link a complaint with another ticket, both in one change (R095, R102); what is linked already stays as it is.

    Raises BadValue for a ticket with itself, NoSuchRecord.
    """
    if ticket_id == other_id:
        raise BadValue(field=N_("OTHER"), value=other_id, problem=Message(N_("it is the same ticket")))
    with office.change() as change:
        office.allow("link")
        stamp = office.stamp()
        tickets = [
            change.load("tickets", ticket_id, revision=office.expected),
            change.load("tickets", other_id),
        ]
        seen: list[Any] = tickets  # as every transition sees a record
        transitions.step(seen[0], "link")
        for place, other in ((0, other_id), (1, ticket_id)):
            changed = transitions.linked(seen[place], other)
            if changed:
                tickets[place] = tickets[place].stepped(stamp, "link", **changed)
                change.put(tickets[place])
    return tickets[0]


def attribute(office: Office, ticket_id: str, *, contract: str, breach: bool, impact: str, **place: Any) -> Revision:
    """The contractor's contract it is about, and whether it was broken (R120, R126). `place` is `area` and `item`.

    Raises NoSuchRecord for a contract that is not registered.
    """
    office.store.document("contracts", contract)
    return office.step(
        "tickets", ticket_id, "attribute",
        lambda ticket, _stamp: transitions.attributed(ticket, contract, breach=breach, impact=impact, **place),
    )  # fmt: skip


def confirm(office: Office, ticket_id: str, *, side: str, by: str) -> Revision:
    """Party A (the office) or B (the contractor) confirms the complaint; `by` names who did (R126)."""
    return office.step(
        "tickets", ticket_id, "confirm", lambda ticket, stamp: transitions.confirmed(ticket, stamp, side=side, by=by)
    )
