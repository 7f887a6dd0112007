"""What the index keeps of patrols and defects, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.patrols import rules

patrol, shown_patrol = derived(rules.PATROL_RULES), shown(rules.PATROL_RULES)
defect, shown_defect = (make(rules.DEFECT_RULES, rules.defect_clocks) for make in (derived, shown))
