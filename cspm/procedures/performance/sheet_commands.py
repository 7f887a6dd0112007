"""`cspm performance-sheet`: the month's sheets of a crew, drafted, signed, approved, printed as they were frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.procedures.performance.states import SHEETS
from cspm.shell.form_command import form_command
from cspm.shell.options import changes, id_argument, month_option, reads
from cspm.shell.params import Closed
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

performance_sheet = standard_group(
    "performance_sheets", N_("The month's performance sheets of a crew: drafted, signed by both sides, approved and frozen."),
    machine=SHEETS, without=("add", "amend"),
    moves={"draft": N_("Draw up the month from the records"), "sign": N_("One side signs the draft"),
           "approve": N_("Approve the sheets and freeze their figures")},
)  # fmt: skip


@changes("draft")
@click.option("--crew", required=True, type=RecordId("crews"), help=N_("The crew."))
@month_option
def draft(desk: Desk, crew: str, month: str | None) -> None:
    """Draw up a crew's sheets of a month from the records; again as often as needed until they are approved.

    Signatures under other figures than those of the new draft are taken back.
    """
    from cspm.procedures.performance import freezing, sheet_answers

    named = sheet_answers.month_of(desk, month)
    sheet_answers.put_sheet(desk, freezing.draft(desk.office, crew, named))


@changes("sign")
@id_argument
@click.option("--side", type=Closed("side"), required=True, help=N_("Party A is the office, party B the contractor."))
@click.option("--by", required=True, metavar="NAME", help=N_("Who signs."))
def sign(desk: Desk, record: str, side: str, by: str) -> None:
    """One side signs the draft."""
    from cspm.procedures.performance import freezing, sheet_answers

    found = desk.store.resolve("performance_sheets", record)
    sheet_answers.put_sheet(desk, freezing.sign(desk.office, found, side=side, by=by))


@changes("approve")
@id_argument
def approve(desk: Desk, record: str) -> None:
    """Approve the sheets and freeze their figures; what the records say later shows as a difference."""
    from cspm.procedures.performance import freezing, sheet_answers

    found = desk.store.resolve("performance_sheets", record)
    sheet_answers.put_sheet(desk, freezing.approve(desk.office, found))


@reads("show")
@id_argument
def show(desk: Desk, record: str) -> None:
    """The sheets as they were drafted or frozen, and in what the records differ now."""
    from cspm.procedures.performance import sheet_answers

    sheet_answers.show_sheets(desk, desk.store.resolve("performance_sheets", record))


for command in (draft, sign, approve, show):
    performance_sheet.add_command(command)
performance_sheet.add_command(
    form_command(
        "performance_sheets", "performance/sheet.html", "cspm.procedures.performance.sheet_answers:form_of",
        N_("Print the sheets as they were drafted or frozen, a page for each worker, with digest and signatures."),
    )
)  # fmt: skip
