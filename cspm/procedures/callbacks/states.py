"""When a callback can be recorded, who may do so, and the words of callbacks."""

from __future__ import annotations

from cspm.core.states import Move, Permit
from cspm.core.words import vocabulary
from cspm.errors import N_
from cspm.procedures.tickets.states import LIFE

DONE = ("finished", "signed", "closed")
"""The work is done: a callback is owed or can be made."""

REOPENED = "rework"

CALLED = LIFE._replace(moves=(*LIFE.moves, Move("callback", (*DONE, REOPENED), "")))
"""The life of a ticket with the callback in it. A dissatisfied one leads from closed to REOPENED; while the ticket is
there another callback can add what the first did not say, such as the corrective action. No other state changes."""

PERMITS = (
    Permit("callback", (), "R063", "000 P2-一 2.7.3", N_("other staff may be assigned to call")),
    Permit("spotcheck", ("csc_manager", "general_manager"), "R068", "000 P2-一 2.7.5"),
)

OUTCOMES = vocabulary("callback_outcome", satisfied="satisfied", dissatisfied="dissatisfied", unreachable="not reached")
REASONS = vocabulary("callback_reason", service="service done", rework="after rework", complaint="complaint handled")
