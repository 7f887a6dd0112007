"""`cspm report staff`: what each member of staff did in a month, counted so that every number names its tickets. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cspm.core.periods import Span
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.tickets.clocks import clocks

FIGURES = (
    ("dispatched", N_("Sent to them")), ("accepted_in_time", N_("Receipt in time")), ("accepted_late", N_("Receipt late")),
    ("arrived_in_time", N_("There in time")), ("arrived_late", N_("There late")), ("finished", N_("Finished")),
    ("reworks", N_("Reworks")), ("satisfied", N_("Satisfied")), ("dissatisfied", N_("Dissatisfied")),
    ("open", N_("Open at the end")), ("replies_in_time", N_("Replies in time")), ("replies_late", N_("Replies late")),
)  # fmt: skip
BACK = ("reject", "reopen")
Counted = tuple[str, str, str]


def counted(ticket: Any, span: Span, terms: Terms) -> Iterator[Counted]:
    """(staff, figure, ticket) of everything in the month that a ticket says of somebody.

    Who had it when it was sent, from its history; receipt, arrival, finish and callbacks go to whom it was with last.
    """
    for event in ticket.history:
        to = event.changed.get("assignee") if event.action == "dispatch" else None
        if to and during(event.at, span):
            yield to, "dispatched", ticket.id
    if any(event.action == "reply" for event in ticket.history):
        yield from replied(ticket, span, terms)
    who = ticket.assignee
    if not who:
        return
    for clock in clocks(ticket, terms):
        name = {"receipt": "accepted", "appointment": "arrived"}.get(clock.clock)
        if name and clock.met_at is not None and during(clock.met_at, span):
            yield who, f"{name}_in_time" if clock.met_at <= clock.due else f"{name}_late", ticket.id
    if during(ticket.finished_at, span):
        yield who, "finished", ticket.id
    if any(event.action in BACK and during(event.at, span) for event in ticket.history):
        yield who, "reworks", ticket.id
    for call in ticket.callbacks:
        if call.satisfied is not None and during(call.at, span):
            yield who, "satisfied" if call.satisfied else "dissatisfied", ticket.id
    ends = (ticket.closed_at, ticket.cancelled_at, ticket.declined_at)
    if ticket.received_at < span.end and all(end is None or end >= span.end for end in ends):
        yield who, "open", ticket.id


def replied(ticket: Any, span: Span, terms: Terms) -> Iterator[Counted]:
    """The reply that stopped the clock, for whoever gave it."""
    first = next(event for event in ticket.history if event.action == "reply")
    for clock in clocks(ticket, terms):
        if clock.clock == "reply" and clock.met_at is not None and during(clock.met_at, span):
            yield first.by, "replies_in_time" if clock.met_at <= clock.due else "replies_late", ticket.id


def during(at: Any, span: Span) -> bool:
    """Whether something happened in the month."""
    return at is not None and span.start <= at < span.end


def staff_report(tickets: Iterable[Any], span: Span, terms: Terms, *, people: Mapping[str, str], as_of: Any) -> Report:
    """`{month site as_of staff [{id name dispatched accepted_in_time accepted_late arrived_in_time arrived_late finished
    reworks satisfied dissatisfied open replies_in_time replies_late}]}`; `--explain STAFF.FIGURE` names the tickets.

    A ticket counts once in each figure, however often it came back. `people` are the names of staff by id.
    """
    groups: dict[str, set[str]] = {}
    for ticket in tickets:
        for who, figure, record in counted(ticket, span, terms):
            groups.setdefault(f"{who}.{figure}", set()).add(record)
    known = sorted({key.rpartition(".")[0] for key in groups})
    lines = [
        {"id": who, "name": people.get(who), **{name: len(groups.get(f"{who}.{name}", ())) for name, _ in FIGURES}}
        for who in known
    ]
    columns = (
        Column("id", N_("Id"), "id"),
        Column("name", N_("Name")),
        *(Column(name, text, "int") for name, text in FIGURES),
    )
    title = Message.of(N_("Staff in {month}"), month=span.name)
    rows = tuple(tuple(line[column.key] for column in columns) for line in lines)

    def sources(key: str) -> tuple[str, ...]:
        who, _, figure = key.rpartition(".")
        if who not in people or figure not in dict(FIGURES):
            raise KeyError(key)
        return tuple(sorted(groups.get(key, ())))

    document = {"month": span.name, "site": terms.site.name, "as_of": as_of, "staff": lines}
    keys = tuple(f"STAFF.{name}" for name, _ in FIGURES)
    meta = {"site": terms.site.name, "period": span.name, "as_of": as_of}
    return Report("staff", title, document, (Table("staff", title, columns, rows),), (), sources, keys, (), meta)
