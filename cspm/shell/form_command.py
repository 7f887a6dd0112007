"""`print` of a register: the form of one or several of its records, declared instead of written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.core.kinds import load
from cspm.errors import N_
from cspm.shell.desk import several
from cspm.shell.lazy import Verb
from cspm.shell.options import ids_argument, reads

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

pdf_option = click.option("--pdf", is_flag=True, help=N_("Make a PDF (needs the pdf extra)."))


def form_command(kind: str, template: str, values: str, help_text: str) -> Verb:
    """`print ID... [--pdf]`: the form `template` of records of a kind; `values` is `module:function(desk, id) -> dict`."""

    @ids_argument
    @pdf_option
    def body(desk: Desk, ids: tuple[str, ...], pdf: bool) -> None:
        from cspm.shell.printing import put_forms

        pages = {one: load(values)(desk, one) for one in desk.each(kind, ids, changing=False)}
        put_forms(desk, template, pages, many=several(ids), pdf=pdf)

    return reads("print", faces=("html", "json"), help=help_text)(body)
