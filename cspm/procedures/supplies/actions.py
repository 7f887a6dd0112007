"""What is filled in when a plan is made or supplies are taken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cspm.core.money import parse_money
from cspm.errors import N_, BadValue, Message

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.office import Office

SHAPE = "ITEM:QUANTITY[:UNIT_COST[:UNIT]]"


def add_plan(
    office: Office, *, month: str | None, words: Iterable[tuple[str, ...]], by: str | None, note: str | None
) -> Revision:
    """A plan with its lines (R194), for next month unless another is named. Raises BadValue, NotAllowed."""
    named = month or f"{(office.today.replace(day=1) + timedelta(days=31)):%Y-%m}"
    fields = {
        "month": named, "made_at": office.now, "by": by or office.actor.id, "lines": tuple(line(parts) for parts in words),
        "note": note,
    }  # fmt: skip
    return office.create(
        "supply_plans", "add", permit="supply_plans add", fields=fields, by=by,
        record_id=lambda change: change.new_id("supply_plans", f"{office.today:%Y-%m}"),
    )  # fmt: skip


def line(parts: tuple[str, ...]) -> dict[str, Any]:
    """`拖把:20:12.50:把` as a line of the plan. Raises BadValue."""
    item, quantity, price, unit = (*parts, "", "")[:4]
    return {
        "item": item,
        "quantity": number(quantity, parts),
        "price": number(price, parts) if price else None,
        "unit": unit or None,
    }


def number(text: str, parts: tuple[str, ...]) -> Decimal:
    """A number with at most two decimals that is not negative. Raises BadValue."""
    try:
        found = parse_money(text)
    except ValueError:
        found = Decimal(-1)
    if found < 0:
        raise BadValue(
            field="--line", value=":".join(parts)[:80], problem=Message.of(N_("write it as {shape}"), shape=SHAPE)
        )
    return found
