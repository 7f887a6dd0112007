"""What can be done with complaints: load, decide, save. No Click here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.steps import Step
from cspm.core.texts import needed, plain
from cspm.core.view import replaced
from cspm.errors import N_, BadValue, Message
from cspm.procedures.complaints import repeats, transitions
from cspm.procedures.complaints.steps import PERMITTED

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.office import Office


def judge(
    office: Office, ticket_id: str, nature: str, *, type_: str | None = None, customer_class: str | None = None,
    by: str | None = None, **told: Any,
) -> Revision:  # fmt: skip
    """Judge a complaint (R089-R094); `told` are further fields of the complaint part.

    The same subject from the same unit before is looked for (R221). Raises NotAllowed when an assistant judges it
    major, RefusedByRule for R090, BadValue for an earlier complaint that is this one.
    """
    role = office.role_of(by)
    said = {name: value.strip() if isinstance(value, str) else value for name, value in {"type": type_, **told}.items()}
    said = {name: value for name, value in said.items() if value not in (None, "", ())}

    earlier = repeats.earlier(office, ticket_id, said.get("type")) if nature in ("valid", "major") else None

    def plan(ticket: Any, stamp: Any) -> dict[str, Any]:
        again = {"repeat_of": earlier, "repeated_at": stamp.at} if earlier else {}
        changed = transitions.judged(ticket, stamp, nature=nature, role=role, told={**said, **again})
        known = {"customer": replaced(ticket.customer, customer_class=customer_class)} if customer_class else {}
        return {**changed, **known}

    permit = "judge major" if nature == "major" else "judge"
    return office.step("tickets", ticket_id, "judge", plan, permit=permit, by=by)


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
    other_than(ticket_id, other_id)
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
                tickets[place] = tickets[place].stepped(stamp, "link", reason=office.reason, **changed)
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


def take(office: Office, ticket_id: str, *, step: Step, values: Mapping[str, Any]) -> Revision:
    """A step that writes down what happened to a complaint (`steps.py`). Raises WrongKind, NotAllowed, NoSuchRecord.

    A form goes to the head of the department unless somebody else is named (R219).
    """
    by = values.get("by")
    given = {name: value for name, value in values.items() if name not in ("by", "reason") and value not in (None, ())}
    if step.verb == "issue" and "head" not in given:
        given |= {"head": repeats.head_of(office, given["department"])}
    for name in ("head", "informed", "designated_by"):
        if given.get(name):
            office.person(given[name])
    if step.verb == "repeat":
        store, other = office.store, str(given["repeat_of"])
        given["repeat_of"] = other_than(
            ticket_id, other if store.exists("tickets", other) else store.resolve("tickets", other)
        )
    role = office.role_of(by)
    return office.step(
        "tickets", ticket_id, step.verb,
        lambda ticket, stamp: transitions.taken(ticket, stamp, took=step, given=given, role=role),
        permit=f"{step.verb} complaints" if step.verb in PERMITTED else "", by=by, reason=values.get("reason"),
    )  # fmt: skip


def other_than(ticket_id: str, other: str) -> str:
    """The other ticket. Raises BadValue for the same one."""
    if other == ticket_id:
        raise BadValue(field=N_("OTHER"), value=other, problem=Message(N_("it is the same ticket")))
    return other


def form_back(
    office: Office, ticket_id: str, solution: str, *, department: str | None = None, by: str | None = None
) -> Revision:
    """A department's handling form is back with what was done (R224, R314). Raises BadValue for a department without one."""
    said, asked = needed(solution, "TEXT"), plain(department)
    return office.step(
        "tickets", ticket_id, "form_back",
        lambda ticket, stamp: transitions.with_form(
            ticket, "form_back", department=asked,
            told={"returned_at": stamp.at, "returned_by": stamp.by, "solution": said},
        ),
        by=by,
    )  # fmt: skip


def countersign(office: Office, ticket_id: str, *, signed_by: str, department: str | None = None) -> Revision:
    """A department signs complaint and solution (R311). Raises BadValue for a department without a form."""
    name, asked = needed(signed_by, "--signed-by"), plain(department)
    return office.step(
        "tickets", ticket_id, "countersign",
        lambda ticket, stamp: transitions.with_form(
            ticket, "countersign", department=asked, told={"signed_at": stamp.at, "signed_by": name}
        ),
    )  # fmt: skip
