"""Which steps an enquiry knows beside the life of its ticket, and who may take them."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.words import extend, vocabulary
from cspm.procedures.tickets.states import LIFE

ASKABLE = tuple(state for state in LIFE.states if state not in ("void", "cancelled", "declined"))
VERBS = ("answer", "pending", "topics")

ENQUIRED = Machine(LIFE.name, LIFE.first, (*LIFE.moves, *(Move(verb, ASKABLE, "") for verb in VERBS)), LIFE.finals)
"""The life of an enquiry: its own steps leave the state as it is and can be typed in after it was closed."""

STATUS = vocabulary("enquiry_status", pending_expert="waiting for an expert", answered="answered")
extend("action", answer="answer", pending="ask an expert", topics="sort by topic")

ASKED, PROMISED = ("R382", "004 A15 咨询二"), ("R294", "004 A3")
POLITE, RECORDED = ("R383", "004 A15 咨询三"), ("R405", "004 A15 咨询四")
SURE, CALLS = ("R425", "004 A10 三.3"), ("R423", "004 A10 (三) 一.2")

PERMITS = (
    Permit("answer", (), *ASKED),
    Permit("pending", (), *ASKED),
    Permit("topics", (), *RECORDED),
)
"""Whoever is asked may answer (R029): there is no line that keeps somebody from it."""
