"""What `conduct add` and `internal-complaint add` fill in: the time, who recorded it, the role of who was told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cspm.shell.office import Office


def conduct(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new conduct. Raises NoSuchRecord for unknown staff and tickets."""
    office.person(fields["staff"])
    return {**fields, **at_ticket(office, fields), "by": fields.get("by") or office.actor.id,
            "happened_at": fields.get("happened_at") or office.now}  # fmt: skip


def internal_complaint(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new internal complaint. Raises NoSuchRecord for unknown staff and tickets."""
    told = office.person(fields["told"])
    return {**fields, **at_ticket(office, fields), "by": fields.get("by") or office.actor.id, "told_role": told.role,
            "made_at": fields.get("made_at") or office.now}  # fmt: skip


def at_ticket(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The whole id of the ticket that it is about. Raises NoSuchRecord, NotUnique."""
    typed = fields.get("ticket")
    return {"ticket": office.store.resolve("tickets", typed)} if typed else {}
