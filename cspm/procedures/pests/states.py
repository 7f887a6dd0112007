"""The lives of plans and treatments, their steps, and who may take them."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

PLANNING, SUPERVISING, CORRIDORS = "001 二.3(3)③", "000 P1-三 5.8", "001 二.3(1)⑥"

PESTS = vocabulary(
    "pest",
    rats="rats", mosquitoes="mosquitoes", flies="flies", cockroaches="cockroaches", other="other pests",
    also=(("鼠", "rats"), ("蚊", "mosquitoes"), ("蚊虫", "mosquitoes"), ("蝇", "flies"), ("蟑螂", "cockroaches")),
)  # fmt: skip
vocabulary("effect", gone="no pests left", some_left="pests found again", also=(("无", "gone"), ("有", "some_left")))
extend("state", made="made", executed="executed", checked="checked")

LEADERS = ("cleaning_leader", "cleaning_supervisor")
"""Who makes the plan: the cleaning leader, where there is none the supervisor."""
SUPERVISORS = ("customer_assistant",)
"""Who watches over a treatment: the assistant of the clubhouse is a customer assistant."""
KEEPERS = (*LEADERS, "csc_manager", "general_manager", "site_admin")
CHECKERS = (*KEEPERS, *SUPERVISORS, "quality", "administrator")

PLANS = Machine(
    "pest_plans", "made",
    (Move("line", ("made",), ""), Move("drop", ("made",), ""), Move("amend", ("made",), ""), Move("void", ("made",), "void")),
    ("void",),
)  # fmt: skip
TREATMENTS = Machine(
    "treatments", "executed",
    (
        Move("check", ("executed", "checked"), "checked"),
        Move("amend", ("executed", "checked"), ""),
        Move("void", ("executed", "checked"), "void"),
    ),
    ("void",),
)  # fmt: skip
MACHINES = (PLANS, TREATMENTS)
PLAN_STEPS = (
    Step("line", N_("One more treatment in the plan"), ("planned_on", "area", "pests", "agent"), ("planned_on", "area"), into="lines"),
    Step("drop", N_("A treatment is taken out of the plan, with the reason"), ("planned_on", "area", "why"),
         ("planned_on", "area", "why"), at="at", by="by", into="dropped"),
)  # fmt: skip
TREATMENT_STEPS = (
    Step("check", N_("What a look at the area found some days later"), ("effect", "checked_at", "note"), ("effect",),
         at="checked_at", by="checked_by"),
)  # fmt: skip
PERMITS = (
    Permit("pest_plans add", KEEPERS, "R193", PLANNING, N_("the leader makes the plan")),
    Permit("pest_plans line", KEEPERS, "R193", PLANNING, N_("the leader makes the plan")),
    Permit("pest_plans drop", KEEPERS, "R193", PLANNING, N_("the leader makes the plan")),
    Permit("pest_plans amend", KEEPERS, "R193", PLANNING, N_("the leader makes the plan")),
    Permit("pest_plans void", KEEPERS, "R193", PLANNING, N_("the leader makes the plan")),
    Permit("treatments check", CHECKERS, "R025", SUPERVISING, N_("who supervises pest control")),
    Permit("treatments amend", CHECKERS, "R025", SUPERVISING, N_("who supervises pest control")),
    Permit("treatments void", CHECKERS, "R025", SUPERVISING, N_("who supervises pest control")),
)
extend("action", check="check", line="add a line", drop="drop", **{
    "pest_plans add": "make a pest-control plan", "pest_plans line": "add to a pest-control plan",
    "pest_plans drop": "take a treatment out of a plan", "pest_plans amend": "correct a pest-control plan",
    "pest_plans void": "void a pest-control plan", "treatments add": "record a treatment", "treatments check": "check a treatment",
    "treatments amend": "correct a treatment", "treatments void": "void a treatment",
})  # fmt: skip
