"""What the index keeps of feedback and of welcome duty, and what `show` adds."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.reception.clocks import of_remark
from cspm.procedures.reception.rules import REMARK, WELCOME

remark = derived(REMARK, of_remark)
shown_remark = shown(REMARK, of_remark)
welcome = derived(WELCOME)
shown_welcome = shown(WELCOME)
