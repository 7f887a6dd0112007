"""`cspm follow` and `cspm feedback`: a repair is followed up, and its owner hears how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.shell.options import by_option, changes, id_argument, ids_argument
from cspm.shell.output import changed_each
from cspm.shell.params import StaffId

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@changes("follow")
@ids_argument
@click.option("--to", type=StaffId(), metavar="STAFF", help=N_("The specialist; default the one who has the zone."))
def follow(desk: Desk, ids: tuple[str, ...], to: str | None) -> None:
    """Give a repair to a specialist, who sees it through."""
    from cspm.procedures.repairs import actions

    changed_each(desk, "tickets", ids, act=lambda ticket: actions.follow(desk.office, ticket, to=to, note=desk.note))


@changes("feedback")
@id_argument
@click.argument("text", metavar="TEXT")
@by_option
def feedback(desk: Desk, record: str, text: str, by: str | None) -> None:
    """The owner was told how the repair went."""
    from cspm.procedures.repairs import actions

    changed_each(desk, "tickets", (record,), act=lambda ticket: actions.feedback(desk.office, ticket, text, by=by))
