"""Printing a form: a page for the browser or a PDF, to stdout, a file, or next to where one stands at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, Message, Usage
from cspm.shell.output import put, put_json

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def put_form(desk: Desk, template: str, values: Mapping[str, Any], *, name: str, pdf: bool = False) -> None:
    """Render a form. At a terminal without `--output` it is written to `NAME.html` (or `.pdf`) in the working folder.

    With --json its values are printed, with -q the bare `name`.
    """
    if desk.face == "json":
        put_json(desk, values)
        return
    if desk.quiet and not desk.output:
        put(desk, f"{name}\n".encode())
        return
    from cspm.paper.form import form_html, form_pdf

    page = form_html(template, values, desk.language)
    wants_pdf = pdf or (desk.output or "").lower().endswith(".pdf")
    data = form_pdf(page) if wants_pdf else page.encode("utf-8")
    terminal = sys.stdout is not None and sys.stdout.isatty()
    put(desk, data, output=desk.output or (f"{name}.{'pdf' if wants_pdf else 'html'}" if terminal else None))


def put_forms(
    desk: Desk, template: str, pages: Mapping[str, Mapping[str, Any]], *, many: bool, pdf: bool = False
) -> None:
    """Render the form of several records by their names; one array with --json. Raises Usage for one file of many."""
    if many and desk.face == "json":
        put_json(desk, list(pages.values()))
        return
    if len(pages) > 1 and desk.output:
        raise Usage(problem=Message(N_("--output names one file; print one record at a time, or leave --output out.")))
    for name, values in pages.items():
        put_form(desk, template, values, name=name, pdf=pdf)
