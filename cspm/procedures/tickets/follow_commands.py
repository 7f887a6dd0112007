"""Around the work: route, tell-finance, outside, archive, and the list of tools that are out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.procedures.tickets.states import ARCHIVE_COPIES
from cspm.shell.options import by_option, changes, id_argument, ids_argument, reads
from cspm.shell.output import changed_each, put_report
from cspm.shell.params import Closed

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@changes("route")
@ids_argument
@click.option("--to", required=True, type=Closed("kind"), help=N_("What it was judged to be."))
@click.option("--against", metavar="DEPT", help=N_("Whom a complaint is against: csc or a department."))
@click.option("--reason", metavar="TEXT", help=N_("Why it is judged otherwise than before."))
def route(desk: Desk, ids: tuple[str, ...], to: str, against: str | None, reason: str | None) -> None:
    """Judge a matter to be a service, a complaint or an enquiry; it follows that procedure from then on."""
    from cspm.procedures.tickets import following

    changed_each(
        desk,
        "tickets",
        ids,
        act=lambda ticket: following.route(desk.office, ticket, to=to, against=against, reason=reason),
    )


@changes("tell-finance")
@ids_argument
@by_option
def tell_finance(desk: Desk, ids: tuple[str, ...], by: str | None) -> None:
    """Finance was told of what will be charged."""
    from cspm.procedures.tickets import following

    changed_each(desk, "tickets", ids, act=lambda ticket: following.tell_finance(desk.office, ticket, by=by))


@changes("outside")
@id_argument
@click.option("--unit", metavar="NAME", help=N_("The agreement unit or utility; else that of the table of teams."))
@click.option("--agreed-by", metavar="NAME", help=N_("The customer who agreed with it."))
@by_option
def outside(desk: Desk, record: str, unit: str | None, agreed_by: str | None, by: str | None) -> None:
    """An outside unit was called for a repair of public utilities, and the customer agreed with it."""
    from cspm.procedures.tickets import following

    changed_each(
        desk,
        "tickets",
        (record,),
        act=lambda ticket: following.outside(desk.office, ticket, unit=unit, agreed_by=agreed_by, by=by),
    )


@changes("archive")
@ids_argument
@click.option(
    "--copy", "copies", multiple=True, type=Closed(ARCHIVE_COPIES.name), help=N_("Where a copy lies; default both.")
)
@by_option
def archive(desk: Desk, ids: tuple[str, ...], copies: tuple[str, ...], by: str | None) -> None:
    """The papers were filed: one copy in the office archive, one in the owner's file."""
    from cspm.procedures.tickets import following

    changed_each(desk, "tickets", ids, act=lambda one: following.archive(desk.office, one, copies=copies, by=by))


@reads("loans")
@click.argument("words", nargs=-1, metavar="[FILTER]...")
def loans(desk: Desk, words: tuple[str, ...]) -> None:
    """Materials and tools that are out: on which ticket, how many, with whom, since when."""
    from cspm.procedures.tickets.loans import loan_list

    report, ids = loan_list(desk, words)
    put_report(desk, report, ids=ids)
