"""A contractor's evaluation of a month (R026): what its records count, what each costs in points, and the score."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from cspm.core.record import Money, Part, Record, field
from cspm.errors import N_

Criterion = Literal["minor", "severe", "complaint", "late_recheck"]
POINTS = "[0-9]+(\\.[0-9]+)?"


class ScoreLine(Part):
    """So many of one thing, at so many points each (decimal text): `points` in all, and the records behind them."""

    criterion: Criterion = field(N_("Criterion"))
    count: int = field(N_("How many"), ge=0)
    each: str = field(N_("Points each"), pattern=POINTS)
    points: str = field(N_("Points off"), pattern=POINTS)
    records: tuple[str, ...] = field(N_("Made of"), ())


class Evaluation(Record):
    """One contractor's month under all its `contracts`; `score` is empty when nobody inspected, for then nothing is known.

    `text` is what whoever evaluated says of it; `told_to` is the contractor's who was shown it.
    """

    record_kind: ClassVar[str] = "evaluations"

    id: str = field(N_("Evaluation"))
    contractor: str = field(N_("Contractor"), min_length=1)
    month: str = field(N_("Month"), pattern="[0-9]{4}-[0-9]{2}")
    contracts: tuple[str, ...] = field(N_("Contracts"), ())
    score: str | None = field(N_("Score"), None, pattern=POINTS)
    lines: tuple[ScoreLine, ...] = field(N_("Points"), ())
    days: int = field(N_("Days in force"), 0, ge=0)
    inspection_days: int = field(N_("Days inspected"), 0, ge=0)
    fee_amount: Money | None = field(N_("Fee of the month"), None)
    deduction_amount: Money | None = field(N_("Deduction"), None)
    evaluated_at: datetime = field(N_("Evaluated at"))
    by: str = field(N_("Evaluated by"))
    text: str | None = field(N_("Opinion"), None)
    told_at: datetime | None = field(N_("Contractor told at"), None)
    told_to: str | None = field(N_("Told to"), None)
    state: Literal["recorded", "told", "void"] = field(N_("State"), "recorded")
