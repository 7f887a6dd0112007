"""The lives of days' works, assessments and the month's sheets, their steps, and who may take them."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

DEVICE_TYPE = vocabulary(
    "device_type", wireless="wireless collector", carrier="carrier collector",
    also=(("无线", "wireless"), ("载波", "carrier")),
)  # fmt: skip
ABOUT = vocabulary(
    "assessment_about", site_quality="quality on site", collection="collection rate", complaint="complaint order",
    other="other",
)  # fmt: skip
CAUSE = vocabulary(
    "performance_cause", wireless="wireless collectors", carrier="carrier collectors", overdue="rotation overdue",
    site_quality="quality on site", collection="collection rate", complaint="complaint order", other="other",
)  # fmt: skip
extend("field", grounds="grounds")
extend("clock", assessment="assessment")
extend(
    "state",
    draft="draft",
    approved="approved",
    recorded="recorded",
    raised="raised",
    decided="decided",
    dismissed="dismissed",
)

DAYWORKS = Machine("dayworks", "recorded", (Move("void", ("recorded",), "void"),), ("recorded", "void"))
ASSESSMENTS = Machine(
    "assessments",
    "raised",
    (
        Move("verify", ("raised",), ""),
        Move("decide", ("raised",), "decided"),
        Move("dismiss", ("raised",), "dismissed"),
        Move("void", ("raised", "decided", "dismissed"), "void"),
    ),
    ("decided", "dismissed", "void"),
)
SHEETS = Machine(
    "performance_sheets",
    "draft",
    (
        Move("draft", ("draft", "void"), "draft"),
        Move("sign", ("draft",), ""),
        Move("approve", ("draft",), "approved"),
        Move("void", ("draft",), "void"),
    ),
    ("approved", "void"),
)
MACHINES = (DAYWORKS, ASSESSMENTS, SHEETS)

WIRELESS_UNITS, CARRIER_UNITS = ("R361", "004 A12 5.1"), ("R362", "004 A12 5.1")
WIRELESS_RATE, WIRELESS_CUTS = ("R363", "004 A12 5.1"), ("R364", "004 A12 5.1")
CARRIER_RATE = ("R365", "004 A12 5.1")
OVERDUE, ROTATION, INSTALLATION = ("R366", "004 A12 5.2"), ("R367", "004 A12 5.2"), ("R368", "004 A12 5.3")
COMPLAINTS, TARGETS = ("R369", "004 A12 5.4"), ("R373", "004 A12 3")

ASSESSMENT_STEPS = (
    Step("verify", N_("Whether the complaint is true"), ("verified",), ("verified",), at="verified_at", by="verified_by"),
    Step("decide", N_("So much is deducted, for these reasons"), ("deduct_amount", "grounds", "worker"),
         ("deduct_amount", "grounds"), at="decided_at", by="decided_by", approval=True),
    Step("dismiss", N_("Nothing is deducted"), ("grounds",), ("grounds",), at="decided_at", by="decided_by"),
)  # fmt: skip
RECORDERS = (*DESK, "technician", "engineering", "public_facilities", "specialist", "customer_assistant", "quality")
HEADS = ("csc_manager", "csc_director", "general_manager", "engineering", "public_facilities")
PERMITS = (
    Permit("dayworks add", RECORDERS, *WIRELESS_UNITS),
    Permit("dayworks void", DESK, *WIRELESS_UNITS),
    Permit("assessments add", RECORDERS, *COMPLAINTS),
    Permit("assessments verify", RECORDERS, *COMPLAINTS),
    Permit("assessments decide", HEADS, *ROTATION),
    Permit("assessments dismiss", HEADS, *COMPLAINTS),
    Permit("assessments void", DESK, "R345", "004 A11 6"),
    *(
        Permit(f"performance_sheets {verb}", tuple(dict.fromkeys((*RECORDERS, *HEADS))), "S54", "004 A12 5")
        for verb in ("draft", "sign")
    ),
    Permit("performance_sheets approve", HEADS, "S54", "004 A12 5"),
    Permit("performance_sheets void", DESK, "R345", "004 A11 6"),
)
extend(
    "action",
    **{
        "verify": "verify", "decide": "decide", "dismiss": "dismiss",
        "dayworks add": "record days' works", "dayworks void": "void days' works", "assessments add": "raise assessments",
        "assessments verify": "verify assessments", "assessments decide": "decide assessments",
        "assessments dismiss": "dismiss assessments", "assessments void": "void assessments",
        "performance_sheets draft": "draft performance sheets", "performance_sheets sign": "sign performance sheets",
        "performance_sheets approve": "approve performance sheets", "performance_sheets void": "void performance sheets",
    },
)  # fmt: skip
