"""The list of complaints, answered from the index."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.periods import quarter as named_quarter
from cspm.core.periods import quarter_bounds
from cspm.core.tables import Report
from cspm.errors import Code, WrongKind
from cspm.procedures.complaints.forms import complaint_form
from cspm.procedures.complaints.reports import FIELDS, listed
from cspm.procedures.tickets.states import FINALS
from cspm.shell.filters import condition

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def complaint_list(desk: Desk, words: tuple[str, ...], *, everything: bool) -> tuple[Report, list[str]]:
    """The complaints that fit the filter words, open ones unless a state or everything is asked for; with their ids."""
    where, params = condition("tickets", words, desk)
    states = any(word.startswith(("state:", "状态:")) for word in words)
    left_out = ("void",) if everything or states else FINALS
    scope = f"kind = 'complaint' AND state NOT IN ({', '.join('?' for _ in left_out)})"
    whole = f"{scope} AND ({where})" if where else scope
    rows = desk.store.rows("tickets", whole, (*left_out, *params), order="received_at, id", columns=FIELDS)
    return listed(rows, desk.site.tz), [str(row["id"]) for row in rows]


def page(desk: Desk, ticket: str) -> dict[str, Any]:
    """The values of a ticket's complaint form. Raises WrongKind for what is no complaint."""
    document = desk.store.document("tickets", ticket)
    if document["kind"] != "complaint":
        raise WrongKind(id=ticket, kind=Code("kind", document["kind"]), wanted=Code("kind", "complaint"))
    return complaint_form(document, desk.terms, desk.now, staff=desk.names("staff"), areas=desk.names("areas"))


def of_quarter(desk: Desk, quarter: str) -> list[Mapping[str, Any]]:
    """The complaints received in a quarter, void ones left out."""
    start, end = quarter_bounds(quarter, desk.site.tz)
    where = "kind = 'complaint' AND state != 'void' AND received_at >= ? AND received_at < ?"
    rows = desk.store.rows("tickets", where, (micros(start), micros(end)), order="received_at, id", columns=("id",))
    return list(desk.store.documents("tickets", [str(row["id"]) for row in rows]))


def asked_quarter(desk: Desk, quarter: str | None) -> str:
    """The quarter that was asked for, else the last complete one."""
    return quarter or named_quarter("上季度", desk.now, tz=desk.site.tz)


def quarter_report(desk: Desk, quarter: str | None) -> Report:
    """The complaints of a quarter, with what was proposed to be deducted for them (R216, R316, R428)."""
    from cspm.procedures.complaints.quarter import complaints_report

    asked = asked_quarter(desk, quarter)
    found = of_quarter(desk, asked)
    known = {str(one["id"]) for one in found}
    rows = desk.store.rows("penalties", "state != 'void'", columns=("id", "ticket", "total_amount", "state"))
    proposed = [
        {"id": row["id"], "state": row["state"], "total": Decimal(row["total_amount"])}
        for row in rows
        if row["ticket"] in known
    ]
    return complaints_report(found, asked, desk.terms, as_of=desk.now, penalties=proposed)


def closing_rate(desk: Desk, quarter: str | None) -> Report:
    """Specialists and departments by closing rate (R214)."""
    from cspm.procedures.complaints.closing import closing_report

    asked = asked_quarter(desk, quarter)
    staff = desk.names("staff")
    return closing_report(of_quarter(desk, asked), asked, desk.terms, as_of=desk.now, staff=staff)
