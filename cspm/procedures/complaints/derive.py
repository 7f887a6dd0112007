"""What the index keeps of proposed deductions, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.complaints.penalty_rules import RULES

penalty = derived(RULES)
shown_penalty = shown(RULES)
