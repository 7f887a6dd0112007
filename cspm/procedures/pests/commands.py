"""`cspm pest-plan`, `cspm pest`: plans of pest control, treatments, and which area has its turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.procedures.pests import states
from cspm.shell.form_command import form_command
from cspm.shell.options import by_option, changes, reads
from cspm.shell.output import put_report
from cspm.shell.params import Closed, Parts, StaffId
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group
from cspm.shell.typed import Listed, Text

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

pest_plan = standard_group(
    "pest_plans", N_("Plans of pest control: which area on which day, against what."), machine=states.PLANS,
    steps=states.PLAN_STEPS, apart=("lines", "dropped"),
)  # fmt: skip
pest = standard_group(
    "treatments", N_("Treatments against pests: area, agent, who watched over it, what became of it."),
    machine=states.TREATMENTS, steps=states.TREATMENT_STEPS, complete="cspm.procedures.pests.actions:treated",
    at="treated_at", types={"supervised_by": StaffId(), "contract": RecordId("contracts")},
    hidden=("supervised_role", "effect", "checked_at", "checked_by"),
)  # fmt: skip


@changes("add")
@click.option(
    "--period", metavar="PERIOD", help=N_("A month 2026-11, a quarter 2026-Q4 or a year; default next month.")
)
@click.option("--line", "words", multiple=True, type=Parts(2, 4, "DAY:AREA[:PEST+PEST[:AGENT]]"),
              help=N_("One treatment of the plan; may be given several times."))  # fmt: skip
@click.option("--areas", type=Listed(Text()), default=(), help=N_("Areas that are treated at the season's intervals."))
@click.option("--pests", type=Listed(Closed("pest")), default=(), help=N_("Against what, in these areas."))
@click.option("--agent", metavar="TEXT", help=N_("With what, in these areas."))
@click.option("--contract", type=RecordId("contracts"), help=N_("The contract of who does it."))
@click.option("--note", metavar="TEXT", help=N_("What else is to be known."))
@by_option
def add_plan(desk: Desk, **given: Any) -> None:
    """A plan for a period: lines as typed, or areas that have their turn at the season's intervals."""
    from cspm.procedures.pests import actions
    from cspm.shell.register_answers import told

    told(desk, pest_plan.register, actions.add_plan(desk.office, **given).document())


@reads("due")
def due(desk: Desk) -> None:
    """Each area with its last treatment and the last day of the next one, the nearest first."""
    from cspm.procedures.pests.queries import turns_report

    put_report(desk, turns_report(desk))


pest_plan.add_command(add_plan)
pest_plan.add_command(
    form_command(
        "pest_plans",
        "pests/plan.html",
        "cspm.procedures.pests.queries:plan_sheet",
        N_("Print the plan, with what was carried out of it by now and room to sign each treatment."),
    )
)
pest.add_command(due)
