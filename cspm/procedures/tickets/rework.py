"""The same matter again, recognised when it comes in: same unit, same item, within the site's days (R051). No Click.

It is linked with the work before it, and free of charge where site.toml says `[tickets] free_rework = true`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.errors import N_, Message
from cspm.procedures.tickets import figures

if TYPE_CHECKING:
    from cspm.shell.office import Office

Note = Callable[[Message], None]
DONE = ("finished", "signed", "closed")
ENDED = (*DONE, "cancelled", "declined", "void")
FIELDS = ("id", "item", "state", "finished_at", "closed_at")


def again(office: Office, fields: Mapping[str, Any], note: Note) -> dict[str, Any]:
    """What a new ticket takes from the work before it: `rework_of`, the link, and whether it is free; empty for none."""
    unit, item = fields.get("unit"), fields.get("item")
    if fields["kind"] != "service" or not unit or not item:
        return {}
    where = "kind = 'service' AND unit = ? AND item IS NOT NULL"
    rows = office.store.rows("tickets", where, (unit,), columns=FIELDS, order="registered_at DESC, id DESC")
    mine = [row for row in rows if same(str(row["item"]), item, fields.get("offer"))]
    under_way = next((str(row["id"]) for row in mine if row["state"] not in ENDED), None)
    if under_way:
        note(Message.of(N_("{other} of the same unit is about the same and under way"), other=under_way))
    earlier = next((str(row["id"]) for row in mine if row["state"] in DONE and recent(office, row)), None)
    if earlier is None:
        return {}
    free = office.terms.site.tickets.get("free_rework") is True
    text = N_("Rework of {other}: free of charge") if free else N_("Rework of {other}")
    note(Message.of(text, other=earlier))
    return {"rework_of": earlier, "links": (earlier,), "free": free}


def same(known: str, item: str, offer: Mapping[str, Any] | None) -> bool:
    """Whether two items are the same: as typed, or by code and name of the same entry of the price list."""
    names = {item, *((offer.get("code"), offer.get("name")) if offer else ())}
    return known.strip().casefold() in {name.strip().casefold() for name in names if name}


def recent(office: Office, row: Any) -> bool:
    """Whether the work ended within the site's days before now."""
    end = row["closed_at"] or row["finished_at"]
    days = office.terms.figures.span(figures.REWORK_DAYS, office.today)
    start, now = micros(office.now - days), micros(office.now)
    return bool(days) and end is not None and start is not None and now is not None and start <= end <= now
