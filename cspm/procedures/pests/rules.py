"""What a plan and a treatment kept and broke: made by the leader before its period, whole, watched over. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from cspm.core.rules import Broken, Judgement, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.pests import figures
from cspm.procedures.pests.states import CORRIDORS, LEADERS, PLANNING, SUPERVISING, SUPERVISORS
from cspm.procedures.pests.turns import bounds, is_period

if TYPE_CHECKING:
    from cspm.procedures.pests.model import PestPlan, Treatment


def leaders_plan(plan: PestPlan, terms: Terms) -> Iterable[Judgement]:
    """R193: the leader makes the plan."""
    if plan.role:
        said = Message.of(N_("Made by a {role}, not by the cleaning leader"), role=Code("role", plan.role))
        yield judged(plan.role in LEADERS, plan.made_at, said)


def plan_in_time(plan: PestPlan, terms: Terms) -> Iterable[Judgement]:
    """R193: the plan is there when its period begins."""
    if is_period(plan.period, terms):
        start, _ = bounds(plan.period, terms)
        until = start + timedelta(days=float(terms.figures.value(figures.PLAN_GRACE, start.date())))
        said = Message.of(N_("Made after {due}"), due=f"{until:%Y-%m-%d %H:%M}")
        yield judged(plan.made_at <= until, plan.made_at, said)
    else:
        yield Broken(plan.made_at, Message.of(N_("{period} is no month, quarter or year"), period=plan.period))


def plan_whole(plan: PestPlan, terms: Terms) -> Iterable[Judgement]:
    """R193: the plan says what is treated on which day, in its period."""
    if not plan.lines:
        yield Broken(plan.made_at, Message(N_("The plan names no treatment")))
        return
    outside: tuple[object, ...] = ()
    if is_period(plan.period, terms):
        start, end = (each.date() for each in bounds(plan.period, terms))
        outside = tuple(line.planned_on for line in plan.lines if not start <= line.planned_on < end)
    said = Message.of(N_("Days outside the period: {days}"), days=outside)
    yield judged(not outside, plan.made_at, said)


def watched_over(treatment: Treatment, terms: Terms) -> Iterable[Judgement]:
    """R025: the clubhouse assistant watches over the treatment."""
    at = treatment.treated_at
    if treatment.supervised_by is None:
        yield Broken(at, Message(N_("Nobody watched over the treatment")))
    else:
        role = treatment.supervised_role
        said = Message.of(N_("Watched over by {staff}, who is no customer assistant"), staff=treatment.supervised_by)
        yield judged(role is None or role in SUPERVISORS, at, said)


def recorded_whole(treatment: Treatment, terms: Terms) -> Iterable[Judgement]:
    """R025: what was used against what stands in the record."""
    missing = tuple(Code("field", name) for name in ("agent", "pests") if not getattr(treatment, name))
    said = Message.of(N_("Not in the record: {missing}"), missing=missing)
    yield judged(not missing, treatment.treated_at, said)


def effective(treatment: Treatment, terms: Terms) -> Iterable[Judgement]:
    """R186: no rats, flies, mosquitoes or cockroaches stay."""
    if treatment.effect is not None and treatment.checked_at is not None:
        said = Message(N_("Pests were found again after the treatment"))
        yield judged(treatment.effect == "gone", treatment.checked_at, said)


def times_in_order(treatment: Treatment, terms: Terms) -> Iterable[Judgement]:
    """R025: nothing is checked before it was done."""
    if treatment.checked_at is not None and treatment.checked_at < treatment.treated_at:
        yield Broken(treatment.checked_at, Message(N_("Checked before the treatment")))


PLAN = (
    Rule("pest_plan_not_leaders", "R193", PLANNING, "breach", leaders_plan),
    Rule("pest_plan_late", "R193", PLANNING, "breach", plan_in_time),
    Rule("pest_plan_incomplete", "R193", PLANNING, "breach", plan_whole),
)
TREATMENT = (
    Rule("treatment_unsupervised", "R025", SUPERVISING, "breach", watched_over),
    Rule("treatment_incomplete", "R025", SUPERVISING, "breach", recorded_whole),
    Rule("treatment_times", "R025", SUPERVISING, "error", times_in_order),
    Rule("pests_left", "R186", CORRIDORS, "breach", effective),
)
RULES = (*PLAN, *TREATMENT)
OF_KIND = {"pest_plans": PLAN, "treatments": TREATMENT}
COMMANDS = {"R025": "pest add", "R186": "pest due", "R193": "pest-plan add"}
"""Rules that are kept by a command's being there."""
