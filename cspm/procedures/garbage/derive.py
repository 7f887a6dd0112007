"""What the index keeps of collections, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.garbage.rules import RULES

collection = derived(RULES)
shown_collection = shown(RULES)
