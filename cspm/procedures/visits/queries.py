"""What the form of a visit shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.procedures.visits.forms import visit_record

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def sheet(desk: Desk, visit: str) -> dict[str, Any]:
    """The values of a visit's record form, with the names of the staff."""
    staff = desk.names("staff")
    return visit_record(desk.store.document("visits", visit), desk.terms, desk.now, staff=staff)
