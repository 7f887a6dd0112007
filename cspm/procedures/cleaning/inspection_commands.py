"""`cspm inspection ...`: the daily joint inspection, its rechecks and signatures."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.procedures.cleaning import explain_commands, plan_commands, typed
from cspm.procedures.cleaning.states import INSPECTIONS
from cspm.shell.desk import several
from cspm.shell.form_command import form_command
from cspm.shell.options import Unless, by_option, changes, id_argument, ids_argument, reads, reason_option
from cspm.shell.output import changed_each, put_report, shown
from cspm.shell.params import Closed, When
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

inspection = standard_group(
    "inspections",
    N_("Daily joint inspections by office and contractor: findings, rechecks, signatures."),
    machine=INSPECTIONS,
    without=("photo",),
    moves={"sign": N_("One side signs the result"), "recheck": N_("The recheck of a finding")},
)
TEXT = ("file", "editing")
"""Where a text may say what options would."""


@changes("add")
@click.option(
    "--from",
    "file",
    is_eager=True,
    metavar="FILE",
    help=N_("Inspections typed in a row, or a table; - reads them from stdin."),
)
@click.option("--edit", "editing", is_eager=True, is_flag=True, help=N_("Type them into the day's form in an editor."))
@click.option("--contract", "contract_id", cls=Unless, unless=TEXT, metavar="C", help=N_("The contract."))
@click.option("--date", "when", cls=Unless, unless=TEXT, type=When(), help=N_("The day, with the time if it is known."))
@click.option("--area", cls=Unless, unless=TEXT, metavar="A", help=N_("The area that was inspected."))
@click.option("--by", metavar="STAFF", help=N_("Who inspected for the office; default who types."))
@click.option("--with", "with_", metavar="NAME", help=N_("Who inspected for the contractor."))
@click.option(
    "--checked",
    default="",
    metavar="ITEM,ITEM",
    help=N_("The items that were looked at; without a finding they are clean."),
)
@click.option("--finding", "findings", multiple=True, metavar=typed.SHAPE, help=N_("A finding; may be repeated."))
@click.option("--due", type=When(), help=N_("When the findings are to be put right."))
@click.option("--signed-a", metavar="NAME", help=N_("Who signed for the office at once."))
@click.option("--signed-b", metavar="NAME", help=N_("Who signed for the contractor at once."))
def add(desk: Desk, **given: Any) -> None:
    """A joint inspection of one area with its findings, or many from a text.

    A finding is a problem point only, or judged minor or severe on the spot: C03:minor:poor_result:cigarette ends.
    +C03 was put right on the spot, !C03 had a serious consequence.

    With --from or --edit each line is a finding, C01:clean an item without one, area: A says where the lines below
    belong, I-202610-0004.2:done is a recheck; a table has a row for each item. Every line that is wrong is named, and
    nothing is written then.
    """
    from cspm.procedures.cleaning.answers import added

    added(desk, given)


@changes("recheck")
@click.argument("findings", nargs=-1, required=True, metavar="FINDING...")
@click.option("--result", type=Closed("recheck"), required=True, help=N_("What was seen."))
@click.option("--due", type=When(), help=N_("The new time agreed after a failed recheck."))
@by_option
def recheck(desk: Desk, findings: tuple[str, ...], result: str, due: datetime | None, by: str | None) -> None:
    """The recheck of a finding, such as I-202610-0004.2; a failed one is one more minor."""
    from cspm.procedures.cleaning import inspecting
    from cspm.procedures.cleaning.answers import each_finding

    each_finding(
        desk, findings,
        act=lambda record, number: inspecting.recheck(desk.office, record, number, result=result, due=due, by=by),
    )  # fmt: skip


@changes("correct")
@click.argument("finding", metavar="FINDING")
@click.argument("text", required=False, metavar=typed.SHAPE)
@click.option("--due", type=When(), help=N_("When it is to be put right."))
@reason_option
def correct(desk: Desk, finding: str, text: str | None, due: datetime | None, reason: str) -> None:
    """A finding judged or written otherwise; the old judgement stays in the history."""
    from cspm.procedures.cleaning import inspecting
    from cspm.procedures.cleaning.answers import each_finding

    new = typed.finding(text) if text else None
    each_finding(
        desk, (finding,),
        act=lambda record, number: inspecting.correct(desk.office, record, number, finding=new, due=due, reason=reason),
    )  # fmt: skip


@changes("sign")
@ids_argument
@click.option("--side", type=Closed("side"), required=True, help=N_("Party A is the office, party B the contractor."))
@click.option("--by", required=True, metavar="NAME", help=N_("Who signs."))
def sign(desk: Desk, ids: tuple[str, ...], side: str, by: str) -> None:
    """One side signs the result of the inspection, on the same day."""
    from cspm.procedures.cleaning import inspecting

    changed_each(desk, "inspections", ids, act=lambda record: inspecting.sign(desk.office, record, side=side, by=by))


@reads("list")
@click.argument("words", nargs=-1, metavar="[FILTER...]")
@click.option("--all", "everything", is_flag=True, help=N_("Also entries that were voided."))
def list_(desk: Desk, words: tuple[str, ...], everything: bool) -> None:
    """The inspections, latest first; filters are words such as contract:C1 area:A date:2026-10-05 by:me."""
    from cspm.procedures.cleaning.answers import inspection_list

    report, ids = inspection_list(desk, words, everything=everything)
    put_report(desk, report, ids=ids)


@reads("show")
@id_argument
def show(desk: Desk, record: str) -> None:
    """One inspection with its findings, rechecks and what was not kept."""
    from cspm.procedures.cleaning.inspection_reports import APART, broken_table, problems_table
    from cspm.shell.part_tables import part_tables
    from cspm.shell.show import show_records

    found = desk.each("inspections", record, changing=False)
    documents = [shown(desk, "inspections", desk.store.document("inspections", one)) for one in found]
    show_records(
        desk, "inspections", documents, many=several(record), skip=("findings", "deadlines", "broken", *APART),
        tables=lambda document: (
            problems_table(document), *part_tables(desk, "inspections", document, APART), broken_table(document),
        ),
    )  # fmt: skip


print_ = form_command(
    "inspections", "cleaning/inspection.html", "cspm.procedures.cleaning.forms:daily_record",
    N_("Print the daily inspection record, with room for both signatures."),
)  # fmt: skip

around = (
    plan_commands.plan,
    plan_commands.form,
    plan_commands.photo,
    plan_commands.photos,
    explain_commands.inspection,
)
for command in (add, recheck, correct, sign, list_, show, print_, *around):
    inspection.add_command(command)
