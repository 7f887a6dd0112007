"""`cspm escalations`: the ladder of escalation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.shell.options import reads
from cspm.shell.output import put_report
from cspm.shell.role_type import Role

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@reads("escalations")
@click.option("--apply", is_flag=True, help=N_("Note each on its record, once, with time and addressee (for cron)."))
@click.option("--role", type=Role(), help=N_("Only what this role is to be told."))
def escalations(desk: Desk, apply: bool, role: str | None) -> int:
    """What is overdue and to be told to a higher role now; exit 1 when something is.

    Worked out anew each time from tickets, visits, incidents, referrals and the other registers. With --apply it is noted
    on the records and printed, and running it again adds nothing; silent when nothing is due. After how long which role
    is told: [figures] escalate_NAME_LEVEL (cspm rules R007 lists them) and [ladder.KIND] of site.toml; quiet hours, in
    which only emergencies are told: [calendar] quiet.
    """
    from cspm.overview import escalations as ladder

    found = ladder.lines(desk.store, desk.terms, desk.now, role=role)
    records = list(dict.fromkeys(line["record"] for line in found))
    if apply:
        ladder.note(desk.office, found, role=role)
    if found or not apply or desk.face == "json":
        put_report(desk, ladder.report(found, noted=apply, now=desk.now, site=desk.site.name), ids=records)
    return 1 if found and not apply else 0
