"""`cspm crew`, `gear`, `work`, `shift`: the crews, what protects them, their works and the ledger of each day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.procedures.works.states import (
    CREW_STEPS,
    CREWS,
    GEAR,
    GEAR_STEPS,
    SHIFT_STEPS,
    SHIFTS,
    WORK_STEPS,
    WORKS,
)
from cspm.shell.desk import several
from cspm.shell.form_command import form_command, pdf_option
from cspm.shell.options import changes, id_argument, reads
from cspm.shell.output import changed, put_report
from cspm.shell.params import Choice, Whole
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

HOME = "cspm.procedures.works.actions"
CREW_ID, WORK_ID = RecordId("crews"), RecordId("works")

crew = standard_group(
    "crews", N_("Outsourced crews: contractor, workers, the base of their performance."), machine=CREWS, steps=CREW_STEPS,
)  # fmt: skip
gear = standard_group(
    "gear", N_("Protective gear of outsourced crews: helmets, mats, tools, and how long each is valid."), machine=GEAR,
    steps=GEAR_STEPS, types={"crew": CREW_ID}, hidden=("discarded_on",),
)  # fmt: skip
work = standard_group(
    "works", N_("Outsourced works: from the notice to the signed check record."), machine=WORKS, steps=WORK_STEPS,
    types={"crew": CREW_ID},
    hidden=("posted_on", "posted_by", "beside_box", "marked", "informed", "power_off_at", "power_off_by", "disconnection",
            "started_at", "finished_at", "sample_note", "inspected_at", "inspected_by", "opinion", "closed_at"),
    moves={"draw": N_("Draw the meters that are checked")},
)  # fmt: skip
shift = standard_group(
    "shifts", N_("The ledger of pre-shift meetings: tasks, hazards, signatures, clothing, sweeping."), machine=SHIFTS,
    steps=SHIFT_STEPS, types={"work": WORK_ID}, complete=f"{HOME}:ledger", filled=("date",), at="held_at", by="by",
    hidden=("ended_at", "swept_at", "swept_by"),
)  # fmt: skip


@changes("draw")
@id_argument
@click.option("--seed", type=Whole(0), required=True, help=N_("Any number; the same one draws the same meters again."))
@click.option("--percent", metavar="P", help=N_("A larger share than is asked; default what is asked."))
def draw(desk: Desk, record: str, seed: int, percent: str | None) -> None:
    """Draw the meters that are checked: 15 percent of a rotation; all second-class and 20 percent of third-class loads.

    The lot of a meter is the SHA-256 of SEED:ID; the smallest are drawn, so anybody can repeat it.
    """
    from cspm.procedures.works import actions

    found = desk.store.resolve("works", record)
    changed(desk, "works", actions.draw(desk.office, found, seed=seed, percent=percent).document())


@reads("match")
@id_argument
def match(desk: Desk, record: str) -> int:
    """Do order, meter, position, breaker and user belong together one to one? Names every gap and double; exit 1 then."""
    from cspm.procedures.works.queries import match_report

    report, ids = match_report(desk, desk.store.resolve("works", record))
    put_report(desk, report, ids=ids)
    return 1 if ids else 0


@reads("audit")
@id_argument
def audit(desk: Desk, record: str) -> int:
    """Everything the manual asks of one work, line by line: asked, done, what is missing; exit 1 when something is."""
    from cspm.procedures.works.queries import audit_report

    report, broken = audit_report(desk, desk.store.resolve("works", record))
    put_report(desk, report, ids=broken)
    return 1 if broken else 0


@reads("print", faces=("html", "json"))
@id_argument
@click.option(
    "--form", type=Choice(("record", "notice")), default="record", help=N_("The check record, or the notice to users.")
)
@pdf_option
def print_work(desk: Desk, record: str, form: str, pdf: bool) -> None:
    """Print the check record with the drawn meters and room for three signatures, or the notice of a meter change."""
    from cspm.procedures.works.queries import work_form
    from cspm.shell.printing import put_forms

    pages = {one: work_form(desk, one, form) for one in desk.each("works", record, changing=False)}
    put_forms(desk, f"works/{form}.html", pages, many=several(record), pdf=pdf)


print_shift = form_command(
    "shifts", "works/ledger.html", "cspm.procedures.works.queries:shift_form",
    N_("Print the page of the pre-shift ledger: tasks, hazards, and a line for each worker to sign."),
)  # fmt: skip

for group, commands in ((work, (draw, match, audit, print_work)), (shift, (print_shift,))):
    for command in commands:
        group.add_command(command)
