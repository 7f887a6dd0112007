"""The leader's round of a day, supervision rounds, and what is done about the problems they find. No Click here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cspm.core.figures import time_of
from cspm.core.texts import needed
from cspm.core.view import View, replaced
from cspm.errors import N_, BadValue, Message, NoSuchRecord
from cspm.procedures.posts.duties import DUTIES
from cspm.procedures.posts.owed import owner_on, works_on
from cspm.procedures.posts.reading import at_work, posts_of, zone_owner
from cspm.procedures.posts.states import ROUNDS, WALKS
from cspm.procedures.posts.typed import on_day
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.shell.office import Office

Pairs = tuple[tuple[str, str], ...]
MACHINES = {"rounds": ROUNDS, "walks": WALKS}


class Seen(NamedTuple):
    """What was typed of a round: who came when, who was absent and why, whose looks were not in order, tasks, problems by
    place. With `all_present` everybody expected was there at his hour, with `own_zones` his task is his zone."""

    came: Pairs = ()
    absent: Pairs = ()
    untidy: Pairs = ()
    tasks: Pairs = ()
    inspected: tuple[str, ...] = ()
    problems: Pairs = ()
    all_present: bool = False
    own_zones: bool = False


def add_round(office: Office, day: date, seen: Seen, *, post_id: str | None = None) -> Revision:
    """The leader's round of a day; again on the same day it adds to it (R192, R189, R202).

    Raises BadValue when several leaders' posts could be meant or none is there, and for a day to come; NoSuchRecord for
    unknown staff.
    """
    if day > office.today:
        raise BadValue(field="--date", value=day.isoformat(), problem=Message(N_("that day is still to come")))
    posts = posts_of(office.store)
    leader = leader_post(office, posts, day, post_id)
    record_id = f"{leader.id}.{day.isoformat()}"
    with office.change() as change:
        before: Any = View(change.document("rounds", record_id)) if change.exists("rounds", record_id) else None
        fields = round_fields(office, posts, day, seen=seen, before=before)
        if before is not None:
            return office.step(
                "rounds", record_id, "add", lambda _round, _stamp: {**fields, "state": "recorded"}, permit="rounds add"
            )
        own = {"post": leader.id, "date": day, "by": owner_on(leader, day) or office.actor.id}
        return office.create(
            "rounds", "add", record_id=lambda _change: record_id, fields={**own, **fields}, permit="rounds add"
        )


def leader_post(office: Office, posts: Iterable[Any], day: date, post_id: str | None) -> Any:
    """The leader's post that was named, that of who types, or the only one. Raises BadValue, NoSuchRecord."""
    leaders = {post.id: post for post in posts if post.post_type == "leader" and works_on(post, day)}
    if post_id is not None:
        found = leaders.get(office.store.resolve("posts", post_id))
    else:
        mine = [post for post in leaders.values() if owner_on(post, day) == office.actor.id]
        found = mine[0] if mine else next(iter(leaders.values()), None) if len(leaders) == 1 else None
    if found is None:
        problem = Message.of(N_("name the leader's post with --post; known: {known}"), known=tuple(leaders) or "-")
        raise BadValue(field="--post", value=post_id or "", problem=problem)
    return found


def round_fields(
    office: Office, posts: list[Any], day: date, *, seen: Seen, before: Any
) -> dict[str, Any]:  # fmt: skip
    """The fields of a round with what was typed now beside what it had."""
    due = at_work(posts, day)
    by_staff = {owner: post for post, owner in due.items()}
    named = [who for pairs in (seen.came, seen.absent, seen.untidy, seen.tasks) for who, _ in pairs]
    for who in dict.fromkeys(named):
        office.person(who)
    old = before if before is not None and before.state != "void" else None
    listed = {one.staff: one.document() for one in (old.attendance if old is not None else ())}
    there = tuple(
        (who, "") for who in by_staff if seen.all_present and who not in listed and who not in dict(seen.absent)
    )
    hours = {post.id: post.starts for post in posts}
    for who, text in (*there, *seen.came):
        listed[who] = attendance(office, day, who, text=text, post=by_staff.get(who), hours=hours)
    for who, why in seen.absent:
        reason = needed(why, "--absent")
        listed[who] = {"staff": who, "post": by_staff.get(who), "absent": reason}
    for who, text in seen.untidy:
        listed[who] = {
            **listed.get(who, {"staff": who, "post": by_staff.get(who)}),
            "tidy": False,
            "note": text or None,
        }
    zones = zone_tasks(posts, day) if seen.own_zones else ()
    given = dict(one.document().values() for one in (old.tasks if old is not None else ()))
    given |= {who: task for who, task in (*zones, *seen.tasks) if task}
    places = (*(old.inspected if old is not None else ()), *seen.inspected)
    return {
        "expected": tuple(by_staff), "attendance": tuple(listed.values()),
        "tasks": tuple({"staff": who, "task": task} for who, task in given.items()),
        "inspected": tuple(dict.fromkeys(places)),
        "problems": (*(old.problems if old is not None else ()),
                     *problems(office, posts, day, seen.problems, after=len(old.problems) if old is not None else 0)),
    }  # fmt: skip


def attendance(
    office: Office, day: date, who: str, *, text: str, post: str | None, hours: Mapping[str, str | None]
) -> dict[str, Any]:  # fmt: skip
    """When somebody came, beside the hour of his post; without a time he was there at his hour."""
    hour = time_of(hours.get(post or "") or "")
    due = datetime.combine(day, hour, office.terms.tz) if hour else None
    came = on_day(day, text, office.terms.tz, option="--in") if text else due or office.now
    return {"staff": who, "post": post, "due": due, "arrived_at": came}


def zone_tasks(posts: Iterable[Any], day: date) -> Pairs:
    """The daily duties of his own zone as everybody's task."""
    found = []
    for post in posts:
        owner = owner_on(post, day)
        if post.post_type != "leader" and owner and works_on(post, day):
            daily = any(duty.post_type == post.post_type and duty.every == "day" for duty in DUTIES)
            if daily:
                found.append((owner, " ".join((post.id, *post.places))))
    return tuple(found)


def problems(
    office: Office, posts: Iterable[Any], day: date, typed: Pairs, *, after: int = 0, at: datetime | None = None
) -> list[dict[str, Any]]:  # fmt: skip
    """Problems by place with their numbers, and whose zone each is (R202). Raises BadValue for a blank text."""
    known = list(posts)
    when = at or (office.now if office.today == day else on_day(day, "17:00", office.terms.tz, option="--problem"))
    return [
        {"number": number, "place": place, "text": needed(text, "--problem"), "at": when,
         "owner": zone_owner(known, place, day) or None}
        for number, (place, text) in enumerate(typed, after + 1)
    ]  # fmt: skip


def add_walk(
    office: Office, *, places: tuple[str, ...], seen: tuple[str, ...], found: Pairs, began: datetime | None,
    note: str | None, by: str | None,
) -> Revision:  # fmt: skip
    """A supervision round by a manager or assistant (R164). Raises NoSuchRecord for unknown staff, BadValue."""
    who = by or office.actor.id
    start = began or office.now
    for one in seen:
        office.person(one)
    day = start.astimezone(office.terms.tz).date()
    fields = {
        "by": who, "role": office.person(who).role, "began_at": start, "places": places, "staff_seen": seen, "note": note,
        "problems": tuple(problems(office, posts_of(office.store), day, found, at=start)),
    }  # fmt: skip
    month = f"{office.today:%Y-%m}"
    return office.create(
        "walks", "add", record_id=lambda change: change.new_id("walks", month), fields=fields, permit="walks add", by=by
    )


def solve(
    office: Office, kind: str, record_id: str, *, number: int, action: str | None, ticket: str | None = None,
    by: str | None = None,
) -> Revision:  # fmt: skip
    """What was done about a problem of a round: in words, or the ticket that is about it. Raises BadValue, NoSuchRecord."""
    if not (action or "").strip() and not ticket:
        raise BadValue(field="--action", value="", problem=Message(N_("say what was done, or name the ticket")))

    def plan(record: Any, stamp: Stamp) -> dict[str, Any]:
        MACHINES[kind].target(record.id, "solve", record.state)
        if all(one.number != number for one in record.problems):
            raise NoSuchRecord(id=f"{record.id}.{number}", command=f"cspm {kind[:-1]} show {record.id}")
        own = {"action": (action or "").strip() or None, "ticket": ticket, "acted_at": stamp.at, "acted_by": stamp.by}
        return {"problems": tuple(replaced(one, **own) if one.number == number else one for one in record.problems)}

    return office.step(kind, record_id, "solve", plan, permit=f"{kind} solve", by=by)
