"""`cspm daywork`, `cspm assessment`: what each worker maintained, and amounts that somebody decides."""

from __future__ import annotations

from cspm.errors import N_
from cspm.procedures.performance.states import ASSESSMENT_STEPS, ASSESSMENTS, DAYWORKS
from cspm.shell.params import Period
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group

HOME = "cspm.procedures.performance.actions"
CREW = RecordId("crews")

daywork = standard_group(
    "dayworks", N_("Maintenance of collectors: what each worker of a crew did on a day, and how much of it succeeded."),
    machine=DAYWORKS, types={"crew": CREW}, complete=f"{HOME}:day", filled=("date",), by="by",
)  # fmt: skip
assessment = standard_group(
    "assessments", N_("Deductions by the circumstances: pass rates that are missed, complaint orders about crews."),
    machine=ASSESSMENTS, steps=ASSESSMENT_STEPS, complete=f"{HOME}:raised", filled=("crew", "month"), at="raised_at", by="raised_by",
    types={"crew": CREW, "work": RecordId("works"), "ticket": RecordId("tickets"), "month": Period("month")},
    hidden=("verified", "verified_at", "verified_by", "deduct_amount", "grounds", "decided_at", "decided_by"),
)  # fmt: skip
