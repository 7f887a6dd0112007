"""`cspm report performance|safety|accidents`: the reports about outsourced works, joined to the group in `report_commands.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_, Message, Usage
from cspm.shell.options import reads
from cspm.shell.output import put_report
from cspm.shell.params import Period, Whole

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@reads("performance")
@click.option(
    "--month", type=Period("month"), help=N_("The month, such as 2026-10 or 上月; default the last complete one.")
)
@click.option("--worker", metavar="NAME", help=N_("One worker only."))
@click.option("--explain", metavar="KEY", help=N_("List the records behind a number, such as tickets.received."))
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
@click.option("--explain", metavar="KEY", help=N_("List the records behind a number, such as tickets.received."))
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
@click.option(
    "--month", type=Period("month"), help=N_("The month, such as 2026-10 or 上月; default the last complete one.")
)
@click.option("--year", type=Whole(1970, 2199), metavar="YYYY", help=N_("A whole year instead, such as 2026."))
@click.option("--explain", metavar="KEY", help=N_("List the records behind a number, such as tickets.received."))
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
