"""How soon an incident is told, reported and put on paper. Sites override them in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.core.ladders import ladder
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

NOTIFY_WITHIN = Figure(
    "incident_notify_within", "R031", "000 P2-一 2.2.5", "minutes", ((MANUAL, 5),),
    N_("The responsible department head is told within this time of the finding (at once, A57)."),
)  # fmt: skip
INFORM_WITHIN = Figure(
    "major_inform_within", "R034", "000 P2-一 2.2.6", "hours", ((MANUAL, 1),),
    N_("Of a major accident department head and general property manager know within this time (in good time, A57)."),
)  # fmt: skip
ACT_WITHIN = Figure(
    "incident_act_within", "R149", "000 P2-一 2.2.5", "minutes", ((MANUAL, 5),),
    N_("The finder begins to act on the spot within this time (at once, A57)."),
)  # fmt: skip
REPORT_WITHIN = Figure(
    "incident_report_within", "R033", "000 P2-一 2.2.6", "working_days", ((MANUAL, 1),),
    N_("The superior is told how it went within this many working days of the handling (afterwards, A57)."),
)  # fmt: skip
CALL_WITHIN = Figure(
    "superior_call_within", "R147", "000 P2-一 2.2.3", "minutes", ((MANUAL, 5),),
    N_("When a quarrel looms a superior is called within this time (at once, A57)."),
)  # fmt: skip
SLIP_WITHIN = Figure(
    "contact_slip_within", "R325", "004 A10 九", "hours", ((MANUAL, 24),),
    N_("After an emergency the work contact slip follows within this time of the handling."),
)  # fmt: skip

LADDER = ladder("incidents", "csc_manager", "general_manager")
"""Who is told of a missed clock."""

FIGURES = (
    NOTIFY_WITHIN, INFORM_WITHIN, ACT_WITHIN, REPORT_WITHIN, CALL_WITHIN, SLIP_WITHIN,
    *LADDER.levels,
)  # fmt: skip
