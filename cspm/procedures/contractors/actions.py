"""What `add` fills in for plans and meetings, tasks from the standard, a week counted again; and imports of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, BadValue, Message
from cspm.procedures.contractors.states import MEETINGS, WORK_PLANS
from cspm.procedures.contractors.weeks import COLUMNS, WEEK, counted, monday_of, week_of

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.procedures.contractors.model import ContractorMeeting, WorkPlan
    from cspm.shell.office import Office
    from cspm.store.repository import Store

Fields = dict[str, Any]


def new_plan(office: Office, fields: Mapping[str, Any]) -> Fields:
    """A plan lies within its contract. Raises BadValue naming the contract's days."""
    contract = office.store.document("contracts", fields["contract"])
    start, end = date.fromisoformat(contract["start"]), date.fromisoformat(contract["end"])
    for name, option in (("start", "--start"), ("end", "--end")):
        day = fields[name]
        if not start <= day <= end:
            text = N_("contract {contract} holds from {start} to {end} only")
            problem = Message.of(text, contract=contract["id"], start=start, end=end)
            raise BadValue(field=option, value=day.isoformat(), problem=problem)
    return dict(fields)


def plan_fields(values: Fields, office: Office) -> Fields:
    """A plan from a row of a table: its state is told by what it has. Raises BadValue without contract or days."""
    for name in ("contract", "start", "end"):
        if not values.get(name):
            problem = Message(N_("a work plan needs its contract, its first and its last day"))
            raise BadValue(field=name, value="", problem=problem)
    steps = (
        ("executed_at", "executed"),
        ("approved_at", "approved"),
        ("returned_at", "returned"),
        ("reviewed_at", "reviewed"),
    )
    state = next((state for name, state in steps if values.get(name)), "submitted")
    submitted = values.get("submitted_at") or office.now.isoformat()
    return {"state": state, **values, "submitted_at": submitted}


def fill(office: Office, plan_id: str, *, areas: Sequence[str] = ()) -> Revision:
    """One task for each item of the execution standard in the contract's domain and, where areas are given, each area;
    tasks that the plan has already stay. Raises NoSuchRecord, NotPossibleNow, NotAllowed."""
    standard = [
        dict(row)
        for row in office.store.rows("standard", "state != 'void'", order="sort", columns=("id", "domain", "zh"))
    ]

    def plan(record: WorkPlan, _stamp: Stamp) -> Fields:
        WORK_PLANS.target(record.id, "fill", record.state)
        domain = office.store.document("contracts", record.contract)["domain"]
        had = {(task.item, task.area) for task in record.tasks}
        new = [
            {"text": item["zh"], "area": area, "item": item["id"],
             "frequency": office.store.document("standard", item["id"]).get("frequency")}
            for item in standard if item["domain"] == domain
            for area in (areas or (None,)) if (item["id"], area) not in had
        ]  # fmt: skip
        return {"tasks": (*record.tasks, *new)}

    return office.step("work_plans", plan_id, "fill", plan, permit="work_plans fill")


def new_meeting(office: Office, fields: Mapping[str, Any]) -> Fields:
    """The week of the meeting (that of its day unless typed) and the counts of what its contracts' inspections found by
    then. Raises BadValue."""
    held: datetime = fields["held_at"]
    week = fields.get("week") or week_of(held.astimezone(office.terms.tz).date())
    return {**fields, "week": week, "counts": week_counts(office.store, fields["contracts"], week, until=held)}


def meeting_fields(values: Fields, office: Office) -> Fields:
    """A meeting from a row: the week is that of its day; counts are what the row has. Raises BadValue without a time."""
    if not values.get("held_at"):
        raise BadValue(field="held_at", value="", problem=Message(N_("a meeting needs the time at which it was held")))
    held = datetime.fromisoformat(str(values["held_at"])).astimezone(office.terms.tz)
    return {
        "by": office.actor.id,
        "week": week_of(held.date()),
        **{key: value for key, value in values.items() if value is not None},
    }


def recount(office: Office, meeting_id: str) -> Revision:
    """The counts of the meeting's week as the records are now. Raises NoSuchRecord, NotPossibleNow, NotAllowed."""

    def plan(meeting: ContractorMeeting, stamp: Stamp) -> Fields:
        MEETINGS.target(meeting.id, "recount", meeting.state)
        return {"counts": week_counts(office.store, meeting.contracts, meeting.week, until=stamp.at)}

    return office.step("contractor_meetings", meeting_id, "recount", plan, permit="contractor_meetings recount")


def week_counts(store: Store, contracts: Sequence[str], week: str, *, until: datetime) -> tuple[Fields, ...]:
    """The counts of each contract in a week, in the order given. Raises BadValue."""
    monday = monday_of(week)
    days = monday.isoformat(), (monday + WEEK).isoformat()
    rows = [dict(row) for row in store.rows("inspections", "date >= ? AND date < ?", days, columns=COLUMNS)]
    return tuple(counted(contract, rows, until=until) for contract in dict.fromkeys(contracts))


def new_event(office: Office, fields: Mapping[str, Any]) -> Fields:
    """An event without a time begins when the office knows of it, as an emergency does."""
    return {**fields, "happens_at": fields.get("happens_at") or fields["known_at"]}
