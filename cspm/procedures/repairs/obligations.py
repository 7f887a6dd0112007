"""Who answers for the clock of a repair that was finished and of which the owner has not heard yet."""

from __future__ import annotations

from cspm.core.duties import Duty
from cspm.procedures.repairs.states import FOLLOWERS

DUTIES = {("tickets", "owner_told"): Duty(FOLLOWERS[0], "", 'cspm feedback {id} "..."')}
