"""`cspm supply-plan`, `cspm supply-use`: what is planned, bought and used of cleaning supplies and tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.procedures.supplies import states
from cspm.shell.form_command import form_command
from cspm.shell.options import by_option, changes
from cspm.shell.params import Parts, Period
from cspm.shell.registers import standard_group
from cspm.shell.typed import Quantity

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

supply_plan = standard_group(
    "supply_plans", N_("Plans of cleaning supplies and tools: verified, submitted, bought, examined."), machine=states.PLANS,
    steps=states.STEPS, apart=("lines", "purchases"), types={"quantity": Quantity()},
)  # fmt: skip
supply_use = standard_group(
    "supply_uses", N_("Cleaning supplies and tools that were taken for use."), machine=states.USES,
    at="used_at", by="by", types={"quantity": Quantity()},
)  # fmt: skip


@changes("add")
@click.option("--month", type=Period("month"), help=N_("The month it is for; default next month."))
@click.option("--line", "words", multiple=True, type=Parts(2, 4, "ITEM:QUANTITY[:UNIT_COST[:UNIT]]"),
              help=N_("One item of the plan; may be given several times."))  # fmt: skip
@click.option("--note", metavar="TEXT", help=N_("What else is to be known."))
@by_option
def add_plan(desk: Desk, **given: Any) -> None:
    """A plan for a month: what is needed, how many, what one costs."""
    from cspm.procedures.supplies import actions
    from cspm.shell.register_answers import told

    told(desk, supply_plan.register, actions.add_plan(desk.office, **given).document())


supply_plan.add_command(add_plan)
supply_plan.add_command(
    form_command(
        "supply_plans",
        "supplies/plan.html",
        "cspm.procedures.supplies.queries:plan_sheet",
        N_("Print the plan with its sums, what was bought, and room for the signatures."),
    )
)
