"""`cspm due`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.shell.options import reads
from cspm.shell.output import put_report
from cspm.shell.role_type import Role

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@reads("due")
@click.option("--overdue", is_flag=True, help=N_("Only what is late; exit 1 when something is, else silent."))
@click.option("--for", "staff", metavar="STAFF", help=N_("Only what this person answers for; me is you."))
@click.option("--role", type=Role(), help=N_("Only what this role answers for."))
@click.option("--within", metavar="2h", help=N_("Only what is due within this time from now."))
def due(desk: Desk, overdue: bool, staff: str | None, role: str | None, within: str | None) -> int:
    """What is due, the nearest first: replies, appointments, promises, callbacks, inspections, the quotas of the month.

    Each line names the rule, who answers for it and what to type.
    """
    from cspm.overview import due_actions
    from cspm.shell.show import say_words

    say_words()
    report, ids = due_actions.due(desk, overdue=overdue, staff=staff, within=within, role=role)
    if report.document or not overdue or desk.face == "json":
        put_report(desk, report, ids=ids)
    return 1 if overdue and report.document else 0
