"""Which steps a repair knows beside the life of its ticket, and who may take them."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.words import extend
from cspm.procedures.tickets.states import LIFE

ENDED = ("cancelled", "declined", "void")
DONE = ("finished", "signed", "closed", "rework")
OPEN = tuple(state for state in LIFE.states if state not in ENDED)

FOLLOWED = Machine(
    LIFE.name, LIFE.first, (*LIFE.moves, Move("follow", OPEN, ""), Move("feedback", DONE, "")), LIFE.finals
)
"""A specialist can be named as long as there is something to follow; the owner is told when the work is done."""

FOLLOWERS = ("specialist", "customer_assistant")
"""Who follows repairs up: the zone's specialist (001), or the zone's customer assistant where there are none (000)."""

PERMITS = (
    Permit("follow", (*DESK, *FOLLOWERS), "R172", "001 一.2 前台③"),
    Permit("feedback", (*DESK, *FOLLOWERS, "technician", "engineering"), "R175", "001 一.2 专员⑤"),
)
extend("action", follow="give to a specialist", feedback="tell the owner")
