"""`cspm accident`: accidents of outsourced works, from the first word to the end of the investigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_, Message, Usage
from cspm.procedures.accidents.states import ACCIDENTS, STEPS
from cspm.shell.form_command import form_command
from cspm.shell.options import reads
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


@reads("board")
@click.option("--month", type=Period("month"), help=N_("The month, such as 2026-10 or 上月."))
@click.option("--year", type=Whole(2000, 2999), metavar="YYYY", help=N_("The year, such as 2026; default this year."))
def board(desk: Desk, month: str | None, year: int | None) -> None:
    """The board of zero targets, and the accidents of a month or a year with what is still owed."""
    from cspm.procedures.accidents.queries import board_of

    if month and year:
        raise Usage(problem=Message(N_("Say either --month or --year, not both.")))
    put_report(desk, board_of(desk.store, desk.terms, desk.now, month=month, year=year))


accident.add_command(
    form_command(
        "accidents", "accidents/report.html", "cspm.procedures.accidents.queries:sheet",
        N_("Print the accident report, to be filled in or handed in."),
    )
)  # fmt: skip
accident.add_command(board)
