"""Records of registers for tests of rules: a document with what a case names, read as the rules read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cspm.core.record import Record
from cspm.core.rules import Broken, Rule
from cspm.core.stamp import Stamp
from cspm.core.terms import Terms
from cspm.core.view import View
from tests.procedures.tickets.lives import at, terms, times


def entry(model: type[Record], **fields: Any) -> Any:
    """A record of a kind as a view, made on 2026-10-05 09:00; times such as `10-05 09:30`."""
    made = at("10-05 09:00")
    return View(model.first(Stamp(made, made, "a", "a"), "add", id="X-202610-0001", **times(fields)).document())


def said(rules: Iterable[Rule], code: str, record: Any, site: Terms | None = None) -> str:
    """What the rule of that code says of a record: `kept`, `broken`, or nothing; broken wins."""
    (rule,) = [each for each in rules if each.code == code]
    verdicts = ["broken" if isinstance(one, Broken) else "kept" for one in rule.check(record, site or terms())]
    return min(verdicts, default="")


def when(rules: Iterable[Rule], code: str, record: Any, site: Terms | None = None) -> list[Any]:
    """The instants that the rule of that code speaks about."""
    (rule,) = [each for each in rules if each.code == code]
    return [one.at for one in rule.check(record, site or terms())]
