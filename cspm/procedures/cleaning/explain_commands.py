"""`cspm inspection explain`, `cspm contract explain`: which records made a minor or severe, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.core.periods import last_month
from cspm.shell.options import month_option, reads
from cspm.shell.output import put_report

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@reads("explain")
@click.argument("finding", metavar="FINDING")
def inspection(desk: Desk, finding: str) -> None:
    """Why a finding is judged as it is, such as I-202610-0004.2: every record of its run, and what is charged."""
    from cspm.procedures.cleaning.answers import finding_typed
    from cspm.procedures.cleaning.explain_reports import of_finding

    found, number = finding_typed(desk, finding)
    put_report(desk, of_finding(desk.store, found, number, terms=desk.terms, now=desk.now), ids=(found,))


@reads("explain")
@click.argument("key", metavar="CONTRACT[:AREA[:ITEM]]")
@month_option
def contract(desk: Desk, key: str, month: str | None) -> None:
    """What made the minors and severes of a contract, an area or one item of it in a month, record by record."""
    from cspm.procedures.cleaning.answers import key_typed
    from cspm.procedures.cleaning.explain_reports import of_month

    named, area, item = key_typed(key)
    found, period = desk.store.resolve("contracts", named), month or last_month(desk.now, desk.site.tz)
    report = of_month(desk.store, found, period, area=area, item=item, terms=desk.terms, now=desk.now)
    put_report(desk, report, ids=(found,))
