"""Complaints in the sales office (004 article 4, S10). Pure. What a late one costs stands in the register of penalties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.rules import Judgement
from cspm.core.terms import Terms
from cspm.core.timing import timely
from cspm.errors import N_
from cspm.procedures.complaints.asking import Line, rules, settled, verdict
from cspm.procedures.complaints.clocks import SAME_DAY, TOLD_TIME, clocks

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Complaint, Ticket

SALES = ("sales",)
LEVELS = {"department_head": 1, "csc_manager": 1, "csc_director": 1, "general_manager": 2, "company_leader": 3}
"""The steps upwards: who skips one decides for himself what was not his to decide."""


def step_by_step(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R310: an unclear or special case goes upwards step by step."""
    if not part.unclear or part.judged_at is None:
        return
    levels = [LEVELS[step.role] for step in ticket.escalations if step.role in LEVELS]
    reached = LEVELS.get(part.judged_role or "", 0)
    whole = bool(levels or reached) and all(
        level <= max((reached, *levels[:place])) + 1 for place, level in enumerate(levels)
    )
    yield verdict(whole, part.judged_at, N_("Unclear or special, and not reported upwards step by step"))


def countersigned(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R311: complaint and solution are signed by the department concerned."""
    closed = settled(ticket, part)
    if closed is not None:
        signed = bool(part.handlings) and all(form.signed_by for form in part.handlings)
        yield verdict(signed, closed, N_("Closed without the signature of the department concerned"))


LINES: tuple[Line, ...] = (
    ("not_step_by_step", "R310", "004 A4 二.3", "breach", step_by_step),
    ("not_countersigned", "R311", "004 A4 二.4", "breach", countersigned),
)
RULES = (
    *rules(LINES, *SALES),
    timely("not_same_day", "same_day", SAME_DAY, clocks, N_("Not settled by {due}"), asked_of="complaint")._replace(profiles=SALES),
    timely(
        "no_time_told", "told_time", TOLD_TIME, clocks, N_("Several departments, and the customer was told no time by {due}"),
        asked_of="complaint",
    )._replace(profiles=SALES),
)  # fmt: skip
