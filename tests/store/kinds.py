"""Record kinds of the store's own tests; no procedure."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, ClassVar

from cspm.core.clocks import Clock
from cspm.core.kinds import Derived, Kind
from cspm.core.record import Money, Part, Record, field
from cspm.core.rules import Finding
from cspm.core.stamp import Stamp
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.errors import Message

NOW = datetime(2026, 11, 22, 17, 30, tzinfo=timezone(timedelta(hours=8)))
MONTH = "2026-11"


class Person(Part):
    """Somebody named in a note."""

    name: str | None = field("name", None)


class Note(Record):
    """A monthly record with a time, a state, money and words."""

    record_kind: ClassVar[str] = "notes"
    state: str = field("state", "open")
    text: str = field("text", "")
    received_at: datetime | None = field("received", None)
    closed_at: datetime | None = field("closed", None)
    person: Person | None = field("person", None)
    amount: Money | None = field("amount", None)
    counter: int = field("counter", 0)
    tags: tuple[str, ...] = field("tags", ())


class Place(Record):
    """A record with a typed id."""

    record_kind: ClassVar[str] = "places"
    owner: str = field("owner", "")


def derive(document: dict[str, Any], terms: Terms) -> Derived:
    """A clock of one day, a finding when it is over, and a column that is in no document."""
    note = View(document)
    if note.received_at is None:
        return Derived({"length": len(note.text)})
    due = note.received_at + timedelta(days=1)
    clock = Clock("reply", "R1", "1.1", note.received_at, due, note.closed_at)
    finding = Finding("late", "R1", "1.1", "breach", Message.of("{what} is late", what=note.text, at=due), due, note.id)
    return Derived({"length": len(note.text)}, (clock,), (finding,), "derived " + terms.site.name)


KINDS = {
    "notes": Kind(
        "notes", "note", "tests.store.kinds:Note", prefix="N", monthly=True,
        columns=("state", "received_at", "closed_at", "person.name", "amount", "counter", "tags", "length", "text"),
        words=("text", "person.name"), derive="tests.store.kinds:derive",
    ),
    "places": Kind("places", "place", "tests.store.kinds:Place", columns=("owner",), words=("owner",)),
}  # fmt: skip


def stamp(by: str = "wang", minutes: int = 0) -> Stamp:
    """Who and when, always the same."""
    at = NOW + timedelta(minutes=minutes)
    return Stamp(at, at, by, by, "tester")


def note(record_id: str, text: str = "", **fields: Any) -> Note:
    """A new note."""
    return Note.first(stamp(), "created", id=record_id, text=text, received_at=NOW, **fields)


def place(record_id: str, owner: str = "") -> Place:
    """A new place."""
    return Place.first(stamp(), "created", id=record_id, owner=owner)
