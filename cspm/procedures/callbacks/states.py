"""When a callback can be recorded, who may do so, and the words of callbacks."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.words import extend, vocabulary
from cspm.errors import N_
from cspm.procedures.tickets.states import LIFE

DONE = ("finished", "signed", "closed")
"""The work is done: a callback is owed or can be made."""

REOPENED = "rework"

CALLED = LIFE._replace(moves=(*LIFE.moves, Move("callback", (*DONE, REOPENED), "")))
"""The life of a ticket with the callback in it. A dissatisfied one leads from closed to REOPENED; while the ticket is
there another callback can add what the first did not say, such as the corrective action. No other state changes."""

SLIPS = LIFE._replace(moves=(*LIFE.moves, Move("slip-return", (*DONE, REOPENED), "")))
"""The slip comes back when the work is done; what happens to it after that asks for the slip alone."""

SAMPLES = Machine(
    "samples", "drawn", (Move("include", ("drawn",), ""), Move("void", ("drawn",), "void")), ("drawn", "void")
)
MACHINES = (SAMPLES,)
extend("state", drawn="drawn")

MANAGERS = ("csc_manager", "general_manager", "csc_director")
"""They call whom they like: complaints (R103, R104), the sample (R390), a customer who is still not satisfied."""
CENTRE = ("dispatch_assistant", "dispatch_director")
"""The dispatch centre, which calls back what was not reported at the front desk (R063)."""
DIRECTORS = ("csc_director", "csc_manager")
"""The head of the centre, who calls the sample personally (R390)."""
AT_DESK = (*DESK, "customer_assistant")

PERMITS = (
    Permit("callback", (), "R063", "000 P2-一 2.7.3", N_("other staff may be assigned to call")),
    Permit("spotcheck", ("csc_manager", "general_manager"), "R068", "000 P2-一 2.7.5"),
    Permit("callbacks assign", (*AT_DESK, "specialist", "department_head"), "R063", "000 P2-一 2.7.3"),
    Permit("callbacks settle", (*AT_DESK, "specialist", "department_head", "engineering"), "R392", "004 A15 回访四"),
    Permit("slip-return", AT_DESK, "R061", "000 P2-一 2.7.3"),
    Permit("slip-tell", AT_DESK, "R165", "000 P2-一 2.7.3"),
    Permit("hand-over", AT_DESK, "R061", "000 P2-一 2.7.3"),
    Permit("samples draw", (*DIRECTORS, "general_manager"), "R390", "004 A15 回访三"),
    Permit("samples include", (*DIRECTORS, "general_manager"), "R390", "004 A15 回访三"),
    Permit("samples void", (*DIRECTORS, "general_manager"), "R390", "004 A15 回访三"),
)

OUTCOMES = vocabulary("callback_outcome", satisfied="satisfied", dissatisfied="dissatisfied", unreachable="not reached")
REASONS = vocabulary("callback_reason", service="service done", rework="after rework", complaint="complaint handled")
POLICIES = vocabulary(
    "callback_policy", month="every service by the 10th", repairs="every repair by telephone, the next day",
    visits="a share by door visit", spot_checks="spot checks by the managers", complaints="complaints by the managers",
    sample="the director's sample of the quarter",
)  # fmt: skip
ASPECTS = vocabulary(
    "callback_aspect", repairs="repair service", reception="reception at the front desk", cleaning="cleaning",
    security="security", greening="greening",
    also=(("维修", "repairs"), ("前台", "reception"), ("保洁", "cleaning"), ("治安", "security"), ("绿化", "greening")),
)  # fmt: skip
"""What the sample asks about (R391); the clause names greening twice, it is asked once (A66)."""
extend("clock", callback="callback")
extend(
    "action",
    **{
        "slip-return": "take back the slip", "slip-tell": "tell dispatch of the slip", "hand-over": "hand over the slip",
        "callbacks assign": "ask somebody to call back", "callbacks settle": "file what a callback found",
        "samples draw": "draw the sample", "samples include": "take into the sample", "samples void": "void the sample",
        "assign": "ask somebody to call back",
        "draw": "draw the sample", "include": "take into the sample",
    },
)  # fmt: skip
