"""Acts that go past what the manual asks with open eyes, and the reason that belongs to them. Pure.

Nothing stops such an act, for it is written down as it happened (commands.md section 1): it keeps its reason in the event
that made it, `compliance` lists it, and where no reason was given that is a finding of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cspm.core.rules import Broken, Judgement, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message

NO_REASON = "forced_unexplained"
"""The finding's code."""


def event_of(record: Any, rule: Rule, at: datetime) -> Any:
    """The event of a record at which a forced rule was broken: of those of that time the last that wrote what the rule is
    about, else the last, else the one before."""
    events = [event for event in record.history if event.at <= at] or list(record.history[:1])
    same = [event for event in events if event.at == at] or events[-1:]
    wrote = [event for event in same if {rule.asked_of, rule.asked_of + "+"} & set(event.changed)]
    return (wrote or same)[-1]


def reason_rule(rules: Iterable[Rule]) -> Rule:
    """R006: who goes past one of these rules says why.

    Asked where a breach was forced; what is only worth knowing (a step that was left out) is listed without it.
    """
    asked = tuple(rule for rule in rules if rule.forced and rule.level == "breach")

    def explained(record: Any, terms: Terms) -> Iterable[Judgement]:
        if record.import_batch is not None or not record.history:
            return
        for rule in (one for one in asked if one.speaks(terms)):
            for found in rule.check(record, terms):
                if isinstance(found, Broken):
                    yield _explained(record, rule, found.at)

    return Rule(NO_REASON, "R006", "000 P1-二 1.2-1.3", "note", explained, "ours")


def _explained(record: Any, rule: Rule, at: datetime) -> Judgement:
    event = event_of(record, rule, at)
    said = N_("{action} went past {rule} without a reason; undo it and do it again with --reason TEXT")
    return judged(bool(event.reason), at, Message.of(said, action=Code("action", event.action), rule=rule.rule))
