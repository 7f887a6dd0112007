"""The lives of the two registers, their steps, and who may take them."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

CONDUCT = vocabulary(
    "forbidden_conduct", not_handled="1 shirking: not dealt with", rude="2 rude arguing or a quarrel",
    unanswered="3 not dealt with or not answered in time", ignored="4 cold to a visitor", not_reported="5 a major matter not reported",
    also=(("1", "not_handled"), ("2", "rude"), ("3", "unanswered"), ("4", "ignored"), ("5", "not_reported")),
)  # fmt: skip
extend("state", recorded="recorded", confirmed="confirmed", dismissed="dismissed", answered="answered")

CONDUCTS = Machine(
    "conducts", "recorded",
    (
        Move("confirm", ("recorded",), "confirmed"), Move("dismiss", ("recorded", "confirmed"), "dismissed"),
        Move("void", ("recorded",), "void"),
    ),
    ("confirmed", "dismissed", "void"),
)  # fmt: skip
INTERNAL = Machine(
    "internal_complaints", "recorded",
    (Move("answer", ("recorded", "answered"), "answered"), Move("void", ("recorded",), "void")), ("answered", "void"),
)  # fmt: skip
MACHINES = (CONDUCTS, INTERNAL)

MANAGERS = ("csc_manager", "csc_director", "general_manager", "dispatch_director", "department_head", "company_leader")
"""The managers in charge, to whom a first receiver may complain (R385)."""

CONDUCT_STEPS = (
    Step("confirm", N_("It happened like that"), ("decision",), at="decided_at", by="decided_by"),
    Step(
        "dismiss",
        N_("It did not; it counts no longer"),
        ("decision",),
        needs=("decision",),
        at="decided_at",
        by="decided_by",
    ),
)
INTERNAL_STEPS = (
    Step("answer", N_("What the manager did about it"), ("answer",), needs=("answer",), at="answered_at", by="answered_by"),
)  # fmt: skip

PERMITS = (
    Permit("conducts add", (), "R386", "004 A15 首问五 1-5", N_("everybody may report what he saw")),
    Permit("conducts confirm", (*MANAGERS, "admin_hr", "quality"), "R386", "004 A15 首问五 1-5"),
    Permit("conducts dismiss", (*MANAGERS, "admin_hr", "quality"), "R386", "004 A15 首问五 1-5"),
    Permit("conducts void", (*MANAGERS, "admin_hr", "quality"), "R386", "004 A15 首问五 1-5"),
    Permit("internal_complaints void", MANAGERS, "R385", "004 A15 首问四"),
    Permit("internal_complaints add", (), "R385", "004 A15 首问四", N_("every first receiver has the right to")),
    Permit("internal_complaints answer", MANAGERS, "R385", "004 A15 首问四"),
)
extend(
    "action",
    **{
        "conducts add": "record a conduct", "conducts confirm": "confirm a conduct", "conducts dismiss": "dismiss a conduct",
        "dismiss": "dismiss",
        "conducts void": "void a conduct", "internal_complaints void": "void an internal complaint",
        "answer": "answer", "internal_complaints add": "complain internally",
        "internal_complaints answer": "answer an internal complaint",
    },
)  # fmt: skip
