"""Tickets for tests, put straight into a store: only what a test says of them, the rest as the model has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from cspm.core.stamp import Stamp
from cspm.procedures.tickets.model import Ticket
from cspm.shell.desk import Desk

CHINA = ZoneInfo("Asia/Shanghai")
ENDS = ("closed_at", "cancelled_at", "declined_at")
TIMES = (*ENDS, "received_at", "registered_at", "replied_at", "promised_at", "resolution_due_at", "finished_at")


def at(text: str, zone: tzinfo = CHINA) -> datetime:
    """A wall time such as `2026-10-31 23:59` in a zone; with an offset it is what it says."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def ticket(received: str, *, zone: tzinfo = CHINA, **fields: Any) -> dict[str, Any]:
    """The fields of a ticket; times may be texts, the state follows from how it ended."""
    given = {"received_at": received, "registered_at": received, **fields}
    times = {name: at(value, zone) for name, value in given.items() if name in TIMES and isinstance(value, str)}
    ended = next((name for name in ENDS if given.get(name)), None)
    state = ended.removesuffix("_at") if ended else "registered"
    return {"state": state, **given, **times}


def feed(desk: Desk, tickets: Iterable[dict[str, Any]]) -> list[str]:
    """Put tickets into the desk's store; their ids in the order given."""
    made = []
    with desk.store.batch() as batch:
        for fields in tickets:
            moment = fields["registered_at"]
            stamp = Stamp(moment, moment, "csc_manager", "csc_manager", "tester")
            month = fields["received_at"].astimezone(desk.site.tz).strftime("%Y-%m")
            record = Ticket.first(stamp, "create", id=batch.new_id("tickets", month), **fields)
            batch.put(record)
            made.append(record.id)
    return made


def some_tickets(seed: int, count: int, *, zone: tzinfo) -> list[dict[str, Any]]:
    """Tickets around two month borders, of every kind and end, with holds, promises, charges, materials, wrong orders."""
    random = Random(seed)
    first = at("2026-09-28 00:00", zone)
    return [one_of(random, first + timedelta(seconds=random.randrange(40 * 86_400)), zone) for _ in range(count)]


def one_of(random: Random, received: datetime, zone: tzinfo) -> dict[str, Any]:
    """One of them."""
    registered = received + timedelta(seconds=random.choice((0, 0, 90, 3600)))
    fields: dict[str, Any] = {
        "kind": random.choice(("service", "service", "complaint", "enquiry")),
        "category": random.choice(("repair", "household", "Pothole. Big", None)),
        "channel": random.choice(("phone", "visit", None)),
        "area": random.choice(("A1", "A2", None)),
        "received_at": received, "registered_at": registered, "state": "registered",
        "import_batch": random.choice((None, None, "old")),
    }  # fmt: skip
    if random.random() < 0.7:
        fields["replied_at"] = registered + timedelta(seconds=random.choice((0, 60, 899, 900, 901, 7200)))
    if random.random() < 0.4:
        fields["promised_at"] = received + timedelta(hours=random.randrange(1, 400))
    if random.random() < 0.2:
        fields["resolution_due_at"] = received + timedelta(hours=random.randrange(1, 400))
    end = received + timedelta(seconds=random.choice((-30, 0, 5, 3601, 86_400, 86_400 * 9, 86_400 * 30)))
    how = random.choice(("closed", "closed", "closed", "cancelled", "declined", "", "void"))
    if how:
        fields["state"] = how
    if how in ("closed", "cancelled", "declined"):
        fields[f"{how}_at"] = end
    if how == "closed":
        fields |= closing(random, received, end)
    if fields["kind"] == "complaint":
        fields["complaint"] = {
            "nature": random.choice(("valid", "invalid", "major", "undetermined", None)),
            "type": random.choice(("property", None)), "cause": random.choice(("noise", None)),
        }  # fmt: skip
    return fields


def closing(random: Random, received: datetime, end: datetime) -> dict[str, Any]:
    """What a closed ticket has more: a finish, a hold, charges, materials."""
    fields: dict[str, Any] = {"result": "done"}
    if random.random() < 0.5:
        fields["finished_at"] = end - timedelta(minutes=10)
    if end - received > timedelta(hours=1) and random.random() < 0.5:
        since = received + timedelta(minutes=7)
        fields["holds"] = [
            {"since": since, "until": since + timedelta(seconds=1777), "reason": "parts", "state": "arrived"}
        ]
    if random.random() < 0.3:
        fields |= {
            "charges": [{"item": "tap", "quantity": "1", "price": "80.00", "amount": "80.00"}],
            "amount": "80.00", "payment_method": random.choice(("cash", "wechat", None)),
        }  # fmt: skip
        fields["materials"] = [
            {"item": "valve", "quantity": "1.5", "way": way, "at": end, "by": "tech1"} for way in ("take", "used")
        ]
    return fields
