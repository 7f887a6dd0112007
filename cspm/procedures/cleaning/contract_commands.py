"""`cspm contract`: contracts with contractors, what changes in them by date, and which end soon."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cspm.core.texts import words
from cspm.errors import N_
from cspm.procedures.cleaning import explain_commands
from cspm.procedures.cleaning.states import CONTRACTS
from cspm.shell.form_command import form_command
from cspm.shell.options import changes, id_argument, reads, reason_option
from cspm.shell.output import changed, put_report
from cspm.shell.params import Closed, Day, Money, Whole
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from decimal import Decimal

    from cspm.shell.desk import Desk

contract = standard_group(
    "contracts", N_("Contracts with contractors for cleaning, greening and pest control."), machine=CONTRACTS,
)  # fmt: skip
FROM = click.option("--from", "start", type=Day(), required=True, help=N_("The day from which it holds."))


@changes("add")
@click.option("--id", "contract_id", required=True, metavar="C", help=N_("The id of the contract, such as QJ-2026."))
@click.option("--contractor", required=True, metavar="NAME", help=N_("The contractor."))
@click.option("--contractor-contact", metavar="NAME", help=N_("Who speaks for the contractor."))
@click.option("--contractor-phone", metavar="P", help=N_("His telephone."))
@click.option("--party-a", metavar="NAME", help=N_("Who signs as party A, when it is not the site itself."))
@click.option("--party-a-contact", metavar="NAME", help=N_("Who speaks for party A."))
@click.option("--party-a-phone", metavar="P", help=N_("His telephone."))
@click.option("--domain", type=Closed("domain"), required=True, help=N_("Which work it covers."))
@click.option("--monthly-fee", type=Money(0), required=True, help=N_("The fee of a whole month."))
@click.option("--start", type=Day(), required=True, help=N_("Its first day."))
@click.option("--end", type=Day(), required=True, help=N_("Its last day."))
@click.option("--areas", default="", metavar="A,B", help=N_("The areas it covers."))
@click.option(
    "--schedule", "file", metavar="FILE", help=N_("Its deduction schedule, a TOML file; else the example holds.")
)
def add_contract(desk: Desk, contract_id: str, file: str | None, areas: str, **given: Any) -> None:
    """A new contract with its deduction schedule.

    Without --schedule the example schedule of the manual's defaults holds, and every account says so.
    """
    from cspm.procedures.cleaning import actions, schedules

    schedule = schedules.typed(file)
    made = actions.add_contract(desk.office, contract_id, schedule=schedule, areas=words(areas), **given)
    changed(desk, "contracts", made.document(), schedules.begun(made))
    schedules.note_lacking(desk, made.schedule)
    schedules.note_shared(desk, made)


@changes("fee")
@id_argument
@click.option("--monthly-fee", type=Money(0), required=True, help=N_("The fee of a whole month from that day on."))
@FROM
@reason_option
def change_fee(desk: Desk, record: str, monthly_fee: Decimal, start: date, reason: str) -> None:
    """Another monthly fee from a day on; a month with two fees is reckoned by days."""
    from cspm.procedures.cleaning import contract_changes, schedules

    found = desk.store.resolve("contracts", record)
    made = contract_changes.change_fee(desk.office, found, fee=monthly_fee, start=start, reason=reason)
    changed(desk, "contracts", made.document(), schedules.changed_fee(made, start))
    schedules.note_approved(desk, found, start)


@changes("areas")
@id_argument
@click.option("--areas", required=True, metavar="A,B", help=N_("All areas that it covers from that day on."))
@FROM
@reason_option
def change_areas(desk: Desk, record: str, areas: str, start: date, reason: str) -> None:
    """Other areas from a day on: all that the contract covers then."""
    from cspm.procedures.cleaning import contract_changes, schedules

    found = desk.store.resolve("contracts", record)
    made = contract_changes.change_areas(desk.office, found, areas=words(areas), start=start, reason=reason)
    changed(desk, "contracts", made.document(), schedules.changed_areas(made, start))


@changes("schedule")
@id_argument
@click.option("--file", required=True, metavar="FILE", help=N_("The deduction schedule, a TOML file."))
@click.option("--from", "start", type=Day(), help=N_("The day from which it holds; default from the contract's start."))
@reason_option
def change_schedule(desk: Desk, record: str, file: str, start: date | None, reason: str) -> None:
    """Another deduction schedule from a day on; earlier days keep theirs.

    Without --from it takes the place of the one that the contract began with. Approved months stay as they are: what
    differs is booked as an adjustment of the next month.
    """
    from cspm.procedures.cleaning import contract_changes, schedules

    found, schedule = desk.store.resolve("contracts", record), schedules.typed(file)
    made = contract_changes.change_schedule(desk.office, found, schedule=schedule, start=start, reason=reason)
    changed(desk, "contracts", made.document(), schedules.changed_schedule(made, start))
    schedules.note_lacking(desk, schedule)
    schedules.note_approved(desk, found, start)


@reads("show")
@id_argument
def show(desk: Desk, record: str) -> None:
    """One contract: both sides, and from which day on which fee, areas and deduction schedule hold."""
    from cspm.procedures.cleaning.contract_show import contract_shown

    contract_shown(desk, record)


@reads("list")
@click.argument("words", nargs=-1, metavar="[FILTER...]")
@click.option("--all", "everything", is_flag=True, help=N_("Also entries that were voided."))
@click.option("--expiring", is_flag=True, help=N_("Only those that end soon, the next one first."))
@click.option("--within", type=Whole(0, 3660), metavar="DAYS", help=N_("How soon, in days; default the site's figure."))
def list_contracts(desk: Desk, words: tuple[str, ...], everything: bool, expiring: bool, within: int | None) -> None:
    """The contracts; --expiring shows those that end soon, with the contract that follows them."""
    from cspm.procedures.cleaning.contract_lists import contract_list

    report, ids = contract_list(
        desk, words, everything=everything, expiring=expiring or within is not None, within=within
    )
    put_report(desk, report, ids=ids)


print_ = form_command(
    "contracts", "cleaning/contract.html", "cspm.procedures.cleaning.contract_forms:contract_sheet",
    N_("Print the sheet of a contract: both sides, areas, fee and deduction schedule with their changes."),
)  # fmt: skip

for command in (
    add_contract,
    change_fee,
    change_areas,
    change_schedule,
    show,
    list_contracts,
    print_,
    explain_commands.contract,
):
    contract.add_command(command)
