"""`cspm report monthly|daily|callbacks|deductions|contractors|enquiries|complaints|closing-rate|staff`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.overview.report_posts import OF_POSTS
from cspm.overview.report_works import OF_WORKS
from cspm.shell.lazy import group
from cspm.shell.options import explain_option, month_option, reads
from cspm.shell.output import put_report
from cspm.shell.params import Day, Period

if TYPE_CHECKING:
    from cspm.core.tables import Report
    from cspm.shell.desk import Desk

report = group("Reports about a month or a day; every number can be traced to its records.")

QUARTER = click.option(
    "--quarter",
    type=Period("quarter"),
    help=N_("The quarter, such as 2026-Q4 or 上季度; default the last complete one."),
)


def put_explained(desk: Desk, made: Report, explain: str | None) -> None:
    """The report, or with `--explain` the records behind one of its numbers. Raises BadValue for another key."""
    from cspm.overview.report_actions import explained

    found, ids = explained(made, explain)
    put_report(desk, found, ids=ids)


@reads("monthly")
@click.argument("words", nargs=-1, metavar="[FILTER]...")
@month_option
@explain_option
def monthly(desk: Desk, words: tuple[str, ...], month: str | None, explain: str | None) -> None:
    """What came in, was closed and is open in a month; callbacks, complaints, charges, quotas, findings.

    Filter words such as kind:complaint or area:A1 narrow the report to those tickets.
    """
    from cspm.overview import report_actions

    put_explained(desk, report_actions.monthly_report(desk, month, words=words), explain)


@reads("daily")
@click.option("--date", "day", type=Day(), help=N_("The day, such as 2026-11-22 or 昨天; default yesterday."))
@explain_option
def daily(desk: Desk, day: date | None, explain: str | None) -> None:
    """What came in and was closed on a day, what is open and overdue; calls, complaints, promises, inspections."""
    from cspm.overview import report_actions

    put_explained(desk, report_actions.daily_report(desk, day), explain)


@reads("callbacks")
@month_option
@explain_option
@click.option("--form", is_flag=True, help=N_("The written report for the director, to print and sign."))
def callbacks(desk: Desk, month: str | None, explain: str | None, form: bool) -> None:
    """The callbacks of a month: due, done, door visits, satisfied customers, reasons, and the policies that run together."""
    from cspm.overview import report_actions

    if form:
        report_actions.callbacks_form(desk, month)
        return
    put_explained(desk, report_actions.callbacks_report(desk, month), explain)


@reads("deductions")
@month_option
@click.option("--contract", metavar="C", help=N_("One contract only."))
@explain_option
def deductions(desk: Desk, month: str | None, contract: str | None, explain: str | None) -> None:
    """What is deducted from each contractor's fee for a month, line by line."""
    from cspm.overview import report_actions

    put_explained(desk, report_actions.deductions_report(desk, month, contract=contract), explain)


@reads("contractors")
@click.option("--from", "first", type=Period("month"), help=N_("The first month; default so that there are three."))
@click.option("--to", "last", type=Period("month"), help=N_("The last month; default the last complete one."))
@explain_option
def contractors(desk: Desk, first: str | None, last: str | None, explain: str | None) -> None:
    """Contractors ranked over some months: days inspected, minors, severes, complaints, times passed, fees and deductions.

    --explain NAME.severe lists the records behind a number.
    """
    from cspm.overview import report_actions

    made, ids = report_actions.explained(report_actions.contractors_report(desk, first, last), explain)
    put_report(desk, made, ids=ids)


@reads("enquiries")
@QUARTER
@explain_option
def enquiries(desk: Desk, quarter: str | None, explain: str | None) -> None:
    """What was asked in a quarter, by topic: how many, how many were answered, how long it took."""
    from cspm.procedures.enquiries.queries import of_quarter

    put_explained(desk, of_quarter(desk, quarter), explain)


@reads("complaints")
@QUARTER
@explain_option
def complaints(desk: Desk, quarter: str | None, explain: str | None) -> None:
    """The complaints of a quarter: by type, severity, cause, department; in time by clock; deductions proposed."""
    from cspm.procedures.complaints.queries import quarter_report

    put_explained(desk, quarter_report(desk, quarter), explain)


@reads("closing-rate")
@QUARTER
@explain_option
def closing_rate(desk: Desk, quarter: str | None, explain: str | None) -> None:
    """Specialists and departments by closing rate: of the valid complaints taken in in a quarter, the share closed by now."""
    from cspm.procedures.complaints.queries import closing_rate as made_for

    put_explained(desk, made_for(desk, quarter), explain)


@reads("staff")
@month_option
@explain_option
def staff(desk: Desk, month: str | None, explain: str | None) -> None:
    """What each member of staff did in a month: sent, received and there in time, finished, reworks, callbacks, replies.

    --explain TE01.reworks lists the tickets behind a number.
    """
    from cspm.overview import report_actions

    put_explained(desk, report_actions.staff_report(desk, month), explain)


@reads("fees")
@month_option
@explain_option
def fees(desk: Desk, month: str | None, explain: str | None) -> None:
    """The paid orders of a month: by payment method and item, unpaid ones, the bundle, and what differs from it.

    The figures of a bundle that was handed over stay; what was corrected since stands under differences.
    """
    from cspm.overview import report_actions

    put_explained(desk, report_actions.fees_report(desk, month), explain)


@reads("garbage")
@month_option
@click.option("--contract", metavar="C", help=N_("One contract only."))
@click.option("--area", metavar="A", help=N_("One area only."))
@explain_option
def garbage(desk: Desk, month: str | None, contract: str | None, area: str | None, explain: str | None) -> None:
    """The garbage of a month: bins counted against reported by contract and area, collections, hours, checklist points."""
    from cspm.procedures.garbage.queries import month_report

    put_explained(desk, month_report(desk, month, contract=contract, area=area), explain)


@reads("supplies")
@month_option
@explain_option
def supplies(desk: Desk, month: str | None, explain: str | None) -> None:
    """Cleaning supplies of a month: planned, bought and used by item, what went beyond the plan, the cost by area."""
    from cspm.overview import report_actions
    from cspm.procedures.supplies.queries import month_report

    made, ids = report_actions.explained(month_report(desk, month), explain)
    put_report(desk, made, ids=ids)


for command in (
    monthly,
    daily,
    callbacks,
    deductions,
    contractors,
    enquiries,
    complaints,
    closing_rate,
    staff,
    fees,
    garbage,
    *OF_WORKS,
    *OF_POSTS,
    supplies,
):
    report.add_command(command)
