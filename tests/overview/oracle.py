"""The monthly figures computed a second time: straight from the record files, with plain loops, knowing nothing of cspm.

Only the definitions of the report are shared with it. Slow and simple on purpose.
"""

from __future__ import annotations

import calendar
import json
import math
import os
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Ticket = dict[str, Any]


def tickets_in(root: str) -> list[Ticket]:
    """Every ticket's JSON, void ones left out."""
    found = []
    for folder, _, names in os.walk(os.path.join(root, "tickets")):
        for name in sorted(names):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                document = json.load(file)
            if document["state"] != "void":
                found.append(document)
    return found


def figures(root: str, month: str, zone: str, as_of: str) -> dict[str, Any]:
    """The sections tickets, complaints, services and materials of a month."""
    tz = ZoneInfo(zone)
    year, number = int(month[:4]), int(month[5:])
    start = datetime(year, number, 1, tzinfo=tz)
    end = start.replace(day=1) + timedelta(days=calendar.monthrange(year, number)[1])
    end = datetime(end.year, end.month, 1, tzinfo=tz)
    everything = tickets_in(root)

    def during(ticket: Ticket, field: str) -> bool:
        moment = time_of(ticket, field)
        return moment is not None and start.timestamp() <= moment.timestamp() < end.timestamp()

    received = [t for t in everything if during(t, "received_at")]
    closed = [t for t in everything if during(t, "closed_at")]
    registered = [t for t in everything if during(t, "registered_at") and not t["import_batch"]]
    still = [t for t in everything if open_at(t, end)]
    return {
        "tickets": {
            "received": len(received),
            "closed": len(closed),
            "open_at_end": len(still),
            "overdue_at_end": sum(late_at(t, end) for t in still),
            "cancelled": sum(during(t, "cancelled_at") for t in everything),
            "declined": sum(during(t, "declined_at") for t in everything),
            "by_kind": counted(t["kind"] for t in received),
            "by_category": {
                name: {
                    "received": sum((t["category"] or "-") == name for t in received),
                    "closed": sum((t["category"] or "-") == name for t in closed),
                    "hours_to_close": hours([t for t in closed if (t["category"] or "-") == name], net=False),
                }
                for name in {t["category"] or "-" for t in (*received, *closed)}
            },
            "by_channel": counted(t["channel"] for t in received),
            "by_area": counted(t["area"] for t in received),
            "hours_to_close": hours(closed, net=False),
            "hours_to_close_net": hours(closed, net=True),
            "minutes_to_reply": spread([waited(t) / 60 for t in registered if t["replied_at"]]),
            "replied_in_time": in_time(registered),
        },
        "complaints": complaints(received, closed, as_of),
        "services": services(closed),
        "materials": materials(closed),
    }


def time_of(ticket: Ticket, field: str) -> datetime | None:
    """A time of a ticket."""
    return datetime.fromisoformat(ticket[field]) if ticket[field] else None


def seconds(ticket: Ticket, field: str) -> float:
    """A time of a ticket as seconds."""
    moment = time_of(ticket, field)
    assert moment is not None
    return moment.timestamp()


def open_at(ticket: Ticket, end: datetime) -> bool:
    """Received before, and not ended before."""
    if seconds(ticket, "received_at") >= end.timestamp():
        return False
    return not any(
        ticket[f] and seconds(ticket, f) < end.timestamp() for f in ("closed_at", "cancelled_at", "declined_at")
    )


def late_at(ticket: Ticket, end: datetime) -> bool:
    """Whether a promise or time of rectification was over."""
    return any(ticket[f] and seconds(ticket, f) < end.timestamp() for f in ("promised_at", "resolution_due_at"))


def counted(values: Any) -> dict[str, int]:
    """How often each value is there; nothing counts as `-`."""
    found: dict[str, int] = {}
    for value in values:
        found[value or "-"] = found.get(value or "-", 0) + 1
    return found


def hours(closed: list[Ticket], *, net: bool) -> dict[str, Any]:
    """Hours from receipt to closing."""
    lengths = []
    for ticket in closed:
        length = datetime.fromisoformat(ticket["closed_at"]) - datetime.fromisoformat(ticket["received_at"])
        if length < timedelta(0):
            continue
        if net:
            for hold in ticket["holds"]:
                length -= datetime.fromisoformat(hold["until"]) - datetime.fromisoformat(hold["since"])
        lengths.append(length / timedelta(hours=1))
    return spread(lengths)


def waited(ticket: Ticket) -> float:
    """Seconds from registration to the reply."""
    return seconds(ticket, "replied_at") - seconds(ticket, "registered_at")


def in_time(registered: list[Ticket]) -> dict[str, Any]:
    """Those answered within 15 minutes."""
    met = sum(bool(t["replied_at"]) and waited(t) <= 900 for t in registered)
    return {"due": len(registered), "met": met, "rate": share(met, len(registered))}


def complaints(received: list[Ticket], closed: list[Ticket], as_of: str) -> dict[str, Any]:
    """The complaints of the month."""
    mine = [t for t in received if t["kind"] == "complaint"]
    valid = [t for t in mine if t["complaint"]["nature"] in ("valid", "major")]
    now = datetime.fromisoformat(as_of).timestamp()
    done = sum(bool(t["closed_at"]) and seconds(t, "closed_at") <= now for t in valid)
    return {
        "received": len(mine),
        "valid": len(valid),
        "invalid": sum(t["complaint"]["nature"] == "invalid" for t in mine),
        "major": sum(t["complaint"]["nature"] == "major" for t in mine),
        "closed": sum(t["kind"] == "complaint" for t in closed),
        "closing_rate": share(done, len(valid)),
        "by_type": counted(t["complaint"]["type"] for t in mine),
        "by_cause": counted(t["complaint"]["cause"] for t in mine),
    }


def services(closed: list[Ticket]) -> dict[str, Any]:
    """What was charged, in cents and back."""
    methods: dict[str, int] = {}
    items: dict[str, int] = {}
    for ticket in closed:
        for line in ticket["charges"]:
            cents = int(line["amount"].replace(".", ""))
            methods[ticket["payment_method"] or "-"] = methods.get(ticket["payment_method"] or "-", 0) + cents
            items[line["item"]] = items.get(line["item"], 0) + cents
    return {
        "amount": yuan(sum(items.values())),
        "by_payment_method": {name: yuan(cents) for name, cents in methods.items()},
        "by_item": {name: yuan(cents) for name, cents in items.items()},
    }


def materials(closed: list[Ticket]) -> dict[str, float]:
    """What was used up."""
    used: dict[str, float] = {}
    for ticket in closed:
        for line in ticket["materials"]:
            if line["way"] == "used":
                used[line["item"]] = used.get(line["item"], 0.0) + float(line["quantity"])
    return used


def yuan(cents: int) -> str:
    """Cents as an amount."""
    return f"{cents // 100}.{cents % 100:02d}"


def share(part: int, base: int) -> float | None:
    """A rate with four decimals."""
    return half_up(part / base) if base else None


def half_up(value: float) -> float:
    """Four decimals, half up."""
    return math.floor(value * 10_000 + 0.5) / 10_000


def spread(values: list[float]) -> dict[str, Any]:
    """Count, mean, median, nearest-rank 90 percent."""
    if not values:
        return {"count": 0, "mean": None, "median": None, "p90": None}
    values = sorted(values)
    count = len(values)
    middle = values[count // 2] if count % 2 else (values[count // 2 - 1] + values[count // 2]) / 2
    return {
        "count": count,
        "mean": half_up(math.fsum(values) / count),
        "median": half_up(middle),
        "p90": half_up(values[math.ceil(0.9 * count) - 1]),
    }
