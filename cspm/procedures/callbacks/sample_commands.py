"""`cspm sample`: the director's samples that were drawn and kept (`cspm callbacks draw`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.procedures.callbacks.states import SAMPLES
from cspm.shell.form_command import form_command
from cspm.shell.options import changes, id_argument
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


print_ = form_command(
    "samples", "callbacks/sample.html", "cspm.procedures.callbacks.queries:sample_form",
    N_("Print a sample as a list to call by: each ticket with the five questions and room for the answers."),
)  # fmt: skip

for verb in (include, print_):
    sample.add_command(verb)
