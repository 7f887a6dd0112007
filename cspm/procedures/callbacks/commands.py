"""`cspm callback` and `cspm callbacks`: record a callback, the queue, the director's sample, spot checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.shell.lazy import group
from cspm.shell.options import by_option, changes, id_argument, ids_argument, reads, reason_option
from cspm.shell.output import changed, changed_each, put_report
from cspm.shell.params import Closed, Period, StaffId, When, Whole

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@changes("callback")
@id_argument
@click.option("--method", required=True, type=Closed("callback_method"), help=N_("By phone, at the door or otherwise."))
@click.option("--satisfied", is_flag=True, help=N_("The customer is satisfied."))
@click.option(
    "--dissatisfied", is_flag=True, help=N_("The customer is not satisfied: a closed ticket goes into rework.")
)
@click.option("--unreachable", is_flag=True, help=N_("Nobody could be reached; the attempt is counted."))
@click.option("--score", type=Whole(1, 5), help=N_("The customer's score, 1 to 5."))
@click.option("--opinion", metavar="O", help=N_("What the customer said."))
@click.option("--signed-by", metavar="NAME", help=N_("The customer who signed at a door visit."))
@click.option("--due", type=When(), help=N_("When it must be put right."))
@click.option("--action", metavar="TEXT", help=N_("The corrective action."))
@click.option("--instead", metavar="TEXT", help=N_("Why somebody else calls than who does by default."))
@click.option(
    "--aspect",
    "aspects",
    multiple=True,
    metavar="NAME=SCORE",
    help=N_("In the director's sample: repairs, reception, cleaning, security, greening, each 1 to 5."),
)
@by_option
def callback(desk: Desk, record: str, **said: Any) -> None:
    """Record a callback after the work: satisfied, dissatisfied or not reached.

    A dissatisfied customer opens a closed ticket again, with a time by when it must be put right. A door visit needs the
    customer's signature; a major complaint needs a door visit.
    """
    from cspm.procedures.callbacks import actions, typed

    answer = typed.answered(**said)
    changed_each(
        desk, "tickets", (record,), act=lambda ticket: actions.callback(desk.office, ticket, note=desk.note, **answer)
    )


callbacks = group(N_("What is still to be called back, the director's sample, and spot checks of callbacks."))


@reads("queue")
@click.option("--month", type=Period("month"), help=N_("Only work that ended in this month."))
def queue(desk: Desk, month: str | None) -> None:
    """What is still to be called back, in the order in which the work ended.

    Each line says how, by whom, why and by when. Customers who were tried in vain on several days are left out.
    """
    from cspm.procedures.callbacks.queries import callback_queue

    report, ids = callback_queue(desk, month=month)
    put_report(desk, report, ids=ids)


@reads("sample")
@click.option("--quarter", type=Period("quarter"), help=N_("Such as 2026-Q3; default the last complete quarter."))
@click.option("--seed", type=Whole(), metavar="N", help=N_("Any number; the same gives the same sample."))
def sample(desk: Desk, quarter: str | None, seed: int | None) -> None:
    """The director's sample of a quarter's service records, to be called back personally.

    With a seed it shows what would be drawn; without one what was drawn (`callbacks draw`), and how far it has come.
    """
    from cspm.procedures.callbacks.queries import callback_sample, sample_progress

    report, ids = sample_progress(desk, quarter) if seed is None else callback_sample(desk, quarter=quarter, seed=seed)
    put_report(desk, report, ids=ids)


@changes("draw")
@click.option("--quarter", type=Period("quarter"), help=N_("Such as 2026-Q3; default the last complete quarter."))
@click.option(
    "--seed", required=True, type=Whole(), metavar="N", help=N_("Any number; the same gives the same sample.")
)
def draw(desk: Desk, quarter: str | None, seed: int) -> None:
    """Draw the director's sample of a quarter that is over, and keep it with its seed."""
    from cspm.procedures.callbacks import sampling

    changed(desk, "samples", sampling.draw(desk.office, quarter=quarter, seed=seed).document())


@changes("assign")
@ids_argument
@click.option("--to", required=True, type=StaffId(), help=N_("Who is to call back."))
@reason_option
@by_option
def assign(desk: Desk, ids: tuple[str, ...], to: str, reason: str, by: str | None) -> None:
    """Ask somebody else to call back than who does by default, or than the first receiver."""
    from cspm.procedures.callbacks import actions

    changed_each(
        desk, "tickets", ids, act=lambda ticket: actions.assign(desk.office, ticket, to=to, reason=reason, by=by)
    )


@changes("settle")
@id_argument
@click.argument("text")
@click.option("--file", metavar="WHERE", help=N_("Where it is filed."))
@by_option
def settle(desk: Desk, record: str, text: str, file: str | None, by: str | None) -> None:
    """What a dissatisfied callback found was dealt with: how, and where that is filed."""
    from cspm.procedures.callbacks import actions

    changed_each(
        desk, "tickets", (record,), act=lambda ticket: actions.settle(desk.office, ticket, text=text, file=file, by=by)
    )


@changes("spotcheck")
@click.argument("record", metavar="TICKET")
@by_option
def spotcheck(desk: Desk, record: str, by: str | None) -> None:
    """A manager reviewed the last callback of a ticket."""
    from cspm.procedures.callbacks import actions

    changed_each(desk, "tickets", (record,), act=lambda ticket: actions.spotcheck(desk.office, ticket, by=by))


for verb in (queue, assign, settle, sample, draw, spotcheck):
    callbacks.add_command(verb)
