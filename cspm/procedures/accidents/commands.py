"""`cspm accident`: accidents of outsourced works, from the first word to the end of the investigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_, Message, Usage
from cspm.procedures.accidents.states import ACCIDENTS, STEPS
from cspm.shell.desk import several
from cspm.shell.options import id_argument, reads
from cspm.shell.output import put_report
from cspm.shell.params import Period, StaffId, Whole
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

LATER = (
    "account", "file", "written_at", "written_by", "sent_to", "cause", "responsible", "measures", "educated", "code_ref",
    "investigated_at", "investigated_by", "closed_at", "closed_by",
)  # fmt: skip

accident = standard_group(
    "accidents", N_("Accidents of outsourced works: told at once, written down within a day, investigated to the end."),
    machine=ACCIDENTS, steps=STEPS, types={"by": StaffId()}, hidden=LATER, at="happened_at", by="by",
)  # fmt: skip


@reads("print")
@id_argument
@click.option("--pdf", is_flag=True, help=N_("Make a PDF (needs the pdf extra)."))
def print_(desk: Desk, record: str, pdf: bool) -> None:
    """Print the accident report, to be filled in or handed in."""
    from cspm.procedures.accidents.forms import accident_report
    from cspm.shell.printing import put_forms

    pages = {
        one: accident_report(desk.store.document("accidents", one), desk.terms, desk.now)
        for one in desk.each("accidents", record, changing=False)
    }
    put_forms(desk, "accidents/report.html", pages, many=several(record), pdf=pdf)


@reads("board")
@click.option("--month", type=Period("month"), help=N_("The month, such as 2026-10 or 上月."))
@click.option("--year", type=Whole(2000, 2999), metavar="YYYY", help=N_("The year, such as 2026; default this year."))
def board(desk: Desk, month: str | None, year: int | None) -> None:
    """The board of zero targets, and the accidents of a month or a year with what is still owed."""
    from cspm.procedures.accidents.queries import board_of

    if month and year:
        raise Usage(problem=Message(N_("Say either --month or --year, not both.")))
    put_report(desk, board_of(desk.store, desk.terms, desk.now, month=month, year=year))


accident.add_command(print_)
accident.add_command(board)
