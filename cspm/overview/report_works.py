"""`cspm report performance|safety|accidents`: the reports about outsourced works, joined to the group in `report_commands.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_, Message, Usage
from cspm.shell.options import explain_option, month_option, reads
from cspm.shell.output import put_report
from cspm.shell.params import Whole

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@reads("performance")
@month_option
@click.option("--worker", metavar="NAME", help=N_("One worker only."))
@explain_option
@click.option("--form", is_flag=True, help=N_("The sheets to print and sign, a page for each worker."))
def performance(desk: Desk, month: str | None, worker: str | None, explain: str | None, form: bool) -> None:
    """The performance of outsourced crews in a month: every line with its rate, percentage and amount.

    What the pass rates of works miss is listed with what was decided about it. --explain NAME or NAME.R366 lists the
    records behind a worker's lines.
    """
    from cspm.overview import report_actions
    from cspm.procedures.performance import queries

    if form:
        queries.performance_form(desk, month, worker=worker)
        return
    made, ids = report_actions.explained(queries.performance_report(desk, month, worker=worker), explain)
    put_report(desk, made, ids=ids)


@reads("safety")
@click.option("--year", type=Whole(1970, 2199), metavar="YYYY", help=N_("The year, such as 2026; default this year."))
@explain_option
def safety(desk: Desk, year: int | None, explain: str | None) -> int:
    """The board of what is not to happen during outsourced works, month by month of a year; exit 1 when something did.

    Casualties, outages, damages, fires, complaints from works, pollution, major traffic accidents by our fault.
    """
    from cspm.overview import report_actions
    from cspm.overview import safety as board

    report = board.safety(desk.store, desk.terms, year=year, now=desk.now)
    made, ids = report_actions.explained(report, explain)
    put_report(desk, made, ids=ids)
    document: Any = report.document
    return 0 if document["met"] or explain else 1


@reads("accidents")
@month_option
@click.option("--year", type=Whole(1970, 2199), metavar="YYYY", help=N_("A whole year instead, such as 2026."))
@explain_option
def accidents(desk: Desk, month: str | None, year: int | None, explain: str | None) -> None:
    """The accidents of a month or a year, each with when it was told, written down, investigated, and what is still owed."""
    from cspm.overview import report_actions
    from cspm.procedures.accidents.queries import report_of

    if month and year:
        raise Usage(problem=Message(N_("Say either --month or --year, not both.")))
    report = report_of(desk.store, desk.terms, desk.now, month=month, year=year)
    made, ids = report_actions.explained(report, explain)
    put_report(desk, made, ids=ids)


OF_WORKS = (performance, safety, accidents)
