"""`cspm standard`: the register of the execution standard, with the default that comes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_, Message
from cspm.procedures.cleaning.states import STANDARD
from cspm.procedures.people import states as _areas  # noqa: F401 - the words for kinds of areas, which lists show
from cspm.shell.form_command import pdf_option
from cspm.shell.options import changes, reads
from cspm.shell.output import put_answer
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

standard = standard_group("standard", N_("The execution standard: the items that inspections judge."), machine=STANDARD)


@changes("load-default")
def load_default(desk: Desk) -> None:
    """Load the default standard: items for corridors, lobbies, outdoor areas, car parks, garbage, greening and pests.

    Items that the site has already stay as they are.
    """
    from cspm.procedures.cleaning import actions
    from cspm.sheets.standard import default_standard

    made, kept = actions.load_standard(desk.office, default_standard())
    said = Message.of(N_("{created} items loaded, {kept} were there already."), created=len(made), kept=kept)
    put_answer(desk, {"created": [item.id for item in made], "kept": kept}, (said,))


@changes("load")
@click.argument("file", metavar="FILE")
@click.option("--reason", metavar="TEXT", help=N_("Why."))
def load(desk: Desk, file: str, reason: str | None) -> None:
    """Bring the standard up to a table (csv, xlsx, jsonl): new codes are added, known ones get its words.

    Headings are fields or their labels; what has no column stays. All rows or none; items that are not in the table stay.
    """
    from cspm.procedures.cleaning import standard_files

    done = standard_files.load(desk.office, file, reason=reason)
    said = Message.of(
        N_("{created} items added, {changed} changed, {same} as they were."), created=len(done.created),
        changed=len(done.changed), same=done.same,
    )  # fmt: skip
    put_answer(desk, done._asdict(), (said,))


@reads("print")
@click.argument("words", nargs=-1, metavar="[FILTER...]")
@pdf_option
def print_(desk: Desk, words: tuple[str, ...], pdf: bool) -> None:
    """Print the standard (F14), by kind of area, in the language of the command; filters such as domain:cleaning narrow it."""
    from cspm.procedures.cleaning.standard_forms import standard_sheet
    from cspm.shell.printing import put_form

    put_form(desk, "cleaning/standard.html", standard_sheet(desk, words), name="standard", pdf=pdf)


for command in (load_default, load, print_):
    standard.add_command(command)
