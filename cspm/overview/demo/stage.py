"""The stage of the example: an office whose time and actor are set for every act, and one change per day.

Taking down a whole day in one change is what makes half a minute of three months; the acts themselves are the real ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING, Any

from cspm.core.terms import Terms
from cspm.shell.office import Office, person_of

if TYPE_CHECKING:
    from cspm.core.states import Permit
    from cspm.store.repository import Store
    from cspm.store.transaction import Change

SEED = 2026


class Together:
    """The store as actions see it while several of them are taken down in one change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._change: Change | None = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything done inside is one change of the real store."""
        with self._store.change() as change:
            self._change = change
            try:
                yield
            finally:
                self._change = None

    @contextmanager
    def change(self, *, dry_run: bool = False) -> Iterator[Change]:
        """The change that is open, or one of its own."""
        if self._change is not None:
            yield self._change
            return
        with self._store.change(dry_run=dry_run) as change:
            yield change

    def document(self, kind: str, record_id: str) -> dict[str, Any]:
        """A record as this change has it."""
        return (self._change or self._store).document(kind, record_id)

    def exists(self, kind: str, record_id: str) -> bool:
        """Whether there is such a record, in this change or before."""
        return (self._change or self._store).exists(kind, record_id)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class Stage:
    """The site being filled: `at` gives the office of a moment and a person; nothing happens after `end`."""

    def __init__(self, store: Store, terms: Terms, *, end: datetime, permits: tuple[Permit, ...]) -> None:
        self.store = Together(store)
        self.terms = terms
        self.end = end
        self.permits = permits
        self.random = Random(SEED)
        self._people: dict[str, dict[str, Any]] = {}

    def at(self, moment: datetime, staff: str) -> Office:
        """The office at that moment, `staff` acting. Raises Later when the moment has not come."""
        if moment > self.end:
            raise Later
        moment = moment.replace(microsecond=0)

        def actor() -> Any:
            if staff not in self._people:
                self._people[staff] = self.store.document("staff", staff)
            return person_of(self._people[staff], self.terms, moment.date())

        return Office(
            self.store, self.terms, now=moment, recorded_at=moment, actor=actor, os_user="demo",  # type: ignore[arg-type]  # a store in all that actions use
            permits=lambda: self.permits,
        )  # fmt: skip


class Later(Exception):
    """What would come next has not happened yet."""
