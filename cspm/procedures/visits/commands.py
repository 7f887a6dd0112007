"""`cspm visit`: customers called on, by plan or ad hoc."""

from __future__ import annotations

from cspm.errors import N_
from cspm.procedures.visits.states import STEPS, VISITS
from cspm.shell.form_command import form_command
from cspm.shell.params import StaffId
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group

LATER = (
    "arrived_at", "met", "form_carried", "opinions", "answers", "question", "reported_at", "reported_by", "reported_to", "solution",
    "answered_at", "answered_by", "archived_at", "archived_by", "file", "cancelled_at", "why_cancelled",
)  # fmt: skip

visit = standard_group(
    "visits", N_("Visits to customers: planned or ad hoc, what was said, what stayed open and was answered."), machine=VISITS,
    steps=STEPS, types={"visitor": StaffId(), "ticket": RecordId("tickets")}, hidden=LATER, at="noted_at", by="visitor",
)  # fmt: skip


visit.add_command(
    form_command(
        "visits", "visits/visit_record.html", "cspm.procedures.visits.queries:sheet",
        N_("Print the visit record form: to be carried along before the visit, to be filed after it."),
    )
)  # fmt: skip
