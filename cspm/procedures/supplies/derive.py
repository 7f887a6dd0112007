"""What the index keeps of supplies plans, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.supplies.rules import RULES

plan, shown_plan = derived(RULES), shown(RULES)
