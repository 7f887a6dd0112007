"""The lives of supplies plans and of what is used, their steps, and who may take them."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend
from cspm.errors import N_

PLANNING, COSTS = "001 二.3(3)④", "000 P1-三 5.11"

extend("state", planned="planned", verified="verified", submitted="submitted", purchased="purchased", reviewed="reviewed",
       recorded="recorded")  # fmt: skip

LEADERS = ("cleaning_leader", "cleaning_supervisor")
"""Who verifies and submits the plan: the cleaning leader, where there is none the supervisor."""
REVIEWERS = ("customer_assistant", "administrator", "csc_manager", "csc_director", "general_manager", "finance")
"""Who looks at the cost: the assistant of the clubhouse is a customer assistant."""
BUYERS = ("warehouse", "administrator", "finance", "admin_hr", "csc_manager", "general_manager", *LEADERS)
KEEPERS = (*LEADERS, "csc_manager", "general_manager", "site_admin")

OPEN, ON_ITS_WAY = ("planned", "verified"), ("submitted", "purchased")
PLANS = Machine(
    "supply_plans", "planned",
    (
        Move("line", OPEN, "planned"),
        Move("verify", ("planned",), "verified"),
        Move("submit", OPEN, "submitted"),
        Move("buy", ON_ITS_WAY, "purchased"),
        Move("review", ON_ITS_WAY, "reviewed"),
        Move("amend", (*OPEN, *ON_ITS_WAY), ""),
        Move("void", (*OPEN, *ON_ITS_WAY), "void"),
    ),
    ("reviewed", "void"),
)  # fmt: skip
USES = Machine(
    "supply_uses", "recorded", (Move("amend", ("recorded",), ""), Move("void", ("recorded",), "void")), ("void",)
)
MACHINES = (PLANS, USES)
STEPS = (
    Step("line", N_("One more item in the plan; it is to be verified again"), ("item", "quantity", "price", "unit"),
         ("item", "quantity"), into="lines"),
    Step("verify", N_("The leader verified that it is needed"), at="verified_at", by="verified_by", role="verified_role"),
    Step("submit", N_("The plan was submitted"), ("submitted_to", "submitted_at"), at="submitted_at", by="submitted_by",
         role="submitted_role"),
    Step("buy", N_("An item was bought"), ("item", "quantity", "price", "supplier"), ("item", "quantity", "price"), at="at", by="by",
         into="purchases"),
    Step("review", N_("Use and cost of the month were examined"), ("review",), ("review",), at="reviewed_at", by="reviewed_by",
         role="reviewed_role"),
)  # fmt: skip
PERMITS = (
    Permit("supply_plans add", KEEPERS, "R194", PLANNING, N_("the leader verifies and submits the plan")),
    Permit("supply_plans line", KEEPERS, "R194", PLANNING, N_("the leader verifies and submits the plan")),
    Permit("supply_plans verify", KEEPERS, "R194", PLANNING, N_("the leader verifies and submits the plan")),
    Permit("supply_plans submit", KEEPERS, "R194", PLANNING, N_("the leader verifies and submits the plan")),
    Permit("supply_plans amend", KEEPERS, "R194", PLANNING, N_("the leader verifies and submits the plan")),
    Permit("supply_plans void", KEEPERS, "R194", PLANNING, N_("the leader verifies and submits the plan")),
    Permit("supply_plans buy", BUYERS, "R027", COSTS, N_("who buys what was planned")),
    Permit("supply_plans review", REVIEWERS, "R027", COSTS, N_("who keeps the cost within bounds")),
    Permit(
        "supply_uses amend", (*BUYERS, *REVIEWERS, "site_admin"), "R027", COSTS, N_("who keeps the cost within bounds")
    ),
    Permit(
        "supply_uses void", (*BUYERS, *REVIEWERS, "site_admin"), "R027", COSTS, N_("who keeps the cost within bounds")
    ),
)
extend("action", line="add a line", verify="verify", submit="submit", buy="buy", review="review", **{
    "supply_plans add": "make a supplies plan", "supply_plans line": "add to a supplies plan",
    "supply_plans verify": "verify a supplies plan", "supply_plans submit": "submit a supplies plan",
    "supply_plans buy": "buy supplies", "supply_plans review": "examine the use of supplies",
    "supply_plans amend": "correct a supplies plan", "supply_plans void": "void a supplies plan",
    "supply_uses add": "record used supplies", "supply_uses amend": "correct used supplies",
    "supply_uses void": "void used supplies",
})  # fmt: skip
