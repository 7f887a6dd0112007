"""The appraisal of specialists and departments by closing rate (R214, R216; A71). Pure over documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.errors import N_, Message
from cspm.procedures.complaints.quarter import VALID, Groups, departments, rate

PARTS = ("accepted_valid", "closed_valid")


def closing_report(
    documents: Iterable[Mapping[str, Any]], quarter: str, terms: Terms, *, as_of: datetime, staff: Mapping[str, str]
) -> Report:
    """`{quarter site as_of specialists[{staff name accepted_valid closed_valid rate rank}] departments[{department
    accepted_valid closed_valid rate rank}]}`: of the valid complaints taken in in the quarter, the share closed by now.

    Equal rates share a rank and the next one is skipped; nobody is ranked over nothing. `staff` is names by id.
    """
    groups = Groups()
    for ticket in map(View, documents):
        part: Any = ticket.complaint
        if part is None or part.nature not in VALID:
            continue
        closed = ticket.closed_at is not None and ticket.closed_at <= as_of
        for key in (f"specialists.{ticket.assignee or '-'}", *(f"departments.{one}" for one in departments(ticket))):
            groups.add(f"{key}.accepted_valid", ticket.id)
            groups.add(f"{key}.closed_valid", ticket.id, counts=closed)
    specialists = [
        {"staff": one["name"], "name": staff.get(one["name"]), **numbers(one)} for one in lines(groups, "specialists")
    ]
    of_departments = [{"department": one["name"], **numbers(one)} for one in lines(groups, "departments")]
    document = {
        "quarter": quarter, "site": terms.site.name, "as_of": as_of, "specialists": specialists, "departments": of_departments,
    }  # fmt: skip
    title = Message.of(N_("Closing rate of {quarter}"), quarter=quarter)
    meta = {"site": terms.site.name, "period": quarter, "as_of": as_of}
    made = [
        Table("specialists", Message(N_("By specialist")), (Column("staff", N_("Staff"), "id"), Column("name", N_("Name")), *NUMBERS),
              tuple(tuple(one.values()) for one in specialists)),
    ]  # fmt: skip
    if of_departments:  # most complaints concern none: an empty table would look like something lost
        columns = (Column("department", N_("Department")), *NUMBERS)
        rows = tuple(tuple(one.values()) for one in of_departments)
        made.append(Table("departments", Message(N_("By department")), columns, rows))
    notes = (Message(N_("Equal rates share a rank; - is nobody.")),)
    return Report("closing-rate", title, document, tuple(made), (), groups.sources, tuple(groups.ids), notes, meta)


NUMBERS = (
    Column("accepted_valid", N_("Valid, taken in"), "int"), Column("closed_valid", N_("Of them closed"), "int"),
    Column("rate", N_("Closing rate"), "rate"), Column("rank", N_("Rank"), "int"),
)  # fmt: skip


def numbers(line: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a line."""
    return {name: line[name] for name in (*PARTS, "rate", "rank")}


def lines(groups: Groups, key: str) -> list[dict[str, Any]]:
    """One line for each name below the key, the best first; who is nobody (`-`) has no rank and stands last."""
    names = dict.fromkeys(
        name.removeprefix(f"{key}.").rpartition(".")[0] for name in groups.ids if name.startswith(f"{key}.")
    )
    found: list[dict[str, Any]] = []
    for name in names:
        accepted, closed = (groups.size(f"{key}.{name}.{part}") for part in PARTS)
        found.append({"name": name, "accepted_valid": accepted, "closed_valid": closed, "rate": rate(closed, accepted)})
    ranked = sorted(found, key=lambda one: (one["name"] == "-", -(one["rate"] or 0), one["name"]))
    return [{**one, "rank": rank(ranked, one)} for one in ranked]


def rank(ranked: Sequence[Mapping[str, Any]], line: Mapping[str, Any]) -> int | None:
    """The place among those who are ranked: one more than there are better ones."""
    if line["name"] == "-" or line["rate"] is None:
        return None
    return 1 + len([one for one in ranked if one["name"] != "-" and (one["rate"] or 0) > line["rate"]])
