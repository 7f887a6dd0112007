"""What the index keeps of filings, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.filings.rules import RULES

filing = derived(RULES)
shown_filing = shown(RULES)
