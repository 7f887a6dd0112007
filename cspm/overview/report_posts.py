"""`cspm report posts|patrols|fitouts`: in-house cleaning posts, patrols and fit-outs, joined to the group in `report_commands.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cspm.shell.options import explain_option, month_option, reads
from cspm.shell.output import put_report

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@reads("posts")
@month_option
@explain_option
def posts(desk: Desk, month: str | None, explain: str | None) -> None:
    """Work at the cleaning posts of a month: done, excused and missed by post and duty, and by owner of the zone."""
    from cspm.overview import report_actions
    from cspm.procedures.posts.queries import month_report

    made, ids = report_actions.explained(month_report(desk, month), explain)
    put_report(desk, made, ids=ids)


@reads("patrols")
@month_option
@explain_option
def patrols(desk: Desk, month: str | None, explain: str | None) -> None:
    """The patrols of a month by route: on time, late, missed; the defects found and how their repair stands."""
    from cspm.overview import report_actions
    from cspm.procedures.patrols.queries import month_report

    made, ids = report_actions.explained(month_report(desk, month), explain)
    put_report(desk, made, ids=ids)


@reads("fitouts")
@month_option
@explain_option
def fitouts(desk: Desk, month: str | None, explain: str | None) -> None:
    """The fit-outs of a month: applied, approved, begun, finished; looks, violations, deposits, and what is left to do."""
    from cspm.overview import report_actions
    from cspm.procedures.fitouts.queries import month_report

    made, ids = report_actions.explained(month_report(desk, month), explain)
    put_report(desk, made, ids=ids)


OF_POSTS = (posts, patrols, fitouts)
