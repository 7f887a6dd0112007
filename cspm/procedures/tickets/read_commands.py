"""Looking: show, history, explain, print, list, search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.shell.desk import several
from cspm.shell.form_command import form_command
from cspm.shell.options import id_argument, limited, reads
from cspm.shell.output import most_rows, put_report, put_reports, shown

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def asked(desk: Desk, record: str) -> list[str]:
    """The full ids of the tickets that are only looked at, however many."""
    return desk.each("tickets", record, changing=False)


@reads("show")
@id_argument
def show(desk: Desk, record: str) -> None:
    """Show one ticket with its deadlines and findings."""
    from cspm.core.shown import APART, judged_tables
    from cspm.shell.show import show_records

    documents = [shown(desk, "tickets", desk.store.document("tickets", ticket)) for ticket in asked(desk, record)]
    show_records(
        desk,
        "tickets",
        documents,
        many=several(record),
        skip=(*APART, "promises", "appointments"),
        tables=judged_tables,
    )


@reads("history")
@id_argument
def history(desk: Desk, record: str) -> None:
    """Every change of a record: when it happened, when it was typed, by whom, what and why."""
    from cspm.shell.corrections import each_named
    from cspm.shell.show import show_histories

    show_histories(desk, each_named(desk, record), many=several(record))


@reads("explain")
@id_argument
def explain(desk: Desk, record: str) -> None:
    """How each clock of a ticket was computed: start, windows counted, pauses, rule, result."""
    from cspm.procedures.tickets.queries import ledger

    found = asked(desk, record)
    made = [ledger(desk, ticket) for ticket in found]
    put_reports(desk, made, ids=found, many=several(record))


print_ = form_command(
    "tickets", "tickets/work_order.html", "cspm.procedures.tickets.queries:order_sheet",
    N_("Print the work order in three copies: owner, customer-service centre, finance."),
)  # fmt: skip


@reads("list")
@click.argument("words", nargs=-1, metavar="[FILTER]...")
@click.option("--all", "everything", is_flag=True, help=N_("Closed tickets too."))
@limited
def list_(desk: Desk, words: tuple[str, ...], everything: bool, limit: int | None) -> None:
    """List open tickets, the nearest deadline first.

    Filters are words such as state:open kind:complaint unit:3-2-1501 category:repair assignee:me received:2026-10 due:past no:assignee.
    """
    from cspm.procedures.tickets.queries import ticket_list

    report, ids = ticket_list(desk, words, everything=everything, limit=most_rows(desk, limit))
    put_report(desk, report, ids=ids)


@reads("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@limited
def search(desk: Desk, words: tuple[str, ...], limit: int | None) -> None:
    """Find tickets by words of the matter, the customer, the unit; filter words narrow it down."""
    from cspm.procedures.tickets.queries import ticket_search

    report, ids = ticket_search(desk, words, limit=most_rows(desk, limit))
    put_report(desk, report, ids=ids)
