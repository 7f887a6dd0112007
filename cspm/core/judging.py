"""A record of a register judged by its procedure: what the index keeps of it, and what `show` adds. Pure.

A procedure declares the rules of each of its kinds and, where something runs, the clocks; the rest is the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from cspm.core.clocks import Clock
from cspm.core.kinds import Derived
from cspm.core.rules import Finding, Rule, run
from cspm.core.terms import Terms
from cspm.core.view import View

Clocks = Callable[[Any, Terms], Iterable[Clock]]
Document = Mapping[str, Any]
TAIL = ("created_by", "import_batch", "revision", "history")


def no_clocks(record: Any, terms: Terms) -> Iterable[Clock]:
    """Nothing runs in this kind."""
    return ()


def derived(rules: Sequence[Rule], clocks: Clocks = no_clocks) -> Callable[[Document, Terms], Derived]:
    """What the index keeps of a record of a kind: its clocks and findings; a void record has none."""

    def derive(document: Document, terms: Terms) -> Derived:
        if document.get("state") == "void":
            return Derived()
        view = View(document)
        return Derived({}, tuple(clocks(view, terms)), tuple(run(rules, view, terms)))

    return derive


def shown(rules: Sequence[Rule], clocks: Clocks = no_clocks) -> Callable[[Document, Terms, datetime], dict[str, Any]]:
    """A record of a kind as `show --json` gives it: with `deadlines` and `findings` before its tail."""
    derive = derived(rules, clocks)

    def show(document: Document, terms: Terms, now: datetime) -> dict[str, Any]:
        found = derive(document, terms)
        return with_judged(document, found.clocks, found.findings, now=now, tz=terms.tz)

    return show


def with_judged(
    document: Document, clocks: Iterable[Clock], findings: Iterable[Finding], *, now: datetime, tz: tzinfo
) -> dict[str, Any]:
    """The document with deadlines and findings before its tail."""
    body = {key: value for key, value in document.items() if key not in TAIL}
    tail = {key: document[key] for key in TAIL if key in document}
    return {**body, "deadlines": deadlines(clocks, now, tz), "findings": told(findings, now), **tail}


def deadlines(found: Iterable[Clock], now: datetime, tz: tzinfo) -> list[dict[str, Any]]:
    """The clocks as `show` gives them: `{clock, due, met_at, state, rule}`."""
    return [
        {
            "clock": clock.clock,
            "due": clock.due.astimezone(tz),
            "met_at": clock.met_at,
            "state": clock.state(now),
            "rule": clock.rule,
        }
        for clock in found
    ]


def told(findings: Iterable[Finding], now: datetime) -> list[dict[str, Any]]:
    """The findings that are true by now: `{code, rule, clause, severity, message}`, the message in the reader's language."""
    return [
        {
            "code": found.code,
            "rule": found.rule,
            "clause": found.clause,
            "severity": found.level,
            "message": found.message,
        }
        for found in findings
        if found.at <= now
    ]
