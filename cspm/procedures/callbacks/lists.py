"""The callback queue and the director's sample as tables. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from cspm.core.ids import number_of
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.callbacks.month import Row, calls_of, moment
from cspm.procedures.callbacks.slips import of_ticket as slips_of
from cspm.tuples import NamedTuple

QUEUE = (
    Column("ticket", N_("Ticket"), "id"), Column("due", N_("Due"), "time"),
    Column("method", N_("How"), "code", "callback_method"), Column("caller", N_("Caller")),
    Column("reason", N_("Reason"), "code", "callback_reason"), Column("attempts", N_("Attempts"), "int"),
)  # fmt: skip
SAMPLE = (
    Column("ticket", N_("Ticket"), "id"), Column("unit", N_("Unit")), Column("area", N_("Area")),
    Column("category", N_("Category"), "code", "category"), Column("customer_name", N_("Customer")),
    Column("assignee", N_("Assignee")), Column("finished_at", N_("Finished at"), "time"),
)  # fmt: skip


PROGRESS = (*SAMPLE, Column("called_at", N_("Called at"), "time"), Column("satisfied", N_("Satisfied"), "yes"))
SLIPS = (
    Column("ticket", N_("Ticket"), "id"), Column("returned_at", N_("Slip back at"), "time"),
    Column("told_at", N_("Dispatch told at"), "time"), Column("due", N_("Due"), "time"),
    Column("state", N_("State"), "code", "clock_state"), Column("handed_at", N_("Handed over at"), "time"),
)  # fmt: skip


class Caller(NamedTuple):
    """A member of staff who may call back: role and the areas that are theirs."""

    id: str
    role: str
    areas: tuple[str, ...] = ()


def queue(rows: Iterable[Mapping[str, Any]], callers: Sequence[Caller], terms: Terms, *, title: Message) -> Report:
    """What is still to be called, in the order of the rows; JSON `{ticket due method caller reason attempts}`.

    Each row holds `id kind due attempts area rework_count nature_judged front_desk workers`.
    """
    document: list[dict[str, Any]] = [
        {
            "ticket": row["id"], "due": moment(row["due"], terms), "method": "visit" if is_major(row) else "phone",
            "caller": caller_for(row, callers), "reason": reason(row), "attempts": row["attempts"] or 0,
        }
        for row in rows
    ]  # fmt: skip
    return listed("queue", title, QUEUE, document)


def is_major(row: Row) -> bool:
    """A major complaint, which is called back by a door visit of the CSC manager (R099, R100)."""
    return bool(row["kind"] == "complaint" and row["nature_judged"] == "major")


def reason(row: Row) -> str:
    """Why the ticket is called back: `service`, `rework` or `complaint`."""
    if row["kind"] == "complaint":
        return "complaint"
    return "rework" if row["rework_count"] else "service"


def caller_for(row: Mapping[str, Any], callers: Sequence[Caller]) -> str | None:
    """Who calls by default (R063, R099), never one who did the work; None when there is nobody of these roles.

    Who was asked to call comes first. Reported at the front desk: the area's customer assistant; else a dispatch assistant.
    Complaints: the area's customer assistant, else the front desk; major ones the CSC manager. Several of a role share them
    out by number.
    """
    if row.get("assigned") and row["assigned"] not in row["workers"]:
        return str(row["assigned"])
    free = [one for one in callers if one.id not in row["workers"]]
    own = [one for one in free if one.role == "customer_assistant" and row["area"] and row["area"] in one.areas]
    dispatch = [one for one in free if one.role == "dispatch_assistant"]
    if is_major(row):
        choice = [one for one in free if one.role == "csc_manager"]
    elif row["kind"] == "complaint":
        choice = own or [one for one in free if one.role == "front_desk"] or dispatch
    else:
        choice = (own if row["front_desk"] else []) or dispatch
    names = sorted(one.id for one in choice)
    return names[number_of(row["id"]) % len(names)] if names else None


def sample(rows: Iterable[Row], terms: Terms, *, quarter: str, seed: int, base: int) -> Report:
    """The director's sample of a quarter's service records (R390), as picked; `base` is how many there are."""
    document = [drawn(row, terms) for row in rows]
    title = Message.of(N_("Sample of the callbacks of {quarter}, seed {seed}"), quarter=quarter, seed=seed)
    note = Message.of(N_("{count} of {base} service records"), count=len(document), base=base)
    return listed("sample", title, SAMPLE, document, notes=(note,))


def drawn(row: Row, terms: Terms) -> dict[str, Any]:
    """A drawn ticket: `{ticket unit area category customer_name assignee finished_at}`."""
    return {
        "ticket": row["id"], "unit": row["unit"], "area": row["area"], "category": row["category"],
        "customer_name": row["customer_name"], "assignee": row["assignee"],
        "finished_at": moment(row["finished_at"] or row["closed_at"], terms),
    }  # fmt: skip


def progress(rows: Iterable[Row], terms: Terms, *, sample: Mapping[str, Any]) -> Report:
    """A kept sample with what the director heard: `{... called_at satisfied aspects opinion}` for each ticket."""
    document = []
    for row in rows:
        call = heard(row, sample["id"])
        told = (moment(call["at"], terms), call["satisfied"], call["aspects"]) if call else (None, None, {})
        document.append(drawn(row, terms) | dict(zip(("called_at", "satisfied", "aspects"), told, strict=True)))
    title = Message.of(
        N_("Sample of the callbacks of {quarter}, seed {seed}"), quarter=sample["quarter"], seed=sample["seed"]
    )
    notes = (
        Message.of(N_("{count} of {base} service records"), count=len(sample["tickets"]), base=sample["base"]),
        Message.of(N_("{done} of {required} called"), done=sum(line["called_at"] is not None for line in document),
                   required=len(document)),
    )  # fmt: skip
    return listed("sample", title, PROGRESS, document, notes=notes)


def heard(row: Row, sample: str) -> Mapping[str, Any] | None:
    """The last callback of a ticket's row that reached the customer for that sample; None when none did."""
    found = [call for call in calls_of(row["callbacks"]) if call.get("sample") == sample and call["reached"]]
    return max(found, key=lambda call: int(call["at"]), default=None)


def slips(tickets: Iterable[Any], terms: Terms, *, now: datetime) -> Report:
    """The slips of tickets: `{ticket returned_at told_at due state handed_at}`."""
    document = []
    for ticket in tickets:
        for clock in slips_of(ticket, terms):
            known = ticket.slip
            document.append({
                "ticket": ticket.id, "returned_at": clock.start, "told_at": known.told_at if known else None,
                "due": clock.due, "state": clock.state(now), "handed_at": clock.met_at,
            })  # fmt: skip
    return listed("slips", Message(N_("Slips at the front desk")), SLIPS, document)


def listed(
    name: str, title: Message, columns: tuple[Column, ...], document: Sequence[Mapping[str, object]], *,
    notes: tuple[Message, ...] = (),
) -> Report:  # fmt: skip
    """A report of one table over the objects of its document."""
    rows = tuple(tuple(line[column.key] for column in columns) for line in document)
    return Report(name, title, document, (Table(name, title, columns, rows, notes),))
