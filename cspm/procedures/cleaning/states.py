"""The lives of contracts, inspections and settlements, and who may take each step."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

extend("state", active="active", recorded="recorded", draft="draft", approved="approved", paid="paid")
extend(
    "action",
    **{
        "recheck": "recheck", "sign inspection": "sign an inspection", "void": "void", "amend": "amend",
        "contract add": "add a contract", "contract amend": "change a contract", "contract void": "void a contract",
        "standard add": "add a standard item", "standard amend": "change a standard item",
        "standard void": "void a standard item", "settlement draft": "draft a settlement",
        "settlement approve": "approve a settlement", "settlement pay": "pay a settlement",
        "inspection amend": "correct an inspection", "inspection void": "void an inspection",
        "bins amend": "correct a bin count", "bins void": "void a bin count", "draft": "draft", "approve": "approve",
        "pay": "pay",
    },
)  # fmt: skip
LINE_SEVERITY = vocabulary("line_severity", minor="minor", severe="severe", complaint="verified complaint")
LINE_REASON = vocabulary(
    "line_reason",
    not_to_plan="not to plan", poor_result="poor result", not_rectified="not rectified", recurs="recurs",
    causes_complaint="causes a complaint", three_in_a_row="three in a row", three_in_a_day="three in a day",
    complaints="three complaints", false_bins="false bin count", serious_harm="serious harm", bribery="bribery",
    judged="judged severe", verified="verified by both sides", replaced="replaced by a severe",
)  # fmt: skip
SCHEDULE_SOURCE = vocabulary("schedule_source", contract="the contract", example="example")

CONTRACTS = Machine("contracts", "active", (Move("void", ("active",), "void"),), ("void",))
STANDARD = Machine("standard", "active", (Move("void", ("active",), "void"),), ("void",))
INSPECTIONS = Machine(
    "inspections",
    "recorded",
    (
        Move("sign", ("recorded", "signed"), "signed"),
        Move("recheck", ("recorded", "signed"), ""),
        Move("amend", ("recorded", "signed"), ""),
        Move("void", ("recorded", "signed"), "void"),
    ),
    ("void",),
)
BINS = Machine("bins", "recorded", (Move("amend", ("recorded",), ""), Move("void", ("recorded",), "void")), ("void",))
SETTLEMENTS = Machine(
    "settlements",
    "draft",
    (Move("draft", ("draft",), "draft"), Move("approve", ("draft",), "approved"), Move("pay", ("approved",), "paid")),
    ("paid",),
)
MACHINES = (CONTRACTS, STANDARD, INSPECTIONS, BINS, SETTLEMENTS)

KEEPERS = ("csc_manager", "general_manager", "cleaning_supervisor", "site_admin", "administrator")
CHECKERS = (*KEEPERS, "cleaning_leader", "quality")
PAYMENT = "000 P2-四 3.3"

PERMITS = (
    *(
        Permit(f"{register} {verb}", KEEPERS, why=N_("who keeps contracts and the standard"))
        for register in ("contract", "standard")
        for verb in ("add", "amend", "void")
    ),
    Permit("inspection amend", CHECKERS, why=N_("who inspects")),
    Permit("inspection void", CHECKERS, why=N_("who inspects")),
    Permit("bins amend", CHECKERS, why=N_("who inspects")),
    Permit("bins void", CHECKERS, why=N_("who inspects")),
    Permit(
        "settlement draft", ("cleaning_supervisor", "csc_manager", "finance", "general_manager"), "R127", PAYMENT,
        N_("the supervisor computes the month's fee"),
    ),
    Permit("settlement approve", ("general_manager",), "R127", PAYMENT, N_("the general property manager approves")),
    Permit("settlement pay", ("finance", "general_manager"), "R127", PAYMENT, N_("finance pays what was approved")),
)  # fmt: skip
