"""The life of an incident, its steps, and who may take them. What is to be told can be told in any order."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

TYPES = vocabulary(
    "incident_type",
    engineering="engineering", security="security", cleaning="cleaning", greening="greening", dispute="dispute",
    violence="violence", emergency="emergency", accident="accident", other="other",
)  # fmt: skip
extend("state", found="found", handled="handled")
extend(
    "action", notify="notify", act="act", attend="attend", leave="leave", calm="calm", handle="handle", decide="decide",
    slip="issue a slip", number="number",
    **{
        "incidents handle": "end incidents", "incidents decide": "decide about incidents", "incidents close": "close incidents",
        "incidents void": "void incidents",
    },
)  # fmt: skip
extend("clock", notice="notice", contact_slip="contact slip")

OPEN, ALIVE = ("found", "handled"), ("found", "handled", "closed")
INCIDENTS = Machine(
    "incidents",
    "found",
    (
        *(Move(verb, OPEN, "") for verb in ("notify", "act", "attend", "leave", "calm")),
        Move("handle", ("found",), "handled"),
        *(Move(verb, ALIVE, "") for verb in ("report", "decide", "slip", "number")),
        Move("close", ("handled",), "closed"),
        Move("void", ("found", "handled"), "void"),
    ),
    ("closed", "void"),
)
MACHINES = (INCIDENTS,)

STEPS = (
    Step("notify", N_("Somebody was told of it: the responsible department head, the general manager"), ("role", "name", "at"),
         ("role",), at="at", by="by", into="told"),
    Step("act", N_("What the finder did on the spot"), ("measures", "acted_at"), ("measures",), at="acted_at"),
    Step("attend", N_("The department's people are there"), ("department", "arrived_at"), at="arrived_at"),
    Step("leave", N_("The finder left the place"), ("left_at",), at="left_at"),
    Step("calm", N_("A dispute: a superior was called, those involved were led to a separate room"),
         ("superior_at", "apart_at", "broke_out_at"), at="superior_at"),
    Step("handle", N_("It is dealt with, with its result"), ("result", "handled_at"), ("result",), at="handled_at", by="handled_by"),
    Step("report", N_("The superior was told how it went"), ("reported_to", "account", "reported_at"), ("reported_to",),
         at="reported_at"),
    Step("decide", N_("The superior decided whether it is told further up"), ("decision",), ("decision",), at="decided_at",
         by="decided_by"),
    Step("slip", N_("The work contact slip was issued, after an emergency"), ("slip", "slip_at"), ("slip",), at="slip_at"),
    Step("number", N_("The ticket of it got its number"), ("ticket",), ("ticket",), at="numbered_at"),
    Step("close", N_("Nothing is left to do or to tell"), (), at="closed_at", by="closed_by"),
)  # fmt: skip

NOTIFIED, STAYS = ("R031", "000 P2-一 2.2.5"), ("R032", "000 P2-一 2.2.5")
REPORTED, MAJOR = ("R033", "000 P2-一 2.2.6"), ("R034", "000 P2-一 2.2.6")
ACTS, CALLS = ("R149", "000 P2-一 2.2.5"), ("R147", "000 P2-一 2.2.3")
BEFORE, PROTECTS = ("R030", "000 P2-一 2.2.3"), ("R148", "000 P2-一 2.2.4")
SLIP = ("R325", "004 A10 九")

HEADS = (
    "department_head", "engineering", "security", "public_facilities", "cleaning_supervisor", "csc_manager", "csc_director",
    "dispatch_director", "admin_hr",
)  # fmt: skip
"""Roles that answer for a department."""
SUPERIORS = (*HEADS, "general_manager", "company_leader")

PERMITS = (
    Permit("incidents add", (), *NOTIFIED, N_("any employee or contractor who finds it tells of it")),
    Permit("incidents notify", (), *NOTIFIED, N_("any employee or contractor who finds it tells of it")),
    Permit("incidents act", (), *ACTS, N_("any employee or contractor who finds it tells of it")),
    Permit("incidents handle", (*DESK, *HEADS, "technician", "customer_assistant", "specialist", "cleaning_leader"), *STAYS),
    Permit("incidents decide", (*SUPERIORS, "site_admin"), *REPORTED),
    Permit("incidents close", (*DESK, *HEADS), *REPORTED),
    Permit("incidents void", DESK, "R345", "004 A11 6"),
)  # fmt: skip
extend(
    "action",
    **{
        "incidents add": "report incidents",
        "incidents notify": "tell of incidents",
        "incidents act": "act on incidents",
    },
)
