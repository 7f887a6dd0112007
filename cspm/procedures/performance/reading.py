"""What a month's performance is reckoned from, read through the index: days' works, assessments, works with their meters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.periods import Span
from cspm.core.view import View, listed
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.store.repository import Store

STANDING = "state != 'void'"
METER = ("id", "old_no", "removed_no", "installed_at", "defects", "miswired", "checked_at", "collected", "collected_at")


class Quality(NamedTuple):
    """How a work was done: so many meters checked and found sound, so many whose readings were looked at and come in.

    `looked` says that all its meters were looked at, `last` when (microseconds of the index), `ids` are the meters with
    something wrong.
    """

    checked: int
    sound: int
    asked: int
    collected: int
    looked: bool
    last: int | None
    wrong: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


class Month(NamedTuple):
    """Everything of a month, as views: the crews by id, days' works, assessments, works that ended or were overdue in it."""

    span: Span
    crews: Mapping[str, Any]
    days: tuple[Any, ...]
    assessments: tuple[Any, ...]
    works: tuple[Any, ...]
    quality: Mapping[str, Quality]
    workers: Mapping[str, tuple[str, ...]]


def month(store: Store, span: Span) -> Month:
    """The month as the records have it now."""
    crews = {one.id: one for one in views(store, "crews")}
    first, end = span.start.date().isoformat(), span.end.date().isoformat()
    days = views(store, "dayworks", "date >= ? AND date < ?", (first, end), order="date, id")
    assessments = views(store, "assessments", "month = ?", (span.name,))
    works = views(store, "works", "finished_at >= ? AND finished_at < ?", (micros(span.start), micros(span.end)))
    return Month(
        span, crews, days, assessments, works, {one.id: quality(store, one.id) for one in works},
        {one.id: workers(store, one, crews) for one in works},
    )  # fmt: skip


def views(
    store: Store, kind: str, where: str = "", params: tuple[object, ...] = (), *, order: str = "id"
) -> tuple[Any, ...]:  # fmt: skip
    """The records of a kind that stand and fit, as views."""
    whole = f"{STANDING} AND {where}" if where else STANDING
    ids = [str(row["id"]) for row in store.rows(kind, whole, params, order=order, columns=("id",))]
    return tuple(View(document) for document in store.documents(kind, ids))


def quality(store: Store, work: str) -> Quality:
    """How the meters of a work were found, from the index."""
    found = store.rows("meters", f"{STANDING} AND work = ? AND installed_at IS NOT NULL", (work,), columns=METER)
    rows = [dict(row) for row in found]
    checked = [row for row in rows if row["checked_at"] is not None]
    wrong = [row["id"] for row in checked if listed(row["defects"]) or listed(row["miswired"])]
    looked = [row for row in rows if row["collected"] is not None]
    silent = [row["id"] for row in looked if not row["collected"]]
    times = [row["collected_at"] for row in looked if row["collected_at"] is not None]
    return Quality(
        len(checked), len(checked) - len(wrong), len(looked), len(looked) - len(silent), bool(rows) and len(looked) == len(rows),
        max(times, default=None), tuple(wrong), tuple(silent),
    )  # fmt: skip


def workers(store: Store, work: Any, crews: Mapping[str, Any]) -> tuple[str, ...]:
    """Who did a work: those of its ledger, else all of its crew."""
    rows = store.rows("shifts", f"{STANDING} AND work = ?", (work.id,), columns=("present",))
    there = {name for row in rows for name in listed(row["present"])}
    crew = crews.get(work.crew)
    return tuple(sorted(there)) or (tuple(crew.members) if crew is not None else ())


def decided(store: Store) -> dict[tuple[str, str], tuple[str, ...]]:
    """The assessments that were decided or dismissed, by work and what they are about."""
    found: dict[tuple[str, str], list[str]] = {}
    where = "state IN ('decided', 'dismissed') AND work IS NOT NULL"
    for row in store.rows("assessments", where, order="id", columns=("id", "work", "about")):
        found.setdefault((row["work"], row["about"]), []).append(row["id"])
    return {key: tuple(ids) for key, ids in found.items()}
