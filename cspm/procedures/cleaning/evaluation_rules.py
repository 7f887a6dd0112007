"""Whether an evaluation came in time, and what the index keeps of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.judging import derived, shown
from cspm.core.rules import Judgement, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.cleaning.evaluation_states import CLAUSE, EVALUATION_DAY
from cspm.procedures.cleaning.settlement_rules import due_day

if TYPE_CHECKING:
    from cspm.procedures.cleaning.evaluation_model import Evaluation


def in_time(record: Evaluation, terms: Terms) -> Iterable[Judgement]:
    """R026: the month's evaluation is there by its day; imported history could not be."""
    if record.import_batch is None:
        due, day = due_day(record.month, EVALUATION_DAY, terms)
        yield judged(
            record.evaluated_at < due,
            record.evaluated_at,
            Message.of(N_("Not evaluated by day {day} of the next month"), day=day),
        )


EVALUATION = (Rule("evaluated_late", "R026", CLAUSE, "note", in_time),)
evaluation = derived(EVALUATION)
shown_evaluation = shown(EVALUATION)
