"""What a change of inspections changes in the judgement, and what is to be said beside it: places, doubles, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cspm.core.history import fold
from cspm.core.kinds import micros
from cspm.core.rules import run
from cspm.core.view import listed
from cspm.errors import N_, Message
from cspm.procedures.cleaning import inspection_rules, schedules
from cspm.procedures.cleaning.evidence import evidence_of
from cspm.procedures.cleaning.explaining import change_sentence, changes
from cspm.procedures.cleaning.judgement import Nonconformity, judge
from cspm.procedures.cleaning.ledger import limits_of
from cspm.procedures.cleaning.reading import INSPECTION
from cspm.procedures.cleaning.reports import placed, record_of

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.desk import Desk

Document = Mapping[str, Any]
MADE = ("three_in_a_row", "three_in_a_day")
RECHECK = "R118"
STANDING = "contract = ? AND area = ? AND state != 'void'"
DOUBLE = "contract = ? AND area = ? AND at = ? AND state != 'void'"
SHOWN = 3
EMPTY: Document = {"checked": [], "findings": []}
"""What a history does not tell of an inspection that has none of it."""


def changed(desk: Desk, records: Sequence[Revision]) -> dict[str, list[dict[str, Any]]]:
    """What these inspections, as they are now, change in the judgement of their contracts, by inspection.

    A verdict that is gone, and one about another record, stands with the first inspection of its contract.
    """
    found: dict[str, list[dict[str, Any]]] = {record.id: [] for record in records}
    for contract in dict.fromkeys(record.contract for record in records):
        mine = [record for record in records if record.contract == contract]
        before, after = judged(desk, contract, mine)
        for one in changes(before, after):
            named = record_of(one["record"])
            found[named if named in found else mine[0].id].append(one)
    return found


def judged(
    desk: Desk, contract: str, records: Sequence[Revision]
) -> tuple[tuple[Nonconformity, ...], tuple[Nonconformity, ...]]:
    """The verdicts in the areas of these inspections, before their last change and after it."""
    others: dict[str, Document] = {}
    for area in dict.fromkeys(record.area for record in records):
        for row in desk.store.rows("inspections", STANDING, (contract, area), columns=INSPECTION):
            others[row["id"]] = dict(row)
    now = others | {record.id: record.document() for record in records}
    was = {name: row for name, row in others.items() if name not in {record.id for record in records}}
    for record in records:
        events = record.document()["history"]
        if len(events) > 1:
            was[record.id] = {**EMPTY, **fold(events[:-1])}
    limits = limits_of(desk.terms)
    before, after = (judge(evidence_of(some.values(), (), (), tz=desk.terms.tz), limits) for some in (was, now))
    return before, after


def sentences(desk: Desk, told: Sequence[Mapping[str, Any]]) -> list[str]:
    """The changes in words; of a change that was made only what its own line does not say."""
    return [
        desk.language.message(change_sentence(one))
        for one in told
        if desk.dry_run or one["change"] != "new" or one["rule"] == RECHECK or one["reason"] in MADE
    ]


def noted(desk: Desk, records: Sequence[Revision], told: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """After inspections were typed: approved months that they reach, places and items that nobody knows, doubles, who is to sign."""
    for message in (*beside(desk, records), *doubles(desk, records)):
        desk.note(message)
    reached(desk, records, told)
    waiting = [record.id for record in records if record.state == "recorded"]
    side = "a" if any(record.signed_a_at is None for record in records if record.id in waiting) else "b"
    if waiting and not (desk.dry_run or desk.quiet or desk.face == "json"):
        text = N_("Not signed by both sides yet. Next: cspm inspection sign {ids} --side {side} --by NAME")
        desk.note(Message.of(text, ids=" ".join(waiting), side=side))


def reached(desk: Desk, records: Sequence[Revision], told: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Say which approved months the verdicts reach that are otherwise now: what differs is booked later."""
    for contract in dict.fromkeys(record.contract for record in records):
        days = [one["date"] for record in records if record.contract == contract for one in told.get(record.id, ())]
        if days:
            schedules.note_approved(desk, contract, min(days))


def beside(desk: Desk, records: Sequence[Revision]) -> Iterator[Message]:
    """Items outside the standard, areas outside contract and register (they are findings)."""
    standard, areas = (
        frozenset(row["id"] for row in desk.store.rows(kind, "state != 'void'", columns=("id",)))
        for kind in ("standard", "areas")
    )
    for record in records:
        document = record.document()
        contract = desk.store.document("contracts", record.contract)
        for one in run(inspection_rules.CROSS, placed(document, contract, standard, areas), desk.terms):
            yield Message.of(N_("{id}: {message}"), id=record.id, message=one.message)


def doubles(desk: Desk, records: Sequence[Revision]) -> Iterator[Message]:
    """Inspections that stand there already, with the same time, area and items: typed twice, every minor counts twice."""
    found: list[tuple[str, str]] = []
    for record in records:
        if len(record.document()["history"]) > 1:
            continue
        asked = (record.contract, record.area, micros(record.at))
        for row in desk.store.rows("inspections", DOUBLE, asked, columns=("id", "checked", "findings")):
            if row["id"] != record.id and items(dict(row)) == items(record.document()):
                found.append((record.id, row["id"]))
                break
    if found:
        text = N_(
            "{count} inspections are there already with the same time, area and items ({pairs}). Typed twice? cspm undo"
        )
        pairs = tuple(f"{new} = {old}" for new, old in found[:SHOWN]) + (("…",) if len(found) > SHOWN else ())
        yield Message.of(text, count=len(found), pairs=pairs)


def items(document: Document) -> tuple[list[str], list[tuple[str, str]]]:
    """What was looked at and found."""
    seen = sorted((one["item"], one["severity"]) for one in listed(document["findings"]))
    return sorted(listed(document["checked"])), seen
