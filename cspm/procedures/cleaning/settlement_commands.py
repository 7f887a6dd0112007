"""`cspm settlement ...`: draft, approve, pay, print."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.procedures.cleaning.states import SETTLEMENTS
from cspm.shell.options import changes, id_argument, reads
from cspm.shell.output import put_report
from cspm.shell.params import Period
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

settlement = standard_group(
    "settlements",
    N_("The month's settlement with a contractor: drafted from the records, approved, paid."),
    machine=SETTLEMENTS,
    moves={
        "draft": N_("Draw up the month from the records"),
        "approve": N_("Approve the draft and freeze its figures"),
        "pay": N_("What was approved is paid"),
    },
    without=("add", "amend"),
)
Body = Callable[..., Any]


def of_a_month(body: Body) -> Body:
    """`--contract C --month M`"""
    month = click.option(
        "--month", type=Period("month"), help=N_("The month, such as 2026-10 or 上月; default the last complete one.")
    )
    return click.option("--contract", required=True, metavar="C", help=N_("The contract."))(month(body))


@changes("draft")
@of_a_month
def draft(desk: Desk, contract: str, month: str | None) -> None:
    """Draw up the settlement of a month from the records; again as often as needed until it is approved."""
    from cspm.procedures.cleaning import answers, settling

    answers.settled(desk, settling.draft(desk.office, *answers.contract_month(desk, contract, month)))


@changes("approve")
@of_a_month
def approve(desk: Desk, contract: str, month: str | None) -> None:
    """The general property manager approves the draft; its figures are frozen.

    What is corrected later is an adjustment of the first month that is not approved.
    """
    from cspm.procedures.cleaning import answers, settling

    answers.settled(desk, settling.approve(desk.office, *answers.contract_month(desk, contract, month)))


@changes("pay")
@of_a_month
def pay(desk: Desk, contract: str, month: str | None) -> None:
    """What was approved is paid."""
    from cspm.procedures.cleaning import answers, settling

    answers.settled(desk, settling.pay(desk.office, *answers.contract_month(desk, contract, month)))


@reads("show")
@id_argument
def show(desk: Desk, record: str) -> None:
    """One settlement with its statement: sums, lines, adjustments."""
    from cspm.procedures.cleaning.reports import settlement_report

    found = desk.store.resolve("settlements", record)
    put_report(desk, settlement_report(desk.store.document("settlements", found)), ids=(found,))


@reads("print")
@of_a_month
@click.option("--pdf", is_flag=True, help=N_("Make a PDF (needs the pdf extra)."))
def print_(desk: Desk, contract: str, month: str | None, pdf: bool) -> None:
    """Print the statement of a month: every line, the amount in capitals, room for the signatures."""
    from cspm.procedures.cleaning.answers import contract_month
    from cspm.procedures.cleaning.forms import statement
    from cspm.shell.printing import put_form

    found, period = contract_month(desk, contract, month)
    values = statement(desk.store, found, period, terms=desk.terms, now=desk.now)
    put_form(desk, "cleaning/statement.html", values, name=f"{found}-{period}", pdf=pdf)


for command in (draft, approve, pay, show, print_):
    settlement.add_command(command)
