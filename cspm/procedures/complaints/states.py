"""Which steps a complaint knows beside the life of its ticket, who may take them, and the words of all five manuals."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_
from cspm.procedures.tickets.states import LIFE

NOT_VOID = tuple(state for state in LIFE.states if state != "void")
VERBS = (
    "judge", "progress", "explain", "verify", "publish", "link", "attribute", "confirm", "meet", "talk", "handle", "route",
    "submit", "answer", "panel", "preliminary", "inform", "issue", "form_back", "countersign", "evidence", "repeat",
    "feed_back",
)  # fmt: skip

FOLLOWED = Machine(LIFE.name, LIFE.first, (*LIFE.moves, *(Move(verb, NOT_VOID, "") for verb in VERBS)), LIFE.finals)
"""The life of a complaint: its own steps leave the state as it is and can be typed in later, so only void has none."""

JUDGES = (*DESK, "admin_hr")
HEADS = ("csc_manager", "csc_director", "general_manager")
DECIDERS = ("general_manager", "company_leader", "admin_hr")
CLAUSE = "000 P2-二 2.4.1-2.4.4"

PERMITS = (
    Permit("judge", (*JUDGES, "customer_assistant", "specialist"), "R094", CLAUSE),
    Permit("judge major", JUDGES, "R092", "000 P2-二 2.4.2.3"),
    Permit("explain", (*JUDGES, "customer_assistant", "specialist"), "R091", "000 P2-二 2.4.2.2"),
    Permit("publish", DESK, "R102", "000 P2-二 2.7.5"),
    Permit("attribute", (*DESK, "cleaning_supervisor", "quality"), "R126", "000 P2-四 3.2.4"),
    Permit("confirm", (*DESK, "cleaning_supervisor", "quality"), "R126", "000 P2-四 3.2.4"),
    Permit("handle complaints", (*JUDGES, "customer_assistant", "specialist", "department_head"), "R092", "000 P2-二 2.4.2.3"),
    Permit("route complaints", (*JUDGES, "customer_assistant", "specialist"), "R218", "002 §4"),
    Permit("submit complaints", (*JUDGES, "customer_assistant", "specialist", "department_head"), "R208", "002 §4"),
    Permit("answer complaints", (*HEADS, "dispatch_director", "admin_hr"), "R209", "002 §4"),
    Permit("panel complaints", (*HEADS, "expert_panel"), "R210", "002 §4"),
    Permit("preliminary complaints", (*JUDGES, "customer_assistant"), "R210", "002 §4"),
    Permit("inform complaints", (*JUDGES, "customer_assistant"), "R210", "002 §4"),
    Permit("issue complaints", (*JUDGES, "customer_assistant", "specialist"), "R314", "004 A7 一.3"),
    Permit("penalties add", (*JUDGES, "finance"), "R309", "004 A4 二"),
    Permit("penalties approve", DECIDERS, "R309", "004 A4 二"),
    Permit("penalties turn-down", DECIDERS, "R309", "004 A4 二"),
    Permit("penalties void", DECIDERS, "R309", "004 A4 二"),
    Permit("repeat complaints", (*JUDGES, "customer_assistant", "specialist"), "R221", "002 §5"),
)  # fmt: skip
"""`judge major` is asked when the complaint is judged major: assistants and specialists judge the ordinary ones."""

extend("action", **{
    "judge major": "judge a complaint major", "meet": "meet", "talk": "write down the talk",
    "handle": "handle", "route": "route", "submit": "submit", "answer": "answer",
    "panel": "ask the expert panel", "preliminary": "give a preliminary answer", "inform": "inform the specialist",
    "issue": "issue a handling form", "form_back": "take a handling form back", "countersign": "countersign",
    "evidence": "add evidence", "repeat": "mark as a repeat", "feed_back": "feed back",
    "handle complaints": "take complaints in hand", "route complaints": "route complaints",
    "submit complaints": "submit complaints", "answer complaints": "answer for the centre",
    "panel complaints": "write down the panel's opinion", "preliminary complaints": "give preliminary answers",
    "inform complaints": "inform specialists of complaints", "issue complaints": "issue handling forms",
    "repeat complaints": "mark repeated complaints",
})  # fmt: skip
RESULTS = vocabulary("verified", ok="in order", not_ok="not in order")
PUBLISHED = vocabulary("published_how", meeting="meeting", notice="notice")
IMPACT = vocabulary("impact", slight="slight", considerable="considerable")
GROUNDS = vocabulary(
    "major_ground",
    authority="complained to a higher authority", media="in the media", legal="legal action", claim="large claim",
    injury="personal injury", reputation="harm to the company's name",
)  # fmt: skip
"""A76: what makes a complaint a major one."""
CAUSES = vocabulary(
    "complaint_cause",
    conduct="conduct of staff", delay="too late", workmanship="poor work", equipment="equipment failure",
    design="design or construction", information="not told or told wrongly", charge="charges", contractor="contractor",
    neighbour="neighbour", outside="outside the office's reach", unfounded="unfounded",
)  # fmt: skip
APOLOGY = vocabulary("apology", none="none", sympathy="sympathy", fault="apology for a fault")
LIABILITY = vocabulary("liability", ours="ours", not_ours="not ours")
PHASES = vocabulary("home_phase", before="before moving in", warranty="in the warranty", after="after moving in")
CLASSES = vocabulary("matter_class", service="service", order="order", complaint="complaint")
FLOWS = vocabulary(
    "complaint_flow",
    solve="solved by who took it in", trade="trade dispute", technical="technical fault",
    submitted="technical fault passed to the technical department",
)  # fmt: skip
GROUPS = vocabulary(
    "service_group",
    project_specialist="specialist of the project department", property_specialist="specialist of the property department",
    service_agent="service agent", order_agent="order agent", complaint_agent="complaint specialist",
    technical_agent="technical agent", technical_department="technical department",
)  # fmt: skip

PENALTIES = Machine(
    "penalties",
    "proposed",
    (
        Move("approve", ("proposed",), "approved"),
        Move("turn-down", ("proposed",), "rejected"),
        Move("void", ("proposed", "rejected"), "void"),
    ),
    ("approved", "rejected", "void"),
)
PENALTY_STEPS = (
    Step("approve", N_("Approved: it is deducted"), ("opinion",), at="decided_at", by="decided_by", approval=True),
    Step(
        "turn-down",
        N_("Not approved, with the reason"),
        ("opinion",),
        needs=("opinion",),
        at="decided_at",
        by="decided_by",
    ),
)
extend("state", proposed="proposed", approved="approved", rejected="rejected")
extend("action", **{
    "penalties add": "propose deductions", "penalties approve": "approve deductions",
    "penalties turn-down": "turn deductions down", "penalties void": "void deductions",
})  # fmt: skip
