"""How soon demands, damages and ending contracts are looked after. Sites override them in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.core.ladders import ladder
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

DEMAND_REPORT_WITHIN = Figure(
    "demand_report_within", "R035", "000 P2-一 2.2.7", "working_days", ((MANUAL, 1),),
    N_("A demand that cannot be met is reported to the department within this many working days (timely, A57)."),
)  # fmt: skip
ANNOUNCE_WITHIN = Figure(
    "announce_within", "R035", "000 P2-一 2.2.7", "working_days", ((MANUAL, 1),),
    N_("Once a service opens, who waited for it is told within this many working days (timely, A57)."),
)  # fmt: skip
DAMAGE_REPORT_WITHIN = Figure(
    "damage_report_within", "R053", "000 P2-一 2.5.6", "working_days", ((MANUAL, 1),),
    N_("Broken or lost property is reported to a manager within this many working days (timely, A57)."),
)  # fmt: skip
LEASE_NOTICE = Figure(
    "lease_notice", "R157", "000 P2-一 2.1.3", "days", ((MANUAL, 30),),
    N_("So many days before it ends a business contract is on the list of what is due."),
)  # fmt: skip

DEMAND_LADDER = ladder("demands")
DAMAGE_LADDER = ladder("damages", "csc_manager", "general_manager")
"""Who is told when a demand, a damage was not reported."""

FIGURES = (
    DEMAND_REPORT_WITHIN, ANNOUNCE_WITHIN, DAMAGE_REPORT_WITHIN, LEASE_NOTICE,
    *DEMAND_LADDER.levels, *DAMAGE_LADDER.levels,
)  # fmt: skip
