"""What is looked up beside a complaint: the earlier one of the same unit and subject, and the head of a department."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.view import View
from cspm.procedures.complaints.figures import REPEAT

if TYPE_CHECKING:
    from cspm.shell.office import Office

SAME = "kind = 'complaint' AND state NOT IN ('void', 'cancelled') AND unit = ? AND type = ? AND received_at < ? AND received_at >= ?"
STANDING = "nature_judged IN ('valid', 'major')"


def earlier(office: Office, ticket_id: str, kind: str | None) -> str | None:
    """The last complaint of the same unit and type within the site's days before this one (R221, A77); None without.

    `kind` is the type as it is judged now, None for the one on record. One that was marked before stays as it is.
    Raises NoSuchRecord.
    """
    ticket: Any = View(office.store.document("tickets", ticket_id))
    part = ticket.complaint
    kind = kind or (part.type if part is not None else None)
    if ticket.kind != "complaint" or not ticket.unit or not kind or ticket.import_batch is not None:
        return None
    if part is not None and part.repeat_of:
        return None
    span = office.terms.figures.span(REPEAT, ticket.received_at.date())
    bounds = (micros(ticket.received_at), micros(ticket.received_at - span))
    where = f"{SAME} AND {STANDING} AND id != ?"
    rows = office.store.rows(
        "tickets", where, (ticket.unit, kind, *bounds, ticket.id), order="received_at DESC, id DESC", columns=("id",)
    )
    return next((str(row["id"]) for row in rows), None)


def head_of(office: Office, department: str) -> str | None:
    """The head of a department: who has that role in the team of that name; the only head where none is named so."""
    where = "role = 'department_head' AND state != 'void'"
    heads = [
        row for row in office.store.rows("staff", where, columns=("id", "team")) if office.person(row["id"]).active
    ]
    own = [str(row["id"]) for row in heads if row["team"] == department]
    unnamed = [str(row["id"]) for row in heads if not row["team"]]
    return next(iter(own or (unnamed if len(unnamed) == 1 else [])), None)
