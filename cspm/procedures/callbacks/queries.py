"""The callback queue and the director's sample, answered from the index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.tables import Report
from cspm.errors import N_, Message
from cspm.procedures.callbacks import lists
from cspm.procedures.callbacks.quotas import sampled
from cspm.shell.office import person_of

if TYPE_CHECKING:
    from datetime import datetime

    from cspm.shell.desk import Desk

ENDED = "coalesce(finished_at, closed_at)"
FIELDS = ("id", "kind", "area", "source", "assignee", "rework_count", "nature_judged", "attempts", "callback_due")
CALLING = ("customer_assistant", "dispatch_assistant", "front_desk", "csc_manager")
FRONT_DESK = ("service_desk",)


def callback_queue(desk: Desk, *, month: str | None) -> tuple[Report, list[str]]:
    """Every callback that is owed, of a month's work or of all, in the order in which the work ended (R062)."""
    where = "callback_due IS NOT NULL AND state != 'void'"
    params: tuple[object, ...] = ()
    title = Message(N_("To be called back"))
    if month:
        from cspm.core.periods import month_bounds

        where, params = f"{where} AND {between(ENDED)}", pair(month_bounds(month, desk.site.tz))
        title = Message.of(N_("To be called back, work of {month}"), month=month)
    found = desk.store.rows("tickets", where, params, order=f"{ENDED}, id", columns=FIELDS)
    rows = [waiting(desk, row) for row in found]
    return lists.queue(rows, callers(desk), desk.terms, title=title), [str(row["id"]) for row in found]


def waiting(desk: Desk, row: Any) -> dict[str, Any]:
    """A row of the queue with what only the file knows: who worked with the assignee, where the slip went back."""
    document = desk.store.document("tickets", row["id"])
    return {
        **{name: row[name] for name in FIELDS if name != "callback_due"}, "due": row["callback_due"],
        "front_desk": row["source"] in FRONT_DESK or document["return_point"] == "front_desk",
        "workers": (row["assignee"], *document["with"]),
    }  # fmt: skip


def callers(desk: Desk) -> tuple[lists.Caller, ...]:
    """The active staff of the roles that call back, with their areas."""
    found = []
    for staff_id in desk.store.ids("staff"):
        document = desk.store.document("staff", staff_id)
        person = person_of(document, desk.terms, desk.now.date())
        if person.active and person.role in CALLING:
            found.append(lists.Caller(person.id, person.role, tuple(document.get("areas") or ())))
    return tuple(found)


def callback_sample(desk: Desk, *, quarter: str | None, seed: int) -> tuple[Report, list[str]]:
    """The director's sample (R390) of the service records finished in a quarter, by default the last complete one."""
    from cspm.core.periods import last_quarter, quarter_bounds

    named = quarter or last_quarter(desk.now, desk.site.tz)
    start, end = quarter_bounds(named, desk.site.tz)
    where = f"kind = 'service' AND state NOT IN ('void', 'cancelled', 'declined') AND {between(ENDED)}"
    rows = {
        str(row["id"]): row
        for row in desk.store.rows(
            "tickets", where, pair((start, end)),
            columns=("id", "unit", "area", "category", "customer_name", "assignee", "finished_at", "closed_at"),
        )
    }  # fmt: skip
    picked = sampled(list(rows), start.date(), desk.terms, seed=seed)
    report = lists.sample((rows[one] for one in picked), desk.terms, quarter=named, seed=seed, base=len(rows))
    return report, picked


def between(column: str) -> str:
    """A condition that a time lies in a period of two parameters."""
    return f"{column} >= ? AND {column} < ?"


def pair(bounds: tuple[datetime, datetime]) -> tuple[int | None, int | None]:
    """A period as the index counts."""
    return micros(bounds[0]), micros(bounds[1])
