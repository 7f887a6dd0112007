"""Patrols and the defects they find: load, decide, save. No Click here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cspm.core.texts import needed
from cspm.core.view import View
from cspm.errors import N_, BadValue, Message
from cspm.procedures.patrols.plan import Turn, turns_on
from cspm.procedures.patrols.states import DEFECTS, PATROLS, ROUTES
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.shell.office import Office
    from cspm.store.transaction import Change

Pairs = tuple[tuple[str, str], ...]
CLEANERS = ("cleaner", "cleaning_leader")


class Seen(NamedTuple):
    """What was typed of a patrol: all points are in order but those with `defects` (point and what is wrong); `linked` names
    the ticket that is there already for a point, `unseen` points that were passed over."""

    defects: Pairs = ()
    linked: Pairs = ()
    unseen: tuple[str, ...] = ()
    note: str | None = None


def new_route(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new route: in force from today unless said, its plan by what was named. Raises BadValue."""
    plan = fields.get("plan")
    for name, value in (("weekdays", "weekdays"), ("interval", "interval"), ("planned_on", "dates")):
        if fields.get(name) and plan in (None, "daily"):
            plan = value
    whole = {**fields, "plan": plan or "daily", "active_from": fields.get("active_from") or office.today}
    wanted = {"weekdays": "weekdays", "interval": "interval", "dates": "planned_on"}.get(whole["plan"])
    if wanted and not whole.get(wanted):
        option = f"--{wanted.replace('_', '-')}"
        raise BadValue(field=option, value="", problem=Message(N_("this plan needs it")))
    return whole


def imported(values: dict[str, Any], office: Office) -> dict[str, Any]:
    """The fields of an imported route: in force from today unless the row says so."""
    return {**values, "active_from": values.get("active_from") or office.today.isoformat()}


def turn_of(
    office: Office, change: Change, route: Any, day: date, number: int | None
) -> tuple[str, int, Turn | None]:  # fmt: skip
    """Id and number of the patrol that is meant, and its place in the plan: the one named, else the first of the day that
    was not made; beside the plan the next number. Raises BadValue for a number the day does not have."""
    planned = turns_on(route, day, office.terms)
    if number is not None:
        found = next((turn for turn in planned if turn.number == number), None)
        if found is None:
            problem = Message.of(N_("the day has {count} planned patrols"), count=len(planned))
            raise BadValue(field="--number", value=str(number), problem=problem)
        return found.id, number, found
    free = next((turn for turn in planned if not standing(change, turn.id)), None)
    if free is not None:
        return free.id, free.number, free
    extra = len(planned) + 1
    while change.exists("patrols", f"{route.id}.{day.isoformat()}.{extra}"):
        extra += 1
    return f"{route.id}.{day.isoformat()}.{extra}", extra, None


def standing(change: Change, patrol_id: str) -> bool:
    """Whether a patrol was made."""
    return change.exists("patrols", patrol_id) and change.document("patrols", patrol_id)["state"] == "patrolled"


def done(
    office: Office, route_id: str, seen: Seen, *, day: date | None = None, number: int | None = None,
    began: datetime | None = None, ended: datetime | None = None, by: str | None = None,
) -> Revision:  # fmt: skip
    """Write a patrol down (R179): every point in order but those named. A defect makes its ticket, or is linked to the one
    named, in the same change. Raises BadValue for a time to come, an end before its beginning or a point that is none of the
    route's, NotPossibleNow for a patrol that was made already."""
    when = day or office.today
    if when > office.today:
        raise BadValue(field="--date", value=when.isoformat(), problem=Message(N_("that day is still to come")))
    walked(office, began, ended)
    with office.change() as change:
        route: Any = View(change.document("patrol_routes", route_id))
        ROUTES.target(route.id, "done", route.state)
        points_known(route, seen)
        patrol_id, nth, turn = turn_of(office, change, route, when, number)
        who = by or office.actor.id
        end = ended or (office.now if when == office.today else turn.due if turn else began or office.now)
        wrong = dict((*seen.defects, *((place, "") for place, _ in seen.linked)))
        made = {
            place: defect(office, change, {
                "text": text or place, "place": place, "area": route.area, "found_how": "patrol", "found_at": end,
                "found_by": who, "patrol": patrol_id,
            }, ticket=dict(seen.linked).get(place))
            for place, text in wrong.items()
        }  # fmt: skip
        points = tuple(
            {"place": place, "seen": place not in seen.unseen, "fine": place not in wrong, "defect": made.get(place),
             "note": wrong.get(place) or None}
            for place in route.points
        )  # fmt: skip
        fields = {
            "route": route.id, "date": when, "number": nth, "opens_at": turn.opens if turn else None,
            "due": turn.due if turn else None, "began_at": began, "ended_at": end, "by": who, "points": points,
            "note": seen.note, "why_not": None,
        }  # fmt: skip
        return written(office, change, patrol_id, fields, verb="done")


def walked(office: Office, began: datetime | None, ended: datetime | None) -> None:
    """Raise BadValue for a patrol that ended before it began, or that is still to come."""
    for option, at in (("--began-at", began), ("--ended-at", ended)):
        if at is not None and at > office.now:
            problem = Message(N_("that time is still to come"))
            raise BadValue(field=option, value=f"{at.astimezone(office.terms.tz):%Y-%m-%d %H:%M}", problem=problem)
    if began is not None and ended is not None and ended < began:
        start, end = (f"{at.astimezone(office.terms.tz):%Y-%m-%d %H:%M}" for at in (began, ended))
        raise BadValue(
            field="--ended-at", value=end, problem=Message.of(N_("it must not be before {start}"), start=start)
        )


def points_known(route: Any, seen: Seen) -> None:
    """Raise BadValue for a point that the route does not have, or a defect without words."""
    for option, places in (
        ("--defect", dict(seen.defects)),
        ("--ticket", dict(seen.linked)),
        ("--unseen", seen.unseen),
    ):
        for place in places:
            if place not in route.points:
                problem = Message.of(N_("points of this route: {known}"), known=route.points)
                raise BadValue(field=option, value=place[:60], problem=problem)
    for _, text in seen.defects:
        needed(text, "--defect")


def excuse(office: Office, route_id: str, *, day: date, number: int | None, reason: str) -> Revision:
    """Why a planned patrol was not made; it is no miss. Raises BadValue where none was planned or is left."""
    with office.change() as change:
        route: Any = View(change.document("patrol_routes", route_id))
        ROUTES.target(route.id, "excuse", route.state)
        patrol_id, nth, turn = turn_of(office, change, route, day, number)
        if turn is None:
            raise BadValue(field="--date", value=day.isoformat(), problem=Message(N_("no planned patrol is open then")))
        fields = {
            "route": route.id, "date": day, "number": nth, "opens_at": turn.opens, "due": turn.due, "by": office.actor.id,
            "why_not": needed(reason, "--reason"),
        }  # fmt: skip
        return written(office, change, patrol_id, fields, verb="excuse")


def written(office: Office, change: Change, patrol_id: str, fields: Mapping[str, Any], *, verb: str) -> Revision:
    """The patrol of that id, made or excused: a new record, or one that was excused or void before."""
    permit = f"patrols {verb}"
    if not change.exists("patrols", patrol_id):
        state = "patrolled" if verb == "done" else "excused"
        return office.create(
            "patrols", verb, record_id=lambda _change: patrol_id, fields={**fields, "state": state}, permit=permit
        )
    return office.step(
        "patrols", patrol_id, verb,
        lambda patrol, _stamp: {**fields, "state": PATROLS.target(patrol.id, verb, patrol.state)}, permit=permit,
    )  # fmt: skip


def defect(office: Office, change: Change, fields: Mapping[str, Any], *, ticket: str | None) -> str:
    """A defect with its ticket, new or linked, in the change that is under way; gives its id."""
    month = f"{office.today:%Y-%m}"
    record_id = change.new_id("defects", month)
    linked = link_ticket(office, ticket, record_id) if ticket else new_ticket(office, record_id, fields)
    sent = {"ticket": linked, "ticket_at": office.now, "reported_at": office.now, "state": "linked"}
    office.create(
        "defects", "add", record_id=lambda _change: record_id, fields={**fields, **sent}, permit="defects add"
    )
    return record_id


def new_ticket(office: Office, defect_id: str, fields: Mapping[str, Any]) -> str:
    """A repair ticket of a public facility, registered for who saw the defect."""
    finder = office.store.document("staff", fields["found_by"])
    found: datetime = fields["found_at"]
    own = {
        "kind": "service", "category": "repair", "nature": "routine", "channel": "other", "source": "other",
        "text": f"{fields['place']} {fields['text']}", "area": fields.get("area") or fields["place"], "public_area": True,
        "customer": {"name": finder["name"], "phone": finder.get("phone")}, "defects": (defect_id,),
        "found_at": found, "received_at": min(found, office.now), "registered_at": office.now, "routed_at": office.now,
    }  # fmt: skip
    month = f"{office.today:%Y-%m}"
    made = office.create("tickets", "create", record_id=lambda change: change.new_id("tickets", month), fields=own)
    return str(made.id)


def link_ticket(office: Office, ticket: str, defect_id: str) -> str:
    """The ticket that is there already, which now names the defect too."""

    def plan(record: Any, _stamp: Stamp) -> dict[str, Any]:
        return {"defects": tuple(dict.fromkeys((*record.defects, defect_id)))}

    office.step("tickets", ticket, "link", plan, permit="defects repair")
    return ticket


def new_defect(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a defect that is written down by hand: seen now by who types, at work if he is a cleaner."""
    who = fields.get("found_by") or office.actor.id
    how = "cleaning" if office.person(who).role in CLEANERS else "other"
    told = fields.get("reported_at") or (office.now if fields.get("reported_to") else None)
    return {
        **fields, "found_by": who, "found_at": fields.get("found_at") or office.now, "reported_at": told,
        "found_how": fields.get("found_how") or how, "state": "reported" if told else "found",
    }  # fmt: skip


def repair(office: Office, defect_id: str, *, ticket: str | None = None, by: str | None = None) -> Revision:
    """Send a defect to repair: a new ticket, or the one named. Both name each other, in one change (R179)."""
    with office.change() as change:
        known: Any = View(change.document("defects", defect_id))
        DEFECTS.target(defect_id, "repair", known.state)
        office.allow("defects repair")
        named = {"place": known.place, "text": known.text, "area": known.area, "found_by": known.found_by,
                 "found_at": known.found_at}  # fmt: skip
        linked = link_ticket(office, ticket, defect_id) if ticket else new_ticket(office, defect_id, named)
        return office.step(
            "defects", defect_id, "repair",
            lambda record, stamp: {
                "ticket": linked, "ticket_at": record.ticket_at or stamp.at,
                "reported_at": record.reported_at or stamp.at, "state": DEFECTS.target(record.id, "repair", record.state),
            },
            permit="defects repair", by=by,
        )  # fmt: skip
