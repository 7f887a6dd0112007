"""What the commands of performance sheets answer: the next step, the sheets with what differs now, the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.periods import last_month
from cspm.core.tables import Column, Table
from cspm.errors import N_, Code, Message
from cspm.procedures.performance.freezing import differences, statement
from cspm.procedures.performance.reports import LINES, PEOPLE, form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cspm.core.revision import Revision
    from cspm.shell.desk import Desk

DIFFERENCES = (
    Column("sheet", N_("Performance sheet"), "id"), Column("worker", N_("Worker")), Column("what", N_("What")),
    Column("frozen", N_("On the sheet")), Column("now", N_("Now")),
)  # fmt: skip
SUMS = {"base": N_("Performance base"), "amount": N_("Reward or deduction"), "payable": N_("Performance")}


def month_of(desk: Desk, month: str | None) -> str:
    """The month that was typed, else the last complete one."""
    return month or last_month(desk.now, desk.site.tz)


def put_sheet(desk: Desk, sheet: Revision) -> None:
    """After a step: the state, and what to type next."""
    from cspm.shell.output import changed

    said = Message.of(N_("{id}: {state}"), id=sheet.id, state=Code("state", sheet.state))
    following = following_of(sheet)
    if following:
        said = Message.of(N_("{sentence}. Next: {command}"), sentence=said, command=following)
    changed(desk, "performance_sheets", sheet.document(), said)


def following_of(sheet: Revision) -> str:
    """The command that comes next: a signature that is missing, the approval."""
    if sheet.state != "draft":
        return f"cspm performance-sheet print {sheet.id}" if sheet.state == "approved" else ""
    for side in "ab":
        if getattr(sheet, f"signed_{side}_at") is None:
            return f"cspm performance-sheet sign {sheet.id} --side {side} --by NAME"
    return f"cspm performance-sheet approve {sheet.id}"


def differences_of(desk: Desk, document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """In what the records differ now from the sheets."""
    now = statement(desk.store, document["crew"], document["month"], desk.terms, now=desk.now)
    return [{"sheet": document["id"], **one} for one in differences(document["statement"], now)]


def differing(found: Sequence[Mapping[str, Any]]) -> Table:
    """The differences as a table; sums have their names, lines their record."""
    rows = tuple(
        (
            one["sheet"],
            one["worker"],
            Message(SUMS[one["what"]]) if one["what"] in SUMS else one["what"],
            one["frozen"],
            one["now"],
        )
        for one in found
    )
    note = (Message(N_("What is decided about a difference is an assessment of a later month: cspm assessment add.")),)
    return Table("differences", Message(N_("Differences from the signed sheets")), DIFFERENCES, rows, note)


def approved(desk: Desk, month: str) -> list[dict[str, Any]]:
    """The approved sheets of a month: `{id crew digest approved_at approved_by differences[]}`."""
    rows = desk.store.rows(
        "performance_sheets", "state = 'approved' AND month = ?", (month,), order="id", columns=("id",)
    )
    return [
        {name: one[name] for name in ("id", "crew", "digest", "approved_at", "approved_by")}
        | {"differences": differences_of(desk, one)}
        for one in desk.store.documents("performance_sheets", [str(row["id"]) for row in rows])
    ]


def show_sheets(desk: Desk, record: str) -> None:
    """The sheets of a crew's month with `differences` in JSON; the workers, their lines and the differences for people."""
    from cspm.shell.show import show_record

    document = dict(desk.store.document("performance_sheets", record))
    document["differences"] = differences_of(desk, document)
    people = document["statement"]["people"]
    lines = [{**line, "crew": one["crew"], "worker": one["worker"]} for one in people for line in one["lines"]]
    parts = (("people", N_("Workers"), PEOPLE, people), ("lines", N_("Line by line"), LINES, lines))
    tables = tuple(
        Table(key, Message(said), columns, tuple(tuple(one[column.key] for column in columns) for one in found))
        for key, said, columns, found in parts
    )
    if document["differences"]:
        tables = (*tables, differing(document["differences"]))
    show_record(desk, "performance_sheets", document, skip=("statement", "differences"), tables=tables)


def form_of(desk: Desk, record: str) -> dict[str, Any]:
    """The sheets as they were drafted or frozen, with digest, signatures, and whether the records say something else now."""
    document = desk.store.document("performance_sheets", record)
    values = form(document["statement"], desk.site.name, desk.now)
    signed = {name: document[name] for name in ("signed_a_by", "signed_b_by", "approved_by", "digest", "state")}
    return {**values, **signed, "number": record, "differs": len(differences_of(desk, document))}
