"""What the index keeps of plans, patrols, meetings and event notices, and what `show` adds."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.contractors.clocks import of_event, of_plan
from cspm.procedures.contractors.rules import EVENT, MEETINGS, PATROLS, WORK_PLAN

work_plan = derived(WORK_PLAN, of_plan)
shown_work_plan = shown(WORK_PLAN, of_plan)
patrol = derived(PATROLS)
shown_patrol = shown(PATROLS)
meeting = derived(MEETINGS)
shown_meeting = shown(MEETINGS)
event = derived(EVENT, of_event)
shown_event = shown(EVENT, of_event)
