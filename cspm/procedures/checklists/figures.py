"""The numbers of the technical checklists, with clause and starting date. Sites override them in site.toml [figures]."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cspm.core.figures import Figure
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

FLICKERS = Figure(
    "lamp_flickers_at_most", "R071", "000 P2-一 2.3.3.1 f", "count", ((MANUAL, 3),),
    N_("A repaired fluorescent lamp is alight after this many flickers at the most."),
)  # fmt: skip
MEGGER = Figure(
    "megger_volts", "R074", "000 P2-一 2.3.3.2 c", "volts", ((MANUAL, 500),),
    N_("Insulation is tested with a megger of this voltage."),
)  # fmt: skip
TRIALS_LEAST = Figure(
    "ignition_trials_least", "R076", "000 P2-一 2.3.3.4 b v", "count", ((MANUAL, 3),),
    N_("The ignition of a gas water heater is tried again at least this often (printed 35, read as 3 to 5, A44)."),
)  # fmt: skip
TRIALS_MOST = Figure(
    "ignition_trials_most", "R076", "000 P2-一 2.3.3.4 b v", "count", ((MANUAL, 5),),
    N_("The ignition of a gas water heater is tried again at most this often (printed 35, read as 3 to 5, A44)."),
)  # fmt: skip
LEAK_BELOW = Figure(
    "refrigerant_leak_below", "R077", "000 P2-一 2.3.3.7 h", "megapascals", ((MANUAL, Decimal("0.4")),),
    N_("An air conditioner whose low side reads less than this is losing refrigerant."),
)  # fmt: skip
LOW_LEAST = Figure(
    "low_pressure_least", "R078", "000 P2-一 2.3.3.7 h", "megapascals", ((MANUAL, Decimal("0.49")),),
    N_("The low side of a sound air conditioner reads at least this at the reference temperature (A45)."),
)  # fmt: skip
LOW_MOST = Figure(
    "low_pressure_most", "R078", "000 P2-一 2.3.3.7 h", "megapascals", ((MANUAL, Decimal("0.54")),),
    N_("The low side of a sound air conditioner reads at most this at the reference temperature (A45)."),
)  # fmt: skip
HIGH_LEAST = Figure(
    "high_pressure_least", "R078", "000 P2-一 2.3.3.7 h", "megapascals", ((MANUAL, Decimal("1.17")),),
    N_("The high side of a sound air conditioner reads at least this at the reference temperature (A45)."),
)  # fmt: skip
HIGH_MOST = Figure(
    "high_pressure_most", "R078", "000 P2-一 2.3.3.7 h", "megapascals", ((MANUAL, Decimal("1.37")),),
    N_("The high side of a sound air conditioner reads at most this at the reference temperature (A45)."),
)  # fmt: skip
AMBIENT = Figure(
    "pressure_ambient", "R078", "000 P2-一 2.3.3.7 h", "celsius", ((MANUAL, 30),),
    N_("The air temperature at which the pressures of an air conditioner are those (A45); at others they are not judged."),
)  # fmt: skip
CURRENT_WITHIN = Figure(
    "running_current_within", "R050", "000 P2-一 2.3.3.7 i", "percent", ((MANUAL, 10),),
    N_("The running current of an air conditioner is off its rated value by this much at the most (a large deviation, ours)."),
)  # fmt: skip
UNIONS = Figure(
    "pipe_unions_at_most", "R079", "000 P2-一 2.3.3.8 c i", "count", ((MANUAL, 1),),
    N_("A run of water pipe has this many unions at the most."),
)  # fmt: skip
VERTICAL = Figure(
    "pipe_vertical_at_most", "R080", "000 P2-一 2.3.3.8 c iii", "mm_per_metre", ((MANUAL, 2),),
    N_("A water pipe is out by this much vertically at the most (A46)."),
)  # fmt: skip
HORIZONTAL = Figure(
    "pipe_horizontal_at_most", "R080", "000 P2-一 2.3.3.8 c iii", "mm_per_metre", ((MANUAL, 1),),
    N_("A water pipe is out by this much horizontally at the most (A46)."),
)  # fmt: skip
CLAMP_SPACING = Figure(
    "pipe_clamp_spacing", "R082", "000 P2-一 2.3.3.8 c v", "metres", ((MANUAL, 2),),
    N_("Water pipes are clamped once in this many metres, and at every bend."),
)  # fmt: skip
LEAKS = Figure(
    "pipe_leaks_at_most", "R083", "000 P2-一 2.3.3.8 c vi", "count", ((MANUAL, 0),),
    N_("The water test of a new pipe shows this many leaks at the most."),
)  # fmt: skip

FIGURES = (
    FLICKERS, MEGGER, TRIALS_LEAST, TRIALS_MOST, LEAK_BELOW, LOW_LEAST, LOW_MOST, HIGH_LEAST, HIGH_MOST, AMBIENT,
    CURRENT_WITHIN, UNIONS, VERTICAL, HORIZONTAL, CLAMP_SPACING, LEAKS,
)  # fmt: skip
