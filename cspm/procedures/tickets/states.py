"""The life of a ticket, and who may take each step."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

FINALS = ("closed", "cancelled", "declined", "void")
WORKED = ("dispatched", "accepted", "arrived", "in_progress", "on_hold", "rework", "finished", "signed")
BEFORE_FINISHED = ("registered", "referred", "dispatched", "accepted", "arrived", "in_progress", "on_hold", "rework")


class Life(Machine):
    """The machine of tickets. To `void` leads the taking back of the intake, `undo`; there is no verb to type for it."""

    def possible(self, state: str) -> tuple[str, ...]:
        """The verbs that can be typed in that state, in the table's order."""
        return tuple(verb for verb in super().possible(state) if verb != "void")


LIFE = Life(
    "tickets",
    "registered",
    (
        Move("dispatch", ("registered", "referred", "dispatched", "accepted", "rework"), "dispatched"),
        Move("refer", ("registered", "dispatched"), "referred"),
        Move("return", ("dispatched", "accepted"), "registered"),
        Move("accept", ("dispatched",), "accepted"),
        Move("arrive", ("dispatched", "accepted"), "arrived"),
        Move("start", ("accepted", "arrived", "rework"), "in_progress"),
        Move("hold", ("dispatched", "accepted", "arrived", "in_progress", "rework"), "on_hold"),
        Move("resume", ("on_hold",), ""),
        Move("finish", ("dispatched", "accepted", "arrived", "in_progress", "rework"), "finished"),
        Move("sign", ("finished",), "signed"),
        Move("reject", ("finished",), "rework"),
        Move("close", WORKED, "closed"),
        Move("decline", ("registered", "referred"), "declined"),
        Move("cancel", BEFORE_FINISHED, "cancelled"),
        Move("reopen", ("closed",), "rework"),
        Move("reroute", (*BEFORE_FINISHED, "finished", "signed"), ""),
        Move("void", ("registered",), "void"),
    ),
    FINALS,
)
"""`close` of an enquiry or of an explained invalid complaint also from `registered` (`CLOSABLE_AT_ONCE`)."""

CLOSABLE_AT_ONCE = Move("close", ("registered", "referred"), "closed")

CORRECTORS = ("customer_assistant", "specialist", "department_head", "finance", "engineering")
OWN_ONLY = "technician"
"""Corrects only tickets that were sent to him."""

PERMITS = (
    Permit("create", (), "R029", "000 P2-一 2.2.1-2.2.2", N_("any employee must accept any request")),
    Permit("dispatch", (*DESK, "department_head", "engineering"), "R154", "000 P2-三 1.2.1-1.2.2"),
    Permit("refer", (*DESK, "customer_assistant", "specialist"), "R236", "003 部门间 2"),
    Permit("decline", (*DESK, "customer_assistant", "specialist"), "R041", "000 P2-一 2.3.2"),
    Permit("cancel", (*DESK, "customer_assistant", "specialist"), "R048", "000 P2-一 2.4.4"),
    Permit("escalate", (), "R007", "000 P1-二 1.7", N_("anybody reports upward what exceeds his own powers")),
    Permit("tickets amend", (*DESK, *CORRECTORS, OWN_ONLY), "R345", "004 A11 6"),
    Permit("undo others", DESK, "R345", "004 A11 6"),
    Permit("reroute", (*DESK, "customer_assistant", "specialist", "department_head"), "R109", "000 P2-三 1.3.1"),
    Permit("tell-finance", (*DESK, *CORRECTORS, "administrator"), "R110", "000 P2-三 1.2.3"),
    Permit("outside", (*DESK, "department_head", "engineering", "customer_assistant"), "R151", "000 P2-一 1.0 流程"),
    Permit("archive", (*DESK, "customer_assistant", "specialist", "administrator"), "R107", "000 P2-二 2.8.2"),
    Permit("pay", (*DESK, "finance", "technician", "administrator"), "R057", "000 P2-一 2.6.5"),
)
"""`tickets amend` is asked for `amend`; `undo others` when the change to be taken back was typed by somebody else."""

COPIES = vocabulary(
    "copy", owner="owner", csc="customer-service centre", finance="finance",
    also=(("业主", "owner"), ("客服中心", "csc"), ("财务", "finance")),
)  # fmt: skip
"""Who gets a copy of a work order (R055)."""
ACTIONS = vocabulary(
    "action",
    create="take in", dispatch="dispatch", refer="refer", accept="accept", arrive="arrive", start="start",
    hold="hold", resume="resume", finish="finish", sign="sign", reject="reject", close="close", decline="decline",
    cancel="cancel", reopen="reopen", void="void", reply="reply", appoint="appoint", promise="promise", quote="quote",
    materials="materials", pay="pay", escalate="escalate", amend="amend", undo="undo", callback="callback",
    judge="judge", progress="report progress", explain="explain why invalid", verify="verify", publish="publish",
    link="link", attribute="attribute", confirm="confirm", spotcheck="spot-check", imported="imported",
    nothing="nothing",
)  # fmt: skip
OFFERED = vocabulary("offer_status", offered="offered", not_offered="not offered now", unlisted="not in the list")
HANDED = vocabulary("handed", transfer="transfer", refer="referral")
extend("handed", **{"return": "hand-back"})
ARCHIVE_COPIES = vocabulary("archive_copy", office="office archive", owner_file="owner's file")
extend(
    "action",
    **{
        "return": "hand back", "type for others": "type for others", "tickets amend": "amend tickets",
        "undo others": "take back what others typed", "tell-finance": "tell finance", "outside": "call an outside unit",
        "archive": "archive", "reroute": "judge the kind",
    },
)  # fmt: skip
"""Verbs as they stand in refusals and histories."""
