"""Why something is severe, minor or nothing: each record of a point in time order, and what it did to run and day. Pure.

The same walk that judges tells it (`judgement.steps`), so that an explanation cannot say something else than the account.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from cspm import manual
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.cleaning import figures
from cspm.procedures.cleaning.evidence import moment, seen_in
from cspm.procedures.cleaning.judgement import RULES_OF_REASONS, Nonconformity, Seen, Step, plain, steps
from cspm.procedures.cleaning.ledger import limits_of
from cspm.procedures.cleaning.states import LINE_REASON, LINE_SEVERITY

Document = Mapping[str, Any]


def walked(inspections: Iterable[Document], *, terms: Terms, until: date) -> dict[tuple[str, str], list[Step]]:
    """The walks of a contract's points (area, item) over everything up to a day."""
    found: dict[tuple[str, str], list[Seen]] = {}
    for document in inspections:
        for one in seen_in(document, tz=terms.tz, everything=True):
            if one.day <= until:
                found.setdefault((one.area, one.item), []).append(one)
    return {key: list(steps(seen, limits_of(terms))) for key, seen in sorted(found.items())}


def stretches(walk: Iterable[Step]) -> Iterator[list[Step]]:
    """The walk cut where a run ends: behind a severe that used it up and behind a clean inspection."""
    part: list[Step] = []
    for step in walk:
        part.append(step)
        if step.made or step.seen.severity == "clean":
            yield part
            part = []
    if part:
        yield part


def told(walk: Sequence[Step], terms: Terms) -> list[dict[str, Any]]:
    """The steps of a stretch or walk as JSON has them, each with its sentence."""
    lines, run = [], 0
    for step in walk:
        lines.append(line(step, run, terms))
        run = step.run
    return lines


def line(step: Step, run: int, terms: Terms) -> dict[str, Any]:
    """One step; `run` is how many minors of the run stood before it."""
    seen = step.seen
    rule = rule_of(step)
    made = None
    if step.made:
        reason, minors = step.made
        made = {
            "severity": "severe", "reason": reason, "rule": RULES_OF_REASONS[reason],
            "records": list(dict.fromkeys(minor.record for minor in minors)),
            "replaces": figures.replaces_minors(terms, seen.day),
        }  # fmt: skip
    return {
        "at": seen.at.astimezone(terms.tz), "date": seen.day, "area": seen.area, "item": seen.item, "record": seen.record,
        "seen": "failed" if seen.line[1] and seen.severity == "minor" else seen.severity, "reason": seen.reason,
        "run": step.run, "day": step.today, "rule": rule, "clause": manual.rule(rule).clause, "made": made,
        "message": sentence(step, run, terms),
    }  # fmt: skip


def rule_of(step: Step) -> str:
    """The rule by which a step has its effect."""
    severity = step.seen.severity
    if step.made:
        return RULES_OF_REASONS[step.made[0]]
    if severity == "minor":
        return plain(step.seen).rule
    if severity == "severe":
        return RULES_OF_REASONS.get(step.seen.reason or "judged", RULES_OF_REASONS["judged"])
    return {"clean": "R121", "done": "R118"}.get(severity, "R158")


def sentence(step: Step, run: int, terms: Terms) -> Message:
    """What a step does, in words."""
    seen = step.seen
    if step.made:
        return severe_sentence(step, terms)
    if seen.severity == "minor":
        text = N_("Minor {run} of the run, {day} of the day")
        if seen.line[1]:
            text = N_("Not put right: one more minor, {run} of the run, {day} of the day")
        return Message.of(text, run=step.run, day=step.today)
    if seen.severity == "clean":
        return (
            Message.of(N_("Clean: the run of {run} ends"), run=run) if run else Message(N_("Clean: there was no run"))
        )
    return {
        "severe": Message(N_("Severe as judged on the spot; it stands outside the run")),
        "done": Message(N_("Put right: it counts for nothing and does not end the run")),
    }.get(seen.severity, Message(N_("A problem point only: it counts for nothing and does not end the run")))


def severe_sentence(step: Step, terms: Terms) -> Message:
    """The sentence of the minor that completes a severe."""
    reason, minors = step.made or ("", ())
    text = N_("The minor no. {number} in a row: with {records} one severe")
    if reason == "three_in_a_day":
        text = N_("The minor no. {number} of the day: with {records} one severe")
    records = tuple(dict.fromkeys(minor.record for minor in minors))
    said = Message.of(text, number=len(minors), records=records)
    after = (
        N_("{sentence}, which takes their place")
        if figures.replaces_minors(terms, step.seen.day)
        else N_("{sentence} beside them")
    )
    return Message.of(after, sentence=said)


def verdict(found: Nonconformity) -> dict[str, Any]:
    """A minor, severe or verified complaint that was judged, as JSON has it; `used_on` is the day of the severe that used it."""
    return {
        "date": found.day, "area": found.area, "item": found.item, "severity": found.severity, "reason": found.reason,
        "rule": found.rule, "clause": manual.rule(found.rule).clause, "record": found.record,
        "records": list(found.records), "used_on": found.used_on,
    }  # fmt: skip


def changes(before: Iterable[Nonconformity], after: Iterable[Nonconformity]) -> list[dict[str, Any]]:
    """What is judged otherwise with some more records: each verdict with `change` `new` or `gone`."""
    old, new = ({identity(one): one for one in some} for some in (before, after))
    found = [verdict(one) | {"change": "new"} for key, one in new.items() if key not in old]
    return found + [verdict(one) | {"change": "gone"} for key, one in old.items() if key not in new]


def identity(one: Nonconformity) -> tuple[object, ...]:
    """What makes it the same verdict, whether or not a severe has used it."""
    return one.severity, one.reason, one.record, one.line, one.records


def change_sentence(one: Mapping[str, Any]) -> Message:
    """A verdict of `changes` in words."""
    text = N_("{record} {item}: {severity}, {reason} ({rule})")
    if one["severity"] == "severe" and len(one["records"]) > 1:
        text = N_("{record} {item}: {severity}, {reason} ({rule}), made of {records}")
    said = Message.of(
        text, record=one["record"], item=one["item"] or "", severity=Code(LINE_SEVERITY.name, one["severity"]),
        reason=Code(LINE_REASON.name, one["reason"]) if one["reason"] else Message(N_("no reason given")),
        rule=one["rule"], records=tuple(one["records"]),
    )  # fmt: skip
    return said if one["change"] == "new" else Message.of(N_("no more: {sentence}"), sentence=said)


def complaints(
    tickets: Iterable[Document], judged: Iterable[Nonconformity], month: str, *, terms: Terms
) -> list[dict[str, Any]]:
    """The complaints of a contract that a month is about: confirmed in it, or taken in and not confirmed (R120, R126)."""
    severes = [one for one in judged if one.reason == "complaints" and f"{one.day:%Y-%m}" == month]
    lines = []
    for ticket in tickets:
        part = ticket.get("complaint") or {}
        times = [part.get("confirmed_a_at"), part.get("confirmed_b_at")]
        day = max(moment(at).astimezone(terms.tz).date() for at in times) if all(times) else None
        known = day or moment(ticket["received_at"]).astimezone(terms.tz).date()
        if ticket["state"] == "void" or not part.get("contract") or f"{known:%Y-%m}" != month:
            continue
        severe = next((one for one in severes if ticket["id"] in one.records), None)
        grave = bool(part.get("breach")) and part.get("impact") == "considerable"
        rule = "R120" if severe else "R126"
        lines.append({
            "record": ticket["id"], "confirmed_on": day, "breach": part.get("breach"), "impact": part.get("impact"),
            "counts": day is not None, "grave": grave, "rule": rule, "clause": manual.rule(rule).clause,
            "message": complaint_sentence(day, severe, grave=grave),
        })  # fmt: skip
    return sorted(lines, key=lambda one: (str(one["confirmed_on"] or "9"), one["record"]))


def complaint_sentence(day: date | None, severe: Nonconformity | None, *, grave: bool) -> Message:
    """What a complaint counts for."""
    if day is None:
        return Message(N_("Not confirmed by both sides: it does not count"))
    if severe is not None:
        return Message.of(
            N_("Confirmed, with breach and considerable impact: with {records} one severe"), records=severe.records
        )
    if grave:
        return Message(
            N_("Confirmed, with breach and considerable impact: one verified complaint, and too few for a severe")
        )
    return Message(
        N_("Confirmed, without breach or with slight impact: one verified complaint, never part of a severe")
    )


def bins(counts: Iterable[Document], month: str, *, terms: Terms) -> list[dict[str, Any]]:
    """The bin counts of a month, and whether too many were reported (R125)."""
    lines = []
    for count in counts:
        if count["state"] == "void" or not count["date"].startswith(month):
            continue
        allowed = count["counted"] + limits_of(terms)(date.fromisoformat(count["date"])).bins
        false = count["reported"] > allowed
        text = (
            N_("{reported} bins reported, {counted} counted: severe")
            if false
            else N_("{reported} bins reported, {counted} counted")
        )
        said = Message.of(text, reported=count["reported"], counted=count["counted"])
        lines.append({
            "record": count["id"], "date": count["date"], "counted": count["counted"], "reported": count["reported"],
            "severe": false, "rule": "R125", "clause": manual.rule("R125").clause, "message": said,
        })  # fmt: skip
    return sorted(lines, key=lambda one: (one["date"], one["record"]))
