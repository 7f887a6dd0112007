"""The work itself: accept, arrive, start, hold, resume, quote, materials, finish, sign, reject."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.shell.options import by_option, changes, id_argument, ids_argument, reason_option
from cspm.shell.output import changed_each
from cspm.shell.params import Parts

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

ITEM_QTY = Parts(1, 2, "ITEM:QTY")


@changes("accept")
@ids_argument
@by_option
def accept(desk: Desk, ids: tuple[str, ...], by: str | None) -> None:
    """The person it was sent to has received the order."""
    from cspm.procedures.tickets import actions

    changed_each(desk, "tickets", ids, act=lambda ticket: actions.accept(desk.office, ticket, by=by))


@changes("arrive")
@ids_argument
@by_option
def arrive(desk: Desk, ids: tuple[str, ...], by: str | None) -> None:
    """On site."""
    from cspm.procedures.tickets import actions

    changed_each(desk, "tickets", ids, act=lambda ticket: actions.arrive(desk.office, ticket, by=by))


@changes("start")
@ids_argument
@by_option
def start(desk: Desk, ids: tuple[str, ...], by: str | None) -> None:
    """Work begins; a paid service needs its price agreed before."""
    from cspm.procedures.tickets import actions

    changed_each(desk, "tickets", ids, act=lambda ticket: actions.start(desk.office, ticket, by=by))


@changes("hold")
@ids_argument
@reason_option
@by_option
def hold(desk: Desk, ids: tuple[str, ...], reason: str, by: str | None) -> None:
    """Pause a ticket, waiting for parts, the owner or the weather."""
    from cspm.procedures.tickets import actions

    changed_each(desk, "tickets", ids, act=lambda ticket: actions.hold(desk.office, ticket, reason=reason, by=by))


@changes("resume")
@ids_argument
@by_option
def resume(desk: Desk, ids: tuple[str, ...], by: str | None) -> None:
    """Go on where the ticket was before the pause."""
    from cspm.procedures.tickets import actions

    changed_each(desk, "tickets", ids, act=lambda ticket: actions.resume(desk.office, ticket, by=by))


@changes("quote")
@id_argument
@click.option(
    "--line",
    "lines",
    multiple=True,
    required=True,
    type=Parts(1, 3, "ITEM[:QTY[:PRICE]]"),
    help=N_("Item, quantity, price (else that of the price list); may be repeated."),
)
@click.option("--agreed-by", required=True, metavar="NAME", help=N_("The customer who agreed."))
def quote(desk: Desk, record: str, lines: tuple[tuple[str, ...], ...], agreed_by: str) -> None:
    """Write down the prices both sides agreed before the work starts."""
    from cspm.procedures.tickets import actions
    from cspm.procedures.tickets.typed import charge_lines

    changed_each(
        desk,
        "tickets",
        (record,),
        act=lambda ticket: actions.quote(
            desk.office, ticket, lines=charge_lines(lines), agreed_by=agreed_by, note=desk.note
        ),
    )


@changes("materials")
@id_argument
@click.option("--take", multiple=True, type=ITEM_QTY, help=N_("Taken from the warehouse; may be repeated."))
@click.option("--back", multiple=True, type=ITEM_QTY, help=N_("Brought back; may be repeated."))
@click.option("--used", multiple=True, type=ITEM_QTY, help=N_("Used up in the work; may be repeated."))
@by_option
def materials(
    desk: Desk, record: str, take: tuple[tuple[str, ...], ...], back: tuple[tuple[str, ...], ...],
    used: tuple[tuple[str, ...], ...], by: str | None,
) -> None:  # fmt: skip
    """Materials and tools: taken, brought back, used up. A ticket cannot be closed while something is out."""
    from cspm.procedures.tickets import actions
    from cspm.procedures.tickets.typed import material_lines

    lines = material_lines(take=take, back=back, used=used)
    changed_each(
        desk, "tickets", (record,), act=lambda ticket: actions.materials(desk.office, ticket, lines=lines, by=by)
    )


@changes("finish")
@id_argument
@click.option("--result", required=True, metavar="R", help=N_("What was done."))
@click.option(
    "--check", "checks", multiple=True, metavar="STEP=VALUE", help=N_("A checked step with its value; may be repeated.")
)
@click.option("--checklist", metavar="NAME", help=N_("The technical checklist; default the one that the item names."))
@by_option
def finish(
    desk: Desk, record: str, result: str, checks: tuple[str, ...], checklist: str | None, by: str | None
) -> None:
    """The work is done.

    Steps and values of a technical checklist: cspm checklist show NAME. A value that is not accepted is a finding.
    """
    from cspm.procedures.tickets import actions
    from cspm.procedures.tickets.typed import check_lines

    changed_each(
        desk,
        "tickets",
        (record,),
        act=lambda ticket: actions.finish(
            desk.office, ticket, result=result, checks=check_lines(checks), checklist=checklist, by=by
        ),
    )


@changes("sign")
@id_argument
@click.option("--signed-by", required=True, metavar="NAME", help=N_("The customer who signed."))
@click.option("--opinion", metavar="O", help=N_("What the customer said."))
def sign(desk: Desk, record: str, signed_by: str, opinion: str | None) -> None:
    """The customer tried it out and signs."""
    from cspm.procedures.tickets import actions

    changed_each(
        desk,
        "tickets",
        (record,),
        act=lambda ticket: actions.sign(desk.office, ticket, signed_by=signed_by, opinion=opinion),
    )


@changes("reject")
@id_argument
@reason_option
def reject(desk: Desk, record: str, reason: str) -> None:
    """The customer is not satisfied: the ticket goes into rework."""
    from cspm.procedures.tickets import actions

    changed_each(desk, "tickets", (record,), act=lambda ticket: actions.reject(desk.office, ticket, reason=reason))
