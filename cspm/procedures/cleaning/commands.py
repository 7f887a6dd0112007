"""`cspm contract`, `cspm standard`: registers with a few verbs of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_, Message
from cspm.procedures.cleaning.states import CONTRACTS, STANDARD
from cspm.procedures.cleaning.typed import listed
from cspm.shell.options import changes, id_argument, reason_option
from cspm.shell.output import changed, put_answer
from cspm.shell.params import Closed, Day, Money
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from decimal import Decimal

    from cspm.shell.desk import Desk

contract = standard_group(
    "contracts", N_("Contracts with contractors for cleaning, greening and pest control."), machine=CONTRACTS
)
standard = standard_group("standard", N_("The execution standard: the items that inspections judge."), machine=STANDARD)


@changes("add")
@click.option("--id", "contract_id", required=True, metavar="C", help=N_("The id of the contract, such as QJ-2026."))
@click.option("--contractor", required=True, metavar="NAME", help=N_("The contractor."))
@click.option("--domain", type=Closed("domain"), required=True, help=N_("Which work it covers."))
@click.option("--monthly-fee", type=Money(), required=True, help=N_("The fee of a whole month."))
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

    schedule = schedules.typed(desk, file)
    made = actions.add_contract(desk.office, contract_id, schedule=schedule, areas=listed(areas), **given)
    changed(desk, "contracts", made.document())


@changes("fee")
@id_argument
@click.option("--monthly-fee", type=Money(), required=True, help=N_("The fee of a whole month from that day on."))
@click.option("--from", "start", type=Day(), required=True, help=N_("The day from which it holds."))
@reason_option
def change_fee(desk: Desk, record: str, monthly_fee: Decimal, start: date, reason: str) -> None:
    """Another monthly fee from a day on; a month with two fees is reckoned by days."""
    from cspm.procedures.cleaning import actions

    found = desk.store.resolve("contracts", record)
    changed(
        desk,
        "contracts",
        actions.change_fee(desk.office, found, fee=monthly_fee, start=start, reason=reason).document(),
    )


@changes("schedule")
@id_argument
@click.option("--file", required=True, metavar="FILE", help=N_("The deduction schedule, a TOML file."))
@reason_option
def change_schedule(desk: Desk, record: str, file: str, reason: str) -> None:
    """Another deduction schedule; months that are approved stay as they are."""
    from cspm.procedures.cleaning import actions, schedules

    found, schedule = desk.store.resolve("contracts", record), schedules.typed(desk, file) or {}
    changed(desk, "contracts", actions.change_schedule(desk.office, found, schedule=schedule, reason=reason).document())


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


for group, commands in (
    (contract, (add_contract, change_fee, change_schedule)),
    (standard, (load_default,)),
):
    for command in commands:
        group.add_command(command)
