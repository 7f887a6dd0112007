"""How a ticket ends, and corrections: close, pay, cancel, decline, reopen, escalate, amend, undo."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.shell.desk import several
from cspm.shell.options import by_option, changes, id_argument, ids_argument, reason_option
from cspm.shell.output import changed_each, put_changed
from cspm.shell.params import Closed, Day, StaffId, When
from cspm.shell.role_type import Role

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

STAFF_FIELDS = {"assignee": StaffId(), "with_": StaffId(), "first_receiver": StaffId()}


@changes("close")
@ids_argument
@click.option("--result", metavar="R", help=N_("What was done."))
@click.option("--signed-by", metavar="NAME", help=N_("The customer who signed."))
@click.option("--agreed-by", metavar="NAME", help=N_("The customer who agreed to the price."))
@click.option("--payment", type=Closed("payment"), help=N_("How it is paid."))
@click.option("--return-point", type=Closed("return_point"), help=N_("Where the slip was handed in."))
@by_option
def close(desk: Desk, ids: tuple[str, ...], by: str | None, **given: Any) -> None:
    """Close a ticket with its result."""
    from cspm.procedures.tickets import actions

    changed_each(
        desk, "tickets", ids, act=lambda ticket: actions.close(desk.office, ticket, by=by, note=desk.note, **given)
    )


@changes("pay")
@id_argument
@click.option("--method", required=True, type=Closed("payment"), help=N_("How it was paid."))
@click.option("--on", type=Day(), help=N_("The day; default today."))
@click.option("--receipt", metavar="NO", help=N_("The receipt number."))
def pay(desk: Desk, record: str, method: str, on: date | None, receipt: str | None) -> None:
    """The customer paid."""
    from cspm.procedures.tickets import actions

    changed_each(
        desk,
        "tickets",
        (record,),
        act=lambda ticket: actions.pay(desk.office, ticket, method=method, on=on, receipt_no=receipt),
    )


@changes("cancel")
@ids_argument
@reason_option
def cancel(desk: Desk, ids: tuple[str, ...], reason: str) -> None:
    """The customer no longer wants it: written off and confirmed."""
    from cspm.procedures.tickets import actions

    changed_each(desk, "tickets", ids, act=lambda ticket: actions.end(desk.office, ticket, "cancel", reason=reason))


@changes("decline")
@ids_argument
@reason_option
@click.option("--wanted", metavar="ITEM", help=N_("The service that was asked for, when it is not offered."))
@click.option("--helped", metavar="TEXT", help=N_("What was tried to help all the same."))
def decline(desk: Desk, ids: tuple[str, ...], **said: Any) -> None:
    """It cannot be accepted; the customer was told why.

    A service that is not offered is recorded as an unmet demand: see cspm demand list.
    """
    from cspm.procedures.tickets import actions

    changed_each(desk, "tickets", ids, act=lambda one: actions.decline(desk.office, one, note=desk.note, **said))


@changes("reopen")
@id_argument
@reason_option
@click.option("--due", required=True, type=When(), help=N_("When it must be put right."))
def reopen(desk: Desk, record: str, reason: str, due: datetime) -> None:
    """Open a closed ticket again for rework, with a due time."""
    from cspm.procedures.tickets import actions

    changed_each(
        desk,
        "tickets",
        (record,),
        act=lambda one: actions.reopen(desk.office, one, reason=reason, due=due, note=desk.note),
    )


@changes("escalate")
@id_argument
@click.option("--to", required=True, type=Role(), help=N_("The role it is reported to."))
@reason_option
def escalate(desk: Desk, record: str, to: str, reason: str) -> None:
    """Report a ticket to a higher role."""
    from cspm.procedures.tickets import actions

    changed_each(
        desk, "tickets", (record,), act=lambda ticket: actions.escalate(desk.office, ticket, to=to, reason=reason)
    )


@changes("amend")
@id_argument
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@reason_option
def amend(desk: Desk, record: str, fields: tuple[str, ...], reason: str) -> None:
    """Correct what was written down; the old value stays in the history."""
    from cspm.procedures.tickets import corrections

    changed_each(
        desk,
        "tickets",
        (record,),
        act=lambda ticket: corrections.amend(desk.office, ticket, fields=fields, reason=reason, own=STAFF_FIELDS),
    )


@changes("undo")
@click.argument("record", required=False, metavar="[ID]")
def undo(desk: Desk, record: str | None) -> None:
    """Take back the last change: your own, or that of the record named.

    What one command did to several records is taken back as a whole. It is taken back by a new event; nothing is erased.
    An approval cannot be undone, only adjusted.
    """
    from cspm.procedures.tickets import corrections
    from cspm.shell.corrections import last_command

    kind, found = last_command(desk, record)
    put_changed(desk, kind, corrections.undo(desk.office, kind, found), many=len(found) > 1 or several(record or ""))
