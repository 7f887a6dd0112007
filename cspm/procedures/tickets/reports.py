"""Tickets as people and scripts see them: one ticket with its deadlines and findings, lists, the ledger of its clocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Protocol

from cspm.core.clocks import Clock
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.core.texts import minute
from cspm.core.worktime import ClockHours
from cspm.errors import N_, Code, Message


class Line(Protocol):
    """A row of the index, or anything that gives its columns by name."""

    def __getitem__(self, name: str, /) -> Any: ...


LIST_COLUMNS = (
    Column("id", N_("Ticket"), "id"),
    Column("kind", N_("Kind"), "code", "kind"),
    Column("state", N_("State"), "code", "state"),
    Column("unit", N_("Unit")),
    Column("area", N_("Area")),
    Column("category", N_("Category"), "code", "category"),
    Column("urgency", N_("Urgency"), "code", "urgency"),
    Column("text", N_("Matter")),
    Column("customer_name", N_("Customer")),
    Column("assignee", N_("Assignee")),
    Column("received_at", N_("Received at"), "time"),
    Column("due", N_("Due"), "time"),
    Column("clock", N_("Clock"), "code", "clock"),
    Column("overdue", N_("Overdue"), "yes"),
)
LIST_FIELDS = (
    "id", "kind", "state", "unit", "area", "category", "urgency", "text", "customer_name", "assignee", "received_at", "due",
    "clock", "paused",
)  # fmt: skip


def moment(micros: int | None, tz: tzinfo) -> datetime | None:
    """An index time (microseconds since 1970 UTC) in the site's zone."""
    if micros is None:
        return None
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)).astimezone(tz)


def listed(
    rows: Sequence[Line], now: datetime, tz: tzinfo, *, title: Message | None = None, notes: tuple[Message, ...] = ()
) -> Report:
    """Rows of the index as the list of tickets, in the order given."""
    document = []
    for row in rows:
        due = moment(row["due"], tz)
        line = {name: row[name] for name in LIST_FIELDS if name != "paused"}
        overdue = bool(due is not None and due < now and not row["paused"])
        document.append(line | {"received_at": moment(row["received_at"], tz), "due": due, "overdue": overdue})
    table = Table(
        "tickets", title or Message(N_("Tickets")), LIST_COLUMNS,
        tuple(tuple(line[column.key] for column in LIST_COLUMNS) for line in document), notes,
    )  # fmt: skip
    return Report("list", table.title, document, (table,))


def explained(document: Mapping[str, Any], terms: Terms, now: datetime, *, found: Sequence[Clock]) -> Report:
    """Each clock that was `found` of a ticket as a ledger: its start, the windows counted, pauses, rule, override, result."""
    lines = [one_clock(clock, terms, now) for clock in found]
    tables = tuple(ledger_table(clock, line) for clock, line in zip(found, lines, strict=True))
    title = Message.of(N_("Clocks of {id}"), id=document["id"])
    return Report("explain", title, lines, tables)


def one_clock(clock: Clock, terms: Terms, now: datetime) -> dict[str, Any]:
    """`{clock rule clause start due met_at state windows[] pauses[] net_minutes override}` of one clock."""
    end = clock.met_at or clock.ended_at or now
    hours = terms.calendar.team(clock.team) if clock.mode == "working" else ClockHours()
    windows = hours.ledger(clock.start, end, pauses=clock.pauses)
    return {
        "clock": clock.clock, "rule": clock.rule, "clause": clock.clause, "start": clock.start.astimezone(terms.tz),
        "due": clock.due.astimezone(terms.tz), "met_at": clock.met_at, "state": clock.state(now), "figure": clock.figure or None,
        "mode": clock.mode,
        "windows": [
            {"start": line.start, "end": line.end, "minutes": round(line.minutes, 4), "pause": line.kind == "pause"}
            for line in windows
        ],
        "pauses": [{"since": since, "until": until} for since, until in clock.pauses],
        "net_minutes": round(hours.elapsed(clock.start, end, pauses=clock.pauses) / timedelta(minutes=1), 4),
        "override": clock.override,
    }  # fmt: skip


STARTS = {
    "reply": N_("registered"), "receipt": N_("dispatched"), "appointment": N_("appointment agreed"), "promise": N_("promised"),
    "resolution": N_("registered"), "progress": N_("registered or last told"), "referral": N_("referred"),
    "answer": N_("registered or promised"), "contact": N_("finished or closed"),
    "clear_answer": N_("received"), "at_once": N_("received"), "first_response": N_("received"), "submission": N_("accepted"),
    "major_submission": N_("accepted"), "decision": N_("submitted"), "preliminary": N_("submitted"), "department": N_("asked"),
    "same_day": N_("received"), "told_time": N_("received"), "form": N_("form issued"), "form_call": N_("form back"),
    "finance": N_("chargeable"), "slip": N_("slip back at the front desk"), "callback": N_("the work ended"),
    "owner_told": N_("the work ended"),
}  # fmt: skip
"""What starts each clock."""
LEDGER = (Column("fact", N_("Fact")), Column("value", N_("Value")))


def ledger_table(clock: Clock, line: Mapping[str, Any]) -> Table:
    """One clock as a ledger that every face shows whole: what started it, each window, pauses, rule, figure, result."""
    rows: list[tuple[object, object]] = [
        (Message(N_("Clock")), Code("clock", clock.clock)),
        (Message(N_("Started by")), Message.of(N_("{event}: {at}"), event=Message(STARTS[clock.clock]), at=minute(line["start"]))),
        *((Message(N_("Paused") if window["pause"] else N_("Time counted")), spoken_window(window)) for window in line["windows"]),
        (Message(N_("Pauses")), tuple(spoken_pause(pause) for pause in line["pauses"]) or "-"),
        (Message(N_("Counted in all")), Message.of(N_("{minutes} minutes"), minutes=f"{line['net_minutes']:g}")),
        (Message(N_("Due")), minute(line["due"])),
        (Message(N_("Met at")), minute(line["met_at"]) if line["met_at"] else "-"),
        (Message(N_("Outcome")), Code("clock_state", line["state"])),
        (Message(N_("Rule")), clock.rule),
        (Message(N_("Clause")), clock.clause),
        (Message(N_("Figure")), clock.figure or Message(N_("- (the time that was told to the customer)"))),
        (Message(N_("The site's own value")), "-" if clock.override is None else str(clock.override)),
    ]  # fmt: skip
    return Table(clock.clock, Message.of(N_("Clock: {clock}"), clock=Code("clock", clock.clock)), LEDGER, tuple(rows))


def spoken_window(window: Mapping[str, Any]) -> Message:
    """A stretch of the calendar with its minutes."""
    start, end = minute(window["start"]), minute(window["end"])
    return Message.of(N_("{start} to {end}: {minutes} minutes"), start=start, end=end, minutes=f"{window['minutes']:g}")


def spoken_pause(pause: Mapping[str, Any]) -> Message:
    """A pause; one that lasts has no end."""
    until = minute(pause["until"]) if pause["until"] else "..."
    return Message.of(N_("{start} to {end}"), start=minute(pause["since"]), end=until)
