"""`cspm visit`: customers called on, by plan or ad hoc."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.procedures.visits.states import STEPS, VISITS
from cspm.shell.desk import several
from cspm.shell.options import id_argument, reads
from cspm.shell.params import StaffId
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

LATER = (
    "arrived_at", "met", "form_carried", "opinions", "answers", "question", "reported_at", "reported_by", "reported_to", "solution",
    "answered_at", "answered_by", "archived_at", "archived_by", "file", "cancelled_at", "why_cancelled",
)  # fmt: skip

visit = standard_group(
    "visits", N_("Visits to customers: planned or ad hoc, what was said, what stayed open and was answered."), machine=VISITS,
    steps=STEPS, types={"visitor": StaffId(), "ticket": RecordId("tickets")}, hidden=LATER, at="noted_at", by="visitor",
)  # fmt: skip


@reads("print")
@id_argument
@click.option("--pdf", is_flag=True, help=N_("Make a PDF (needs the pdf extra)."))
def print_(desk: Desk, record: str, pdf: bool) -> None:
    """Print the visit record form: to be carried along before the visit, to be filed after it."""
    from cspm.procedures.visits.forms import visit_record
    from cspm.shell.printing import put_forms

    staff = {str(row["id"]): str(row["name"]) for row in desk.store.rows("staff", columns=("id", "name"))}
    pages = {
        one: visit_record(desk.store.document("visits", one), desk.terms, desk.now, staff=staff)
        for one in desk.each("visits", record, changing=False)
    }
    put_forms(desk, "visits/visit_record.html", pages, many=several(record), pdf=pdf)


visit.add_command(print_)
