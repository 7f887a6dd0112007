"""The life of a visit, its steps, and who may take them."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

OCCASION = vocabulary("occasion", planned="by plan", ad_hoc="ad hoc")
extend(
    "state", planned="planned", visited="visited", reported="reported", answered="answered", archived="archived",
    cancelled="cancelled",
)  # fmt: skip
extend(
    "action", meet="meet", report="report", answer="answer", archive="archive",
    **{
        "visits add": "plan visits", "visits appoint": "agree visits", "visits meet": "make visits",
        "visits report": "report questions of visits", "visits answer": "answer questions of visits",
        "visits archive": "archive visits", "visits cancel": "cancel visits", "visits void": "void visits",
    },
)  # fmt: skip
extend("clock", plan="plan", report="report", archive="archive")

VISITS = Machine(
    "visits",
    "planned",
    (
        Move("appoint", ("planned",), ""),
        Move("meet", ("planned",), "visited"),
        Move("report", ("visited",), "reported"),
        Move("answer", ("visited", "reported"), "answered"),
        Move("archive", ("visited", "reported", "answered"), "archived"),
        Move("cancel", ("planned",), "cancelled"),
        Move("void", ("planned", "visited", "reported", "answered"), "void"),
    ),
    ("archived", "cancelled", "void"),
)
MACHINES = (VISITS,)

VISITORS = (*DESK, "customer_assistant", "specialist")
STEPS = (
    Step("appoint", N_("A time was agreed with the customer"), ("appointment_at", "confirmed_by"), ("appointment_at",)),
    Step(
        "meet", N_("The visit took place: who was met, what was said, what stayed open"),
        ("arrived_at", "met", "form_carried", "opinions", "answers", "question"), ("met",), at="arrived_at",
    ),
    Step(
        "report", N_("What could not be answered was put to the management company"), ("reported_to", "question", "reported_at"),
        ("reported_to",), at="reported_at", by="reported_by",
    ),
    Step(
        "answer", N_("The owner was called back with the answer"), ("solution", "answered_at"), ("solution",), at="answered_at",
        by="answered_by",
    ),
    Step("archive", N_("The form is complete and in the archive"), ("file",), at="archived_at", by="archived_by"),
    Step("cancel", N_("It will not take place"), ("why_cancelled",), ("why_cancelled",), at="cancelled_at"),
)  # fmt: skip

PLAN, FORM = ("R134", "000 P2-五 4.1.1"), ("R137", "000 P2-五 4.1.4")
OPEN = ("R136", "000 P2-五 4.1.3")
PERMITS = (
    Permit("visits add", VISITORS, *PLAN),
    Permit("visits appoint", VISITORS, *PLAN),
    Permit("visits cancel", VISITORS, *PLAN),
    Permit("visits meet", VISITORS, "R135", "000 P2-五 4.1.2"),
    Permit("visits report", VISITORS, *OPEN),
    Permit("visits answer", VISITORS, *OPEN),
    Permit("visits archive", (*VISITORS, "administrator"), *FORM),
    Permit("visits void", DESK, "R345", "004 A11 6"),
)
