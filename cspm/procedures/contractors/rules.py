"""What a work plan, a joint patrol, a meeting, an event notice kept and broke. Pure; works on a model or a view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.periods import midnight
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.contractors.clocks import notice_due
from cspm.procedures.contractors.figures import EVENTS, MEETING, PATROL, PLAN

if TYPE_CHECKING:
    from cspm.procedures.contractors.model import ContractorEvent, ContractorMeeting, JointPatrol, WorkPlan


def approved_in_time(plan: WorkPlan, terms: Terms) -> Iterable[Judgement]:
    """R114: approved before the period starts; from its first instant on a missing approval shows."""
    begins = midnight(plan.start, terms.tz)
    if plan.approved_at is not None and plan.approved_at <= begins:
        yield Kept(plan.approved_at)
    else:
        missing = plan.approved_at is None
        yield Broken(
            begins,
            Message(N_("Not approved when its period began") if missing else N_("Approved after its period began")),
        )


def says_what(plan: WorkPlan, terms: Terms) -> Iterable[Judgement]:
    """R114: a plan says what is done: tasks, a text or the paper itself."""
    whole = bool(plan.tasks or plan.text or plan.file)
    yield judged(whole, plan.submitted_at, Message(N_("The plan says nothing of what is done")))


def walked_together(patrol: JointPatrol, terms: Terms) -> Iterable[Judgement]:
    """R010: the patrol is a joint one: somebody of the contractor is named."""
    yield judged(
        bool(patrol.contractor_by), patrol.walked_at, Message(N_("Nobody is named who walked for the contractor"))
    )


def counts_given(meeting: ContractorMeeting, terms: Terms) -> Iterable[Judgement]:
    """R159: the minutes contain the week's finding counts of each contract."""
    told = {count.contract for count in meeting.counts}
    missing = tuple(contract for contract in meeting.contracts if contract not in told)
    said = Message.of(N_("No counts of the week for: {contracts}"), contracts=missing)
    yield judged(not missing, meeting.held_at, said)


def summed_up(meeting: ContractorMeeting, terms: Terms) -> Iterable[Judgement]:
    """R159: the week's service is summed up."""
    said = Message(N_("The minutes do not sum up the week"))
    yield judged(bool(meeting.text or meeting.file), meeting.held_at, said)


def told_in_time(event: ContractorEvent, terms: Terms) -> Iterable[Judgement]:
    """R129: the contractor is told in good time, and before what was planned begins."""
    due, told = notice_due(event, terms), event.notified_at
    if told is not None and told <= due:
        yield Kept(told)
    else:
        said = N_("The contractor was not told in time") if told is None else N_("The contractor was told too late")
        yield Broken(due, Message(said))


def helped(event: ContractorEvent, terms: Terms) -> Iterable[Judgement]:
    """R129: the contractor helps; what he did is recorded before the event is closed."""
    if event.assistance:
        yield Kept(event.assisted_at or event.happens_at)
    elif event.closed_at is not None:
        yield Broken(event.closed_at, Message(N_("How the contractor helped is not recorded")))


WORK_PLAN = (
    Rule("plan_not_approved", "R114", PLAN, "breach", approved_in_time),
    Rule("plan_empty", "R114", PLAN, "note", says_what),
)
PATROLS = (Rule("patrol_not_joint", "R010", PATROL, "breach", walked_together),)
MEETINGS = (
    Rule("minutes_without_counts", "R159", MEETING, "breach", counts_given),
    Rule("week_not_summed_up", "R159", MEETING, "breach", summed_up),
)
EVENT = (
    Rule("contractor_not_told", "R129", EVENTS, "breach", told_in_time),
    Rule("help_not_recorded", "R129", EVENTS, "note", helped),
)
RULES = (*WORK_PLAN, *PATROLS, *MEETINGS, *EVENT)
OF_KIND = {
    "work_plans": WORK_PLAN,
    "joint_patrols": PATROLS,
    "contractor_meetings": MEETINGS,
    "contractor_events": EVENT,
}
COMMANDS = {
    "R010": "joint-patrol add", "R114": "work-plan approve", "R128": "contractor-meeting add",
    "R129": "contractor-event notify", "R159": "contractor-meeting recount",
}  # fmt: skip
"""Rules that are kept by a command's being there."""
