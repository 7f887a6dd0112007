"""The life of a month's bundle, its steps, the steps of an order in it, and who may take them."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend
from cspm.errors import N_
from cspm.procedures.tickets.states import LIFE

extend("state", draft="draft", handed_over="handed over", checked="checked", reviewed="reviewed")
extend("clock", fee_check="month-end check", fee_review="review of the fee report", fee_notice="fee notice")
extend(
    "action",
    **{
        "draft": "draft", "bundle-over": "hand over", "check": "check", "review": "review", "send-back": "send back",
        "notify": "notify", "writeoff": "write off", "handout": "hand out copies",
        "bundles draft": "draft a bundle", "bundles hand-over": "hand over a bundle", "bundles check": "check the month's fees",
        "bundles review": "review the fee report", "bundles send-back": "send the fee report back",
        "bundles notify": "send the fee notices",
    },
)  # fmt: skip

BUNDLES = Machine(
    "bundles",
    "draft",
    (
        Move("draft", ("draft",), "draft"),
        Move("bundle-over", ("draft",), "handed_over"),
        Move("check", ("handed_over",), "checked"),
        Move("send-back", ("checked",), "handed_over"),
        Move("review", ("checked",), "reviewed"),
        Move("notify", ("handed_over", "checked", "reviewed"), ""),
    ),
    ("reviewed",),
)
MACHINES = (BUNDLES,)
FROZEN = ("handed_over", "checked", "reviewed")
"""From the hand-over on the orders of a bundle keep their figures."""

STEPS = (
    Step("check", N_("Finance checked the month's fees in detail and made the report"), ("remark",), at="checked_at", by="checked_by"),
    Step("review", N_("The general property manager reviewed the fee report"), ("opinion",), at="reviewed_at", by="reviewed_by",
         approval=True),
    Step("send-back", N_("The report goes back to finance, to be checked again"), ("opinion",), needs=("opinion",)),
)  # fmt: skip

DONE = ("finished", "signed", "closed")
ORDERS = Machine(
    LIFE.name, LIFE.first, (*LIFE.moves, Move("writeoff", DONE, ""), Move("handout", DONE, "")), LIFE.finals
)
"""The life of an order: written off, and its copies handed out, when the work is done."""

CHARGED = ("paid", "business")
"""The natures of orders that cost something (R028)."""

PERMITS = (
    Permit("writeoff", DESK, "R056", "000 P2-一 2.6.4", N_("dispatch and front desk write off")),
    Permit("handout", (*DESK, "technician", "finance", "administrator"), "R055", "000 P2-一 2.6.4"),
    Permit("bundles draft", (*DESK, "finance", "administrator"), "R059", "000 P2-一 2.6.6"),
    Permit("bundles hand-over", DESK, "R059", "000 P2-一 2.6.6", N_("dispatch and front desk hand over")),
    Permit("bundles check", ("finance",), "R058", "000 P2-一 2.6.5", N_("finance checks the month's fees")),
    Permit("bundles review", ("general_manager",), "R058", "000 P2-一 2.6.5", N_("the general property manager reviews")),
    Permit("bundles send-back", ("general_manager",), "R058", "000 P2-一 2.6.5"),
    Permit("bundles notify", ("finance",), "R060", "000 P2-一 2.6.7", N_("finance sends the notices")),
)  # fmt: skip
