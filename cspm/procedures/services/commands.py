"""`cspm service`, `team`, `demand`, `damage`, `lease`: five registers, with a few verbs of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.procedures.services import states
from cspm.shell.options import by_option, changes, ids_argument, reads, reason_option
from cspm.shell.output import changed_each, put_report
from cspm.shell.params import Closed, Day, StaffId
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

ACTIONS = "cspm.procedures.services.actions"
service = standard_group(
    "services", N_("The price list: what is offered, by whom, for how much."), machine=states.SERVICES,
    steps=states.SERVICE_STEPS, complete=f"{ACTIONS}:new_service", moves={"offer": N_("The item is offered from a day on"),
    "withdraw": N_("The item is offered no more after a day")},
)  # fmt: skip
team = standard_group(
    "teams", N_("Who does which category: teams, roles, who goes along, the agreement unit."), machine=states.TEAMS
)
demand = standard_group(
    "demands", N_("What customers wanted and is not offered."), machine=states.DEMANDS, steps=states.DEMAND_STEPS,
    complete=f"{ACTIONS}:new_demand", filled=("asked_at",),
    hidden=("reported_at", "reported_by", "reported_to", "announced_at", "announced_by", "announced_how"),
    moves={"drop": N_("The customer does not want it any more"), "announce": N_("Who waited was told that it is offered")},
)  # fmt: skip
damage = standard_group(
    "damages", N_("Property of customers that was broken or lost in a service."), machine=states.DAMAGES,
    steps=states.DAMAGE_STEPS, complete=f"{ACTIONS}:new_damage", filled=("happened_at", "by"), types={"by": StaffId()},
    hidden=("reported_at", "reported_by", "reported_to", "negotiated_at", "negotiated_by", "demanded_amount", "settled_at",
            "settled_by", "compensation_amount", "agreed_by", "agreed_on", "closed_at"),
)  # fmt: skip
lease = standard_group(
    "leases", N_("Business contracts: flats let as agent, parking spaces, venues."), machine=states.LEASES,
    steps=states.LEASE_STEPS, complete=f"{ACTIONS}:new_lease", types={"by": StaffId()}, hidden=("renewed_by", "ended_on"),
)  # fmt: skip


@changes("offer")
@ids_argument
@click.option("--from", "start", type=Day(), help=N_("The first day; default today."))
@click.option("--to", "end", type=Day(), help=N_("The last day; default open."))
def offer(desk: Desk, ids: tuple[str, ...], start: date | None, end: date | None) -> None:
    """The item is offered from a day on; who waits for it is named."""
    from cspm.procedures.services import actions

    changed_each(
        desk,
        "services",
        ids,
        act=lambda item: actions.offer(desk.office, item, start=start, end=end, note=desk.note),
    )


@changes("withdraw")
@ids_argument
@click.option("--to", "end", type=Day(), help=N_("The last day; default today."))
@reason_option
def withdraw(desk: Desk, ids: tuple[str, ...], end: date | None, reason: str) -> None:
    """The item is offered no more after a day."""
    from cspm.procedures.services import actions

    changed_each(desk, "services", ids, act=lambda item: actions.withdraw(desk.office, item, end=end, reason=reason))


@changes("announce")
@ids_argument
@click.option("--how", type=Closed("announced_how"), default="notice", help=N_("By a notice, by phone, at a visit."))
@by_option
def announce(desk: Desk, ids: tuple[str, ...], how: str, by: str | None) -> None:
    """Who waited was told that the service is offered now."""
    from cspm.procedures.services import actions

    changed_each(desk, "demands", ids, act=lambda one: actions.announce(desk.office, one, how=how, by=by))


@reads("waiting")
@click.argument("item", required=False, metavar="[ITEM]")
def waiting(desk: Desk, item: str | None) -> None:
    """Who waits for a service that is offered now and was not told yet."""
    from cspm.procedures.services.queries import waiting_list

    report, ids = waiting_list(desk, item)
    put_report(desk, report, ids=ids)


service.add_command(offer)
service.add_command(withdraw)
demand.add_command(announce)
demand.add_command(waiting)
