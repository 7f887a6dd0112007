"""How often an area is treated, by season, and how late plan and treatment may be. Sites override them in site.toml."""

from __future__ import annotations

from datetime import date
from typing import Any

from cspm.core.figures import Figure
from cspm.errors import N_
from cspm.procedures.pests.states import CORRIDORS, PLANNING, SUPERVISING

MANUAL = date(2008, 3, 1)


def _figure(key: str, rule: str, clause: str, unit: str, value: Any, text: str) -> Figure:
    return Figure(key, rule, clause, unit, ((MANUAL, value),), text)


INTERVAL = _figure(
    "pest_interval", "R186", CORRIDORS, "days", 30,
    N_("An area is treated again after at most so many days (regularly, A57)."),
)  # fmt: skip
SEASON_INTERVAL = _figure(
    "pest_interval_in_season", "R186", CORRIDORS, "days", 15,
    N_("In the warm season an area is treated again after at most so many days (regularly, A57)."),
)  # fmt: skip
SEASON_FIRST = _figure(
    "pest_season_first", "R186", CORRIDORS, "month_of_year", 5, N_("The warm season begins with this month.")
)
SEASON_LAST = _figure(
    "pest_season_last", "R186", CORRIDORS, "month_of_year", 10, N_("The warm season ends with this month.")
)
PLAN_GRACE = _figure(
    "pest_plan_grace", "R193", PLANNING, "days", 0,
    N_("The plan of a period is made so many days after its beginning at the latest."),
)  # fmt: skip
TREATMENT_GRACE = _figure(
    "pest_treatment_grace", "R025", SUPERVISING, "days", 0,
    N_("A planned treatment may be made so many days after its day."),
)  # fmt: skip
FIGURES = (INTERVAL, SEASON_INTERVAL, SEASON_FIRST, SEASON_LAST, PLAN_GRACE, TREATMENT_GRACE)
