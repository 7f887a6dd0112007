"""The desk: one command's surroundings, made of the global options and loaded piece by piece when asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cspm.core.language import Language, language
from cspm.errors import N_, BadValue, Message, NoActor, NoSuchRecord, Usage

if TYPE_CHECKING:
    from cspm.core.roles import Person
    from cspm.core.site import Site
    from cspm.core.states import Permit
    from cspm.core.terms import Terms
    from cspm.errors import StoreDamaged
    from cspm.shell.office import Office
    from cspm.store.repository import Store


Look = Callable[[str, "Mapping[str, Any] | None", "Mapping[str, Any]"], None]


class NoSuchActor(NoSuchRecord):
    """The person named as the one who acts is no member of staff."""

    sentence = N_("No member of staff has the id {id} (--actor or CSPM_ACTOR). See the ids with: cspm staff list")


class Desk:
    """Global options, the real time and the environment, and from them site, store, terms, actor and office.

    `clock` is the real time (only `cli.py` reads it). `face` is how results are shown, `output` a file to write to.
    """

    def __init__(self, *, clock: datetime, environment: Mapping[str, str], lang: str, os_user: str) -> None:
        self.clock = clock
        self.environment = environment
        self.lang = lang
        self.os_user = os_user
        self.named_store: str | None = None
        self.when: str | None = None
        self.actor_id: str | None = None
        self.face = ""
        self.output: str | None = None
        self.quiet = False
        self.yes = False
        self.dry_run = False
        self.expected: int | None = None
        self.reason: str | None = None
        self.look: Look | None = None
        self.heard: set[str] = set()

    @cached_property
    def language(self) -> Language:
        """The language of this command."""
        return language(self.lang)

    @cached_property
    def root(self) -> str:
        """The site's record folder. Raises NoStore."""
        from cspm.store.site_file import find_store

        return find_store(os.getcwd(), self.named_store)

    @cached_property
    def site(self) -> Site:
        """What site.toml says. Raises BadSite."""
        from cspm.store.site_file import read_site

        return read_site(self.root, self.cache)

    @cached_property
    def cache(self) -> str:
        """The folder of what can be thrown away: the index, and what this machine keeps of models and site.toml."""
        base = self.environment.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        return os.path.join(base, "cspm")

    @cached_property
    def terms(self) -> Terms:
        """Site, figures and calendar."""
        from cspm.core.terms import Terms

        return Terms.of(self.site)

    @cached_property
    def store(self) -> Store:
        """The record store of the site."""
        from cspm.register import KINDS
        from cspm.store.repository import Store

        return Store(self.root, KINDS, lambda: self.terms, cache=self.cache)

    def stumbled(self) -> StoreDamaged | None:
        """After something unforeseen: the record that was read and is damaged, which explains it; else None."""
        from cspm.store.stumbling import cause

        return cause(self.store) if "store" in self.__dict__ else None

    @cached_property
    def now(self) -> datetime:
        """When it happened: `--now`, else the real time, in the site's zone. Raises BadValue."""
        real = self.clock.astimezone(self.site.tz)
        if not self.when:
            return real
        from cspm.core.when import NotAWhen, instant

        try:
            return instant(self.when, real, tz=self.site.tz)
        except NotAWhen as error:
            problem = Message(N_("type 2026-11-22 9:30, 9:30 or yesterday 14:00"))
            raise BadValue(field="--now", value=self.when[:80], problem=problem) from error

    @cached_property
    def office(self) -> Office:
        """Where actions work."""
        from cspm.shell.office import Office

        return Office(
            self.store, self.terms, now=self.now, recorded_at=self.clock.astimezone(self.site.tz), actor=self._actor,
            os_user=self.os_user, permits=permits, dry_run=self.dry_run, expected=self.expected, reason=self.reason,
            look=self.look,
        )  # fmt: skip

    def _actor(self) -> Person:
        from cspm.shell.office import administrator, person_of

        staff_id = self.actor_id
        if not staff_id:
            found = self.store.rows("staff", "login = ? AND state != 'void'", (self.os_user,), columns=("id",))
            if not found and not self.store.rows("staff", order="id LIMIT 1", columns=("id",)):
                return administrator(self.os_user)
            if len(found) != 1:
                raise NoActor(login=self.os_user)
            staff_id = str(found[0]["id"])
        return person_of(self.store.document("staff", self._known_actor(staff_id)), self.terms, self.now.date())

    def _known_actor(self, typed: str) -> str:
        """The id of the member of staff who acts, in whatever case it was typed. Raises NoSuchActor."""
        if self.store.exists("staff", typed):
            return typed
        found = self.store.rows("staff", "lower(id) = lower(?)", (typed.strip(),), columns=("id",))
        if len(found) != 1:
            raise NoSuchActor(id=typed[:80])
        return str(found[0]["id"])

    def names(self, kind: str) -> dict[str, str]:
        """The names of staff or areas by id, for forms that are read far from the screen."""
        return {str(row["id"]): str(row["name"]) for row in self.store.rows(kind, columns=("id", "name"))}

    def each(self, kind: str, typed: tuple[str, ...] | str, *, changing: bool = True) -> list[str]:
        """The full ids of what was typed: ids, short ids, `-` for ids on stdin, or filter words (`state:open unit:3`).

        All of them are looked up before the first is used, each comes once. A filter that fits more than three records
        to be changed asks first, or needs `--yes`. Raises NoSuchRecord, NotUnique, BadValue, Usage.
        """
        found: list[str] = []
        for word in (typed,) if isinstance(typed, str) else typed:
            if ":" in word.replace("：", ":"):
                found += self._fitting(kind, word, changing=changing)
            else:
                found += [self.store.resolve(kind, one) for one in self.typed(word)]
        return list(dict.fromkeys(found))

    def typed(self, word: str) -> list[str]:
        """The id that was typed, or those on stdin for `-`. Raises Usage."""
        if word != "-":
            return [word]
        lines = read_ids()
        if not lines:
            self.note(Message(N_("No ids on standard input; nothing was done.")))
        return lines

    def _fitting(self, kind: str, words: str, *, changing: bool) -> list[str]:
        from cspm.shell.filters import condition

        where, params = condition(kind, tuple(words.split()), self)
        ids = [str(row["id"]) for row in self.store.rows(kind, where, params, order="id", columns=("id",))]
        if not ids:
            self.note(Message.of(N_("No record fits {words}."), words=words))
        if changing and len(ids) > BULK:
            self.confirm(Message.of(N_("This will change {count} records."), count=len(ids)))
        return ids

    def confirm(self, question: Message) -> None:
        """Ask before something large; `--yes` answers, and without a terminal it is refused. Raises Usage, Abort."""
        if self.yes:
            return
        import sys

        import click

        if sys.stdin is None or not sys.stdin.isatty():
            raise Usage(problem=Message.of(N_("{question} Say --yes to do it."), question=question))
        click.confirm(self.language.message(question), abort=True, err=True)

    def note(self, message: Message) -> None:
        """A note on stderr, never on stdout; when nobody reads it any more, the work goes on all the same.

        What was said already is not said again when a command is done once more with the reason that was asked for.
        """
        from cspm.shell.boundary import say

        line = self.language.message(message)
        if line not in self.heard:
            say(line)
        if self.look is not None:
            self.heard.add(line)


BULK = 3


def several(typed: tuple[str, ...] | str) -> bool:
    """Whether more than one record may be meant: several words, ids on stdin, a filter."""
    words = (typed,) if isinstance(typed, str) else typed
    return len(words) > 1 or any(word == "-" or ":" in word.replace("：", ":") for word in words)


def read_ids() -> list[str]:
    """Ids on stdin, one a line; blank lines are passed over. Raises Usage when there is nothing to read from."""
    import sys

    if sys.stdin is None:
        raise Usage(problem=Message(N_("There are no ids to read: standard input is closed.")))
    stream = getattr(sys.stdin, "buffer", None)
    try:
        text = sys.stdin.read() if stream is None else stream.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Usage(problem=Message(N_("The ids on standard input are not UTF-8 text."))) from None
    return [line.strip() for line in text.splitlines() if line.strip()]


def permits() -> tuple[Permit, ...]:
    """The permission matrix: every procedure's PERMITS, in the register's order, then the overview's."""
    from cspm.core.kinds import load
    from cspm.register import PROCEDURES
    from cspm.register_overview import OVERVIEW_PERMITS

    own = (line for procedure in PROCEDURES for line in procedure.part("states", "PERMITS"))
    return (*own, *load(OVERVIEW_PERMITS))
