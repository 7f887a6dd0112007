"""`cspm deep-clean`: the initial deep clean, its workload, its own roster, and who is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cspm.errors import N_
from cspm.procedures.deep_clean.states import DEEP_CLEANS, STEPS
from cspm.shell.options import id_argument, reads
from cspm.shell.output import put_report
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

deep_clean = standard_group(
    "deep_cleans", N_("Initial deep cleans: workload, temporary people beside the establishment, the best kept."),
    machine=DEEP_CLEANS, steps=STEPS, at="noted_at", by="by",
    hidden=("done_at", "done_by", "result", "selected_at", "selected_by", "decision"),
)  # fmt: skip


@reads("roster")
@id_argument
def roster(desk: Desk, record: str) -> None:
    """The people hired for a deep clean and the work of each area, with how many it needs."""
    from cspm.core.view import View
    from cspm.procedures.deep_clean.reports import roster_report

    found = desk.store.resolve("deep_cleans", record)
    put_report(desk, roster_report(View(desk.store.document("deep_cleans", found))))


deep_clean.add_command(roster)
