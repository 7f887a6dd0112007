"""What can be done with contracts, the standard, inspections and bin counts: load, decide, save. No Click here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cspm.core.view import replaced
from cspm.errors import N_, BadValue, Code, Message, NoSuchRecord, NotPossibleNow
from cspm.procedures.cleaning.evidence import finding_id
from cspm.procedures.cleaning.states import INSPECTIONS
from cspm.procedures.cleaning.typed import Typed, moment_of
from cspm.shell.register_actions import valid

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.procedures.cleaning.model import Inspection, Problem
    from cspm.shell.office import Office

Changed = dict[str, Any]


def add_contract(office: Office, contract_id: str, *, schedule: Mapping[str, Any] | None, **given: Any) -> Revision:
    """A new contract; without a schedule the example holds (A02). Raises AlreadyThere, BadValue, NotAllowed.

    `given`: contractor, domain, monthly_fee, start, end, areas, and who speaks for each side.
    """
    if given["end"] < given["start"]:
        problem = Message.of(N_("the contract begins on {start} only"), start=given["start"])
        raise BadValue(field="--end", value=str(given["end"]), problem=problem)
    kind = office.store.kind("contracts")
    fields = given | {"schedule": dict(schedule or {}), "schedule_source": "contract" if schedule else "example"}
    return office.create(
        "contracts", "add", record_id=lambda change: valid(kind, contract_id), fields=fields, permit="contracts add"
    )


def load_standard(office: Office, items: Sequence[Mapping[str, Any]]) -> tuple[list[Revision], int]:
    """Those items of the default standard that the site has not yet, and how many it had already."""
    office.allow("standard add")
    stamp, made = office.stamp(), []
    with office.store.change(dry_run=office.dry_run) as change:
        for item in items:
            if not change.exists("standard", item["id"]):
                made.append(change.begin("standard", stamp, "add", **item))
                change.put(made[-1])
    return made, len(items) - len(made)


def contract_in_force(office: Office, contract_id: str, day: date, *, field: str) -> Mapping[str, Any]:
    """The contract, if it holds that day. Raises NoSuchRecord, NotPossibleNow when void, BadValue outside its days."""
    contract = office.store.document("contracts", contract_id)
    if contract["state"] == "void":
        raise NotPossibleNow(
            id=contract_id, action=Code("action", "inspections add"), state=Code("state", "void"),
            possible=Code("action", "nothing"),
        )  # fmt: skip
    start, end = date.fromisoformat(contract["start"]), date.fromisoformat(contract["end"])
    if not start <= day <= end:
        refuse_day(contract_id, start, end, day=day, field=field)
    return contract


def refuse_day(contract_id: str, start: date, end: date, *, day: date, field: str) -> None:
    """Raise BadValue: the day is outside the contract."""
    problem = Message.of(
        N_("contract {contract} holds from {start} to {end} only"), contract=contract_id, start=start, end=end
    )
    raise BadValue(field=field, value=day.isoformat(), problem=problem)


def add_inspection(
    office: Office, contract_id: str, *, when: datetime, area: str, by: str | None, with_: str | None = None,
    checked: Sequence[str] = (), findings: Sequence[Typed] = (), due: datetime | None = None,
) -> Revision:  # fmt: skip
    """A joint inspection (R115) with its findings (R158), each to be put right by `due` (R118).

    A day without a time is now or that day's beginning. Raises NoSuchRecord, NotPossibleNow, BadValue, NotAllowed.
    """
    at = moment_of(when, office.now, office.terms.tz)
    contract_in_force(office, contract_id, at.date(), field="--date")
    problems = tuple(
        {"number": number, "due": due, "at": at, **one._asdict()} for number, one in enumerate(findings, 1)
    )
    fields = {
        "contract": contract_id, "date": at.date(), "at": at, "area": area, "by": by or office.actor.id, "with": with_,
        "checked": tuple(checked), "findings": problems,
    }  # fmt: skip
    return office.create(
        "inspections", "add", record_id=lambda change: change.new_id("inspections", f"{at:%Y-%m}"), fields=fields,
        permit="inspections add", by=by,
    )  # fmt: skip


def recheck(
    office: Office, inspection_id: str, number: int, *, result: str, due: datetime | None = None, by: str | None = None
) -> Revision:
    """The recheck of a finding (R118): a failed one is one more minor, with a new time agreed.

    Raises NoSuchRecord for another number, NotPossibleNow when the inspection is void, BadValue before the finding.
    """

    def plan(inspection: Inspection, stamp: Stamp) -> Changed:
        INSPECTIONS.target(inspection.id, "recheck", inspection.state)
        found = problem_of(inspection, number)
        if stamp.at < found.at:
            said = Message.of(N_("the finding was made at {at} only"), at=found.at.isoformat(" ", "minutes")[:16])
            raise BadValue(field="--now", value=stamp.at.isoformat(" ", "minutes")[:16], problem=said)
        made = {"at": stamp.at, "result": result, "due": due, "by": stamp.by}
        return with_problem(inspection, found, rechecks=(*found.rechecks, made))

    return office.step("inspections", inspection_id, "recheck", plan, permit="inspections recheck", by=by)


def correct(
    office: Office, inspection_id: str, number: int, *, finding: Typed | None, due: datetime | None, reason: str
) -> Revision:
    """A finding judged or written otherwise, with the reason; its time and rechecks stay. Raises as `recheck`."""

    def plan(inspection: Inspection, _stamp: Stamp) -> Changed:
        INSPECTIONS.target(inspection.id, "amend", inspection.state)
        found = problem_of(inspection, number)
        new = (finding._asdict() if finding else {}) | ({"due": due} if due else {})
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
