"""`cspm conduct` and `cspm internal-complaint`: what is recorded of first receivers, and by them."""

from __future__ import annotations

from cspm.errors import N_
from cspm.procedures.first_contact.states import CONDUCT_STEPS, CONDUCTS, INTERNAL, INTERNAL_STEPS
from cspm.shell.registers import standard_group

DECISION = ("decided_at", "decided_by", "decision")
ACTIONS = "cspm.procedures.first_contact.actions"

conduct = standard_group(
    "conducts", N_("Forbidden conducts of who took a matter in; no. 3 shows by itself when a limit is missed."),
    machine=CONDUCTS, steps=CONDUCT_STEPS, complete=f"{ACTIONS}:conduct", filled=("by", "happened_at"), hidden=DECISION,
)  # fmt: skip
internal_complaint = standard_group(
    "internal_complaints", N_("A first receiver complains to a manager of who does not help with a matter."),
    machine=INTERNAL, steps=INTERNAL_STEPS, complete=f"{ACTIONS}:internal_complaint", filled=("by", "made_at"),
    hidden=("told_role", "answered_at", "answered_by", "answer"),
)  # fmt: skip
