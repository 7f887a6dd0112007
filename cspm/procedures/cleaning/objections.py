"""The contractor's objections to lines of the statement, and the office's answers (R127). No Click here.

An accepted one amends the record that the line was made from, and the draft is drawn up anew; of a month that is
approved already the correction becomes an adjustment of the next month that is not (commands.md 4, rule 6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cspm.core.view import replaced
from cspm.errors import N_, BadValue, Code, Message, NoSuchRecord, NotPossibleNow
from cspm.procedures.cleaning.evidence import FAILED
from cspm.procedures.cleaning.settling import draft
from cspm.procedures.cleaning.states import SETTLEMENTS
from cspm.procedures.cleaning.typed import numbered

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.procedures.cleaning.model import BinCount, Inspection, Objection, Problem, Settlement
    from cspm.procedures.tickets.model import Ticket
    from cspm.shell.office import Office

Changed = dict[str, Any]
WITHDRAWN = dict.fromkeys(("contract", "confirmed_a_at", "confirmed_a_by", "confirmed_b_at", "confirmed_b_by"))


def object_to(office: Office, record_id: str, *, line: str, text: str, by: str) -> Revision:
    """The contractor (`by`) objects to a line: its number on the statement, or the record it is about.

    Raises NoSuchRecord, NotAllowed, BadValue for a line that the statement has not or a record with several lines,
    NotPossibleNow where an objection to it waits for its answer.
    """

    def plan(settlement: Settlement, stamp: Stamp) -> Changed:
        SETTLEMENTS.target(settlement.id, "object", settlement.state)
        found = line_named(settlement.statement["lines"], line)
        same = [one for one in settlement.objections if (one.record, one.date.isoformat(), one.rule) == identity(found)]
        if any(one.answer is None for one in same):
            raise NotPossibleNow(
                id=settlement.id, action=Code("action", "object"), state=Message(N_("objected to already")),
                possible=(Code("action", "answer"),),
            )  # fmt: skip
        made = {name: found[name] for name in ("record", "date", "area", "item", "severity", "rule", "amount")}
        number = len(settlement.objections) + 1
        made |= {"number": number, "text": text, "raised_at": stamp.at, "raised_by": by}
        return {"objections": (*settlement.objections, made)}

    return office.step("settlements", record_id, "object", plan, permit="settlements object")


def identity(line: Mapping[str, Any]) -> tuple[str, str, str]:
    """What tells a line from the others of a statement."""
    return line["record"], line["date"], line["rule"]


def line_named(lines: Sequence[Mapping[str, Any]], word: str) -> Mapping[str, Any]:
    """The line of that number (from 1), or the only one about that record. Raises BadValue."""
    if word.isascii() and word.isdigit() and len(word) <= 6 and 0 < int(word) <= len(lines):
        return lines[int(word) - 1]
    found = [line for line in lines if line["record"] == word]
    if len(found) == 1:
        return found[0]
    several = N_("{count} lines are about this record; name one by its number on the statement")
    none = N_("the statement has no such line; it has {count}, see: cspm settlement show")
    problem = Message.of(several, count=len(found)) if found else Message.of(none, count=len(lines))
    raise BadValue(field="--line", value=word[:80], problem=problem)


def answer(
    office: Office, record_id: str, number: int, *, result: str, reason: str, record: str | None = None
) -> Revision:
    """The office's answer with its reason. An accepted objection amends `record`, by default that of its line.

    Raises NoSuchRecord, NotAllowed, NotPossibleNow where it is answered already, BadValue for a record that the line
    was not made from.
    """
    with office.change() as change:
        office.allow("settlements answer")
        before: Any = change.load("settlements", record_id, revision=office.expected)
        SETTLEMENTS.target(record_id, "answer", before.state)
        objection = objection_of(before, number)
        amended = amend(office, before, objection, record=record, reason=reason) if result == "accepted" else None

        def plan(settlement: Settlement, stamp: Stamp) -> Changed:
            told = {
                "answer": result,
                "reason": reason,
                "answered_at": stamp.at,
                "answered_by": stamp.by,
                "amended": amended,
            }
            new = replaced(objection, **told)
            return {"objections": tuple(new if one.number == number else one for one in settlement.objections)}

        done = office.step("settlements", record_id, "answer", plan, permit="settlements answer", reason=reason)
    if amended is None or before.state != "draft" or office.dry_run:
        return done
    return draft(office, before.contract, before.month)


def objection_of(settlement: Settlement, number: int) -> Objection:
    """An objection that waits for its answer. Raises NoSuchRecord, NotPossibleNow."""
    for one in settlement.objections:
        if one.number == number:
            if one.answer is None:
                return one
            raise NotPossibleNow(
                id=f"{settlement.id}#{number}", action=Code("action", "answer"),
                state=Code("objection_answer", one.answer), possible=(Code("action", "object"),),
            )  # fmt: skip
    raise NoSuchRecord(id=f"{settlement.id}#{number}", command=f"cspm settlement show {settlement.id}")


def amend(
    office: Office, settlement: Settlement, objection: Objection, *, record: str | None, reason: str
) -> str | None:
    """Amend the record behind a line so that it counts no more; its id, None when it counted no more already."""
    line = next((one for one in settlement.statement["lines"] if identity(one) == identity_of(objection)), None)
    made_of = line["records"] if line else [objection.record]
    target = record or objection.record
    if target not in made_of:
        problem = Message.of(N_("the line was made from {records}"), records=tuple(made_of))
        raise BadValue(field="--record", value=target[:80], problem=problem)
    why = f"{settlement.id}#{objection.number}: {reason}"
    if target.startswith("T-"):
        return withdrawn(office, target, why)
    if target.startswith("B-"):
        return recounted(office, target, why)
    return judged_anew(office, target, objection, why, own=target == objection.record)


def identity_of(objection: Objection) -> tuple[str, str, str]:
    """The line that an objection is about."""
    return objection.record, objection.date.isoformat(), objection.rule


def withdrawn(office: Office, ticket_id: str, reason: str) -> str | None:
    """The complaint is laid to the contractor's account no more (R126)."""

    def plan(ticket: Ticket, _stamp: Stamp) -> Changed:
        return {"complaint": replaced(ticket.complaint, **WITHDRAWN)}

    part = office.store.document("tickets", ticket_id).get("complaint") or {}
    if not part.get("contract"):
        return None
    office.step("tickets", ticket_id, "attribute", plan, permit="settlements answer", reason=reason)
    return ticket_id


def recounted(office: Office, count_id: str, reason: str) -> str | None:
    """The contractor reported what was counted (R125)."""

    def plan(count: BinCount, _stamp: Stamp) -> Changed:
        return {"reported": count.counted}

    document = office.store.document("bins", count_id)
    if document["state"] == "void" or document["reported"] <= document["counted"]:
        return None
    office.step("bins", count_id, "amend", plan, permit="bins amend", reason=reason)
    return count_id


def judged_anew(office: Office, finding: str, objection: Objection, reason: str, *, own: bool) -> str | None:
    """The finding is a problem point only, or its failed recheck is done: whichever the line was about."""
    inspection_id, number = numbered(finding)

    def plan(inspection: Inspection, _stamp: Stamp) -> Changed:
        found = next(one for one in inspection.findings if one.number == number)
        new = replaced(found, **eased(found, objection, office, own=own))
        return {"findings": tuple(new if one.number == number else one for one in inspection.findings)}

    document = office.store.document("inspections", inspection_id)
    counts = [one for one in document["findings"] if one["number"] == number and counting(one)]
    if document["state"] == "void" or not counts:
        return None
    office.step("inspections", inspection_id, "correct", plan, permit="settlements answer", reason=reason)
    return finding


def counting(finding: Mapping[str, Any]) -> bool:
    """Whether something of a finding is still a nonconformity."""
    return finding["severity"] != "none" or any(check["result"] in FAILED for check in finding["rechecks"])


def eased(found: Problem, objection: Objection, office: Office, *, own: bool) -> Changed:
    """What changes of the finding: a failed recheck of the line's day before the finding's own judgement.

    A line by R119 is about the finding itself, one by R118 about a recheck; a severe made of three is about the last of
    them, unless another of the three was named.
    """
    tz = office.terms.tz
    failed = [check for check in found.rechecks if check.result in FAILED]
    that_day = [check for check in failed if not own or check.at.astimezone(tz).date() == objection.date]
    if that_day and objection.rule != "R119":
        last = max(that_day, key=lambda check: check.at)
        checks = tuple(replaced(one, result="done", due=None) if one is last else one for one in found.rechecks)
        return {"rechecks": checks}
    return {"severity": "none", "reason": None}
