"""`cspm patrol-route`, `cspm patrol`, `cspm defect`: routes, patrols, what they find."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.procedures.patrols.states import DEFECT_STEPS, DEFECTS, PATROLS, ROUTES
from cspm.procedures.patrols.typed import Window
from cspm.shell.form_command import pdf_option
from cspm.shell.options import by_option, changes, id_argument, reads, reason_option
from cspm.shell.output import changed, put_report
from cspm.shell.params import Day, StaffId, When, Whole
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group
from cspm.shell.typed import Listed, Text

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

ACTIONS = "cspm.procedures.patrols.actions"
patrol_route = standard_group(
    "patrol_routes", N_("Routes of patrols: points in order, on which days and in which hours."), machine=ROUTES,
    types={"patroller": StaffId(), "windows": Window(), "interval": Whole(1)}, complete=f"{ACTIONS}:new_route",
    filled=("active_from",), without=("done", "excuse"),
)  # fmt: skip
patrol = standard_group(
    "patrols", N_("Patrols of public facilities: what was planned, what was made, what was found."), machine=PATROLS,
    without=("add",), moves={"done": N_("A patrol was made"), "excuse": N_("Why a patrol was not made")},
)  # fmt: skip
defect = standard_group(
    "defects", N_("Defects of public facilities and the tickets that repair them."), machine=DEFECTS, steps=DEFECT_STEPS,
    types={"found_by": StaffId()}, complete=f"{ACTIONS}:new_defect", filled=("found_at", "found_by", "found_how"),
    hidden=("patrol", "ticket", "ticket_at", "decision", "dismissed_at"), moves={"repair": N_("Send it to repair")},
)  # fmt: skip
ROUTE = click.argument("route", type=RecordId("patrol_routes"), metavar="ROUTE")
DATE = click.option("--date", "day", type=Day(), help=N_("The day; default today."))
NUMBER = click.option(
    "--number", type=Whole(1), help=N_("Which of the day's planned patrols; default the first not made.")
)


@changes("done")
@ROUTE
@DATE
@NUMBER
@click.option(
    "--defect", "defects", multiple=True, metavar="POINT=TEXT",
    help=N_("What is wrong at a point: it makes a repair ticket. May be repeated; all other points are in order."),
)  # fmt: skip
@click.option(
    "--ticket", "linked", multiple=True, metavar="POINT=TICKET", help=N_("The ticket that is there already for it.")
)
@click.option(
    "--unseen", type=Listed(Text()), default=(), metavar="POINT,...", help=N_("Points that were passed over.")
)
@click.option("--began-at", "began", type=When(), help=N_("When it began."))
@click.option("--ended-at", "ended", type=When(), help=N_("When it ended; default now."))
@click.option("--note", metavar="TEXT", help=N_("A note."))
@click.option("--by", type=StaffId(), metavar="STAFF", help=N_("Who went; default who types."))
def done(desk: Desk, *, route: str, defects: tuple[str, ...], linked: tuple[str, ...], unseen: tuple[str, ...],
         note: str | None, **given: Any) -> None:  # fmt: skip
    """Write a patrol down: every point in order, but those named with --defect or --unseen.

    A defect makes its repair ticket at once, or is linked to the one named with --ticket.
    """
    from cspm.procedures.patrols import actions, answers

    seen = answers.seen_of(desk, defects=defects, linked=linked, unseen=unseen, note=note)
    made = actions.done(desk.office, route, seen, **given)
    changed(desk, "patrols", made.document(), answers.told(made))


@changes("excuse")
@ROUTE
@DATE
@NUMBER
@reason_option
def excuse(desk: Desk, route: str, day: date | None, number: int | None, reason: str) -> None:
    """Why a planned patrol was not made, such as a typhoon: it is no miss then."""
    from cspm.procedures.patrols import actions

    made = actions.excuse(desk.office, route, day=day or desk.office.today, number=number, reason=reason)
    changed(desk, "patrols", made.document())


@reads("plan")
@click.option("--date", "day", type=Day(), help=N_("The day; default today."))
@click.option("--to", "last", type=Day(), help=N_("The last day; default the same."))
@click.option("--for", "staff", type=StaffId(), metavar="STAFF", help=N_("The routes of one person."))
def plan(desk: Desk, day: date | None, last: date | None, staff: str | None) -> None:
    """The patrols that are planned, and whether they were made on time, late, or missed."""
    from cspm.procedures.patrols.queries import planned

    first = day or desk.office.today
    report, ids = planned(desk, first, last or first, staff=staff)
    put_report(desk, report, ids=ids)


@reads("print")
@click.argument("ids", nargs=-1, metavar="[ROUTE...]")
@DATE
@pdf_option
def print_(desk: Desk, ids: tuple[str, ...], day: date | None, pdf: bool) -> None:
    """Print patrol records: a page for each planned patrol of a day, with what was written down of it."""
    from cspm.procedures.patrols.queries import sheets
    from cspm.shell.printing import put_form

    found, when = desk.each("patrol_routes", ids, changing=False), day or desk.office.today
    put_form(desk, "patrols/record.html", sheets(desk, found, when), name=f"patrols-{when.isoformat()}", pdf=pdf)


@changes("repair")
@id_argument
@click.option("--ticket", type=RecordId("tickets"), help=N_("The ticket that is there already; default a new one."))
@by_option
def repair(desk: Desk, record: str, ticket: str | None, by: str | None) -> None:
    """Send a defect to repair: a new ticket, or the one named. Both name each other from then on."""
    from cspm.procedures.patrols import actions, answers

    made = actions.repair(desk.office, desk.store.resolve("defects", record), ticket=ticket, by=by)
    changed(desk, "defects", made.document(), answers.sent(made))


@reads("show")
@id_argument
def show(desk: Desk, record: str) -> None:
    """One defect with how its repair stands."""
    from cspm.procedures.patrols.answers import show_defect

    show_defect(desk, desk.store.resolve("defects", record))


@reads("open")
def open_(desk: Desk) -> None:
    """The defects that are not repaired yet, each with its ticket and how that stands."""
    from cspm.procedures.patrols.queries import open_defects

    report, ids = open_defects(desk)
    put_report(desk, report, ids=ids)


for command in (done, excuse, plan, print_):
    patrol.add_command(command)
for command in (repair, show, open_):
    defect.add_command(command)
