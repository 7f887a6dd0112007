"""The life of an evaluation, its steps, who may take them, and the figures of its score (the manual names none)."""

from __future__ import annotations

from datetime import date
from typing import Any

from cspm.core.figures import Figure
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

MANUAL = date(2008, 3, 1)
CLAUSE = "000 P1-三 5.9-5.10"

extend("state", recorded="recorded", told="told")
extend(
    "action",
    rescore="score again", tell="tell",
    **{
        "evaluations add": "evaluate contractors", "evaluations rescore": "score an evaluation again",
        "evaluations tell": "show an evaluation to the contractor", "evaluations amend": "correct an evaluation",
        "evaluations void": "void an evaluation",
    },
)  # fmt: skip
CRITERION = vocabulary(
    "criterion", minor="minor", severe="severe", complaint="verified complaint", late_recheck="put right late or not at all",
)  # fmt: skip
EVALUATIONS = Machine(
    "evaluations",
    "recorded",
    (
        Move("rescore", ("recorded",), ""),
        Move("tell", ("recorded",), "told"),
        Move("void", ("recorded", "told"), "void"),
    ),
    ("void",),
)
STEPS = (Step("tell", N_("The contractor was shown his evaluation"), ("told_to",), ("told_to",), at="told_at"),)
EVALUATORS = (
    "customer_assistant", "cleaning_leader", "cleaning_supervisor", "quality", "csc_manager", "general_manager",
)  # fmt: skip
PERMITS = tuple(
    Permit(f"evaluations {verb}", EVALUATORS, "R026", CLAUSE, N_("the clubhouse assistant evaluates the companies"))
    for verb in ("add", "rescore", "tell", "amend", "void")
)


def _figure(key: str, unit: str, value: Any, text: str) -> Figure:
    return Figure(key, "R026", CLAUSE, unit, ((MANUAL, value),), text)


FULL = _figure(
    "evaluation_full",
    "count",
    100,
    N_("Points of a month in which nothing was found (an example; the manual names none)"),
)
EACH = {
    "minor": _figure("evaluation_minor", "count", 1, N_("Points off for each minor that is charged (an example)")),
    "severe": _figure("evaluation_severe", "count", 10, N_("Points off for each severe that is charged (an example)")),
    "complaint": _figure("evaluation_complaint", "count", 5, N_("Points off for each verified complaint (an example)")),
    "late_recheck": _figure(
        "evaluation_late_recheck", "count", 2, N_("Points off for each finding not put right by its time (an example)")
    ),
}
EVALUATION_DAY = _figure(
    "evaluation_day",
    "day_of_month",
    10,
    N_("A month's evaluation is there by this day of the next month (in good time, A57)"),
)
ASKS = _figure("asks_evaluations", "switch", True, N_("Whether contractors are evaluated each month."))
FIGURES = (FULL, *EACH.values(), EVALUATION_DAY, ASKS)
