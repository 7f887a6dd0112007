"""What can be done with inspections: recorded, rechecked, corrected, signed. Load, decide, save. No Click here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.view import replaced
from cspm.errors import N_, BadValue, Code, Message, NoSuchRecord, NotPossibleNow
from cspm.procedures.cleaning.actions import contract_in_force
from cspm.procedures.cleaning.evidence import finding_id
from cspm.procedures.cleaning.states import INSPECTIONS
from cspm.procedures.cleaning.typed import Typed, moment_of, problem

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.procedures.cleaning.model import Inspection, Problem
    from cspm.shell.office import Office

Changed = dict[str, Any]


def add_inspection(
    office: Office, contract_id: str, *, when: datetime, area: str, by: str | None, with_: str | None = None,
    checked: Sequence[str] = (), findings: Sequence[Typed] = (), due: datetime | None = None,
    signed: Mapping[str, str | None] | None = None,
) -> Revision:  # fmt: skip
    """A joint inspection (R115) with its findings (R158), each to be put right by `due` (R118).

    A day without a time is now or that day's beginning. `signed` names who signed for side `a` and `b` at once (R116).
    Raises NoSuchRecord, NotPossibleNow, BadValue, NotAllowed.
    """
    at = moment_of(when, office.now, office.terms.tz)
    contract_in_force(office, contract_id, at.date(), field="--date")
    problems = tuple(problem(one, number, at=at, due=due) for number, one in enumerate(findings, 1))
    fields = {
        "contract": contract_id, "date": at.date(), "at": at, "area": area, "by": by or office.actor.id, "with": with_,
        "checked": tuple(checked), "findings": problems, **signatures(signed or {}, at),
    }  # fmt: skip
    return office.create(
        "inspections", "add", record_id=lambda change: change.new_id("inspections", f"{at:%Y-%m}"), fields=fields,
        permit="inspections add", by=by,
    )  # fmt: skip


def signatures(signed: Mapping[str, str | None], at: datetime) -> Changed:
    """The fields of the sides that signed with the inspection; it is signed when both did."""
    names = {side: name for side, name in signed.items() if name}
    made: Changed = {}
    for side, name in names.items():
        made |= {f"signed_{side}_at": at, f"signed_{side}_by": name}
    return made | ({"state": "signed"} if {"a", "b"} <= set(names) else {})


def recheck(
    office: Office, inspection_id: str, number: int, *, result: str, due: datetime | None = None, by: str | None = None,
    at: datetime | None = None,
) -> Revision:  # fmt: skip
    """The recheck of a finding (R118), at `at` or now: a failed one is one more minor, with a new time agreed.

    Raises NoSuchRecord for another number, NotPossibleNow when the inspection is void, BadValue before the finding.
    """

    def plan(inspection: Inspection, stamp: Stamp) -> Changed:
        INSPECTIONS.target(inspection.id, "recheck", inspection.state)
        found = problem_of(inspection, number)
        when = at or stamp.at
        behind(found, when)
        made = {"at": when, "result": result, "due": due, "by": stamp.by}
        return with_problem(inspection, found, rechecks=(*found.rechecks, made))

    return office.step("inspections", inspection_id, "recheck", plan, permit="inspections recheck", by=by)


def behind(found: Problem, at: datetime) -> None:
    """Refuse a recheck that was made before its finding. Raises BadValue."""
    if at < found.at:
        said = Message.of(N_("the finding was made at {at} only"), at=found.at.isoformat(" ", "minutes")[:16])
        raise BadValue(field="--now", value=at.isoformat(" ", "minutes")[:16], problem=said)


def correct(
    office: Office, inspection_id: str, number: int, *, finding: Typed | None, due: datetime | None, reason: str
) -> Revision:
    """A finding judged or written otherwise, marks and note too, with the reason; its time and rechecks stay.

    Raises as `recheck`.
    """

    def plan(inspection: Inspection, _stamp: Stamp) -> Changed:
        INSPECTIONS.target(inspection.id, "amend", inspection.state)
        found = problem_of(inspection, number)
        new: Changed = {"due": due} if due else {}
        if finding is not None:
            new = problem(finding, number, at=found.at, due=due or found.due)
        return with_problem(inspection, found, **new)

    return office.step("inspections", inspection_id, "correct", plan, permit="inspections amend", reason=reason)


def problem_of(inspection: Inspection, number: int) -> Problem:
    """A finding by its number. Raises NoSuchRecord."""
    for found in inspection.findings:
        if found.number == number:
            return found
    raise NoSuchRecord(id=finding_id(inspection.id, number), command=f"cspm inspection show {inspection.id}")


def with_problem(inspection: Inspection, found: Problem, **changed: Any) -> Changed:
    """The findings with some fields of one of them replaced."""
    new = replaced(found, **changed)
    return {"findings": tuple(new if old.number == found.number else old for old in inspection.findings)}


def sign(office: Office, inspection_id: str, *, side: str, by: str) -> Revision:
    """One side signs the result (R116). Raises NotPossibleNow when it has signed already."""

    def plan(inspection: Inspection, stamp: Stamp) -> Changed:
        target = INSPECTIONS.target(inspection.id, "sign", inspection.state)
        signed = {"a": inspection.signed_a_at, "b": inspection.signed_b_at}
        if signed[side]:
            raise NotPossibleNow(
                id=inspection.id, action=Code("action", "inspections sign"), state=Code("state", "signed"),
                possible=tuple(Code("action", verb) for verb in ("recheck", "amend", "void")),
            )  # fmt: skip
        both = all((signed | {side: stamp.at}).values())
        state = target if both else inspection.state
        return {f"signed_{side}_at": stamp.at, f"signed_{side}_by": by, "state": state}

    return office.step("inspections", inspection_id, "sign", plan, permit="inspections sign")
