"""Documents of older formats, as the present one has them (P19): applied when a file is read, never to the file.

The number in `.cspm/FORMAT` says what may be in a store, not what each record is, for a record stays as it was written
until it next changes. So a step knows an older document by what is in it: it fills in what is absent, and moves what has
another name. What a field means never changes under its name; another meaning gets another name.

A field that was added empty needs no event, for a history never tells what is empty. Anything else does: the upgraded
document carries one event more, `upgraded`, by whoever typed the last one and at its time, so that hash chain and fold
agree with the content. It is made of the document alone, so every reader makes the same one, and it is written with the
next change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Document = dict[str, Any]
Step = Callable[[Document], Document]

UPGRADED = "upgraded"
FRAME = ("revision", "history")


def upgraded(kind: str, document: Document) -> Document:
    """The document as the present format has it; itself when it is so already.

    Raises what a step raises over a document that was never sound.
    """
    if kind not in STEPS or present(kind, document) is document:
        return document
    from cspm.core.history import difference

    old = {key: value for key, value in document.items() if key not in FRAME}
    new = present(kind, old)
    if new is old or new == old:
        return document
    tail = {key: document[key] for key in FRAME}
    known = {name.rstrip("+") for event in tail["history"] for name in event.get("changed", ())}
    told = {key: value for key, value in difference(old, new).items() if key in old or not _empty(value)}
    told |= {key: None for key in old if key not in new and key in known}
    return {**new, **(_with_event(tail, told) if told else tail)}


def present(kind: str, content: Document) -> Document:
    """The content of a document, or the fold of its first events, as the present format has it."""
    for _, step in sorted(STEPS.get(kind, {}).items()):
        content = step(content)
    return content


def _with_event(tail: Document, changed: Document) -> Document:
    """Revision and history with one event more."""
    from cspm.core.history import chained

    revision, events = tail["revision"] + 1, tail["history"]
    last = events[-1]
    who = {key: last[key] for key in ("at", "recorded_at", "by", "recorded_by")}
    bare = {"revision": revision, "action": UPGRADED, **who, "os_user": last.get("os_user") or "", "changed": changed,
            "reason": None}  # fmt: skip
    return {"revision": revision, "history": [*events, chained(str(last["hash"]), **bare)]}


def _empty(value: object) -> bool:
    return value in (None, [], {}, "", False)


def added(**fields: Any) -> Step:
    """A step for fields that the next format has more, with their defaults."""

    names = fields.keys()

    def step(content: Document) -> Document:
        if names <= content.keys():
            return content
        return {**content, **{key: value for key, value in fields.items() if key not in content}}

    return step


def renamed(**names: str) -> Step:
    """A step for fields that have another name in the next format: old=new. One that has both was never sound."""

    def step(content: Document) -> Document:
        due = {old: new for old, new in names.items() if old in content and new not in content}
        return {due.get(key, key): value for key, value in content.items()} if due else content

    return step


def together(*steps: Step) -> Step:
    """Several steps as one."""

    def step(content: Document) -> Document:
        for one in steps:
            content = one(content)
        return content

    return step


def within(part: str, step: Step) -> Step:
    """A step for the parts in a field: one object, or each of a list."""

    def outer(content: Document) -> Document:
        old = content.get(part)
        if not old:
            return content
        new: Any = old
        if isinstance(old, Mapping):
            new = step(dict(old))
        elif isinstance(old, list):
            new = [step(one) if isinstance(one, dict) else one for one in old]
        return content if new == old else {**content, part: new}

    return outer


GRIEVANCE = added(
    relayed_at=None, recorded_role=None, met_at=None, met_by=None, met_role=None, undetermined_at=None, grounds=[],
    claim_amount=None, certain=None, unclear=False, cause_code=None, handler=None, handler_role=None, handled_at=None,
    designated_by=None, real_cause=None, wanted=None, apology=None, liability=None, responded_at=None, first_message=None,
    last_message=None, phase=None, matter_class=None, flow=None, group=None, routed_at=None, routed_by=None, submitted_to=None,
    submitted_at=None, submitted_by=None, submitted_role=None, basic_opinion=None, answer=None, answered_at=None,
    answered_by=None, answered_role=None, panel_opinion=None, panel_at=None, panel_by=None, preliminary=None,
    preliminary_at=None, preliminary_by=None, preliminary_role=None, informed=None, informed_at=None, handlings=[], evidence=[],
    repeat_of=None, repeated_at=None, feedback=None, feedback_at=None, feedback_by=None,
)  # fmt: skip
"""What the complaint procedures of all five manuals write down."""

STEPS: dict[str, dict[int, Step]] = {
    "tickets": {
        1: together(
            added(reopenings=[], ladder=[], quoted_by=None, quoted_role=None),
            added(enquiry=None, contacts=[]),
            added(
                routed_at=None, public_area=False, offer=None, demand=None, rework_of=None, free=False, finance_told_at=None,
                needs_engineering=False, handlers=[], outside=None, unsettled=[], archived=None,
            ),
            within("charges", added(listed=None, list_amount=None, low_amount=None, high_amount=None)),
            within("appointments", added(by=None, role=None)),
            within("promises", added(by=None, role=None)),
            added(checklist=None, follow_up=None, follow_up_role=None, follow_up_at=None, feedback=[]),
            added(written_off_at=None, written_off_by=None, copies=[]),
            within("checks", added(unit=None)),
            added(replied_by=None, replied_role=None),
            added(slip=None, calling=None),
            added(defects=[]),
            within("callbacks", added(in_charge=None, instead=None, sample=None, aspects=[])),
            within("callbacks", added(handled=None, handled_at=None, handled_by=None, file=None)),
            within("complaint", GRIEVANCE),
        ),
    },
    "filings": {1: added(measures=[])},
    **{
        kind: {1: added(ladder=[])}
        for kind in ("visits", "incidents", "referrals", "communications", "remarks", "demands", "damages", "bundles")
    },
    "bins": {1: added(removed_at=None, company=None, vehicle=None, swept=None, washed_at=None, note=None)},
    "settlements": {
        1: added(
            replaced=[], signed_a_at=None, signed_a_by=None, signed_b_at=None, signed_b_by=None, objections=[], noted_at=None,
            noted_by=None, payee=None, payee_account=None, paid_amount=None, payment_method=None, paid_on=None, receipt_no=None, ladder=[],
        ),
    },
    "contracts": {
        1: added(
            contractor_contact=None, contractor_phone=None, party_a=None, party_a_contact=None, party_a_phone=None,
            area_changes=[], schedules=[],
        )
    },
    "inspections": {1: together(added(photos=[], ladder=[]), within("findings", added(fixed_at=None, serious=False)))},
    "areas": {1: added(area_types=[])},
}  # fmt: skip
"""By kind and by the format before it: what makes its content that of the next format. A step changes nothing in the
document that it is given, and gives the same one back when there is nothing to do."""
