"""Which steps a complaint knows beside the life of its ticket, and who may take them."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.words import extend, vocabulary
from cspm.procedures.tickets.states import LIFE

NOT_VOID = tuple(state for state in LIFE.states if state != "void")
VERBS = ("judge", "progress", "explain", "verify", "publish", "link", "attribute", "confirm")

FOLLOWED = Machine(LIFE.name, LIFE.first, (*LIFE.moves, *(Move(verb, NOT_VOID, "") for verb in VERBS)), LIFE.finals)
"""The life of a complaint: its own steps leave the state as it is and can be typed in later, so only void has none."""

JUDGES = (*DESK, "admin_hr")
CLAUSE = "000 P2-二 2.4.1-2.4.4"

PERMITS = (
    Permit("judge", (*JUDGES, "customer_assistant", "specialist"), "R094", CLAUSE),
    Permit("judge major", JUDGES, "R092", "000 P2-二 2.4.2.3"),
    Permit("explain", (*JUDGES, "customer_assistant", "specialist"), "R091", "000 P2-二 2.4.2.2"),
    Permit("publish", DESK, "R102", "000 P2-二 2.7.5"),
    Permit("attribute", (*DESK, "cleaning_supervisor", "quality"), "R126", "000 P2-四 3.2.4"),
    Permit("confirm", (*DESK, "cleaning_supervisor", "quality"), "R126", "000 P2-四 3.2.4"),
)
"""`judge major` is asked when the complaint is judged major: assistants and specialists judge the ordinary ones."""

extend("action", **{"judge major": "judge a complaint major"})
RESULTS = vocabulary("verified", ok="in order", not_ok="not in order")
PUBLISHED = vocabulary("published_how", meeting="meeting", notice="notice")
IMPACT = vocabulary("impact", slight="slight", considerable="considerable")
