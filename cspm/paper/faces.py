"""The one door: a report in any of its faces. Only the module that the face needs is loaded."""

from __future__ import annotations

from cspm.core.language import Language
from cspm.core.tables import Report

FACES = ("table", "json", "csv", "xlsx", "md", "html")


def render(
    report: Report,
    face: str,
    language: Language,
    *,
    terminal: bool = False,
    width: int | None = None,
    for_people: bool = False,
) -> bytes:
    """The report as bytes ready to be written.

    `terminal` and `width` matter to "table" only, `for_people` (a file somebody will open) to "csv" only. Raises
    `cspm.errors.Usage` when the library a face needs is not installed, KeyError for a face that is not in FACES.
    """
    if face == "table":
        from cspm.paper.text import report_text

        return report_text(report, language, terminal=terminal, width=width).encode()
    if face == "json":
        from cspm.paper.document import json_text

        return json_text(report.document).encode()
    if face == "csv":
        from cspm.paper.separated import report_csv

        return report_csv(report, language, for_people=for_people)
    if face == "xlsx":
        from cspm.paper.workbook import report_xlsx

        return report_xlsx(report, language)
    if face == "md":
        from cspm.paper.markdown import report_md

        return report_md(report, language).encode()
    if face == "html":
        from cspm.paper.page import report_html

        return report_html(report, language).encode()
    raise KeyError(face)
