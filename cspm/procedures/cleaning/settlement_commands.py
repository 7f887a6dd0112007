"""`cspm settlement ...`: draft, sign, objections and answers, approve, payment note, pay, print."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.procedures.cleaning.states import SETTLEMENTS
from cspm.shell.form_command import pdf_option
from cspm.shell.options import changes, id_argument, month_option, reads
from cspm.shell.output import changed
from cspm.shell.params import Choice, Closed, Day, Money, Whole
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from decimal import Decimal

    from cspm.shell.desk import Desk

settlement = standard_group(
    "settlements",
    N_("The month's settlement with a contractor: drafted, signed, objected to, approved, paid."),
    machine=SETTLEMENTS,
    moves={
        "draft": N_("Draw up the month from the records"),
        "sign": N_("One side signs the month's statistics"),
        "object": N_("The contractor objects to a line"),
        "answer": N_("The office answers an objection"),
        "approve": N_("Approve the draft and freeze its figures"),
        "note": N_("The payment note goes to finance"),
        "pay": N_("What was approved is paid"),
    },
    without=("add", "amend"),
)
Body = Callable[..., Any]


def of_a_month(body: Body) -> Body:
    """`[ID] | --contract C --month M`"""
    contract = click.option("--contract", metavar="C", help=N_("The contract."))
    return click.argument("record", required=False, metavar="[ID]")(contract(month_option(body)))


@changes("draft")
@of_a_month
def draft(desk: Desk, **named: str | None) -> None:
    """Draw up the settlement of a month from the records; again as often as needed until it is approved.

    Signatures under other figures than those of the new draft are taken back.
    """
    from cspm.procedures.cleaning import settlement_answers as answers
    from cspm.procedures.cleaning import settling

    answers.drafted(desk, settling.draft(desk.office, *answers.contract_month(desk, **named)))


@changes("sign")
@of_a_month
@click.option("--side", type=Closed("side"), required=True, help=N_("Party A is the office, party B the contractor."))
@click.option("--by", required=True, metavar="NAME", help=N_("Who signs."))
def sign(desk: Desk, side: str, by: str, **named: str | None) -> None:
    """One side signs the month's statistics of service quality."""
    from cspm.procedures.cleaning import settlement_answers as answers
    from cspm.procedures.cleaning import settling

    record = answers.settlement_named(desk, **named)
    answers.signed(desk, settling.sign(desk.office, record, side=side, by=by), side)


@changes("object")
@of_a_month
@click.option(
    "--line", required=True, metavar="LINE", help=N_("Its number on the statement, or its record (I-202610-0004.2).")
)
@click.option("--text", required=True, metavar="TEXT", help=N_("What the contractor says."))
@click.option("--by", required=True, metavar="NAME", help=N_("Who objects for the contractor."))
def object_(desk: Desk, line: str, text: str, by: str, **named: str | None) -> None:
    """The contractor objects to one line of the statement."""
    from cspm.procedures.cleaning import objections
    from cspm.procedures.cleaning import settlement_answers as answers

    record = answers.settlement_named(desk, **named)
    done = objections.object_to(desk.office, record, line=line, text=text, by=by)
    changed(desk, "settlements", done.document(), answers.objected(done, done.objections[-1].number))


@changes("answer")
@of_a_month
@click.option("--objection", "number", type=Whole(1), required=True, help=N_("The number of the objection."))
@click.option("--result", type=Closed("objection_answer"), required=True, help=N_("Accepted or rejected."))
@click.option("--reason", required=True, metavar="TEXT", help=N_("Why; it stands on the statement."))
@click.option("--record", "amended", metavar="RECORD", help=N_("Which record of a severe made of several is amended."))
def answer(desk: Desk, number: int, result: str, reason: str, amended: str | None, **named: str | None) -> None:
    """The office answers an objection: accepted, the record is amended and the draft drawn up anew; or rejected.

    Of a month that is approved the correction becomes an adjustment of the next one.
    """
    from cspm.procedures.cleaning import objections
    from cspm.procedures.cleaning import settlement_answers as answers

    record = answers.settlement_named(desk, **named)
    done = objections.answer(desk.office, record, number, result=result, reason=reason, record=amended)
    changed(desk, "settlements", done.document(), answers.objected(done, number))
    answers.note_unsigned(desk, done)


@changes("approve")
@of_a_month
def approve(desk: Desk, **named: str | None) -> None:
    """The general property manager approves the draft; its figures are frozen.

    What is corrected later is an adjustment of the first month that is not approved.
    """
    from cspm.procedures.cleaning import settlement_answers as answers
    from cspm.procedures.cleaning import settling

    answers.settled(desk, settling.approve(desk.office, *answers.contract_month(desk, **named)))


@changes("note")
@of_a_month
@click.option("--payee", metavar="NAME", help=N_("Who is paid; default the contractor."))
@click.option("--account", metavar="TEXT", help=N_("His bank and account."))
def note(desk: Desk, payee: str | None, account: str | None, **named: str | None) -> None:
    """The payment note of an approved month goes to finance; print it with: settlement print --form payment_note."""
    from cspm.procedures.cleaning import settlement_answers as answers
    from cspm.procedures.cleaning import settling

    found = answers.contract_month(desk, **named)
    answers.noted(desk, settling.note(desk.office, *found, payee=payee, account=account))


@changes("pay")
@of_a_month
@click.option("--amount", type=Money(), help=N_("What was paid; default what is payable."))
@click.option("--on", "paid_on", type=Day(), help=N_("The day of the payment; default today."))
@click.option("--method", "payment_method", type=Closed("payment"), help=N_("How it was paid."))
@click.option("--receipt", "receipt_no", metavar="NO", help=N_("The number of the voucher."))
def pay(
    desk: Desk,
    amount: Decimal | None,
    paid_on: Any,
    payment_method: str | None,
    receipt_no: str | None,
    **named: str | None,
) -> None:
    """What was approved is paid."""
    from cspm.procedures.cleaning import settlement_answers as answers
    from cspm.procedures.cleaning import settling

    told = {"paid_on": paid_on, "payment_method": payment_method, "receipt_no": receipt_no}
    found = answers.contract_month(desk, **named)
    answers.paid(desk, settling.pay(desk.office, *found, amount=amount, **told))


@reads("show")
@id_argument
def show(desk: Desk, record: str) -> None:
    """One settlement with its statement: sums, lines, adjustments."""
    from cspm.procedures.cleaning.settlement_answers import settlement_shown

    settlement_shown(desk, record)


@reads("print")
@of_a_month
@click.option("--form", type=Choice(("statement", "payment_note")), default="statement", help=N_("Which form."))
@pdf_option
def print_(desk: Desk, form: str, pdf: bool, **named: str | None) -> None:
    """Print the statement of a month: every line, the amount in capitals, room for the signatures.

    -o xlsx and -o md give the statement with its appendix as tables.
    """
    from cspm.procedures.cleaning.settlement_answers import settlement_printed

    settlement_printed(desk, form, pdf=pdf, **named)


for command in (draft, sign, object_, answer, approve, note, pay, show, print_):
    settlement.add_command(command)
