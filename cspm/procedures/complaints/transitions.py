"""What each step changes in a complaint: pure functions (ticket, stamp) -> changed fields.

The hard rule stands here (exit 22): a complaint is not major and invalid at once (R090).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.steps import Step, written
from cspm.core.texts import needed
from cspm.core.view import View, replaced
from cspm.errors import N_, BadValue, Code, Message, RefusedByRule, WrongKind
from cspm.procedures.complaints.routing import group_of
from cspm.procedures.complaints.states import FOLLOWED

if TYPE_CHECKING:
    from cspm.core.stamp import Stamp
    from cspm.procedures.tickets.model import Complaint, Ticket

Changed = dict[str, Any]
EMPTY = View(
    dict.fromkeys(
        ("nature", "severity", "type", "contract", "area", "item", "breach", "impact", "undetermined_at", "phase",
         "matter_class", "flow", "submitted_at", "repeat_of")
    )
    | {"notices": [], "checks": [], "handlings": [], "evidence": [], "grounds": []}
)  # fmt: skip
"""The part of a complaint of which nothing was said yet, as far as the steps look at it."""


def step(ticket: Ticket, verb: str) -> Complaint | View:
    """The complaint part, once the ticket is known to be one. Raises WrongKind, NotPossibleNow for a void ticket."""
    if ticket.kind != "complaint":
        raise WrongKind(id=ticket.id, kind=Code("kind", ticket.kind), wanted=Code("kind", "complaint"))
    FOLLOWED.target(ticket.id, verb, ticket.state)
    return ticket.complaint or EMPTY


def with_part(part: Any, **changed: object) -> Changed:
    """The complaint part with some fields replaced."""
    return {"complaint": replaced(part, **changed)}


def judged(ticket: Ticket, stamp: Stamp, *, nature: str, role: str, told: Mapping[str, Any]) -> Changed:
    """The nature as judged (R089, R094); what is not told again stays. Judging again is a later event of the history.

    `told` are fields of the complaint part, empty ones left out. When it was first undetermined stays known (R208).
    Raises RefusedByRule for R090: invalid with a major severity, or invalid what was judged major, unless a severity
    that is not major is named with it.
    """
    part = step(ticket, "judge")
    was_major, severity = "major" in (part.nature, part.severity), told.get("severity")
    if nature == "invalid" and (severity == "major" or (severity is None and was_major)):
        sentence = N_("{id}: a major complaint is a valid one. To correct an earlier judgement name its severity anew")
        raise RefusedByRule(
            Message.of(sentence, id=ticket.id), rule="R090", clause="000 P2-二 2.4.1.3", code="major_invalid"
        )
    own: Changed = {"nature": nature, "judged_at": stamp.at, "judged_by": stamp.by, "judged_role": role}
    if nature == "undetermined" and part.undetermined_at is None:
        own["undetermined_at"] = stamp.at
    return with_part(part, **own, **told)


def progressed(ticket: Ticket, stamp: Stamp, *, text: str) -> Changed:
    """What the complainant was told on the way (R098)."""
    part, said = step(ticket, "progress"), needed(text, "TEXT")
    return with_part(part, notices=(*part.notices, {"at": stamp.at, "by": stamp.by, "text": said}))


def explained(ticket: Ticket, stamp: Stamp, *, text: str) -> Changed:
    """Why the complaint is invalid, as it was explained (R091); the ticket may then be closed."""
    return with_part(step(ticket, "explain"), explained_at=stamp.at, explanation=needed(text, "TEXT"))


def verified(ticket: Ticket, stamp: Stamp, *, result: str, role: str) -> Changed:
    """The result was followed up (R097)."""
    part = step(ticket, "verify")
    check = {"at": stamp.at, "by": stamp.by, "role": role, "result": result}
    return with_part(part, checks=(*part.checks, check))


def published(ticket: Ticket, stamp: Stamp, *, how: str) -> Changed:
    """A meeting was held or the handling was published (R102)."""
    return with_part(step(ticket, "publish"), published_how=how, published_at=stamp.at)


def linked(ticket: Ticket, other: str) -> Changed:
    """One more linked ticket; nothing when it was linked already."""
    return {} if other in ticket.links else {"links": (*ticket.links, other)}


def attributed(ticket: Ticket, contract: str, **facts: object) -> Changed:
    """The contractor's contract it is about, with `area item breach impact` (R120, R126).

    What both sides confirmed they confirmed of the earlier attribution: a change of it takes the confirmations back.
    """
    part = step(ticket, "attribute")
    told = {"contract": contract, **facts}
    changed = part.contract is not None and any(getattr(part, name) != value for name, value in told.items())
    confirmations = ("confirmed_a_at", "confirmed_a_by", "confirmed_b_at", "confirmed_b_by")
    return with_part(part, **told, **(dict.fromkeys(confirmations) if changed else {}))


def confirmed(ticket: Ticket, stamp: Stamp, *, side: str, by: str) -> Changed:
    """Party A or B found the complaint to be true (R126)."""
    return with_part(
        step(ticket, "confirm"), **{f"confirmed_{side}_at": stamp.at, f"confirmed_{side}_by": needed(by, "--by")}
    )


def taken(ticket: Ticket, stamp: Stamp, *, took: Step, given: Mapping[str, Any], role: str) -> Changed:
    """A step that writes down what happened (`steps.py`); what was typed comes before what follows from it."""
    part = step(ticket, took.verb)
    changed = written(took, part, stamp, given=given, role=role)
    more = FOLLOWS.get(took.verb)
    return with_part(part, **(more(part, stamp, changed) if more else changed))


def routed(part: Any, stamp: Stamp, changed: Changed) -> Changed:
    """The group that the route tables name, unless another was typed (R218, R253, R420)."""
    known = {name: changed.get(name) or getattr(part, name) for name in ("phase", "matter_class", "flow")}
    group = changed.get("group") or group_of(kind=part.type, **known)
    return {**changed, "group": group}


def submitted(part: Any, stamp: Stamp, changed: Changed) -> Changed:
    """To the customer-service centre, unless a department was named (R208, R419); the first time is that of the clocks."""
    first = part.submitted_at
    return {"submitted_to": "csc", **changed, **({"submitted_at": first} if first is not None else {})}


def more_evidence(part: Any, stamp: Stamp, changed: Changed) -> Changed:
    """What was kept before stays (R256)."""
    return {**changed, "evidence": tuple(dict.fromkeys((*part.evidence, *changed["evidence"])))}


FOLLOWS: Mapping[str, Callable[[Any, Stamp, Changed], Changed]] = {
    "route": routed, "submit": submitted, "evidence": more_evidence,
}  # fmt: skip


def with_form(ticket: Ticket, verb: str, *, department: str | None, told: Mapping[str, Any]) -> Changed:
    """One handling form changed: the last one of that department, or the only one that still waits for this step.

    Raises BadValue when there is no such form, or when several wait and no department was named.
    """
    part = step(ticket, verb)
    waiting = "returned_at" if verb == "form_back" else "signed_at"
    forms = [(place, form) for place, form in enumerate(part.handlings) if department in (None, form.department)]
    still = [pair for pair in forms if getattr(pair[1], waiting) is None]
    if not forms or (department is None and len(still) != 1):
        known = tuple(form.department for form in part.handlings) or "-"
        problem = Message.of(N_("name one of the departments that have a form: {known}"), known=known)
        raise BadValue(field="--department", value=department or "", problem=problem)
    place, form = (still or forms)[-1]
    return with_part(part, handlings=(*part.handlings[:place], replaced(form, **told), *part.handlings[place + 1 :]))
