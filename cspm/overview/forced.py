"""What was done with open eyes against a rule, or long afterwards: who, when, and the reason that was given. Pure.

`compliance` lists it: a forced rule that was broken (`Rule.forced`), a correction after the end of a matter, a change of
somebody else's that was taken back, an entry typed more than a day late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from cspm.core.forced import event_of
from cspm.core.periods import Span
from cspm.core.rules import Rule
from cspm.core.tables import Column, Table
from cspm.errors import N_, Message
from cspm.tuples import NamedTuple

CORRECTION, AS_IT_HAPPENED = "R345", "R166"
LATE = timedelta(days=1)
ENDED = ("closed_at", "cancelled_at", "declined_at")
COLUMNS = (
    Column("rule", N_("Rule"), "id"), Column("record", N_("Record"), "id"), Column("action", N_("What"), "code", "action"),
    Column("at", N_("When"), "time"), Column("by", N_("Who")), Column("reason", N_("Reason")),
)  # fmt: skip


class Forced(NamedTuple):
    """One such act. `reason` is None when none was given."""

    rule: str
    record: str
    action: str
    at: datetime
    by: str
    reason: str | None


def act(record: Any, rule: Rule, at: datetime) -> Forced:
    """The act of a record by which a forced rule was broken."""
    event = event_of(record, rule, at)
    return Forced(rule.rule, record.id, event.action, at, event.by, event.reason)


def in_history(record: Any, span: Span) -> Iterator[Forced]:
    """What a record's history tells of the month by itself."""
    ended, before = None, None
    for event in record.history:
        if span.start <= event.at < span.end:
            if event.action == "amend" and ended is not None and event.at >= ended:
                yield Forced(CORRECTION, record.id, "amend", event.at, event.by, event.reason)
            elif event.action == "undo" and before is not None and event.by != before:
                yield Forced(CORRECTION, record.id, "undo", event.at, event.by, event.reason)
            elif event.recorded_at - event.at > LATE and event.action != "imported":
                yield Forced(AS_IT_HAPPENED, record.id, event.action, event.at, event.by, event.reason)
        for name in ENDED:
            if name in event.changed:
                ended = datetime.fromisoformat(event.changed[name]) if event.changed[name] else None
        before = event.by


def marked(lines: Iterable[Mapping[str, Any]], found: Iterable[Forced]) -> list[dict[str, Any]]:
    """The lines of the document, each with the acts that went against its rule as `forced`
    (`[{record action at by reason}]`), where there are any."""
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        told = {"record": one.record, "action": one.action, "at": one.at, "by": one.by, "reason": one.reason}
        by_rule.setdefault(one.rule, []).append(told)
    return [{**line, **({"forced": by_rule[line["rule"]]} if line["rule"] in by_rule else {})} for line in lines]


def table(found: Iterable[Forced]) -> Table:
    """The acts for people."""
    rows = tuple((one.rule, one.record, one.action, one.at, one.by, one.reason) for one in found)
    return Table("forced", Message(N_("Done against a rule, or long afterwards")), COLUMNS, rows)
