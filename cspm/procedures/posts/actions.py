"""Posts, who answers for them, and what was done there: load, decide, save. No Click here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from cspm.core.periods import period_of
from cspm.core.texts import needed
from cspm.core.view import View
from cspm.errors import N_, BadValue, Code, Message
from cspm.procedures.posts.duties import BY_NAME, LENGTHS
from cspm.procedures.posts.owed import Ledger, Slot, ledger, owner_on, pairs_of, slots_of
from cspm.procedures.posts.reading import posts_of
from cspm.procedures.posts.states import POSTS
from cspm.procedures.posts.typed import is_left_out
from cspm.shell.office import unheard
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.shell.office import Office
    from cspm.store.transaction import Change

Pair = tuple[str, str]
Note = Callable[[Message], None]


class Chosen(NamedTuple):
    """Which of a day's duties are meant: of one length (`every`) or those named, in all places or those named, `excepted`
    left out."""

    day: date
    every: str = "day"
    duties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    excepted: tuple[Pair, ...] = ()

    @property
    def lengths(self) -> tuple[str, ...]:
        """The lengths of period that it is about: those of the duties that were named, else the one asked for."""
        named = {BY_NAME[name].every for name in self.duties}
        return tuple(every for every in LENGTHS if every in named) if named else (self.every,)

    def takes(self, pair: Pair) -> bool:
        """Whether a duty in a place is meant."""
        named = not self.duties or pair[0] in self.duties
        return named and (not self.places or pair[1] in self.places) and not is_left_out(pair, self.excepted)


def new_post(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new post: there from today unless said, its first owner from that day."""
    start = fields.get("active_from") or office.today
    owner = fields.get("owner")
    return {**fields, "active_from": start, "holders": ({"staff": owner, "start": start},) if owner else ()}


def imported(values: dict[str, Any], office: Office) -> dict[str, Any]:
    """The fields of an imported post: its owner answers for it from the first day, unless the row says who did before."""
    start = values.get("active_from") or office.today.isoformat()
    holders = values.get("holders")
    if not holders and values.get("owner"):
        holders = [{"staff": values["owner"], "start": start}]
    return {**values, "active_from": start, "holders": holders or []}


def entrust(office: Office, post_id: str, *, to: str, start: date | None = None, reason: str | None = None) -> Revision:
    """Another one answers for the zone from a day on, today unless said (R202). Raises BadValue for a day before the post's
    first, or one on which somebody took it over already."""
    begin = start or office.today

    def plan(post: Any, _stamp: Stamp) -> dict[str, Any]:
        POSTS.target(post.id, "entrust", post.state)
        if begin < post.active_from or any(one.start == begin for one in post.holders):
            problem = Message(N_("the post is not there yet, or somebody took it over on that day"))
            raise BadValue(field="--from", value=begin.isoformat(), problem=problem)
        holders = (*post.holders, {"staff": to, "start": begin})
        last = max(holders, key=lambda one: one["start"] if isinstance(one, dict) else one.start)
        return {"holders": holders, "owner": last["staff"] if isinstance(last, dict) else last.staff}

    return office.step("posts", post_id, "entrust", plan, permit="posts entrust", reason=reason)


def done(
    office: Office, post_ids: Iterable[str], chosen: Chosen, *, by: str | None = None, note: Note = unheard
) -> list[Revision]:  # fmt: skip
    """Write down what was done at posts; what is written down already stays as it is.

    Without ids every post that owes something then. Who did it is the zone's owner unless `by` names somebody. Raises
    BadValue for a day to come, and when nothing was to be done.
    """
    return _settled(office, post_ids, chosen, action="done", extra={"by": by}, note=note)


def excuse(office: Office, post_ids: Iterable[str], chosen: Chosen, *, reason: str) -> list[Revision]:
    """What was left out, and why: the leader accepts the reason. Raises BadValue as `done`."""
    extra = {"reason": needed(reason, "--reason"), "by": office.actor.id}
    return _settled(office, post_ids, chosen, action="excuse", extra=extra)


def _settled(
    office: Office, post_ids: Iterable[str], chosen: Chosen, *, action: str, extra: Mapping[str, Any], note: Note = unheard
) -> list[Revision]:  # fmt: skip
    if chosen.day > office.today:
        raise BadValue(field="--date", value=chosen.day.isoformat(), problem=Message(N_("that day is still to come")))
    wanted = tuple(post_ids)
    known = {post.id: post for post in posts_of(office.store)}
    posts = [known.get(one) or View(office.store.document("posts", one)) for one in wanted] or list(known.values())
    places_known(posts, chosen)
    made: list[Revision] = []
    with office.change() as change:
        for post in posts:
            for every in chosen.lengths:
                record = _write(office, change, post, (every, chosen, action, extra))
                if record is not None:
                    made.append(record)
                elif wanted:
                    said = Message.of(N_("{post}: nothing of it is open for {period}"), post=post.id,
                                      period=period_of(every, chosen.day))  # fmt: skip
                    note(said)
    if not made:
        asked = N_(
            "nothing of it is open in that {every}: not owed, or written down already; see: cspm posts owed --date {day}"
        )
        problem = Message.of(asked, every=Code("post_every", chosen.lengths[0]), day=chosen.day.isoformat())
        raise BadValue(field="--date", value=chosen.day.isoformat(), problem=problem)
    return made


def places_known(posts: Iterable[Any], chosen: Chosen) -> None:
    """Raise BadValue for a place that is in no zone of these posts."""
    known = tuple(dict.fromkeys(place for post in posts for place in (post.places or (post.id,))))
    for place in chosen.places:
        if place not in known:
            problem = Message.of(N_("no post has that place; known: {known}"), known=known)
            raise BadValue(field="--place", value=place[:60], problem=problem)


def _write(
    office: Office, change: Change, post: Any, asked: tuple[str, Chosen, str, Mapping[str, Any]]
) -> Revision | None:  # fmt: skip
    """One record of work with what is new of it; None when nothing is."""
    every, chosen, action, extra = asked
    POSTS.target(post.id, action, post.state)
    period = period_of(every, chosen.day)
    record_id = f"{post.id}.{period}"
    there = change.exists("post_work", record_id)
    before: Any = View(change.document("post_work", record_id)) if there else None
    standing = before is not None and before.state != "void"
    known = ledger([settled(before)] if standing else [])
    fresh: dict[str, list[str]] = {}
    for slot in slots_of(post, every, period, office.terms):
        for name in known.left(slot) if action == "excuse" else _undone(known, slot):
            if chosen.takes((name, slot.place)):
                fresh.setdefault(name, []).append(slot.place)
    if not fresh:
        return None
    own = {**extra, "by": extra.get("by") or owner_on(post, chosen.day) or office.actor.id}
    dated = {"date": chosen.day} if action == "done" else {}
    parts = tuple({"duty": name, "places": tuple(places), **dated, **own} for name, places in fresh.items())
    field = "done" if action == "done" else "excused"
    permit = f"posts {action}"
    if before is None:
        fields = {"post": post.id, "period": period, field: parts}
        return office.create("post_work", action, record_id=lambda _change: record_id, fields=fields, permit=permit)
    return office.step(
        "post_work", record_id, action,
        lambda record, _stamp: {field: (*getattr(record, field), *parts), "state": "recorded"}
        if standing else {"done": (), "excused": (), field: parts, "state": "recorded"},
        permit=permit,
    )  # fmt: skip


def _undone(known: Ledger, slot: Slot) -> tuple[str, ...]:
    """The duties of a slot that are not done; excused ones may be done after all."""
    done_ = known.done.get((slot.post, slot.period), frozenset())
    return tuple(name for name in slot.duties if (name, slot.place) not in done_)


def settled(work: Any) -> dict[str, Any]:
    """A record of work as the ledger takes it."""
    return {
        "post": work.post, "period": work.period, "done": pairs_of(work.done), "excused": pairs_of(work.excused),
    }  # fmt: skip
