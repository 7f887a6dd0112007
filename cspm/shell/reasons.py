"""At a terminal: who goes past what the manual asks is asked why, before it is written.

Elsewhere nothing asks: the act is recorded as it happened, and the missing reason is a finding (`core/forced.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from cspm.core.forced import NO_REASON
from cspm.core.kinds import load
from cspm.errors import N_, Message
from cspm.register import KINDS

if TYPE_CHECKING:
    from cspm.core.rules import Finding
    from cspm.shell.desk import Desk

Document = Mapping[str, Any]


class ReasonWanted(Exception):
    """What is about to be written goes past the manual, and says not why."""

    def __init__(self, record: str, broken: tuple[Finding, ...]) -> None:
        self.record = record
        self.broken = broken
        super().__init__(record)


def with_reason(ctx: click.Context, invoke: Callable[[click.Context], Any]) -> Any:
    """Do the command; where it wants a reason, ask for it and do it again. No answer: it is done without one."""
    desk: Desk = ctx.find_root().obj
    if ctx.params.get("yes") or ctx.params.get("dry_run"):
        return invoke(ctx)
    desk.look = looking(desk)
    try:
        return invoke(ctx)
    except ReasonWanted as wanted:
        answer = asked(wanted, desk)
    desk.look = None
    desk.__dict__.pop("office", None)
    ctx.params["reason"] = answer or None
    return invoke(ctx)


def asked(wanted: ReasonWanted, desk: Desk) -> str:
    """What the person answers; nothing is an answer too. Raises Abort at the end of input."""
    for finding in wanted.broken:
        desk.note(
            Message.of(N_("{id}: {problem} ({rule})"), id=wanted.record, problem=finding.message, rule=finding.rule)
        )
    question = desk.language.text(N_("Why all the same? It is kept with the record (Enter: no reason)"))
    return str(click.prompt(question, default="", show_default=False, err=True)).strip()


def looking(desk: Desk) -> Callable[[str, Document | None, Document], None]:
    """What looks at every change: it raises ReasonWanted where one goes past the manual and says not why."""

    def look(kind: str, old: Document | None, new: Document) -> None:
        event = new["history"][-1]
        if event["reason"] or not KINDS[kind].derive:
            return
        before = set(unexplained(desk, kind, old)) if old is not None else set()
        if set(unexplained(desk, kind, new)) - before:
            raise ReasonWanted(new["id"], tuple(forced(desk, kind, new, old)))

    return look


def unexplained(desk: Desk, kind: str, document: Document) -> Iterator[tuple[Any, str]]:
    """Acts of a record without a reason: when, and past which rule."""
    for finding in load(KINDS[kind].derive)(document, desk.terms).findings:
        if finding.code == NO_REASON:
            yield finding.at, str(finding.message.facts["rule"])


def forced(desk: Desk, kind: str, new: Document, old: Document | None) -> Iterator[Finding]:
    """The findings that the act makes: what was not there before, of the rules that it goes past."""
    derive = load(KINDS[kind].derive)
    found = derive(new, desk.terms).findings
    known = {(one.code, one.at) for one in derive(old, desk.terms).findings} if old is not None else set()
    rules = {str(one.message.facts["rule"]) for one in found if one.code == NO_REASON}
    yield from (one for one in found if one.rule in rules and one.code != NO_REASON and (one.code, one.at) not in known)
