"""The month's performance sheets of a crew: drafted from the records, signed by both sides, approved and frozen (S54). No Click.

Each step is worked out under the store's lock from the records as they are then. What changes afterwards is a difference
that the sheet and the month's report show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from cspm.core.frozen import digest_of
from cspm.core.periods import Span, month_bounds
from cspm.errors import N_, BadValue, Code, Message, NotPossibleNow, RefusedByRule
from cspm.paper.document import plain
from cspm.procedures.performance.model import sheet_id
from cspm.procedures.performance.reading import decided, month
from cspm.procedures.performance.reports import performance
from cspm.procedures.performance.sheet import below, lines
from cspm.procedures.performance.states import SHEETS

if TYPE_CHECKING:
    from datetime import datetime

    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.core.terms import Terms
    from cspm.shell.office import Office
    from cspm.store.repository import Store

SHEET_CLAUSE = "004 A12 5"
SIGNATURES = ("signed_a_at", "signed_a_by", "signed_b_at", "signed_b_by")
SUMS = ("base", "amount", "payable")


def statement(store: Store, crew: str, named: str, terms: Terms, *, now: datetime) -> dict[str, Any]:
    """What the records say of a crew's month now: `report performance` of that crew, as JSON."""
    found = month(store, Span.month(named, terms.tz))
    left = list(below(found, terms, decided(store)))
    whole: Any = plain(performance(found, lines(found, terms), left, terms, now=now).document)
    return {
        **{key: value for key, value in whole.items() if key != "as_of"}, "crew": crew,
        "people": [one for one in whole["people"] if one["crew"] == crew],
        "open": [one for one in whole["open"] if one["crew"] == crew],
    }  # fmt: skip


def draft(office: Office, crew: str, named: str) -> Revision:
    """Draw the month up, again as often as needed until it is approved; other figures take the signatures back.

    Raises NoSuchRecord, NotAllowed, BadValue for a month in which nobody of the crew has a line, NotPossibleNow once it is approved.
    """
    office.allow("performance_sheets draft")
    stamp, store, record_id = office.stamp(), office.store, sheet_id(crew, named)
    with store.change(dry_run=office.dry_run) as change:
        store.refresh()
        change.document("crews", crew)
        now = statement(store, crew, named, office.terms, now=stamp.at)
        if not now["people"]:
            problem = Message.of(N_("nobody of crew {crew} has a line in that month"), crew=crew)
            raise BadValue(field="--month", value=named, problem=problem)
        fields = {"statement": now, "digest": digest_of(now), "drafted_at": stamp.at, "drafted_by": stamp.by}
        if change.exists("performance_sheets", record_id):
            old = change.load("performance_sheets", record_id, revision=office.expected)
            SHEETS.target(record_id, "draft", old.state)
            if fields["digest"] != old.digest:
                fields |= dict.fromkeys(SIGNATURES)
            new = old.stepped(stamp, "draft", reason=office.reason, **fields, state="draft")
        else:
            told = {"id": record_id, "crew": crew, "month": named, **fields}
            new = change.begin("performance_sheets", stamp, "draft", reason=office.reason, **told)
        change.put(new)
    return new


def sign(office: Office, record_id: str, *, side: str, by: str) -> Revision:
    """One side signs the draft. Raises NoSuchRecord without one, NotPossibleNow a second time."""

    def plan(sheet: Any, stamp: Stamp) -> dict[str, Any]:
        SHEETS.target(sheet.id, "sign", sheet.state)
        if getattr(sheet, f"signed_{side}_at") is not None:
            possible = tuple(Code("action", verb) for verb in SHEETS.possible(sheet.state) if verb != "sign")
            action, state = Code("action", "performance_sheets sign"), Code("state", "signed")
            raise NotPossibleNow(id=sheet.id, action=action, state=state, possible=possible)
        return {f"signed_{side}_at": stamp.at, f"signed_{side}_by": by}

    return office.step("performance_sheets", record_id, "sign", plan, permit="performance_sheets sign")


def approve(office: Office, record_id: str) -> Revision:
    """The sheets are approved and frozen. Raises RefusedByRule before the month is over and when the records say something
    else than the draft, NotPossibleNow a second time."""

    def plan(sheet: Any, stamp: Stamp) -> dict[str, Any]:
        target = SHEETS.target(sheet.id, "approve", sheet.state)
        if stamp.at < month_bounds(sheet.month, office.terms.tz)[1]:
            refuse("month_not_over", N_("{month} is not over yet"), month=sheet.month)
        if digest_of(statement(office.store, sheet.crew, sheet.month, office.terms, now=stamp.at)) != sheet.digest:
            refuse(
                "draft_outdated",
                N_(
                    "the records have changed since the draft; first: cspm performance-sheet draft --crew {crew} --month {month}"
                ),
                crew=sheet.crew,
                month=sheet.month,
            )
        return {"state": target, "approved_at": stamp.at, "approved_by": stamp.by}

    return office.step(
        "performance_sheets", record_id, "approve", plan, permit="performance_sheets approve", approval=True
    )


def refuse(code: str, text: str, **facts: object) -> NoReturn:
    """Raise the refusal: approvals keep their order."""
    raise RefusedByRule(Message.of(text, **facts), rule="S54", clause=SHEET_CLAUSE, code=code)


def differences(frozen: Mapping[str, Any], now: Mapping[str, Any]) -> list[dict[str, Any]]:
    """`[{worker what frozen now}]`: sums and lines in which two statements differ; `what` is a sum's name or a line's record."""
    return [
        {"worker": worker, "what": what, "frozen": before.get((worker, what)), "now": after.get((worker, what))}
        for before, after in [(dict(figures(frozen)), dict(figures(now)))]
        for worker, what in dict.fromkeys((*before, *after))
        if before.get((worker, what)) != after.get((worker, what))
    ]


def figures(told: Mapping[str, Any]) -> Iterator[tuple[tuple[str | None, str], Any]]:
    """Every sum and line of a statement by worker and name."""
    for one in told["people"]:
        yield from (((one["worker"], name), one[name]) for name in SUMS)
        for line in one["lines"]:
            yield (one["worker"], line["record"]), line["percent"] if line["amount"] is None else line["amount"]
