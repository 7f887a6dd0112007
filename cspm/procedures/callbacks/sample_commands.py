"""`cspm sample`: the director's samples that were drawn and kept (`cspm callbacks draw`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.procedures.callbacks.states import SAMPLES
from cspm.shell.options import changes, id_argument, reads
from cspm.shell.output import changed_each
from cspm.shell.registers import standard_group

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

sample = standard_group(
    "samples", N_("The director's samples of a quarter, as they were drawn."), machine=SAMPLES, without=("add", "amend"),
    moves={"include": N_("More tickets beside those that were drawn")},
)  # fmt: skip


@changes("include")
@id_argument
@click.argument("tickets", nargs=-1, required=True, metavar="TICKET...")
def include(desk: Desk, record: str, tickets: tuple[str, ...]) -> None:
    """Take more tickets into a sample, beside those that were drawn."""
    from cspm.procedures.callbacks import sampling

    more = tuple(desk.store.resolve("tickets", one) for one in tickets)
    found = desk.store.resolve("samples", record)
    changed_each(desk, "samples", (found,), act=lambda one: sampling.include(desk.office, one, tickets=more))


@reads("print", faces=("html", "json"))
@id_argument
@click.option("--pdf", is_flag=True, help=N_("As PDF instead of a page for the browser."))
def print_(desk: Desk, record: str, pdf: bool) -> None:
    """Print a sample as a list to call by: each ticket with the five questions and room for the answers."""
    from cspm.procedures.callbacks.queries import sample_form
    from cspm.shell.printing import put_form

    found = desk.store.resolve("samples", record)
    put_form(desk, "callbacks/sample.html", sample_form(desk, found), name=found, pdf=pdf)


for verb in (include, print_):
    sample.add_command(verb)
