"""What posts owe today and this month, the leader's round of each day, supervision rounds, and zones with one owner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Duty, Quota
from cspm.core.periods import Span, instant, midnight
from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.posts import duties, figures
from cspm.procedures.posts.owed import Ledger, Slot, owed, owner_on, works_on
from cspm.procedures.posts.reading import STANDING, ledger_of, posts_of

if TYPE_CHECKING:
    from cspm.store.repository import Store

DUTIES = {
    ("rounds", "zone_problem"): Duty("cleaning_leader", "by", 'cspm round solve {id} NUMBER --action "..."'),
    ("walks", "walk_problem"): Duty("customer_assistant", "by", 'cspm walk solve {id} NUMBER --action "..."'),
    ("sightings", "security"): Duty("cleaner", "seen_by", "cspm sighting warn {id} --security-told NAME"),
}
RULES = (*duties.RULES, "R192", "R164")
JUDGED = ("R202",)
WALK_ROLES = ("csc_manager", "customer_assistant")
ONE_DAY = timedelta(days=1)


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """R183-R185, R189: each owner of a zone, place by place and period by period; R192: the leader's round of each day;
    R164: the month's supervision. Nothing without posts, or before the site asks for periodic duties."""
    posts, since = posts_of(store), terms.site.since
    if since is None or not posts:
        return
    first, last = asked_days(span, since, terms, as_of=as_of)
    if first <= last:
        yield from of_posts(store, posts, (first, last), terms, as_of=as_of)
        yield from of_leaders(store, posts, (first, last), terms)
    if since <= span.start.date():
        yield from of_walkers(store, span, terms)


def asked_days(span: Span, since: date, terms: Terms, *, as_of: datetime) -> tuple[date, date]:
    """The days of a month that are asked about: not before `since`, not after today."""
    today = as_of.astimezone(terms.tz).date()
    return max(span.start.date(), since), min((span.end - ONE_DAY / 2).date(), today)


def of_posts(
    store: Store, posts: list[Any], days: tuple[date, date], terms: Terms, *, as_of: datetime
) -> Iterator[Quota]:  # fmt: skip
    """One line for each owner, post and rule. What was excused is not asked for."""
    first, last = days
    today = as_of.astimezone(terms.tz).date()
    known = ledger_of(store, first, last)
    lines: dict[tuple[str, str, str], list[Slot]] = {}
    for slot in owed(posts, first, last, terms, today=today if last == today else None):
        if slot.start >= (terms.site.since or slot.start):
            lines.setdefault((slot.post, slot.owner, slot.rule), []).append(slot)
    for (post, owner, rule), slots in lines.items():
        yield line(post, owner, rule, slots=slots, known=known, as_of=as_of)


def line(post: str, owner: str, rule: str, *, slots: list[Slot], known: Ledger, as_of: datetime) -> Quota:
    """The quota of one post and rule: due with the first period that lacks something, else with the last."""
    status = {slot: known.status(slot, as_of) for slot in slots}
    asked = [slot for slot in slots if status[slot] != "excused"]
    lacking = [slot for slot in asked if status[slot] != "done"]
    shown = min(lacking or asked or slots, key=lambda slot: slot.over)
    every = "" if shown.every == "day" else f" --every {shown.every}"
    said = f"cspm posts done --post {post} --date {shown.end if shown.every == 'day' else shown.start}{every} --all"
    return Quota(rule, "cleaner", len(asked), len(asked) - len(lacking), said, subject=post, who=owner, due=shown.over)


def of_leaders(store: Store, posts: list[Any], days: tuple[date, date], terms: Terms) -> Iterator[Quota]:
    """R192: a round of each leader's post on each of its days on which somebody is at work."""
    first, last = days
    where = f'{STANDING} AND "date" >= ? AND "date" <= ?'
    rows = store.rows("rounds", where, (first.isoformat(), last.isoformat()), columns=("id", "post", "date"))
    for leader in (post for post in posts if post.post_type == "leader"):
        asked = [day for day in each_day(first, last) if works_on(leader, day) and anybody(posts, day)]
        had = {row["date"]: str(row["id"]) for row in rows if row["post"] == leader.id}
        lacking = [day for day in asked if day.isoformat() not in had]
        if asked:
            shown = (lacking or asked[-1:])[0]
            said = f"cspm round add --date {shown.isoformat()} --all-present"
            ids = tuple(sorted(had[day.isoformat()] for day in asked if day.isoformat() in had))
            yield Quota(
                "R192", "cleaning_leader", len(asked), len(ids), said, subject=leader.id, who=owner_on(leader, shown),
                due=midnight(shown + ONE_DAY, terms.tz), ids=ids,
            )  # fmt: skip


def anybody(posts: Iterable[Any], day: date) -> bool:
    """Whether any post but a leader's is to be filled that day."""
    return any(post.post_type != "leader" and works_on(post, day) for post in posts)


def each_day(first: date, last: date) -> Iterator[date]:
    """The days between two days, both included."""
    while first <= last:
        yield first
        first += ONE_DAY


def of_walkers(store: Store, span: Span, terms: Terms) -> Iterator[Quota]:
    """R164: so many supervision rounds of the manager and of each assistant who works here the whole month."""
    asked = int(terms.figures.value(figures.WALKS_A_MONTH, span.start.date()))
    bounds = instant(span.start), instant(span.end)
    made = store.rows(
        "walks", f"{STANDING} AND began_at >= ? AND began_at < ?", bounds, order="id", columns=("id", "by")
    )
    where = (
        f"{STANDING} AND role IN (?, ?) AND (active_from IS NULL OR active_from <= ?)"
        " AND (active_to IS NULL OR active_to >= ?)"
    )
    there = span.start.date().isoformat(), (span.end - ONE_DAY / 2).date().isoformat()
    for person in store.rows("staff", where, (*WALK_ROLES, *there), order="id", columns=("id", "role")):
        ids = tuple(str(row["id"]) for row in made if row["by"] == person["id"])
        yield Quota("R164", person["role"], asked, len(ids), "cspm walk add --places A1", who=person["id"], ids=ids)


def judgements(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[tuple[str, str, Judgement]]:
    """R202: on each day a zone is worked it has one who answers for it, and no place has two."""
    posts, since = posts_of(store), terms.site.since
    if since is None or not posts:
        return
    first, last = asked_days(span, since, terms, as_of=as_of)
    for post in (one for one in posts if one.post_type != "leader"):
        days = [day for day in each_day(first, last) if works_on(post, day)]
        wrong = next((found for day in days if (found := ownership(post, posts, day))), None)
        if wrong is not None:
            yield "R202", post.id, wrong_on(wrong, terms)
        elif days:
            yield "R202", post.id, Kept(midnight(days[0], terms.tz))


def wrong_on(wrong: tuple[date, Message], terms: Terms) -> Broken:
    """Broken from that day on."""
    return Broken(midnight(wrong[0], terms.tz), wrong[1])


def ownership(post: Any, posts: Iterable[Any], day: date) -> tuple[date, Message] | None:
    """What is wrong with who answers for a zone on a day, if anything."""
    owner = owner_on(post, day)
    if not owner:
        return day, Message.of(N_("{post}: nobody answers for the zone"), post=post.id)
    for other in posts:
        if other.id == post.id or other.post_type != post.post_type or not works_on(other, day):
            continue
        shared = tuple(sorted(set(post.places) & set(other.places)))
        if shared and owner_on(other, day) not in ("", owner):
            said = N_("{places}: {first} and {second} both answer for it")
            return day, Message.of(said, places=shared, first=owner, second=owner_on(other, day))
    return None
