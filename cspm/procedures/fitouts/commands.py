"""`cspm fitout`: applications, sites, the daily look, violations, deposits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.procedures.fitouts.states import FITOUTS, STEPS
from cspm.shell.options import by_option, changes, id_argument, ids_argument
from cspm.shell.output import changed, changed_each
from cspm.shell.params import Closed, Day, StaffId, Whole
from cspm.shell.registers import standard_group
from cspm.shell.typed import Listed, Text

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

fitout = standard_group(
    "fitouts", N_("Fit-outs: applied for, approved, looked at each day, violations stopped."), machine=FITOUTS,
    steps=STEPS, types={"inspector": StaffId()}, complete="cspm.procedures.fitouts.actions:new_site",
    hidden=("approved_items", "decided_at", "decided_by", "opinion", "deposit_amount", "deposit_at", "deposit_by",
            "returned_amount", "returned_at", "returned_by", "ended_on"),
    apart=("looks", "violations"),
    moves={"enter": N_("The work begins"), "tell": N_("A leader was told of a violation"),
           "inspect": N_("Somebody looked at the site"), "violate": N_("Something against the rules was found"),
           "stop": N_("A stop was ordered"), "clear": N_("A violation was put right")},
)  # fmt: skip
NUMBER = click.argument("number", type=Whole(1), metavar="NUMBER")


@changes("enter")
@id_argument
@click.option("--date", "day", type=Day(), help=N_("The day; default today."))
@by_option
def enter(desk: Desk, record: str, day: date | None, by: str | None) -> None:
    """The work begins: from then on somebody looks at the site each day."""
    from cspm.procedures.fitouts import actions

    found = desk.store.resolve("fitouts", record)
    changed(desk, "fitouts", actions.enter(desk.office, found, day=day, by=by).document())


@changes("inspect")
@ids_argument
@click.option("--date", "day", type=Day(), help=N_("The day; default today."))
@click.option("--idle", is_flag=True, help=N_("Nobody worked there that day."))
@click.option(
    "--found", type=Listed(Text()), default=(), metavar="TEXT,...", help=N_("The works that were found on site.")
)
@click.option("--note", metavar="TEXT", help=N_("A note."))
@by_option
def inspect(desk: Desk, ids: tuple[str, ...], **given: Any) -> None:
    """Somebody looked at the sites on a day; for all of them at once: cspm fitout inspect state:active --yes"""
    from cspm.procedures.fitouts import actions

    changed_each(desk, "fitouts", ids, act=lambda one: actions.inspect(desk.office, one, **given))


@changes("violate")
@id_argument
@click.option("--type", "kind", type=Closed("violation_type"), required=True, help=N_("What it is."))
@click.option("--text", metavar="TEXT", help=N_("What was found."))
@click.option("--order", metavar="TEXT", help=N_("The stop order that was given at once, by its number or in words."))
@click.option("--told", metavar="NAME", help=N_("The leader who was told at once."))
@by_option
def violate(desk: Desk, record: str, **given: Any) -> None:
    """Something against the rules was found: a way blocked, unauthorised building or piling, the exterior changed."""
    from cspm.procedures.fitouts import actions

    found = desk.store.resolve("fitouts", record)
    changed(desk, "fitouts", actions.violate(desk.office, found, **given).document())


@changes("stop")
@id_argument
@NUMBER
@click.option("--order", metavar="TEXT", help=N_("The stop order, by its number or in words."))
@by_option
def stop(desk: Desk, record: str, number: int, order: str | None, by: str | None) -> None:
    """A stop was ordered for a violation, named by its number."""
    from cspm.procedures.fitouts import actions

    found = desk.store.resolve("fitouts", record)
    changed(desk, "fitouts", actions.stop(desk.office, found, number, order=order, by=by).document())


@changes("tell")
@id_argument
@NUMBER
@click.option("--to", required=True, metavar="NAME", help=N_("The leader who was told."))
@by_option
def tell(desk: Desk, record: str, number: int, to: str, by: str | None) -> None:
    """A leader was told of a violation, named by its number."""
    from cspm.procedures.fitouts import actions

    found = desk.store.resolve("fitouts", record)
    changed(desk, "fitouts", actions.tell(desk.office, found, number, to=to, by=by).document())


@changes("clear")
@id_argument
@NUMBER
@by_option
def clear(desk: Desk, record: str, number: int, by: str | None) -> None:
    """A violation was put right, named by its number."""
    from cspm.procedures.fitouts import actions

    found = desk.store.resolve("fitouts", record)
    changed(desk, "fitouts", actions.clear(desk.office, found, number, by=by).document())


for command in (enter, inspect, violate, stop, tell, clear):
    fitout.add_command(command)
