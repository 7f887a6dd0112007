"""The office an action works in: store, terms, the two times, who acts, and the frame every change goes through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from cspm.core.roles import DESK, Person, decide
from cspm.core.stamp import Stamp
from cspm.core.states import Permit
from cspm.core.terms import Terms
from cspm.errors import N_, Code, CspmError, Message, NotAllowed

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.store.repository import Store
    from cspm.store.transaction import Change

Plan = Callable[[Any, Stamp], Mapping[str, Any]]
Made = TypeVar("Made")


class Office:
    """What an action may touch. `now` is when things happened, `recorded_at` when they were typed (the real clock).

    `permits` is the whole permission matrix. With `dry_run` every change is worked out, checked and shown, not written.
    `expected` is the revision the person saw; another one refuses the change. `reason` is why, for every change that has
    no reason of its own; `look` sees each change, kind and document before and after, while it can still be stopped.
    """

    def __init__(
        self,
        store: Store,
        terms: Terms,
        *,
        now: datetime,
        recorded_at: datetime,
        actor: Callable[[], Person],
        os_user: str,
        permits: Callable[[], tuple[Permit, ...]],
        dry_run: bool = False,
        expected: int | None = None,
        reason: str | None = None,
        look: Callable[[str, Mapping[str, Any] | None, Mapping[str, Any]], None] | None = None,
    ) -> None:
        self.store = store
        self.terms = terms
        self.now = now
        self.recorded_at = recorded_at
        self.os_user = os_user
        self.dry_run = dry_run
        self.expected = expected
        self.reason = reason
        self.look = look
        self._actor = actor
        self._permits = permits
        self._person: Person | None = None
        self._under_way: Change | None = None

    @property
    def actor(self) -> Person:
        """Who acts. Raises NoActor when nobody is named, NoSuchRecord when the id is unknown."""
        if self._person is None:
            self._person = self._actor()
        return self._person

    @property
    def today(self) -> date:
        """The day of `now` at the site."""
        return self.now.astimezone(self.terms.tz).date()

    def person(self, staff_id: str) -> Person:
        """The member of staff with that id. Raises NoSuchRecord (20)."""
        return person_of(self.store.document("staff", staff_id), self.terms, self.today)

    def allow(self, action: str, *, approval: bool = False) -> Person:
        """The actor, if the matrix lets him do `action`. Raises NotAllowed (23).

        With `actor = "login"` in site.toml an approval needs the approver's own login.
        """
        actor = self.actor
        decision = decide(self._permits(), action, actor)
        foreign = approval and self.terms.site.actor == "login" and actor.login != self.os_user
        if decision.allowed and not foreign:
            return actor
        allowed: object = tuple(Code("role", role) for role in decision.line.roles) or Message(decision.line.why)
        if foreign:
            allowed = Message.of(N_("the approver's own login {login}"), login=actor.login or "-")
        raise NotAllowed(
            staff=f"{actor.id} {actor.name}".strip(), role=Code("role", actor.role), action=Code("action", action),
            allowed=allowed, rule=decision.line.rule or None, clause=decision.line.clause or None,
        )  # fmt: skip

    def role_of(self, by: str | None) -> str:
        """The role, on this day, of who did it; of the actor when nobody is named. Raises NoSuchRecord."""
        return (self.person(by) if by else self.actor).role

    def stamp(self, by: str | None = None) -> Stamp:
        """Who did it and when. Only desk roles may type a step for others (NotAllowed); `by` must be known (20)."""
        actor = self.actor
        if by is not None and by != actor.id:
            self.person(by)
            if actor.role not in DESK:
                raise NotAllowed(
                    staff=f"{actor.id} {actor.name}".strip(), role=Code("role", actor.role),
                    action=Code("action", "type for others"), allowed=tuple(Code("role", role) for role in DESK),
                )  # fmt: skip
        return Stamp(self.now, self.recorded_at, by or actor.id, actor.id, self.os_user)

    @contextmanager
    def change(self) -> Iterator[Change]:
        """The change that is under way, else one of its own: what is done inside is done together or not at all.

        Who acts is looked up again under the lock. Raises as `Store.change`.
        """
        if self._under_way is not None:
            yield self._under_way
            return
        with self.store.change(dry_run=self.dry_run) as change:
            self._under_way, self._person = change, None
            try:
                yield change
            finally:
                self._under_way = None

    def each(self, ids: Sequence[str], act: Callable[[str], Made]) -> list[Made]:
        """`act` for every id as one change: one lock, one journal, all or nothing.

        A refusal of one of several says which it was (`CspmError.among`).
        """
        done: list[Made] = []
        if not ids:
            return done
        with self.change():
            for record_id in ids:
                try:
                    done.append(act(record_id))
                except CspmError as error:
                    error.among = (record_id, len(ids)) if len(ids) > 1 else None
                    raise
        return done

    def create(
        self, kind: str, action: str, *, record_id: Callable[[Change], str], fields: Mapping[str, Any],
        permit: str = "", by: str | None = None, reason: str | None = None,
    ) -> Revision:  # fmt: skip
        """Make a record: permission, number and file in one change. `permit` names the matrix line, else `action`."""
        with self.change() as change:
            self.allow(permit or action)
            stamp = self.stamp(by)
            record = change.begin(kind, stamp, action, reason=reason or self.reason, id=record_id(change), **fields)
            self._seen(kind, None, record)
            change.put(record)
        return record

    def step(
        self, kind: str, record_id: str, action: str, plan: Plan, *,
        permit: str = "", by: str | Callable[[Any], str | None] | None = None, reason: str | None = None,
        approval: bool = False,
    ) -> Revision:  # fmt: skip
        """One change of one record: permission, load, `plan(record, stamp)` -> changed fields, save; all under the lock.

        `by` is who did it, or a function of the record (the assignee). The plan decides and may refuse; it is pure.
        """
        with self.change() as change:
            self.allow(permit or action, approval=approval)
            record = change.load(kind, record_id, revision=self.expected)
            stamp = self.stamp(by(record) if callable(by) else by)
            new = record.stepped(stamp, action, reason=reason or self.reason, **plan(record, stamp))
            self._seen(kind, record, new)
            change.put(new)
        return new

    def _seen(self, kind: str, old: Revision | None, new: Revision) -> None:
        if self.look is not None:
            self.look(kind, old.document() if old is not None else None, new.document())


def unheard(_said: object) -> None:
    """Where nobody listens to what is said, or nothing more is asked of what is shown."""


def person_of(document: Mapping[str, Any], terms: Terms, day: date) -> Person:
    """The person of a staff document, active or not on that day; a site's own post is read as the role it maps to."""
    role = document["role"]
    mapped = terms.site.roles.get(role)
    start, end = document.get("active_from"), document.get("active_to")
    active = (
        document.get("state") != "void"
        and (start is None or date.fromisoformat(start) <= day)
        and (end is None or day <= date.fromisoformat(end))
    )
    return Person(
        document["id"], document["name"], mapped if isinstance(mapped, str) else role,
        document.get("team") or "", document.get("login") or "", active,
    )  # fmt: skip


def administrator(login: str) -> Person:
    """Who acts in a site that has no staff yet: the operating-system user, so that the first can be registered."""
    return Person(login_id(login), login, "site_admin", login=login)


def login_id(login: str) -> str:
    """A login as an id that any system can hold in a file name: what cannot stand in one becomes `-`."""
    import re

    return re.sub(r"[^0-9A-Za-z\u4e00-\u9fff_.-]+|\.{2,}", "-", login)[:64].strip("-_.") or "admin"
