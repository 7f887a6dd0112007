"""What the index keeps of fit-out sites, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.fitouts.rules import RULES, clocks

fitout = derived(RULES, clocks)
shown_fitout = shown(RULES, clocks)
