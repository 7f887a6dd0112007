"""`cspm writeoff`, `cspm handout`, `cspm bundle ...`: orders settled month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.procedures.fees.states import BUNDLES, STEPS
from cspm.shell.form_command import pdf_option
from cspm.shell.options import by_option, changes, id_argument, ids_argument, month_option, reads
from cspm.shell.output import changed, changed_each
from cspm.shell.params import Closed, StaffId
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

bundle = standard_group(
    "bundles", N_("The month's bundle of paid orders: handed over, checked by finance, reviewed, put on the notices."),
    machine=BUNDLES, steps=STEPS, without=("add", "amend", "bundle-over"),
    moves={
        "draft": N_("What the bundle of a month would hold now"), "hand-over": N_("To the administrator: its figures are frozen"),
        "notify": N_("The fee notices of the units are sent"),
    },
)  # fmt: skip
COPY = click.option(
    "--copy",
    "copies",
    multiple=True,
    type=Closed("copy"),
    help=N_("A copy that is handed out: owner, csc, finance; may be repeated."),
)


@changes("writeoff")
@ids_argument
@click.option(
    "--where",
    type=Closed("return_point"),
    help=N_("Where it is written off; default where the slip was returned, else dispatch."),
)
@COPY
@by_option
def writeoff(desk: Desk, ids: tuple[str, ...], where: str | None, copies: tuple[str, ...], by: str | None) -> None:
    """An order is written off when the work is done, before it is settled.

    The centre's copy is handed in with it. Closing a paid order with --return-point writes it off too.
    """
    from cspm.procedures.fees import actions

    changed_each(
        desk,
        "tickets",
        ids,
        act=lambda ticket: actions.write_off(desk.office, ticket, where=where, copies=copies, by=by),
    )


@changes("handout")
@ids_argument
@COPY
@by_option
def handout(desk: Desk, ids: tuple[str, ...], copies: tuple[str, ...], by: str | None) -> None:
    """Copies of an order are handed out: to the owner, the centre's archive, finance."""
    from cspm.procedures.fees import actions

    changed_each(desk, "tickets", ids, act=lambda ticket: actions.hand_out(desk.office, ticket, copies=copies, by=by))


@changes("draft")
@month_option
def draft(desk: Desk, month: str | None) -> None:
    """What the bundle of a month would hold now; again as often as needed until it is handed over."""
    from cspm.procedures.fees import actions, answers

    made = actions.draft(desk.office, answers.month_of(desk, month))
    changed(desk, "bundles", made.document(), answers.told(made))


@changes("hand-over")
@month_option
@click.option("--to", required=True, type=StaffId(), metavar="STAFF", help=N_("The administrator who takes it over."))
@by_option
def hand_over(desk: Desk, month: str | None, to: str, by: str | None) -> None:
    """Hand the month's paid orders over to the administrator, by the 1st of the next month.

    Its orders and their figures are frozen. Orders that are typed later come with the next bundle, and are marked.
    """
    from cspm.procedures.fees import actions, answers

    made = actions.hand_over(desk.office, answers.month_of(desk, month), to=to, by=by)
    changed(desk, "bundles", made.document(), answers.told(made))


@changes("notify")
@id_argument
@click.option("--unit", "units", multiple=True, metavar="U", help=N_("Only this unit; may be repeated."))
def notify(desk: Desk, record: str, units: tuple[str, ...]) -> None:
    """The fee notices of the units went out, with the serial number and amount of each order."""
    from cspm.procedures.fees import actions

    found = desk.store.resolve("bundles", record)
    changed(desk, "bundles", actions.notify(desk.office, found, units=units).document())


@reads("print")
@month_option
@pdf_option
def print_(desk: Desk, month: str | None, pdf: bool) -> None:
    """Print the fee report of a month, for finance and the general property manager to sign."""
    from cspm.procedures.fees.answers import printed
    from cspm.shell.printing import put_form

    name, values = printed(desk, month)
    put_form(desk, "fees/report.html", values, name=name, pdf=pdf)


@reads("notices")
@month_option
@click.option("--unit", metavar="U", help=N_("Only this unit."))
@pdf_option
def notices(desk: Desk, month: str | None, unit: str | None, pdf: bool) -> None:
    """Print the service fees for the month's fee notices, one sheet for each unit."""
    from cspm.procedures.fees.answers import sheets
    from cspm.shell.printing import put_form

    name, values = sheets(desk, month, unit)
    put_form(desk, "fees/notice.html", values, name=name, pdf=pdf)


for command in (draft, hand_over, notify, print_, notices):
    bundle.add_command(command)
