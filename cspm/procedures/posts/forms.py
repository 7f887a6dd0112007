"""The task sheet of a post for a day, a week or a month: what is owed, with room to tick and to sign. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cspm.procedures.posts.owed import Ledger, Slot


def task_sheet(
    post: Any, slots: Iterable[Slot], known: Ledger, *, period: str, staff: Mapping[str, str]
) -> dict[str, Any]:  # fmt: skip
    """A page of `posts/task_sheet.html`: a row for each duty, for each place whether it is done already."""
    owed = list(slots)
    places = tuple(dict.fromkeys(slot.place for slot in owed))
    duties = tuple(dict.fromkeys(duty for slot in owed for duty in slot.duties))
    done = {(duty, slot.place) for slot in owed for duty in slot.duties if duty not in known.left(slot)}
    owner = owed[0].owner
    return {
        "number": f"{post.id}.{period}", "post": post.id, "name": post.name, "post_type": post.post_type,
        "every": owed[0].every, "period": period, "start": owed[0].start, "end": owed[0].end, "starts": post.starts,
        "owner": f"{owner} {staff.get(owner, '')}".strip(), "places": places,
        "rows": [(duty, [(duty, place) in done for place in places]) for duty in duties],
    }  # fmt: skip
