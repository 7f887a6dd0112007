"""Taking down a collection: the points of its way, typed as `--ok`, or as what was not in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, BadValue, Code, Message
from cspm.procedures.garbage.states import points_of
from cspm.shell.register_actions import happened

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.office import Office


def add_collection(
    office: Office, *, area: str, at: datetime | None, destination: str, ok: bool, missed: Sequence[str], kept: Sequence[str],
    by: str | None, **more: Any,
) -> Revision:  # fmt: skip
    """A collection (R130-R132, R190). Raises BadValue for a point of the other way and a time that is still to come, NotAllowed.

    With `ok`, or as soon as something was `missed` and nothing is said to be `kept`, all other points were in order.
    """
    happened("at", {"at": at}, office)
    points = told(destination, ok=ok, missed=missed, kept=kept)
    fields: dict[str, Any] = {
        "area": area, "destination": destination, "collected_at": at or office.now, "by": by or office.actor.id, **points, **more,
    }  # fmt: skip
    return office.create(
        "collections", "add", permit="collections add", fields=fields,
        record_id=lambda change: change.new_id("collections", f"{office.today:%Y-%m}"),
    )  # fmt: skip


def told(destination: str, *, ok: bool, missed: Sequence[str], kept: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """`points_kept` and `points_missed` in the order of the checklist. Raises BadValue."""
    points = points_of(destination)
    for option, typed in (("--not", missed), ("--kept", kept)):
        for name in typed:
            if name not in points:
                known = tuple(Code("garbage_point", point) for point in points)
                problem = Message.of(N_("on this way the points are: {known}"), known=known)
                raise BadValue(field=option, value=name, problem=problem)
    whole = ok or (missed and not kept)
    return {
        "points_kept": tuple(point for point in points if point not in missed and (whole or point in kept)),
        "points_missed": tuple(point for point in points if point in missed),
    }
