"""Enquiries as a list, and the summary of a quarter: topics, counts, how long answers took (R380). Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from cspm.core.spread import rate, spread
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.errors import N_, Message
from cspm.procedures.enquiries.clocks import clocks

COLUMNS = (
    Column("id", N_("Ticket"), "id"), Column("state", N_("State"), "code", "state"),
    Column("status", N_("Enquiry"), "code", "enquiry_status"), Column("topics", N_("Topics")), Column("text", N_("Matter")),
    Column("customer", N_("Customer")), Column("unit", N_("Unit")), Column("expert", N_("Expert")),
    Column("received_at", N_("Received at"), "time"), Column("due", N_("Due"), "time"),
    Column("answered_at", N_("Answered at"), "time"), Column("answer", N_("Answer")),
)  # fmt: skip
TOPICS = (
    Column("topic", N_("Topic")), Column("received", N_("Received"), "int"), Column("answered", N_("Answered"), "int"),
    Column("median_minutes", N_("Median minutes to the answer"), "number"),
)  # fmt: skip
FACTS = (Column("fact", N_("Fact")), Column("value", N_("Value"), "number"))
OTHER = ""
"""Stands for enquiries that were sorted under no topic."""


def line(document: dict[str, Any], terms: Terms) -> dict[str, Any]:
    """One enquiry as the list and the summary read it: what was asked, when it is due, what was answered."""
    ticket: Any = View(document)
    part = ticket.enquiry
    found = {name: getattr(part, name) if part is not None else None for name in ("status", "expert", "answer")}
    topics = list(part.topics) if part is not None else []
    clock = next(iter(clocks(ticket, terms)), None)
    answered = (part.answered_at if part is not None else None) or ticket.closed_at
    return {
        "id": ticket.id, "state": ticket.state, "status": found["status"] or ("answered" if answered else None), "topics": topics,
        "text": ticket.text, "customer": ticket.customer.name, "unit": ticket.unit, "expert": found["expert"],
        "received_at": ticket.received_at, "due": clock.due if clock is not None else None, "answered_at": answered,
        "answer": found["answer"] or (ticket.result if answered else None),
        "met": clock is not None and clock.met_at is not None and clock.met_at <= clock.due,
        "ended": ticket.state in ("cancelled", "declined"),
    }  # fmt: skip


def listed(lines: Iterable[dict[str, Any]]) -> Report:
    """The enquiries in the order given."""
    document = [{column.key: one[column.key] for column in COLUMNS} for one in lines]
    rows = tuple(tuple(tuple(cell) if isinstance(cell, list) else cell for cell in one.values()) for one in document)
    title = Message(N_("Enquiries"))
    return Report("enquiries", title, document, (Table("enquiries", title, COLUMNS, rows),))


def quarterly(lines: Sequence[dict[str, Any]], quarter: str, terms: Terms, *, now: datetime) -> Report:
    """The summary of a quarter: `{quarter as_of received answered pending open ended in_time minutes_to_answer by_topic}`.

    Enquiries count in the quarter in which they were received. One of several topics counts under each of them.
    """
    answered = [one for one in lines if one["answered_at"] is not None]
    due = [one for one in lines if one["due"] is not None and not one["ended"] and (one["met"] or one["due"] <= now)]
    waiting = [one for one in lines if one["answered_at"] is None and not one["ended"]]
    met = sum(one["met"] for one in due)
    document = {
        "quarter": quarter, "as_of": now.astimezone(terms.tz), "received": len(lines), "answered": len(answered),
        "pending": sum(one["status"] == "pending_expert" for one in waiting), "open": len(waiting),
        "ended": sum(one["ended"] for one in lines), "in_time": {"due": len(due), "met": met, "rate": rate(met, len(due))},
        "minutes_to_answer": spread([minutes(one) for one in answered]),
        "by_topic": [topic_line(name, under(lines, name)) for name in named(lines)],
    }  # fmt: skip
    title = Message.of(N_("Enquiries of {quarter}"), quarter=quarter)
    keys = (
        "received",
        "answered",
        "pending",
        "open",
        "ended",
        *(f"by_topic.{one['topic']}" for one in document["by_topic"]),
    )
    meta = {"site": terms.site.name, "period": quarter, "as_of": now}
    return Report("enquiries", title, document, tables(document, title), sources=sources(lines), keys=keys, meta=meta)


def minutes(one: dict[str, Any]) -> float:
    """How long an answer took, from the receipt on."""
    length: timedelta = one["answered_at"] - one["received_at"]
    return length / timedelta(minutes=1)


def named(lines: Sequence[dict[str, Any]]) -> list[str]:
    """The topics, the most asked first; those without one last."""
    counted: dict[str, int] = {}
    for one in lines:
        for topic in one["topics"] or [OTHER]:
            counted[topic] = counted.get(topic, 0) + 1
    return sorted(counted, key=lambda topic: (topic == OTHER, -counted[topic], topic))


def under(lines: Sequence[dict[str, Any]], topic: str) -> list[dict[str, Any]]:
    """The enquiries of a topic."""
    return [one for one in lines if topic in (one["topics"] or [OTHER])]


def topic_line(topic: str, mine: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A topic with its counts."""
    answered = [minutes(one) for one in mine if one["answered_at"] is not None]
    return {
        "topic": topic,
        "received": len(mine),
        "answered": len(answered),
        "median_minutes": spread(answered)["median"],
    }


def tables(document: dict[str, Any], title: Message) -> tuple[Table, ...]:
    """The summary for people."""
    facts = (
        (N_("Received"), document["received"]), (N_("Answered"), document["answered"]),
        (N_("Waiting for an expert"), document["pending"]), (N_("Not answered yet"), document["open"]),
        (N_("Answered in time"), document["in_time"]["met"]), (N_("Due by now"), document["in_time"]["due"]),
        (N_("Median minutes to the answer"), document["minutes_to_answer"]["median"]),
    )  # fmt: skip
    rows = tuple((Message(label), value) for label, value in facts)
    topics = tuple(
        (one["topic"] or Message(N_("(no topic)")), one["received"], one["answered"], one["median_minutes"])
        for one in document["by_topic"]
    )
    return Table("summary", title, FACTS, rows), Table("topics", Message(N_("Topics")), TOPICS, topics)


def sources(lines: Sequence[dict[str, Any]]) -> Callable[[str], tuple[str, ...]]:
    """The enquiries behind each number."""
    tests: dict[str, Callable[[dict[str, Any]], bool]] = {
        "received": lambda one: True,
        "answered": lambda one: one["answered_at"] is not None,
        "open": lambda one: one["answered_at"] is None and not one["ended"],
        "pending": lambda one: one["answered_at"] is None and not one["ended"] and one["status"] == "pending_expert",
        "ended": lambda one: bool(one["ended"]),
    }

    def behind(key: str) -> tuple[str, ...]:
        if key.startswith("by_topic."):
            found = under(lines, key.removeprefix("by_topic."))
            if not found:
                raise KeyError(key)
            return tuple(sorted(one["id"] for one in found))
        return tuple(sorted(one["id"] for one in lines if tests[key](one)))

    return behind
