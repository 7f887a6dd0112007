"""`cspm evaluation`: a contractor's month in points, shown to the contractor; and the ranking over months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.procedures.cleaning.evaluation_states import EVALUATIONS, STEPS
from cspm.shell.form_command import form_command
from cspm.shell.options import by_option, changes, ids_argument, month_option
from cspm.shell.output import changed, changed_each
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

evaluation = standard_group(
    "evaluations", N_("Contractors evaluated month by month, from what their inspections found."), machine=EVALUATIONS,
    steps=STEPS, moves={"rescore": N_("Count and score again")}, apart=("lines",),
)  # fmt: skip


@changes("add")
@click.option(
    "--contractor", required=True, metavar="NAME", help=N_("The contractor, as its contracts name it, or one of these.")
)
@month_option
@click.option("--text", metavar="TEXT", help=N_("What is to be said of the month."))
@by_option
def add(desk: Desk, contractor: str, **given: Any) -> None:
    """The evaluation of a contractor's month, counted from its accounts and rechecks under all its contracts."""
    from cspm.procedures.cleaning import evaluation_actions

    named = evaluation_actions.contractor_named(desk.store, contractor)
    changed(desk, "evaluations", evaluation_actions.evaluate(desk.office, named, **given).document())


@changes("rescore")
@ids_argument
def rescore(desk: Desk, ids: tuple[str, ...]) -> None:
    """Count and score the month again, as the records are now."""
    from cspm.procedures.cleaning import evaluation_actions

    changed_each(desk, "evaluations", ids, act=lambda one: evaluation_actions.rescore(desk.office, one))


print_ = form_command(
    "evaluations", "cleaning/evaluation.html", "cspm.procedures.cleaning.contract_forms:evaluation_sheet",
    N_("Print an evaluation: every point off with the records behind it, and room for both sides to sign."),
)  # fmt: skip

for command in (add, rescore, print_):
    evaluation.add_command(command)
