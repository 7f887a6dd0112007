"""`cspm meter`: the meters of a work, imported by the thousand, checked and collected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.procedures.works.states import METER_STEPS, METERS
from cspm.shell.form_command import form_command
from cspm.shell.options import by_option, changes, ids_argument
from cspm.shell.output import changed_each
from cspm.shell.params import Closed
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group
from cspm.shell.typed import Listed

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

LATER = (
    "removed_no", "installed_no", "user_seen", "installed_at", "installed_by", "looked", "defects", "wiring", "miswired",
    "checked_at", "checked_by", "rectified_at", "rectified_by", "collected", "collected_at", "collected_by",
)  # fmt: skip

meter = standard_group(
    "meters", N_("Meters changed or installed: what the order says, what was found, how they were checked."), machine=METERS,
    steps=METER_STEPS, types={"work": RecordId("works")}, hidden=LATER,
    moves={"check": N_("It was checked: defects and wiring"), "rectify": N_("What was wrong was put right"),
           "collect": N_("Whether its readings come in was looked at")},
)  # fmt: skip
POINTS = Listed(Closed("meter_defect"))
WIRES = Listed(Closed("meter_wiring"))


@changes("check")
@ids_argument
@click.option("--defects", type=POINTS, help=N_("What was found wrong, with commas between."))
@click.option("--miswired", type=WIRES, help=N_("What is wrong in the wiring."))
@click.option("--looked", type=POINTS, help=N_("The points that were looked at; default all five."))
@click.option("--wiring", type=WIRES, help=N_("The points of the wiring that were looked at; default all six."))
@click.option("--note", metavar="TEXT", help=N_("What else was seen."))
@by_option
def check(desk: Desk, ids: tuple[str, ...], **given: Any) -> None:
    """Meters were checked: the five defects and the six points of the wiring; without options nothing was wrong.

    Several at once: cspm meter list work:W1 -q | cspm meter check -
    """
    from cspm.procedures.works import actions

    changed_each(desk, "meters", ids, act=lambda one: actions.check(desk.office, one, **given))


@changes("rectify")
@ids_argument
@click.option("--note", metavar="TEXT", help=N_("What was done."))
@by_option
def rectify(desk: Desk, ids: tuple[str, ...], note: str | None, by: str | None) -> None:
    """What a check found wrong was put right; what was found stays on the record."""
    from cspm.procedures.works import actions

    changed_each(desk, "meters", ids, act=lambda one: actions.rectify(desk.office, one, by=by, note=note))


@changes("collect")
@ids_argument
@click.option("--ok/--failed", "ok", default=None, help=N_("Whether the readings come in."))
@by_option
def collect(desk: Desk, ids: tuple[str, ...], ok: bool | None, by: str | None) -> None:
    """Somebody looked whether the readings of meters come in."""
    from cspm.procedures.works import actions

    changed_each(desk, "meters", ids, act=lambda one: actions.collect(desk.office, one, ok=ok, by=by))


print_ = form_command(
    "meters", "works/order.html", "cspm.procedures.works.queries:meter_form",
    N_("Print the install order of a meter: old and new number, position, breaker, user."),
)  # fmt: skip

for command in (check, rectify, collect, print_):
    meter.add_command(command)
