"""When a callback can be recorded, who may do so, and the words of callbacks."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.words import vocabulary
from cspm.errors import N_
from cspm.procedures.tickets.states import LIFE

DONE = ("finished", "signed", "closed")
"""The work is done: a callback is owed or can be made."""

CALLED = Machine(LIFE.name, LIFE.first, (*LIFE.moves, Move("callback", DONE, "")), LIFE.finals)
"""The life of a ticket with the callback in it. A dissatisfied one leads to REOPENED."""

REOPENED = "rework"

PERMITS = (
    Permit("callback", (), "R063", "000 P2-一 2.7.3", N_("other staff may be assigned to call")),
    Permit("spotcheck", (*DESK, "quality"), "R068", "000 P2-一 2.7.5", N_("who reviews callbacks, or types for them")),
)

OUTCOMES = vocabulary("callback_outcome", satisfied="satisfied", dissatisfied="dissatisfied", unreachable="not reached")
REASONS = vocabulary("callback_reason", service="service done", rework="after rework", complaint="complaint handled")
