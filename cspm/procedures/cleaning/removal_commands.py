"""`cspm bins`: the bins of each removal, and the register to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cspm.core.steps import Step
from cspm.errors import N_
from cspm.procedures.cleaning.states import BINS
from cspm.shell.form_command import pdf_option
from cspm.shell.options import by_option, changes, reads
from cspm.shell.output import changed
from cspm.shell.params import Day, Period, When, Whole
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

WASH = Step("wash", N_("Garbage room and floor were washed after the removal"), ("washed_at",), at="washed_at")

bins = standard_group(
    "bins", N_("Garbage bins: counted by the office, reported by the contractor."), machine=BINS, steps=(WASH,)
)


@changes("add")
@click.option("--contract", "contract_id", required=True, metavar="C", help=N_("The contract."))
@click.option("--date", "day", type=Day(), required=True, help=N_("The day of the removal."))
@click.option("--area", required=True, metavar="A", help=N_("The area."))
@click.option("--counted", type=Whole(0, 100_000), required=True, help=N_("Bins that were counted."))
@click.option("--reported", type=Whole(0, 100_000), required=True, help=N_("Bins that the contractor reported."))
@by_option
@click.option("--washed/--not-washed", default=None, help=N_("Whether the garbage room was washed afterwards."))
@click.option("--washed-at", type=When(), help=N_("When the garbage room was washed."))
@click.option("--swept/--not-swept", default=None, help=N_("Whether spilt garbage was swept up."))
@click.option("--removed-at", type=When(), help=N_("When the garbage was taken away."))
@click.option("--company", metavar="NAME", help=N_("The company that took it away."))
@click.option("--vehicle", metavar="PLATE", help=N_("Its vehicle."))
@click.option("--note", metavar="TEXT", help=N_("What else is to be known."))
def add_bins(desk: Desk, contract_id: str, **given: Any) -> None:
    """The bins of one removal; more reported than counted is a severe nonconformity."""
    from cspm.procedures.cleaning import removals

    found = desk.store.resolve("contracts", contract_id)
    made = removals.add_bins(desk.office, found, **given)
    changed(desk, "bins", made.document(), removals.counted(desk, made))


@reads("print")
@click.argument("words", nargs=-1, metavar="[FILTER...]")
@click.option("--month", type=Period("month"), help=N_("The month; default this one."))
@pdf_option
def print_bins(desk: Desk, words: tuple[str, ...], month: str | None, pdf: bool) -> None:
    """Print the bin register of a month, with free lines; filters are words such as contract:C1 area:A1."""
    from cspm.procedures.cleaning.removals import bin_register
    from cspm.shell.printing import put_form

    values = bin_register(desk, words, month=month)
    put_form(desk, "cleaning/bins.html", values, name=f"bins-{values['month']}", pdf=pdf)


bins.add_command(add_bins)
bins.add_command(print_bins)
