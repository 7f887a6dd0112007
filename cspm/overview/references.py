"""What only the whole of the kinds can tell of a store: staff that records name, and the calendar of the site.

Units that no register holds are accepted as typed and are no damage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.figures import WRONG, Figure, fits, spelt
from cspm.core.history import fold, problems
from cspm.core.roles import role_code
from cspm.core.terms import Terms
from cspm.errors import N_, CspmError, Message
from cspm.store.problem import Problem

if TYPE_CHECKING:
    from cspm.store.repository import Store

Active = tuple["str | None", "str | None"]
"""First and last day of a member of staff, None where it is open."""

NAMED: Mapping[str, tuple[str, ...]] = {
    "tickets": ("assignee", "with", "first_receiver"),
    "inspections": ("by",),
    "bins": ("by",),
    "treatments": ("supervised_by",),
    "pest_plans": ("by",),
    "supply_plans": ("by",),
    "deep_cleans": ("by",),
    "visits": ("visitor",),
    "incidents": ("found_by",),
    "referrals": ("referred_by",),
    "communications": ("received_by",),
    "remarks": ("received_by",),
    "welcomes": ("manager",),
    "works": ("posted_by", "power_off_by", "inspected_by"),
    "shifts": ("by", "swept_by"),
    "meters": ("checked_by", "rectified_by", "collected_by"),
    "dayworks": ("by",),
    "assessments": ("raised_by", "verified_by", "decided_by"),
    "posts": ("owner",),
    "rounds": ("by", "expected"),
    "walks": ("by", "staff_seen"),
    "sightings": ("seen_by",),
    "patrol_routes": ("patroller",),
    "patrols": ("by",),
    "defects": ("found_by",),
    "fitouts": ("inspector",),
}
"""Fields that hold ids of staff, by kind; who did an event of the history is one in every kind."""


def staff_references(store: Store) -> Iterator[Problem]:
    """Records that name staff whom the register does not hold or who were away, and roles that the site does not know."""
    rows = [tuple(row) for row in store.rows("staff", columns=("id", "active_from", "active_to"))]
    known, active = {row[0] for row in rows}, {row[0]: (row[1], row[2]) for row in rows if row[1] or row[2]}
    if not known:
        return  # a site that is only tried out: its one user is nobody's staff
    for kind in store.kinds:
        for record_id in store.ids(kind):
            try:
                document = store.document(kind, record_id)
            except CspmError:
                continue  # damaged: the store's own check says so
            yield from _unknown(store, kind, document, known)
            if (
                kind == "tickets" and active and not problems(document)
            ):  # else the store's own check says what is wrong with it
                yield from _away(store, document, active)
    yield from _roles(store)


def _unknown(store: Store, kind: str, document: Mapping[str, Any], known: set[str]) -> Iterator[Problem]:
    from cspm.store.layout import relative

    path = relative(store.kinds[kind], document["id"])
    for staff_id in dict.fromkeys(named(kind, document)):
        if staff_id not in known:
            message = Message.of(N_("names {staff}, whom the staff register does not hold"), staff=staff_id)
            yield Problem(
                "unknown_staff", path, document["id"], message, N_("add the member of staff, or amend the record")
            )


def _away(store: Store, document: Mapping[str, Any], active: Mapping[str, Active]) -> Iterator[Problem]:
    """Tickets sent to somebody who had left by then, or had not begun: written down as it happened, and said."""
    from cspm.store.layout import relative

    for staff_id, day in sent_to(document, store.terms()):
        start, end = active.get(staff_id, (None, None))
        if (start or day) <= day <= (end or day):
            continue
        message = Message.of(N_("was sent on {day} to {staff}, who did not work here then"), day=day, staff=staff_id)
        todo = N_("correct the dates of the member of staff, or send the ticket to somebody else")
        yield Problem(
            "staff_away", relative(store.kinds["tickets"], document["id"]), document["id"], message, todo, "info"
        )


def sent_to(document: Mapping[str, Any], terms: Terms) -> Iterator[tuple[str, str]]:
    """Whom a ticket was sent to, with the day at the site such as 2026-10-05, once for each dispatch."""
    events = document.get("history") or ()
    for place, event in enumerate(events):
        if event["action"] == "dispatch":
            day = datetime.fromisoformat(event["at"]).astimezone(terms.tz).date().isoformat()
            then = fold(events[: place + 1])
            yield from ((str(staff_id), day) for staff_id in dict.fromkeys((then["assignee"], *then.get("with", ()))))


def named(kind: str, document: Mapping[str, Any]) -> Iterator[str]:
    """Every id of staff that a record names: in its fields, and as who did or typed an event."""
    for field in NAMED.get(kind, ()):
        value = document.get(field)
        for staff_id in value if isinstance(value, list) else [value]:
            if isinstance(staff_id, str) and staff_id:
                yield staff_id
    for event in document.get("history") or ():
        for field in ("by", "recorded_by"):
            if isinstance(event, Mapping) and isinstance(event.get(field), str):
                yield event[field]


def _roles(store: Store) -> Iterator[Problem]:
    own = store.terms().site.roles
    for row in store.rows("staff", "state != 'void'", columns=("id", "role")):
        if role_code(str(row["role"]), own) != row["role"]:
            message = Message.of(N_("{role} is no role that this site knows"), role=row["role"])
            todo = N_("amend the role, or add it to [roles] in site.toml")
            yield Problem("unknown_role", f"staff/{row['id']}.json", str(row["id"]), message, todo)


def calendar_findings(terms: Terms, now: datetime) -> Iterator[Problem]:
    """A finding when the holidays of this year are not known and site.toml does not name its days either.

    Statutory days are announced a year at a time; beyond them clocks in working days go by the weekdays alone.
    """
    year = now.astimezone(terms.tz).year
    if terms.calendar.known_until() >= year or any(
        str(day).startswith(str(year)) for day in terms.site.calendar.get("days", ())
    ):
        return
    message = Message.of(N_("the statutory holidays of {year} are not known; working days go by the week"), year=year)
    todo = N_("update cspm's calendar, or name the days in [calendar.days] of site.toml")
    yield Problem("calendar_unknown", "site.toml", "", message, todo)


def figure_findings(terms: Terms, known: Mapping[str, Figure]) -> Iterator[Problem]:
    """Overrides in site.toml's [figures] that no figure has, or whose value does not fit: a typing error changes nothing
    by itself, so somebody must say it."""
    for key, values in terms.site.figures.items():
        figure = known.get(key)
        if figure is None:
            message = Message.of(N_("[figures] {key}: there is no such figure"), key=key)
            yield Problem("unknown_figure", "site.toml", "", message, N_("see the keys with: cspm rules R043"))
        elif not all(fits(value, figure) for _, value in values):
            message = Message.of(WRONG, key=key, value=spelt(values[-1][1])[:40], unit=figure.unit)
            yield Problem("bad_figure", "site.toml", "", message, N_("see the keys with: cspm rules R043"))
