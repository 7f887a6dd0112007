"""The callback queue and the director's sample, answered from the index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.periods import day_bounds, last_quarter, quarter_bounds
from cspm.core.tables import Report
from cspm.core.view import View
from cspm.errors import N_, Message, NoSuchRecord, Usage
from cspm.procedures.callbacks import lists, rounds, sampling
from cspm.procedures.callbacks.charge import reported_at_desk
from cspm.procedures.callbacks.figures import CALLBACK_DAY
from cspm.procedures.callbacks.quotas import sampled
from cspm.shell.office import person_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from cspm.shell.desk import Desk
    from cspm.store.repository import Store

ENDED = "coalesce(finished_at, closed_at)"
FIELDS = ("id", "kind", "area", "source", "assignee", "rework_count", "nature_judged", "attempts", "callback_due")
CALLING = ("customer_assistant", "dispatch_assistant", "front_desk", "csc_manager")
DRAWN = ("id", "unit", "area", "category", "customer_name", "assignee", "finished_at", "closed_at")


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
        "front_desk": reported_at_desk(row["source"], document["return_point"]),
        "rule": rule_of(document, desk), "workers": (row["assignee"], *document["with"]),
        "assigned": (document["calling"] or {}).get("staff"),
    }  # fmt: skip


def rule_of(document: dict[str, Any], desk: Desk) -> str:
    """By which rule the callback of a ticket falls due first (A19)."""
    ticket: Any = View(document)
    return next((clock.rule for clock in rounds.of_ticket(ticket, desk.terms)), CALLBACK_DAY.rule)


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
    """What a seed draws (R390) of the service records finished in a quarter, by default the last complete one."""
    named = quarter or last_quarter(desk.now, desk.site.tz)
    rows = {str(row["id"]): row for row in sampling.base(desk.store, named, desk.terms, columns=DRAWN)}
    start, _ = quarter_bounds(named, desk.site.tz)
    picked = sampled(list(rows), start.date(), desk.terms, seed=seed)
    report = lists.sample((rows[one] for one in picked), desk.terms, quarter=named, seed=seed, base=len(rows))
    return report, picked


def sample_progress(desk: Desk, quarter: str | None) -> tuple[Report, list[str]]:
    """The draw of a quarter that was kept, with what the director heard. Raises NoSuchRecord when none was drawn."""
    named = quarter or last_quarter(desk.now, desk.site.tz)
    drawn = sampling.kept(desk.store, named)
    if drawn is None:
        raise NoSuchRecord(id=named, command=f"cspm callbacks draw --quarter {named} --seed N")
    ids = [*drawn["tickets"], *drawn["added"]]
    report = lists.progress(sample_rows(desk.store, ids), desk.terms, sample=drawn)
    return report, ids


def sample_rows(store: Store, ids: Sequence[str]) -> list[Any]:
    """The rows of a sample's tickets, in its order; those that are gone are left out."""
    marks = ", ".join("?" for _ in ids)
    found = {
        row["id"]: row for row in store.rows("tickets", f"id IN ({marks})", tuple(ids), columns=(*DRAWN, "callbacks"))
    }
    return [found[one] for one in ids if one in found]


def sample_form(desk: Desk, sample_id: str) -> dict[str, Any]:
    """The values of a sample's printed list."""
    from cspm.procedures.callbacks.forms import sample_sheet

    store = desk.store
    drawn = store.document("samples", sample_id)
    rows = [
        (row, store.document("tickets", row["id"])) for row in sample_rows(store, [*drawn["tickets"], *drawn["added"]])
    ]
    staff = desk.names("staff")
    return sample_sheet(drawn, rows, staff, terms=desk.terms, now=desk.now)


def slip_list(desk: Desk, *, everything: bool) -> tuple[Report, list[str]]:
    """The slips at the front desk (R061), the one that is due first on top; with `everything` those handed over too."""
    ids = slips_at_desk(desk, everything=everything)
    views: list[Any] = [View(desk.store.document("tickets", one)) for one in ids]
    return lists.slips(views, desk.terms, now=desk.now), ids


def slips_at_desk(desk: Desk, *, everything: bool = False) -> list[str]:
    """The tickets whose slip lies at the front desk, the one that is due first on top."""
    open_only = "" if everything else " AND met IS NULL"
    rows = desk.store.query(
        f"SELECT id FROM clocks WHERE kind = 'tickets' AND clock = 'slip'{open_only} ORDER BY due, id"
    )
    return [str(row["id"]) for row in rows]


def slip_sheet(desk: Desk, ids: Sequence[str] | None, *, day: date | None = None) -> dict[str, Any]:
    """The values of the printed hand-over: of those tickets; else of what was handed over on `day`, else of all slips
    that lie at the front desk now. Raises Usage for tickets and a day."""
    from cspm.procedures.callbacks.forms import hand_over_sheet

    if ids is not None and day is not None:
        raise Usage(problem=Message(N_("Name tickets or a day, not both.")))
    found = ids if ids is not None else handed_on(desk, day) if day else slips_at_desk(desk)
    documents = [desk.store.document("tickets", one) for one in found]
    staff = desk.names("staff")
    return hand_over_sheet(documents, staff, terms=desk.terms, now=desk.now, day=day)


def handed_on(desk: Desk, day: date) -> list[str]:
    """The tickets whose slip was handed over on a day."""
    rows = desk.store.query(
        f"SELECT id FROM clocks WHERE kind = 'tickets' AND clock = 'slip' AND {between('met')} ORDER BY met, id",
        pair(day_bounds(day, desk.terms.tz)),
    )
    return [str(row["id"]) for row in rows]


def between(column: str) -> str:
    """A condition that a time lies in a period of two parameters."""
    return f"{column} >= ? AND {column} < ?"


def pair(bounds: tuple[datetime, datetime]) -> tuple[int | None, int | None]:
    """A period as the index counts."""
    return micros(bounds[0]), micros(bounds[1])
