"""October's work and the callbacks about it, judged without a store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cspm.core.site import Site
from cspm.core.terms import Terms
from cspm.procedures.callbacks.derive import columns
from cspm.procedures.tickets.model import Callback, Ticket
from cspm.store.rows import plain

COLUMNS = ("kind", "state", "finished_at", "closed_at", "category")


def at(text: str) -> datetime:
    """`10-05 9:30` of 2026 at the site; with a year as it stands; without a time 9:00."""
    day, _, clock = text.partition(" ")
    hour, _, minute = (clock or "9:00").partition(":")
    return datetime.fromisoformat(f"{day if len(day) > 5 else '2026-' + day}T{int(hour):02d}:{minute}:00+08:00")


def terms(**figures: Any) -> Terms:
    """The manual's own figures at a site in Shanghai, but for those named."""
    return Terms.of(Site.from_table({"name": "测试小区", "id": "t", "timezone": "Asia/Shanghai", "figures": figures}))


def call(when: str, **said: Any) -> Callback:
    """A satisfied phone call of dispatch with an opinion, unless said otherwise."""
    reached = said.pop("reached", True)
    told = {
        "at": at(when), "by": "dispatch_assistant", "role": "dispatch_assistant", "method": "phone", "reached": reached,
        "attempt": 1, "satisfied": True if reached else None, "opinion": "还行" if reached else None, **said,
    }  # fmt: skip
    return Callback(**told)


def service(**fields: Any) -> Ticket:
    """A closed service, finished on 5 October 2026 by tech1, unless said otherwise."""
    whole: dict[str, Any] = {
        "id": "T-202610-0001", "text": "漏水", "state": "closed", "assignee": "tech1", "result": "修好",
        "received_at": at("10-05 8:00"), "registered_at": at("10-05 8:00"), "finished_at": at("10-05 10:00"),
        "closed_at": at("10-05 11:00"), **fields,
    }  # fmt: skip
    return Ticket(**whole)


def row(ticket: Ticket) -> Mapping[str, Any]:
    """A ticket as the index keeps it."""
    document = ticket.document()
    kept = {name: plain(name, document[name]) for name in COLUMNS}
    return {
        "id": ticket.id,
        "cause": None,
        **kept,
        **{name: plain(name, value) for name, value in columns(ticket, terms()).items()},
    }
