"""`cspm report posts|patrols`: in-house cleaning posts and patrols, joined to the group in `report_commands.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.shell.options import reads
from cspm.shell.output import put_report
from cspm.shell.params import Period

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

MONTH = click.option(
    "--month", type=Period("month"), help=N_("The month, such as 2026-10 or 上月; default the last complete one.")
)
EXPLAIN = click.option(
    "--explain", metavar="KEY", help=N_("List the records behind a number, such as tickets.received.")
)


@reads("posts")
@MONTH
@EXPLAIN
def posts(desk: Desk, month: str | None, explain: str | None) -> None:
    """Work at the cleaning posts of a month: done, excused and missed by post and duty, and by owner of the zone."""
    from cspm.overview import report_actions
    from cspm.procedures.posts.queries import month_report

    made, ids = report_actions.explained(month_report(desk, month), explain)
    put_report(desk, made, ids=ids)


@reads("patrols")
@MONTH
@EXPLAIN
def patrols(desk: Desk, month: str | None, explain: str | None) -> None:
    """The patrols of a month by route: on time, late, missed; the defects found and how their repair stands."""
    from cspm.overview import report_actions
    from cspm.procedures.patrols.queries import month_report

    made, ids = report_actions.explained(month_report(desk, month), explain)
    put_report(desk, made, ids=ids)


OF_POSTS = (posts, patrols)
