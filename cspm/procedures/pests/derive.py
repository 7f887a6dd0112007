"""What the index keeps of plans and treatments, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.pests.rules import PLAN, TREATMENT

plan, shown_plan = derived(PLAN), shown(PLAN)
treatment, shown_treatment = derived(TREATMENT), shown(TREATMENT)
