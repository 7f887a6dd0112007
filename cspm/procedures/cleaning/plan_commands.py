"""`cspm inspection plan`, `form`, `photo`, `photos`: what surrounds the daily inspection."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.procedures.cleaning.states import FORM_SIZES
from cspm.shell.form_command import pdf_option
from cspm.shell.options import changes, reads
from cspm.shell.output import changed, put, put_report
from cspm.shell.params import Choice, Day, Period

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@reads("plan")
@click.option("--date", "day", type=Day(), help=N_("The day; default today."))
@click.option("--month", type=Period("month"), help=N_("A whole month, such as 2026-10 or 上月."))
@click.option("--contract", metavar="C", help=N_("The contract; default all."))
def plan(desk: Desk, day: date | None, month: str | None, contract: str | None) -> None:
    """What is to be inspected on a day or in a month, and what of it was.

    Made of the frequencies of the execution standard and the areas of the contracts, which take turns.
    """
    from cspm.procedures.cleaning.planned_answers import plan_report

    report, ids = plan_report(desk, day, month, contract)
    put_report(desk, report, ids=ids)


@reads("form", faces=("html", "json"))
@click.option("--contract", required=True, metavar="C", help=N_("The contract."))
@click.option("--date", "day", type=Day(), help=N_("The day; default today."))
@click.option(
    "--area", "areas", multiple=True, metavar="A", help=N_("An area; may be repeated. Default those planned.")
)
@click.option("--size", type=Choice(FORM_SIZES), default="a4", help=N_("Paper to print on, or the width of a phone."))
@click.option("--lines", is_flag=True, help=N_("As lines to change and type in with: cspm inspection add --from FILE"))
@pdf_option
def form(
    desk: Desk, contract: str, day: date | None, areas: tuple[str, ...], size: str, lines: bool, pdf: bool
) -> None:
    """The blank form of a day: the items of each area with boxes, what is to recheck, lines to sign on."""
    from cspm.procedures.cleaning.planned_answers import blank, blank_lines
    from cspm.shell.printing import put_form

    found = desk.store.resolve("contracts", contract)
    if lines:
        put(desk, blank_lines(desk, found, day, areas).encode())
        return
    values = blank(desk, found, day, areas, size)
    put_form(desk, "cleaning/blank.html", values, name=f"{found}-{values['date']}", pdf=pdf)


@changes("photo")
@click.argument("record", metavar="ID|FINDING")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def photo(desk: Desk, record: str, files: tuple[str, ...]) -> None:
    """Register photos of an inspection or a finding: where they lie and what they are; the files stay where they are."""
    from cspm.procedures.cleaning import photographs
    from cspm.procedures.cleaning.answers import record_typed

    found, number = record_typed(desk, record)
    changed(desk, "inspections", photographs.add(desk.office, found, number, files, root=desk.root).document())


@reads("photos")
@click.argument("words", nargs=-1, metavar="[ID|FILTER...]")
@click.option("--verify", is_flag=True, help=N_("Compare with the files: exit 1 when one is missing or changed."))
@click.pass_context
def photos(context: click.Context, desk: Desk, words: tuple[str, ...], verify: bool) -> None:
    """The photos that are registered, with length and digest."""
    from cspm.procedures.cleaning.planned_answers import photos_report

    report, ids, wrong = photos_report(desk, words, verify=verify)
    put_report(desk, report, ids=ids)
    if wrong:
        context.exit(1)
