"""What the index keeps of deep cleans, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.deep_clean.rules import RULES

deep_clean, shown_deep_clean = derived(RULES), shown(RULES)
