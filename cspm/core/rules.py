"""Rules: pure functions that look at one record and say what was kept and what was broken.

A rule never raises, prints, reads the clock or the disk. It yields `Kept(at)` or `Broken(at, message)`, where `at` is
the instant the judgement is about, possibly in the future: whoever asks at a time takes those up to it. So a
ticket nobody answered carries its "late" from the due time on, and no flag has to be kept true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.errors import Message
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.core.terms import Terms


class Kept(NamedTuple):
    """The rule was kept, and could be judged, at this instant."""

    at: datetime


class Broken(NamedTuple):
    """The rule is broken from this instant on; the message says how, for people."""

    at: datetime
    message: Message


Judgement = Kept | Broken


class Rule(NamedTuple):
    """A rule of a procedure: stable `code`, the manual's `rule` (R-number) and `clause`, a `level` and the `check`.

    `level` is `breach` (the manual was not kept), `note` (worth knowing) or `error` (the record contradicts itself).
    `asked_of` names the only records that the check can say anything about, where that is cheap to tell: whoever judges
    many records asks it of those alone. The check itself is silent about all others too. `profiles` are those of the
    sites that the rule is for; empty: all. Who breaks a `forced` rule went past what the manual asks with open eyes:
    `compliance` lists those by who did it, when, and the reason that was given.
    """

    code: str
    rule: str
    clause: str
    level: str
    check: Callable[[Any, Terms], Iterable[Judgement]]
    asked_of: str = ""
    profiles: tuple[str, ...] = ()
    forced: bool = False

    def speaks(self, terms: Terms) -> bool:
        """Whether the rule is for sites of this profile."""
        return not self.profiles or terms.site.profile in self.profiles


class Finding(NamedTuple):
    """A broken rule of one record, true from `at` on."""

    code: str
    rule: str
    clause: str
    level: str
    message: Message
    at: datetime
    record: str = ""


def run(rules: Iterable[Rule], record: Any, terms: Terms) -> Iterator[Finding]:
    """Every finding of one record under the rules, in the order of the rules."""
    profile = terms.site.profile
    for rule in rules:
        if rule.profiles and profile not in rule.profiles:
            continue
        for judged in rule.check(record, terms):
            if isinstance(judged, Broken):
                yield Finding(rule.code, rule.rule, rule.clause, rule.level, judged.message, judged.at, record.id)


def judged(ok: bool, at: datetime, message: Message) -> Judgement:
    """Kept when `ok`, else broken with the message."""
    return Kept(at) if ok else Broken(at, message)
