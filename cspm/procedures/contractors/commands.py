"""`cspm work-plan`, `joint-patrol`, `contractor-meeting`, `contractor-event`: what is arranged with contractors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.procedures.contractors import states
from cspm.shell.form_command import form_command
from cspm.shell.options import changes, ids_argument
from cspm.shell.output import changed_each
from cspm.shell.params import StaffId
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

ACTIONS = "cspm.procedures.contractors.actions"
CONTRACT = RecordId("contracts")
LATER = (
    "reviewed_at", "reviewed_by", "returned_at", "returned_by", "approved_at", "approved_by", "executed_at", "executed_by",
    "opinion", "result",
)  # fmt: skip

work_plan = standard_group(
    "work_plans", N_("Work plans that contractors submit: reviewed, approved before they begin, carried out."),
    machine=states.WORK_PLANS, steps=states.PLAN_STEPS, types={"contract": CONTRACT}, complete=f"{ACTIONS}:new_plan", hidden=LATER,
    at="submitted_at", moves={"fill": N_("Tasks from the execution standard")}, apart=("tasks",),
)  # fmt: skip
joint_patrol = standard_group(
    "joint_patrols", N_("Patrols of the grounds together with the contractors."), machine=states.JOINT_PATROLS,
    types={"contracts": CONTRACT, "by": StaffId(), "ticket": RecordId("tickets")}, at="walked_at", by="by",
)  # fmt: skip
contractor_meeting = standard_group(
    "contractor_meetings", N_("The contractors' weekly meetings: who was there, what the week's inspections found."),
    machine=states.MEETINGS, types={"contracts": CONTRACT, "attended": StaffId(), "by": StaffId()},
    complete=f"{ACTIONS}:new_meeting", filled=("week",), at="held_at", by="by",
    moves={"recount": N_("Count the findings of the week again")}, apart=("counts",),
)  # fmt: skip
contractor_event = standard_group(
    "contractor_events", N_("Big events, emergencies and inspections: contractors are told in good time, and help."),
    machine=states.CONTRACTOR_EVENTS, steps=states.EVENT_STEPS, types={"contracts": CONTRACT, "by": StaffId()},
    complete=f"{ACTIONS}:new_event", filled=("happens_at",), at="known_at", by="by",
    hidden=("notified_at", "notified_by", "notified_to", "assistance", "assisted_at", "result", "closed_at"),
)  # fmt: skip


@changes("fill")
@ids_argument
@click.option("--areas", default="", metavar="A,B", help=N_("One task for each of these areas."))
def fill(desk: Desk, ids: tuple[str, ...], areas: str) -> None:
    """One task for each item of the execution standard that the contract's work is about; tasks that are there stay."""
    from cspm.core.texts import words
    from cspm.procedures.contractors import actions
    from cspm.procedures.contractors.forms import filled

    listed = words(areas)
    changed_each(desk, "work_plans", ids, act=lambda plan: filled(actions.fill(desk.office, plan, areas=listed)))


@changes("recount")
@ids_argument
def recount(desk: Desk, ids: tuple[str, ...]) -> None:
    """Count the findings of the meeting's week again, as the records are now."""
    from cspm.procedures.contractors import actions

    changed_each(desk, "contractor_meetings", ids, act=lambda meeting: actions.recount(desk.office, meeting))


work_plan.add_command(fill)
work_plan.add_command(
    form_command(
        "work_plans",
        "contractors/work_plan.html",
        "cspm.procedures.contractors.forms:work_plan_form",
        N_("Print the work plan (F13): its tasks by area, with room for both sides to sign."),
    )
)
contractor_meeting.add_command(recount)
contractor_meeting.add_command(
    form_command(
        "contractor_meetings",
        "contractors/minutes.html",
        "cspm.procedures.contractors.forms:minutes_form",
        N_("Print the minutes of the meeting, with the counts of the week."),
    )
)
