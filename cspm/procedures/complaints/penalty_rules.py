"""What a proposed deduction kept and broke: its amounts are those of the manual, who decides may (R309, A32). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from cspm.core.rules import Judgement, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.complaints import figures

if TYPE_CHECKING:
    from cspm.procedures.complaints.penalties import Penalty


def by_the_figures(penalty: Penalty, terms: Terms) -> Iterable[Judgement]:
    """R309: 100 yuan a case and 50 for each of two posts, as in force on the day; the total is their sum."""
    day = penalty.proposed_at.astimezone(terms.tz).date()
    parts = (
        (penalty.case_amount, figures.PENALTY_CASE), (penalty.director_amount, figures.PENALTY_DIRECTOR),
        (penalty.assistant_amount, figures.PENALTY_ASSISTANT),
    )  # fmt: skip
    right = all(amount == Decimal(str(terms.figures.value(figure, day))) for amount, figure in parts)
    whole = penalty.total_amount == sum((amount for amount, _ in parts), Decimal("0.00"))
    yield judged(right and whole, penalty.proposed_at, Message(N_("Other amounts than the manual's")))


RULES = (Rule("penalty_amounts", "R309", "004 A4 二", "breach", by_the_figures),)
