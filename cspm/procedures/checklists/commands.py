"""`cspm checklist list|show|print`: the technical checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.shell.form_command import pdf_option
from cspm.shell.lazy import group
from cspm.shell.options import reads
from cspm.shell.output import put_report

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

checklist = group(N_("Technical checklists: the steps of a repair and the values that are accepted."))


@reads("list")
def list_(desk: Desk) -> None:
    """Every technical checklist: the manual's eight, then the site's own."""
    from cspm.procedures.checklists.model import checklists
    from cspm.procedures.checklists.reports import listed

    found = checklists(desk.site)
    put_report(desk, listed(found.values()), ids=tuple(found))


@reads("show")
@click.argument("name", metavar="NAME")
def show(desk: Desk, name: str) -> None:
    """The steps of a checklist, what is accepted, and what to type.

    NAME is its name or label in either language, such as pipe or 给水管.
    """
    from cspm.procedures.checklists.queries import asked
    from cspm.procedures.checklists.reports import steps

    found = asked(desk, name)
    put_report(desk, steps(found, desk.terms, desk.office.today), ids=tuple(check.name for check in found.checks))


@reads("print")
@click.argument("name", metavar="NAME")
@click.option("--ticket", metavar="ID", help=N_("With the customer, the place and the values of this ticket."))
@pdf_option
def print_(desk: Desk, name: str, ticket: str | None, pdf: bool) -> None:
    """Print a checklist on paper, to be filled in on site."""
    from cspm.procedures.checklists.queries import asked, printed
    from cspm.shell.printing import put_form

    found = asked(desk, name)
    put_form(desk, "checklists/sheet.html", printed(desk, found, ticket), name=f"checklist-{found.name}", pdf=pdf)


for verb in (list_, show, print_):
    checklist.add_command(verb)
