"""The checklist that was asked for, and the ticket that it is printed for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.errors import NoSuchRecord
from cspm.procedures.checklists.forms import sheet
from cspm.procedures.checklists.model import Checklist, named

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def asked(desk: Desk, word: str) -> Checklist:
    """The checklist that a word names. Raises NoSuchRecord."""
    found = named(word, desk.site)
    if found is None:
        raise NoSuchRecord(id=word[:40], command="cspm checklist list")
    return found


def printed(desk: Desk, checklist: Checklist, ticket: str | None) -> dict[str, Any]:
    """The values of its paper. Raises NoSuchRecord for a ticket there is not."""
    document = desk.store.document("tickets", desk.store.resolve("tickets", ticket)) if ticket else None
    staff = desk.names("staff")
    return sheet(checklist, desk.terms, desk.now, ticket=document, staff=staff)
