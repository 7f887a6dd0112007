"""The list of customers who wait for a service that opened, put together from the registers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cspm.core.kinds import EPOCH
from cspm.core.periods import midnight
from cspm.procedures.services import reports
from cspm.procedures.services.obligations import opened
from cspm.procedures.services.states import is_item

if TYPE_CHECKING:
    from cspm.core.tables import Report
    from cspm.shell.desk import Desk

FIELDS = ("id", "requester", "phone", "unit", "asked_at", "item")


def waiting_list(desk: Desk, item: str | None) -> tuple[Report, list[str]]:
    """Who is still to be told that the service is offered, of one item or of all; and the ids of their demands."""
    store, terms = desk.store, desk.terms
    known = {row["id"]: dict(row) for row in store.rows("demands", columns=FIELDS)}
    lines = []
    for one in opened(store, terms):
        said = {"id": one.service, "name": one.item}
        if one.told is None and midnight(one.since, terms.tz) <= desk.now and (item is None or is_item(said, item)):
            asked: datetime = (EPOCH + timedelta(microseconds=known[one.id]["asked_at"])).astimezone(terms.tz)
            own = {"service": one.service, "asked_at": asked, "since": one.since, "due": one.due}
            lines.append({**known[one.id], **own})
    return reports.waiting(lines), [line["id"] for line in lines]
