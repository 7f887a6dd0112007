"""What the index keeps of incidents, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.incidents.clocks import clocks
from cspm.procedures.incidents.rules import RULES

incident = derived(RULES, clocks)
shown_incident = shown(RULES, clocks)
