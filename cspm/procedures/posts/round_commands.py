"""`cspm round`, `cspm walk`, `cspm sighting`: the leader's day, supervision by managers, what was noticed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.procedures.posts.states import ROUNDS, SIGHTING_STEPS, SIGHTINGS, WALKS
from cspm.shell.options import by_option, changes, id_argument
from cspm.shell.output import changed
from cspm.shell.params import Day, StaffId, When, Whole
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group
from cspm.shell.typed import Listed, Text

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

SOLVED = N_("Something was done about a problem")
round_ = standard_group(
    "rounds", N_("The leader's round of each day: who is there, his looks, the day's tasks, the grounds."), machine=ROUNDS,
    moves={"solve": SOLVED},
)  # fmt: skip
walk = standard_group(
    "walks", N_("Supervision rounds of managers and assistants: where, whom they saw, what they found."), machine=WALKS,
    moves={"solve": SOLVED},
)  # fmt: skip
sighting = standard_group(
    "sightings", N_("Something suspicious that security is told of; uncivil behaviour spoken up against."),
    machine=SIGHTINGS, steps=SIGHTING_STEPS, types={"seen_by": StaffId()}, at="seen_at", by="seen_by",
)  # fmt: skip
PLACES = click.option("--places", type=Listed(Text()), default=(), metavar="PLACE,...", help=N_("Where the round went."))  # fmt: skip
PROBLEM = click.option(
    "--problem", "problems", multiple=True, metavar="PLACE=TEXT", help=N_("What was found there; may be repeated.")
)


@changes("add")
@click.option("--date", "day", type=Day(), help=N_("The day; default today."))
@click.option("--post", metavar="POST", help=N_("The leader's post; default that of who types, or the only one."))
@click.option("--all-present", is_flag=True, help=N_("Everybody expected was there at the hour of his post."))
@click.option("--in", "came", multiple=True, metavar="STAFF=TIME", help=N_("Who came when, such as CL02=8:10."))
@click.option("--absent", multiple=True, metavar="STAFF=REASON", help=N_("Who was not there, and why."))
@click.option("--untidy", multiple=True, metavar="STAFF=NOTE", help=N_("Whose appearance was not in order."))
@click.option("--own-zones", is_flag=True, help=N_("Everybody's task is his own zone."))
@click.option("--task", "tasks", multiple=True, metavar="STAFF=TASK", help=N_("What somebody was given to do."))
@click.option(
    "--inspected", type=Listed(Text()), default=(), metavar="PLACE,...", help=N_("Places inspected and in order.")
)
@PROBLEM
def add_round(
    desk: Desk, *, day: date | None, post: str | None, came: tuple[str, ...], absent: tuple[str, ...], untidy: tuple[str, ...],
    tasks: tuple[str, ...], inspected: tuple[str, ...], problems: tuple[str, ...], all_present: bool, own_zones: bool,
) -> None:  # fmt: skip
    """The leader's round of a day: attendance, appearance, tasks, what was inspected. Again on that day it adds to it."""
    from cspm.procedures.posts import round_actions
    from cspm.procedures.posts.typed import pairs

    seen = round_actions.Seen(
        pairs(came, "--in"), pairs(absent, "--absent"), pairs(untidy, "--untidy"), pairs(tasks, "--task"), inspected,
        pairs(problems, "--problem"), all_present, own_zones,
    )  # fmt: skip
    made = round_actions.add_round(desk.office, day or desk.office.today, seen, post_id=post)
    changed(desk, "rounds", made.document())


@changes("add")
@PLACES
@click.option("--seen", type=Listed(StaffId()), default=(), metavar="STAFF,...", help=N_("Staff seen at work."))
@PROBLEM
@click.option("--began-at", "began", type=When(), help=N_("When it began; default now."))
@click.option("--note", metavar="TEXT", help=N_("A note."))
@by_option
def add_walk(
    desk: Desk, *, places: tuple[str, ...], seen: tuple[str, ...], problems: tuple[str, ...], began: datetime | None,
    note: str | None, by: str | None,
) -> None:  # fmt: skip
    """A round of the site by a manager or assistant: where, whom he saw at work, what he found."""
    from cspm.procedures.posts import round_actions
    from cspm.procedures.posts.typed import pairs

    made = round_actions.add_walk(
        desk.office, places=places, seen=seen, found=pairs(problems, "--problem"), began=began, note=note, by=by
    )
    changed(desk, "walks", made.document())


def _solve(kind: str) -> click.Command:
    @changes("solve")
    @id_argument
    @click.argument("number", type=Whole(1), metavar="NUMBER")
    @click.option("--action", metavar="TEXT", help=N_("What was done about it."))
    @click.option("--ticket", type=RecordId("tickets"), help=N_("The ticket that is about it."))
    @by_option
    def solve(desk: Desk, *, record: str, number: int, action: str | None, ticket: str | None, by: str | None) -> None:
        """Say what was done about a problem that a round found, by its number."""
        from cspm.procedures.posts import round_actions

        found = desk.store.resolve(kind, record)
        made = round_actions.solve(desk.office, kind, found, number=number, action=action, ticket=ticket, by=by)
        changed(desk, kind, made.document())

    return solve


round_.add_command(add_round)
round_.add_command(_solve("rounds"))
walk.add_command(add_walk)
walk.add_command(_solve("walks"))
