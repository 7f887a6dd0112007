"""The lives of a referral and of a row of the communication register, their steps, and who may take them."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

GRAVITY = vocabulary("gravity", general="general", complex="complex", serious="serious")
MANNER = vocabulary("manner", phone="phone", report="written report")
extend("state", fed_back="fed back", told="told", cleared="cleared", handled="handled")
extend(
    "action", handle="handle", tell="tell", urge="urge", clear="clear",
    **{
        "feed-back": "feed back", "referrals add": "refer problems", "referrals handle": "end referrals",
        "referrals feed-back": "feed back on referrals", "referrals void": "void referrals",
        "communications add": "enter communications", "communications tell": "tell the centre of communications",
        "communications urge": "urge communications", "communications clear": "clear communications",
        "communications void": "void communications",
    },
)  # fmt: skip
extend("clock", feedback="feedback", telling="telling the centre", clearance="clearance")

REFERRALS = Machine(
    "referrals",
    "referred",
    (
        Move("handle", ("referred",), "handled"),
        Move("feed-back", ("referred", "handled"), "fed_back"),
        Move("void", ("referred", "handled"), "void"),
    ),
    ("fed_back", "void"),
)
COMMUNICATIONS = Machine(
    "communications",
    "registered",
    (
        Move("tell", ("registered",), "told"),
        Move("urge", ("registered", "told"), ""),
        Move("clear", ("registered", "told"), "cleared"),
        Move("void", ("registered", "told"), "void"),
    ),
    ("cleared", "void"),
)
MACHINES = (REFERRALS, COMMUNICATIONS)

REFERRAL_STEPS = (
    Step("handle", N_("The department dealt with it"), ("result", "handled_by", "handled_at"), ("result",), at="handled_at"),
    Step("feed-back", N_("The department told the centre how it ended"), ("result", "fed_back_at"), at="fed_back_at",
         by="fed_back_to"),
)  # fmt: skip
COMMUNICATION_STEPS = (
    Step("tell", N_("The service centre was told of it"), ("told_to", "ticket", "told_at"), ("told_to",), at="told_at"),
    Step("urge", N_("The centre was urged to clear it"), ("text",), at="at", by="by", into="urges"),
    Step("clear", N_("It is settled: the row is cleared"), ("result",), ("result",), at="cleared_at", by="cleared_by"),
)

WITHIN, WRITTEN = ("R236", "003 部门间 2"), ("R237", "003 部门间 2")
REGISTER, LANE = ("R238", "003 部门间 3"), ("R199", "001 一.3 ④")

COMPANY = (*DESK, "company_leader", "admin_hr", "quality")
REFERRERS = (*DESK, "customer_assistant", "specialist")
DEPARTMENTS = (
    "department_head",
    "engineering",
    "security",
    "public_facilities",
    "finance",
    "admin_hr",
    "cleaning_supervisor",
)
PERMITS = (
    Permit("referrals add", REFERRERS, *WRITTEN),
    Permit("referrals handle", (*REFERRERS, *DEPARTMENTS), *WITHIN),
    Permit("referrals feed-back", (*REFERRERS, *DEPARTMENTS), *WITHIN),
    Permit("referrals void", DESK, "R345", "004 A11 6"),
    Permit("communications add", COMPANY, *REGISTER),
    Permit("communications tell", COMPANY, *REGISTER),
    Permit("communications urge", COMPANY, *REGISTER),
    Permit("communications clear", COMPANY, *REGISTER),
    Permit("communications void", DESK, "R345", "004 A11 6"),
)
