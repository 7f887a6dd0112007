"""Intake and dispatch: create, dispatch, refer, return, reply, appoint, promise."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.shell.options import by_option, changes, id_argument, ids_argument, reason_option
from cspm.shell.output import changed, changed_each
from cspm.shell.params import Closed, When

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@changes("create")
@click.argument("text")
@click.option("--unit", metavar="U", help=N_("The unit, such as 3-2-1501."))
@click.option("--area", metavar="A", help=N_("The public area."))
@click.option("--caller", metavar="NAME", help=N_("Who asks."))
@click.option("--phone", metavar="P", help=N_("How to reach them."))
@click.option("--kind", type=Closed("kind"), help=N_("What it was judged to be; a service until it is judged."))
@click.option("--channel", type=Closed("channel"), help=N_("How it came in."))
@click.option("--source", type=Closed("source"), help=N_("Where it came in."))
@click.option("--nature", type=Closed("nature"), help=N_("Routine, paid or business service."))
@click.option("--category", type=Closed("category"), help=N_("The kind of work."))
@click.option("--item", metavar="ITEM", help=N_("The item of the service list."))
@click.option("--urgency", type=Closed("urgency"), default="normal", help=N_("How urgent."))
@click.option("--appointment", type=When(), help=N_("The time agreed with the customer."))
@click.option("--received", type=When(), help=N_("When it came in, if earlier than now."))
@click.option("--found-at", type=When(), help=N_("When it was found (public areas)."))
@click.option("--relayed-from", metavar="DEPT", help=N_("The department that passed it on."))
@click.option("--against", metavar="DEPT", help=N_("Whom a complaint is against: csc or a department."))
@click.option("--source-id", metavar="X", help=N_("Its number in another system."))
@click.option("--first-receiver", metavar="STAFF", help=N_("Who received it first."))
@click.option("--public-area", is_flag=True, default=None, help=N_("It is about a public area."))
@click.option("--needs-engineering", is_flag=True, default=None, help=N_("The engineering department goes along."))
@click.option("--finance-told", is_flag=True, default=None, help=N_("Finance was told that it will be charged."))
def create(desk: Desk, text: str, **given: Any) -> None:
    """Take in a matter of a customer and give it a number.

    Anything missing is a finding, not a refusal: write down what you know.
    """
    from cspm.procedures.tickets import actions

    changed(desk, "tickets", actions.create(desk.office, text, note=desk.note, **given).document())


@changes("dispatch")
@ids_argument
@click.option("--to", required=True, metavar="STAFF", help=N_("Who does it."))
@click.option("--with", "with_", multiple=True, metavar="STAFF", help=N_("Who goes along; may be repeated."))
@click.option("--promise", type=When(), help=N_("The time promised to the customer."))
@click.option("--reason", metavar="TEXT", help=N_("Why it leaves who had it."))
def dispatch(desk: Desk, ids: tuple[str, ...], **given: Any) -> None:
    """Send a ticket to the person who does it."""
    from cspm.procedures.tickets import actions

    changed_each(
        desk, "tickets", ids, act=lambda ticket: actions.dispatch(desk.office, ticket, note=desk.note, **given)
    )


@changes("refer")
@ids_argument
@click.option("--to", required=True, metavar="DEPT", help=N_("The department."))
def refer(desk: Desk, ids: tuple[str, ...], to: str) -> None:
    """Pass a ticket to a department."""
    from cspm.procedures.tickets import actions

    changed_each(desk, "tickets", ids, act=lambda ticket: actions.refer(desk.office, ticket, to=to))


@changes("return")
@ids_argument
@reason_option
@by_option
def return_(desk: Desk, ids: tuple[str, ...], reason: str, by: str | None) -> None:
    """Hand a ticket back to dispatch, with the reason."""
    from cspm.procedures.tickets import actions

    changed_each(desk, "tickets", ids, act=lambda ticket: actions.hand_back(desk.office, ticket, reason=reason, by=by))


@changes("reply")
@id_argument
@click.argument("text")
@by_option
def reply(desk: Desk, record: str, text: str, by: str | None) -> None:
    """The customer was told what happens next; this stops the 15-minute clock."""
    from cspm.procedures.tickets import actions

    changed_each(desk, "tickets", (record,), act=lambda ticket: actions.reply(desk.office, ticket, text, by=by))


@changes("appoint")
@id_argument
@click.argument("when", type=When())
@click.option("--confirmed-by", required=True, metavar="NAME", help=N_("The customer who confirmed it."))
def appoint(desk: Desk, record: str, when: datetime, confirmed_by: str) -> None:
    """Agree a time with the customer; the old time stays on the record."""
    from cspm.procedures.tickets import actions

    changed_each(
        desk,
        "tickets",
        (record,),
        act=lambda ticket: actions.appoint(desk.office, ticket, when, confirmed_by=confirmed_by),
    )


@changes("promise")
@id_argument
@click.argument("when", type=When())
@click.option("--reason", metavar="TEXT", help=N_("Why it is moved."))
def promise(desk: Desk, record: str, when: datetime, reason: str | None) -> None:
    """Promise the customer a time; moving a promise shows as a finding."""
    from cspm.procedures.tickets import actions

    changed_each(
        desk,
        "tickets",
        (record,),
        act=lambda ticket: actions.promise(desk.office, ticket, when, reason=reason, note=desk.note),
    )
