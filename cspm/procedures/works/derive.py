"""What the index keeps of works, shifts and meters, and what `show` adds to one."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.works.meter_rules import METER
from cspm.procedures.works.rules import SHIFT, WORK, shift_clocks, work_clocks

work = derived(WORK, work_clocks)
shown_work = shown(WORK, work_clocks)
shift = derived(SHIFT, shift_clocks)
shown_shift = shown(SHIFT, shift_clocks)
meter = derived(METER)
shown_meter = shown(METER)
