"""`cspm filing`: what was reported, summed up or met about for a period."""

from __future__ import annotations

from cspm.errors import N_
from cspm.procedures.filings.states import FILINGS, STEPS
from cspm.shell.form_command import form_command
from cspm.shell.registers import standard_group

filing = standard_group(
    "filings", N_("The reports, summaries and meetings that are asked for every day, month or quarter."), machine=FILINGS,
    steps=STEPS, complete="cspm.procedures.filings.actions:complete", filled=("period", "by", "filed_at"),
    hidden=("role", "reviewed_at", "reviewed_by", "approved_at", "approved_by", "opinion"),
)  # fmt: skip

filing.add_command(
    form_command(
        "filings", "filings/filing.html", "cspm.procedures.filings.queries:sheet",
        N_("Print a filing as it is signed, sent round and kept; what it lacks leaves room to write."),
    )
)  # fmt: skip
