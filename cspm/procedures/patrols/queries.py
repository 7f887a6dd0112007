"""The plan of some days, a month of patrols, defects with their repair, printed records: put together from the store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.periods import Span, instant, last_month
from cspm.errors import N_, BadValue, Message
from cspm.procedures.patrols import figures, reports
from cspm.procedures.patrols.plan import Turn, status, turns
from cspm.procedures.patrols.reading import STANDING, patrols_of, routes_of

if TYPE_CHECKING:
    from cspm.core.tables import Report
    from cspm.shell.desk import Desk


def lines_of(desk: Desk, asked: Iterable[Turn], made: dict[str, Any], routes: Iterable[Any]) -> list[dict[str, Any]]:
    """The planned patrols as lines, with what was made of them."""
    goes = {route.id: route.patroller for route in routes}
    lines = []
    for turn in asked:
        patrol = made.get(turn.id)
        grace = desk.terms.figures.span(figures.PATROL_GRACE, turn.day)
        lines.append({
            "id": turn.id, "route": turn.route, "date": turn.day, "number": turn.number, "opens_at": turn.opens,
            "due": turn.due, "patroller": goes.get(turn.route), "status": status(turn, patrol, grace, desk.now),
            "ended_at": patrol.ended_at if patrol else None, "by": patrol.by if patrol else None,
            "defects": [point.defect for point in patrol.points if point.defect] if patrol else [],
        })  # fmt: skip
    return lines


def planned(desk: Desk, first: date, last: date, *, staff: str | None) -> tuple[Report, list[str]]:
    """The plan of some days. Raises BadValue for a stretch of more than a year."""
    if not timedelta() <= last - first <= timedelta(days=366):
        raise BadValue(field="--to", value=last.isoformat(), problem=Message(N_("not after the first day, or too far")))
    routes = [route for route in routes_of(desk.store) if staff in (None, route.patroller)]
    lines = lines_of(desk, turns(routes, first, last, desk.terms), patrols_of(desk.store, first, last), routes)
    lines.sort(key=lambda line: (line["due"], line["id"]))
    title = Message.of(N_("Patrols planned from {first} to {last}"), first=first.isoformat(), last=last.isoformat())
    return reports.plan_report(lines, title), [line["id"] for line in lines]


def month_report(desk: Desk, month: str | None) -> Report:
    """`report patrols`: the planned patrols of a month up to now, those beside the plan, the defects found in it."""
    store, terms = desk.store, desk.terms
    span = Span.month(month or last_month(desk.now, terms.tz), terms.tz)
    first, last = span.start.date(), (span.end - timedelta(hours=12)).date()
    last = min(last, desk.now.astimezone(terms.tz).date())
    routes, made = routes_of(store), patrols_of(store, first, last)
    lines = lines_of(desk, turns(routes, first, last, terms), made, routes)
    known = {line["id"] for line in lines}
    extra = [patrol for patrol in made.values() if patrol.id not in known]
    bounds = instant(span.start), instant(span.end)
    rows = store.rows(
        "defects", f"{STANDING} AND found_at >= ? AND found_at < ?", bounds, order="found_at, id", columns=("id",)
    )
    defects = [defect_line(desk, str(row["id"])) for row in rows]
    return reports.month(lines, extra, defects, span, terms, as_of=desk.now)


def open_defects(desk: Desk) -> tuple[Report, list[str]]:
    """The defects whose repair is not closed, oldest first."""
    where = "state NOT IN ('void', 'dismissed')"
    rows = desk.store.rows("defects", where, order="found_at, id", columns=("id",))
    lines = [defect_line(desk, str(row["id"])) for row in rows]
    lines = [line for line in lines if line["closed_at"] is None]
    return reports.defects_report(lines, Message(N_("Defects not repaired yet"))), [line["id"] for line in lines]


def defect_line(desk: Desk, defect_id: str) -> dict[str, Any]:
    """A defect with how its repair stands; without a ticket its own state."""
    document = desk.store.document("defects", defect_id)
    ticket = document["ticket"]
    there = ticket and desk.store.exists("tickets", ticket)
    names = ("id", "place", "text", "found_how", "found_at", "found_by", "reported_at")
    own = {name: reports.moment(name, document[name]) for name in names}
    empty = {column.key: None for column in reports.REPAIR} | {"state": document["state"]}
    return own | (reports.repair_of(desk.store.document("tickets", ticket)) if there else None or empty)  # type: ignore[operator]


def sheets(desk: Desk, route_ids: list[str], day: date) -> dict[str, Any]:
    """The patrol records of a day as one document, a page for each planned patrol and each beside the plan."""
    routes = {route.id: route for route in routes_of(desk.store) if route.id in route_ids or not route_ids}
    made = {key: one for key, one in patrols_of(desk.store, day, day).items() if one.route in routes}
    lines = lines_of(desk, turns(routes.values(), day, day, desk.terms), made, routes.values())
    known = {line["id"] for line in lines}
    pages = [page(line, routes[line["route"]], made.get(line["id"])) for line in lines]
    pages += [page({"id": one.id, "opens_at": None, "due": None}, routes[one.route], one)
              for one in made.values() if one.id not in known]  # fmt: skip
    if not pages:
        raise BadValue(field="--date", value=day.isoformat(), problem=Message(N_("no patrol is planned then")))
    staff = desk.names("staff")
    for one in pages:
        one["who"] = f"{one['who']} {staff.get(one['who'], '')}".strip()
    return {
        "site": desk.terms.site.name, "number": None, "printed_at": desk.now, "pages": pages, "one_each": True, "day": day,
        "copies": tuple(Message("{value}", {"value": one["number"]}) for one in pages),
    }  # fmt: skip


def page(line: dict[str, Any], route: Any, patrol: Any) -> dict[str, Any]:
    """One patrol as a page: its points, with what was seen there once it was made."""
    seen = {point.place: point for point in patrol.points} if patrol else {}
    return {
        "number": line["id"], "route": route.id, "name": route.name, "area": route.area, "opens_at": line["opens_at"],
        "due": line["due"], "who": (patrol.by if patrol else route.patroller) or "",
        "began_at": patrol.began_at if patrol else None, "ended_at": patrol.ended_at if patrol else None,
        "note": patrol.note or patrol.why_not if patrol else None,
        "points": [(place, point_of(seen.get(place))) for place in route.points],
    }  # fmt: skip


def point_of(point: Any) -> dict[str, Any] | None:
    """What was seen at a point; None before the patrol."""
    if point is None:
        return None
    return {"seen": point.seen, "fine": point.fine, "note": point.note, "defect": point.defect}
