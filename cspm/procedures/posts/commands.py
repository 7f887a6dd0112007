"""`cspm posts`: in-house cleaning posts, what is owed there and what was done; `cspm post-work`: what was written down."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.procedures.posts.states import POSTS, WORK
from cspm.shell.form_command import pdf_option
from cspm.shell.options import changes, id_argument, reads, reason_option
from cspm.shell.output import changed, put_changed, put_report
from cspm.shell.params import Closed, Day, StaffId
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group
from cspm.shell.typed import Hour, Listed, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from cspm.shell.desk import Desk

posts = standard_group(
    "posts", N_("In-house cleaning posts: zones and their owners, what is owed there, what was done."), machine=POSTS,
    types={"owner": StaffId(), "starts": Hour()}, hidden=("holders",), filled=("active_from",),
    complete="cspm.procedures.posts.actions:new_post",
    moves={"entrust": N_("Another one answers for the zone"), "done": N_("What was done at posts"),
           "excuse": N_("Why something was left out")},
)  # fmt: skip
post_work = standard_group(
    "post_work", N_("What was written down of the work at posts, one entry for each post and period."), machine=WORK,
    without=("add",),
)  # fmt: skip

CHOICE = (
    click.option("--date", "day", type=Day(), help=N_("The day; default today. A week or month is the one of that day.")),
    click.option("--post", "post_ids", multiple=True, type=RecordId("posts"), help=N_("The post; default all that owe something.")),
    click.option("--every", type=Closed("post_every"), default="day", help=N_("The duties of the day, week or month.")),
    click.option("--duty", "duties", multiple=True, help=N_("These duties only, by code or label; may be repeated.")),
    click.option("--place", "places", type=Listed(Text()), default=(), metavar="PLACE,...", help=N_("These places only.")),
    click.option("--except", "excepted", multiple=True, metavar="DUTY[@PLACE]", help=N_("All but these; may be repeated.")),
)  # fmt: skip


def choice(body: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which duties are meant."""
    for option in reversed(CHOICE):
        body = option(body)
    return body


@changes("entrust")
@id_argument
@click.option("--to", required=True, type=StaffId(), metavar="STAFF", help=N_("Who answers for the zone from then on."))
@click.option("--from", "start", type=Day(), help=N_("The first day; default today."))
@click.option("--reason", metavar="TEXT", help=N_("Why."))
def entrust(desk: Desk, record: str, to: str, start: date | None, reason: str | None) -> None:
    """Another one answers for the zone from a day on; there is one owner at a time."""
    from cspm.procedures.posts import actions

    found = desk.store.resolve("posts", record)
    made = actions.entrust(desk.office, found, to=to, start=start, reason=reason)
    changed(desk, "posts", made.document())


@changes("done")
@choice
@click.option("--all", "everything", is_flag=True, help=N_("Everything that is owed then."))
@click.option("--by", type=StaffId(), metavar="STAFF", help=N_("Who did it; default the owner of the zone."))
def done(desk: Desk, *, everything: bool, by: str | None, post_ids: tuple[str, ...], **given: Any) -> None:
    """What was done at posts: --all for everything of the day, --except for what was left out.

    Without --post it is written down for all posts at once. What is there already stays as it is.
    """
    from cspm.procedures.posts import actions
    from cspm.procedures.posts.chosen import chosen

    made = actions.done(
        desk.office, post_ids, chosen(desk.office, everything=everything, **given), by=by, note=desk.note
    )
    put_changed(desk, "post_work", made, many=True)


@changes("excuse")
@choice
@reason_option
def excuse(desk: Desk, *, reason: str, post_ids: tuple[str, ...], **given: Any) -> None:
    """Why something was left out, such as heavy rain: what the leader accepts is no miss."""
    from cspm.procedures.posts import actions
    from cspm.procedures.posts.chosen import chosen

    made = actions.excuse(desk.office, post_ids, chosen(desk.office, everything=True, **given), reason=reason)
    put_changed(desk, "post_work", made, many=True)


@reads("owed")
@click.option("--date", "day", type=Day(), help=N_("The day; default today."))
@click.option("--for", "staff", type=StaffId(), metavar="STAFF", help=N_("What one person owes."))
@click.option("--post", type=RecordId("posts"), help=N_("One post only."))
@click.option("--missed", is_flag=True, help=N_("What the month up to that day missed."))
def owed(desk: Desk, day: date | None, staff: str | None, post: str | None, missed: bool) -> None:
    """What is owed at posts on a day, in its week and its month, and whether it is done."""
    from cspm.procedures.posts.queries import owed_on

    report, ids = owed_on(desk, day or desk.office.today, staff=staff, post=post, missed=missed)
    put_report(desk, report, ids=ids)


@reads("print")
@click.argument("ids", nargs=-1, metavar="[POST...]")
@click.option("--date", "day", type=Day(), help=N_("The day; default today."))
@click.option("--every", type=Closed("post_every"), help=N_("The sheet of the day, week or month; default all three."))
@pdf_option
def print_(desk: Desk, ids: tuple[str, ...], day: date | None, every: str | None, pdf: bool) -> None:
    """Print task sheets: what is owed at a post in a day, week or month, with boxes to tick."""
    from cspm.procedures.posts.duties import LENGTHS
    from cspm.procedures.posts.queries import sheets
    from cspm.shell.printing import put_form

    found, when = desk.each("posts", ids, changing=False), day or desk.office.today
    values = sheets(desk, found, when, (every,) if every else LENGTHS)
    put_form(desk, "posts/task_sheet.html", values, name=f"task-sheets-{when.isoformat()}", pdf=pdf)


for command in (entrust, done, excuse, owed, print_):
    posts.add_command(command)
