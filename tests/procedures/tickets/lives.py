"""A ticket for the tests of rules and clocks: a document with the times a case names, read as the rules read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cspm.core.site import Site
from cspm.core.stamp import Stamp
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.procedures.tickets.model import Ticket

SITE = {"name": "t", "id": "t", "timezone": "Asia/Shanghai"}


def terms(**own: Any) -> Terms:
    """The terms of a site in Shanghai, with its own tables."""
    return Terms.of(Site.from_table({**SITE, **own}))


def at(text: str) -> Any:
    """`10-05 09:30` of 2026 in Shanghai."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def times(values: Any) -> Any:
    """Texts such as `10-05 09:30` below `*_at`, `due`, `at`, `since`, `until` as times."""
    if isinstance(values, list):
        return [times(value) for value in values]
    if isinstance(values, dict):
        return {
            key: at(value)
            if isinstance(value, str) and (key.endswith("_at") or key in ("due", "at", "since", "until"))
            else times(value)
            for key, value in values.items()
        }
    return values


def ticket(**fields: Any) -> Any:
    """A ticket as a view: received and registered on 2026-10-05 09:00 unless the case says otherwise."""
    given = {"received_at": "10-05 09:00", **fields}
    given.setdefault("registered_at", given["received_at"])
    made = times(given)
    stamp = Stamp(made["registered_at"], made["registered_at"], "a", "a")
    return View(Ticket.first(stamp, "create", id="T-202610-0001", **made).document())
