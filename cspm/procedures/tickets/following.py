"""What is written down around the work: judged to another kind, finance told, an outside unit called, papers filed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.texts import needed, plain
from cspm.errors import N_, Message, Usage
from cspm.procedures.tickets.sending import line_of
from cspm.procedures.tickets.transitions import moved

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.shell.office import Office

Changed = dict[str, Any]


def route(
    office: Office, ticket_id: str, *, to: str, reason: str | None = None, against: str | None = None
) -> Revision:
    """Judged to be a service, a complaint or an enquiry (R109, R160): from now on it follows that procedure.

    What was judged of it as a complaint stays in its history only. Raises Usage when another kind needs its reason.
    """
    why = plain(reason)

    def plan(ticket: Any, stamp: Stamp) -> Changed:
        moved(ticket, "reroute")
        if ticket.kind != to and ticket.routed_at is not None and why is None:
            text = N_("{id} was judged before; say why it is judged otherwise: --reason TEXT")
            raise Usage(problem=Message.of(text, id=ticket_id))
        changed: Changed = {"kind": to, "routed_at": stamp.at if ticket.kind != to else ticket.routed_at or stamp.at}
        if to != "complaint":
            return changed | {"complaint": None}
        return changed if ticket.complaint else changed | {"complaint": {"against": plain(against)}}

    return office.step("tickets", ticket_id, "reroute", plan, reason=why)


def tell_finance(office: Office, ticket_id: str, *, by: str | None = None) -> Revision:
    """Finance was told that it will be charged (R110); the first time counts."""
    return office.step(
        "tickets", ticket_id, "tell-finance",
        lambda ticket, stamp: {"finance_told_at": ticket.finance_told_at or stamp.at}, by=by,
    )  # fmt: skip


def outside(
    office: Office, ticket_id: str, *, unit: str | None = None, agreed_by: str | None = None, by: str | None = None
) -> Revision:
    """The agreement unit or utility was called (R151), that of the table of teams unless another is named; with
    `agreed_by` the customer agreed with it. Raises Usage when no unit is known."""
    named, customer = plain(unit), plain(agreed_by)

    def plan(ticket: Any, stamp: Stamp) -> Changed:
        line = line_of(office, ticket) or {}
        found = named or (ticket.outside.unit if ticket.outside else None) or line.get("agreement_unit")
        if not found:
            text = N_("{id}: the table of teams names no agreement unit; say which was called: --unit NAME")
            raise Usage(problem=Message.of(text, id=ticket_id))
        agreed = {"agreed_by": customer, "agreed_at": stamp.at} if customer else {}
        before = ticket.outside.document() if ticket.outside and ticket.outside.unit == found else None
        return {"outside": {**(before or {"unit": found, "at": stamp.at, "by": stamp.by}), **agreed}}

    return office.step("tickets", ticket_id, "outside", plan, by=by)


def archive(office: Office, ticket_id: str, *, copies: tuple[str, ...] = (), by: str | None = None) -> Revision:
    """The papers were filed (R107), in the office archive and the owner's file unless `copies` says otherwise (R113)."""
    role = office.role_of(by)
    places = tuple(dict.fromkeys(copies)) or ("office", "owner_file")

    def plan(_ticket: Any, stamp: Stamp) -> Changed:
        return {"archived": {"at": stamp.at, "by": needed(stamp.by, "--by"), "role": role, "copies": places}}

    return office.step("tickets", ticket_id, "archive", plan, by=by)
