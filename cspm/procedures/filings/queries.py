"""What the sheet of a filing shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.procedures.filings.sheet import filing_sheet

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def sheet(desk: Desk, filing: str) -> dict[str, Any]:
    """The values of a filing's sheet, with the names of the staff."""
    return filing_sheet(desk.store.document("filings", filing), desk.terms, desk.now, staff=desk.names("staff"))
