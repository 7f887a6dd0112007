"""`cspm slips`: the slips that came back to the front desk, told to dispatch at once and handed over at the day's end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.shell.form_command import pdf_option
from cspm.shell.lazy import group
from cspm.shell.options import by_option, changes, ids_argument, reads
from cspm.shell.output import changed_each, put_report
from cspm.shell.params import Day, StaffId

if TYPE_CHECKING:
    from datetime import date

    from cspm.shell.desk import Desk

slips = group(N_("Slips that came back to the front desk: dispatch is told at once and gets them at the hand-over."))
to_option = click.option("--to", type=StaffId(), help=N_("Who at dispatch."))


@reads("list")
@click.option("--all", "everything", is_flag=True, help=N_("Also those that were handed over."))
def list_(desk: Desk, everything: bool) -> None:
    """The slips at the front desk, the one that has to be at dispatch first on top."""
    from cspm.procedures.callbacks.queries import slip_list

    report, ids = slip_list(desk, everything=everything)
    put_report(desk, report, ids=ids)


@changes("return")
@ids_argument
@by_option
def return_(desk: Desk, ids: tuple[str, ...], by: str | None) -> None:
    """The slip came back to the front desk.

    A ticket that is closed with the front desk as its return point needs no word of this.
    """
    from cspm.procedures.callbacks import actions
    from cspm.procedures.callbacks.slip_answers import back

    changed_each(
        desk, "tickets", ids, act=lambda ticket: back(actions.slip_back(desk.office, ticket, by=by), desk.terms)
    )


@changes("tell")
@ids_argument
@to_option
@by_option
def tell(desk: Desk, ids: tuple[str, ...], to: str | None, by: str | None) -> None:
    """Dispatch was told by word of mouth that the slip is back; this comes before the hand-over."""
    from cspm.procedures.callbacks import actions
    from cspm.procedures.callbacks.slip_answers import told

    changed_each(
        desk,
        "tickets",
        ids,
        act=lambda ticket: told(actions.slip_told(desk.office, ticket, whom=to, by=by), desk.terms),
    )


@changes("hand-over")
@ids_argument
@to_option
@by_option
def hand_over(desk: Desk, ids: tuple[str, ...], to: str | None, by: str | None) -> None:
    """The slips were handed to dispatch, several at once: `cspm slips list -q | cspm slips hand-over -`."""
    from cspm.procedures.callbacks import actions
    from cspm.procedures.callbacks.slip_answers import handed

    changed_each(
        desk,
        "tickets",
        ids,
        act=lambda ticket: handed(actions.slip_handed(desk.office, ticket, to=to, by=by), desk.terms),
    )


@reads("print", faces=("html", "json"))
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--date", "day", type=Day(), help=N_("Those that were handed over on that day."))
@pdf_option
def print_(desk: Desk, ids: tuple[str, ...], day: date | None, pdf: bool) -> None:
    """Print the hand-over list, to be signed by the front desk and by dispatch.

    All slips at the front desk, unless tickets or a day are named.
    """
    from cspm.procedures.callbacks.queries import slip_sheet
    from cspm.shell.printing import put_form

    named = desk.each("tickets", ids, changing=False) if ids else None
    values = slip_sheet(desk, named, day=day)
    put_form(desk, "callbacks/slips.html", values, name=f"slips-{values['number']}", pdf=pdf)


for verb in (list_, return_, tell, hand_over, print_):
    slips.add_command(verb)
