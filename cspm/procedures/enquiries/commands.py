"""`cspm enquiry`: answer an enquiry, ask an expert and promise the answer, sort it by topic."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.shell.lazy import group
from cspm.shell.options import by_option, changes, id_argument, ids_argument, reads
from cspm.shell.output import changed_each, put_report
from cspm.shell.params import When
from cspm.shell.register_answers import ticket_each
from cspm.shell.typed import Listed, Text

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

enquiry = group(N_("Enquiries: answered, asked of an expert, promised, sorted by topic."))
topics_option = click.option(
    "--topics", type=Listed(Text()), default=(), help=N_("What it is about, such as parking,fees.")
)


@changes("answer")
@id_argument
@click.argument("text", metavar="TEXT")
@click.option("--source", metavar="TEXT", help=N_("Where the answer comes from: a person, a rule, a notice."))
@click.option("--unsure", is_flag=True, help=N_("Who answered was not certain of it."))
@topics_option
@by_option
def answer(desk: Desk, record: str, text: str, **said: Any) -> None:
    """The enquiry was answered. The answer is its result: close it with cspm close ID."""
    from cspm.procedures.enquiries import actions

    ticket_each(desk, record, lambda ticket: actions.answer(desk.office, ticket, text, **said))


@changes("pending")
@id_argument
@click.option("--expert", required=True, metavar="NAME", help=N_("Who knows and was asked."))
@click.option("--promise", type=When(), help=N_("The time by which the customer was promised an answer."))
@click.option("--explanation", metavar="TEXT", help=N_("What the customer was told meanwhile."))
@topics_option
@by_option
def pending(desk: Desk, record: str, promise: datetime | None, **said: Any) -> None:
    """Nobody at the desk knows for certain: an expert was asked, an answer was promised."""
    from cspm.procedures.enquiries import actions

    ticket_each(desk, record, lambda ticket: actions.pending(desk.office, ticket, promise=promise, **said))


@changes("topics")
@ids_argument
@click.option("--topics", required=True, type=Listed(Text()), help=N_("What it is about, such as parking,fees."))
def topics(desk: Desk, ids: tuple[str, ...], topics: tuple[str, ...]) -> None:
    """Sort enquiries by topic, for the quarter's summary."""
    from cspm.procedures.enquiries import actions

    changed_each(desk, "tickets", ids, act=lambda ticket: actions.topics(desk.office, ticket, topics))


@reads("list")
@click.argument("words", nargs=-1, metavar="[FILTER]...")
@click.option("--all", "everything", is_flag=True, help=N_("Closed enquiries too."))
def list_(desk: Desk, words: tuple[str, ...], everything: bool) -> None:
    """List open enquiries with topic, expert and the time an answer was promised for, the nearest first."""
    from cspm.procedures.enquiries.queries import enquiry_list

    report, ids = enquiry_list(desk, words, everything=everything)
    put_report(desk, report, ids=ids)


for verb in (answer, pending, topics, list_):
    enquiry.add_command(verb)
