"""What the index keeps of accidents, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.accidents.clocks import clocks
from cspm.procedures.accidents.rules import RULES

accident = derived(RULES, clocks)
shown_accident = shown(RULES, clocks)
