"""Printing a form: a page for the browser or a PDF, to stdout, a file, or next to where one stands at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.shell.output import put

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def put_form(desk: Desk, template: str, values: Mapping[str, Any], *, name: str, pdf: bool = False) -> None:
    """Render a form. At a terminal without `--output` it is written to `NAME.html` (or `.pdf`) in the working folder."""
    from cspm.paper.form import form_html, form_pdf

    page = form_html(template, values, desk.language)
    wants_pdf = pdf or (desk.output or "").lower().endswith(".pdf")
    data = form_pdf(page) if wants_pdf else page.encode("utf-8")
    terminal = sys.stdout is not None and sys.stdout.isatty()
    put(desk, data, output=desk.output or (f"{name}.{'pdf' if wants_pdf else 'html'}" if terminal else None))
