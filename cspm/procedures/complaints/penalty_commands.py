"""`cspm penalty`: deductions that are proposed for late complaints, and what was decided."""

from __future__ import annotations

from cspm.errors import N_
from cspm.procedures.complaints.states import PENALTIES, PENALTY_STEPS
from cspm.shell.registers import standard_group

penalty = standard_group(
    "penalties", N_("Deductions from pay, proposed for complaints that were settled late."), machine=PENALTIES, steps=PENALTY_STEPS,
    complete="cspm.procedures.complaints.penalties:complete", filled=("proposed_by",),
    hidden=("proposed_at", "case_amount", "director_amount", "assistant_amount", "total_amount", "decided_at", "decided_by", "opinion"),
)  # fmt: skip
