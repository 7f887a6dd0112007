"""The entries of cleaning, greening and what else is done on the grounds, in the table of `register.py`. Data only."""

from __future__ import annotations

from cspm.core.kinds import Kind
from cspm.errors import N_
from cspm.register_entries import Procedure, commands

_CONTRACTORS = "cspm.procedures.contractors"

CONTRACTORS = Procedure(
    "contractors",
    N_("Contractors: work plans, joint patrols, weekly meetings, event notices"),
    ("S19",),
    ("people", "cleaning"),
    (
        Kind("work_plans", N_("work plans"), f"{_CONTRACTORS}.model:WorkPlan", "WP", True, listing="cspm work-plan list",
             columns=("contract", "start", "end", "text", "submitted_at", "submitted_by", "reviewed_at", "approved_at",
                      "approved_by", "executed_at", "state"),
             words=("id", "contract", "text"), derive=f"{_CONTRACTORS}.derive:work_plan",
             show=f"{_CONTRACTORS}.derive:shown_work_plan", importer=f"{_CONTRACTORS}.actions:plan_fields"),
        Kind("joint_patrols", N_("joint patrols"), f"{_CONTRACTORS}.model:JointPatrol", "JP", True,
             listing="cspm joint-patrol list",
             columns=("contracts", "walked_at", "by", "contractor_by", "areas", "text", "ticket", "state"),
             words=("id", "contracts", "text", "contractor_by"), derive=f"{_CONTRACTORS}.derive:patrol",
             show=f"{_CONTRACTORS}.derive:shown_patrol"),
        Kind("contractor_meetings", N_("contractors' meetings"), f"{_CONTRACTORS}.model:ContractorMeeting", "CM", True,
             listing="cspm contractor-meeting list",
             columns=("contracts", "week", "held_at", "attended", "contractor_attended", "by", "state"),
             words=("id", "contracts", "week", "text"), derive=f"{_CONTRACTORS}.derive:meeting",
             show=f"{_CONTRACTORS}.derive:shown_meeting", importer=f"{_CONTRACTORS}.actions:meeting_fields"),
        Kind("contractor_events", N_("event notices"), f"{_CONTRACTORS}.model:ContractorEvent", "CE", True,
             listing="cspm contractor-event list",
             columns=("event", "text", "contracts", "known_at", "happens_at", "notified_at", "notified_to", "assisted_at",
                      "closed_at", "state"),
             words=("id", "contracts", "text", "notified_to"), derive=f"{_CONTRACTORS}.derive:event",
             show=f"{_CONTRACTORS}.derive:shown_event"),
    ),
    (
        *commands(f"{_CONTRACTORS}.commands", work_plan=N_("Work plans of contractors, approved before they begin"),
                  joint_patrol=N_("Patrols together with contractors"),
                  contractor_meeting=N_("The contractors' weekly meetings, with the week's findings"),
                  contractor_event=N_("Events that a contractor is told of")),
    ),
)  # fmt: skip

GROUNDS: tuple[Procedure, ...] = (CONTRACTORS,)
