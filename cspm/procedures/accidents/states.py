"""The life of an accident, its steps, and who may take them. Telling and writing can be done in any order."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

TYPES = vocabulary(
    "accident_type",
    casualty="casualty", outage="power outage", equipment="damage to equipment", fire="fire", complaint="complaint about works",
    pollution="pollution", traffic="traffic accident", other="other",
)  # fmt: skip
vocabulary(
    "safety_target",
    casualty="serious casualties", outage="power outage", equipment="damage to equipment", fire="fire",
    complaint="complaints from the works", pollution="pollution", traffic="serious traffic accidents, mainly our fault",
)  # fmt: skip
RECIPIENTS = vocabulary(
    "accident_recipient",
    work_leader="work leader", responsible="person in charge", centre_leader="leader of the centre",
    company_leader="leader of the company", authority="authority", safety_department="safety department of the centre",
)  # fmt: skip
extend("state", reported="reported", investigated="investigated")
extend(
    "action", tell="tell", write="report in writing", investigate="investigate",
    **{
        "accidents add": "report accidents", "accidents tell": "tell of accidents", "accidents write": "report accidents in writing",
        "accidents investigate": "investigate accidents", "accidents close": "close accidents",
        "accidents reopen": "reopen accidents", "accidents void": "void accidents",
    },
)  # fmt: skip
extend("clock", oral_report="report by word of mouth", written_report="written report")

OPEN = ("reported", "investigated")
ACCIDENTS = Machine(
    "accidents",
    "reported",
    (
        *(Move(verb, (*OPEN, "closed"), "") for verb in ("tell", "write")),
        Move("investigate", OPEN, "investigated"),
        Move("close", OPEN, "closed"),
        Move("reopen", ("closed",), "investigated"),
        Move("void", OPEN, "void"),
    ),
    ("closed", "void"),
)
MACHINES = (ACCIDENTS,)

FOUR = ("cause", "responsible", "measures", "educated")
"""What is not let go before it is there (四不放过): the cause, those responsible, the measures, the teaching."""

STEPS = (
    Step("tell", N_("Somebody was told by word of mouth or phone"), ("recipient", "name", "at"), ("recipient",), at="at", by="by",
         into="told"),
    Step("write", N_("The written report was handed in"), ("account", "file", "sent_to", "written_at"), ("account",),
         at="written_at", by="written_by"),
    Step("investigate", N_("What the investigation found"), (*FOUR, "code_ref", "major", "liable"), at="investigated_at",
         by="investigated_by"),
    Step("close", N_("Nothing of it is left open"), (), at="closed_at", by="closed_by"),
)  # fmt: skip

TOLD, WHOLE = ("R370", "004 A12 6.1"), ("R371", "004 A12 6.1")
CODE, TARGETS = ("R406", "004 A12 6.2"), ("R373", "004 A12 3")

TARGET_TYPES = ("casualty", "outage", "equipment", "fire", "complaint", "pollution", "traffic")
"""What must not happen at all (R373): of casualties the major ones, of traffic accidents the major ones by our fault."""
LEADERS = (
    "general_manager",
    "csc_manager",
    "csc_director",
    "company_leader",
    "department_head",
    "engineering",
    "security",
)

PERMITS = (
    Permit("accidents add", (), *TOLD, N_("whoever has it or sees it tells of it")),
    Permit("accidents tell", (), *TOLD, N_("whoever has it or sees it tells of it")),
    Permit("accidents write", (), *TOLD, N_("whoever has it or sees it tells of it")),
    Permit("accidents investigate", LEADERS, *WHOLE),
    Permit("accidents close", LEADERS, *WHOLE),
    Permit("accidents reopen", LEADERS, *WHOLE),
    Permit("accidents void", DESK, "R345", "004 A11 6"),
)
