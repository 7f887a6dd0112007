"""Posts and what was done at them, as the index and the files have them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.periods import period_of
from cspm.core.view import View
from cspm.procedures.posts.duties import LENGTHS
from cspm.procedures.posts.owed import Ledger, ledger, owner_on, works_on

if TYPE_CHECKING:
    from cspm.store.repository import Store

STANDING = "state != 'void'"


def posts_of(store: Store) -> list[Any]:
    """Every post that is not void, in the order of their ids."""
    ids = [str(row["id"]) for row in store.rows("posts", STANDING, order="sort, id", columns=("id",))]
    return [View(document) for document in store.documents("posts", ids)]


def ledger_of(store: Store, first: date, last: date) -> Ledger:
    """What was done and excused in the days, weeks and months that touch these days."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    named = list(dict.fromkeys(period_of(every, day) for every in LENGTHS for day in days))
    where = f"{STANDING} AND period IN ({', '.join('?' * len(named))})"
    rows = store.rows("post_work", where, named, columns=("post", "period", "done", "excused"))
    return ledger({**dict(row), **{name: listed(row[name]) for name in ("done", "excused")}} for row in rows)


def listed(kept: str | None) -> list[tuple[str, str]]:
    """Pairs of duty and place as the index keeps them."""
    return [(duty, place) for duty, _, place in (one.partition("@") for one in json.loads(kept or "[]"))]


def at_work(posts: list[Any], day: date) -> dict[str, str]:
    """Who is to be at which post on a day, leaders left out: owner by post."""
    cleaners = (post for post in posts if post.post_type != "leader" and works_on(post, day))
    return {post.id: owner for post in cleaners if (owner := owner_on(post, day))}


def zone_owner(posts: list[Any], place: str, day: date) -> str:
    """Who answers for a place on a day: the owner of the first post that works there; empty when nobody does."""
    for post in posts:
        if post.post_type != "leader" and place in (post.id, *post.places):
            owner = owner_on(post, day)
            if owner and post.active_from <= day and (post.active_to is None or day <= post.active_to):
                return owner
    return ""
