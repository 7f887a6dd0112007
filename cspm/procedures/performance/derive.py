"""What the index keeps of days' works and assessments, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.performance.rules import ASSESSMENT, DAYWORK, clocks

daywork = derived(DAYWORK)
shown_daywork = shown(DAYWORK)
assessment = derived(ASSESSMENT, clocks)
shown_assessment = shown(ASSESSMENT, clocks)
