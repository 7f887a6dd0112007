"""`cspm compliance`, `cspm rules`, `cspm can`: the rules, whether they were kept, and who may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.shell.options import month_option, reads
from cspm.shell.output import put_report
from cspm.shell.role_type import Role

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@reads("compliance")
@month_option
@click.option("--with", "trial", metavar="NEW.toml", help=N_("What the month would look like under these settings."))
def compliance(desk: Desk, month: str | None, trial: str | None) -> int:
    """Every rule that the month's records can answer: kept, broken or no data; exit 1 when one is broken.

    Value and required say how many judgements kept the rule and how many there were; for a quota what was done and what
    is asked. Rules of manner and bearing are named conduct: no record can answer them. What was done with open eyes
    against a rule is listed with who did it and the reason that was given. --with takes a file like site.toml whose
    figures and settings stand in place of the site's own: no record is touched, and those that change sides are named.
    """
    from cspm.overview.compliance_actions import compliance_report
    from cspm.overview.trial import trial_report

    report, broken = compliance_report(desk, month) if trial is None else trial_report(desk, month, trial)
    put_report(desk, report, ids=broken)
    return 1 if broken else 0


@reads("rules")
@click.argument("rule", required=False, metavar="[ID]")
@click.option("--systems", is_flag=True, help=N_("The systems S01 to S68, with how many of their rules live here."))
def rules(desk: Desk, rule: str | None, systems: bool) -> None:
    """Every rule of the manuals: clause, what it asks, where it lives, the value in force today and the site's own.

    With ID one rule and all its figures.
    """
    from cspm.overview import catalogue

    report, ids = catalogue.listed(desk, rule=rule, systems=systems)
    put_report(desk, report, ids=ids)


@reads("can")
@click.argument("staff", metavar="STAFF")
@click.argument("action", metavar="ACTION")
@click.argument("record", required=False, metavar="[RECORD]")
def can(desk: Desk, staff: str, action: str, record: str | None) -> int:
    """May this person do that, and which line of the permission matrix says so; exit 0 when allowed, 1 when not.

    With RECORD its present state is asked too.
    """
    from cspm.overview.permission import permission

    report, allowed = permission(desk, staff, action, record=record)
    put_report(desk, report)
    return 0 if allowed else 1


@reads("permissions")
@click.option("--role", type=Role(), help=N_("Only what this role may."))
def permissions(desk: Desk, role: str | None) -> None:
    """Who may do what: every line of the permission matrix, with rule and clause, and what is open to everybody on purpose."""
    from cspm.overview.permission import matrix

    put_report(desk, matrix(desk, role))
