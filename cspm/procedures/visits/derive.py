"""What the index keeps of visits, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.visits.clocks import clocks
from cspm.procedures.visits.rules import RULES

visit = derived(RULES, clocks)
shown_visit = shown(RULES, clocks)
