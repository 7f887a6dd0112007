"""`cspm garbage`: collections with their checklist, and the hours in which they are made."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.procedures.garbage.states import COLLECTIONS
from cspm.shell.options import changes, reads
from cspm.shell.output import put_report
from cspm.shell.params import Closed, Day, When
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group
from cspm.shell.typed import Listed

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

garbage = standard_group(
    "collections", N_("Garbage collected: when, where, and what of the checklist was in order."), machine=COLLECTIONS
)


@changes("add")
@click.option("--area", required=True, metavar="A", help=N_("The area."))
@click.option("--at", type=When(), help=N_("When it was collected; default now."))
@click.option(
    "--to",
    "destination",
    type=Closed("destination"),
    default="garbage_room",
    help=N_("Where it was taken."),
)
@click.option("--ok", is_flag=True, help=N_("Everything else on the checklist was in order."))
@click.option("--not", "missed", type=Listed(Closed("garbage_point")), default=(), help=N_("What was not in order."))
@click.option(
    "--kept", type=Listed(Closed("garbage_point")), default=(), help=N_("Only this was looked at and in order.")
)
@click.option("--contract", type=RecordId("contracts"), help=N_("The contract of who collects."))
@click.option("--by", metavar="NAME", help=N_("Who collected: staff or a name."))
@click.option("--note", metavar="TEXT", help=N_("What else is to be known."))
def add(desk: Desk, at: datetime | None, **given: Any) -> None:
    """One collection. --ok: all in order; --not bagged,tied: all but these; --kept cart: only this was looked at."""
    from cspm.procedures.garbage import actions
    from cspm.shell.register_answers import told

    told(desk, garbage.register, actions.add_collection(desk.office, at=at, **given).document())


@reads("windows")
@click.option("--date", "day", type=Day(), help=N_("The day; default today."))
def show_windows(desk: Desk, day: date | None) -> None:
    """The collection hours of each area on a day, and the collections made in them."""
    from cspm.procedures.garbage.queries import windows_report

    put_report(desk, windows_report(desk, day))


garbage.add_command(add)
garbage.add_command(show_windows)
