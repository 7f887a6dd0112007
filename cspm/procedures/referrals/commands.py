"""`cspm referral` and `cspm communication`: what goes to departments and comes back, what the company was told."""

from __future__ import annotations

from cspm.errors import N_
from cspm.procedures.referrals.states import COMMUNICATION_STEPS, COMMUNICATIONS, REFERRAL_STEPS, REFERRALS
from cspm.shell.params import StaffId
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group

referral = standard_group(
    "referrals", N_("Problems that the centre cannot solve: referred to a department, dealt with, fed back."), machine=REFERRALS,
    steps=REFERRAL_STEPS, types={"referred_by": StaffId(), "ticket": RecordId("tickets")},
    hidden=("handled_at", "handled_by", "result", "fed_back_at", "fed_back_to"), at="referred_at", by="referred_by",
)  # fmt: skip
communication = standard_group(
    "communications", N_("Complaints that the company itself received: told to the centre, urged until they are cleared."),
    machine=COMMUNICATIONS, steps=COMMUNICATION_STEPS, types={"received_by": StaffId(), "ticket": RecordId("tickets")},
    hidden=("told_at", "told_to", "cleared_at", "cleared_by", "result"), at="received_at", by="received_by",
)  # fmt: skip
