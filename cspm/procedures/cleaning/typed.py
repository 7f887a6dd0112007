"""What people type about findings: `ITEM[:SEVERITY[:REASON[:NOTE]]]` and finding ids, parsed or refused. Pure.

Two marks may stand before the item: `+` was put right on the spot, `!` had a serious consequence.
"""

from __future__ import annotations

from datetime import datetime, time, tzinfo
from typing import Any

from cspm.core.language import code_of
from cspm.core.words import VOCABULARIES
from cspm.errors import N_, BadValue, Code, Message
from cspm.procedures.cleaning.states import SPOT_SEVERE
from cspm.tuples import NamedTuple

SHAPE = "ITEM[:none|minor|severe[:REASON[:NOTE]]]"


FIXED, SERIOUS = ("+", "＋"), ("!", "！")


class Typed(NamedTuple):
    """A finding as typed; `due` is its own time of rectification, when it was given one."""

    item: str
    severity: str = "none"
    reason: str | None = None
    note: str | None = None
    fixed: bool = False
    serious: bool = False
    due: datetime | None = None


def problem(one: Typed, number: int, *, at: datetime, due: datetime | None = None) -> dict[str, Any]:
    """The finding with that number, made at `at`; what was put right on the spot has no time of rectification."""
    return {
        "number": number, "item": one.item, "severity": one.severity, "reason": one.reason, "note": one.note, "at": at,
        "due": None if one.fixed else one.due or due, "fixed_at": at if one.fixed else None, "serious": one.serious,
    }  # fmt: skip


def finding(text: str) -> Typed:
    """`C03:轻微:效果差:门口有烟头` in codes; the severity is `none` unless given. Raises BadValue.

    A minor takes the reasons of a minor (R119), a severe those judged on the spot (R123, R124); the others are derived.
    """
    parts = [part.strip() for part in text.replace("：", ":").split(":", 3)]
    item, severity, reason, note = parts + [""] * (4 - len(parts))
    item, marks = unmarked(item)
    if not item:
        raise BadValue(field="--finding", value=text[:80], problem=Message.of(N_("write it as {shape}"), shape=SHAPE))
    level = known("finding_severity", severity or "none", text)
    why = known("finding_reason", reason, text) if reason else None
    if why is not None and (why in SPOT_SEVERE) != (level == "severe"):
        fitting = tuple(
            Code("finding_reason", code)
            for code in VOCABULARIES["finding_reason"].labels
            if (code in SPOT_SEVERE) == (level == "severe")
        )
        problem = Message.of(N_("{value} is not one of: {known}"), value=reason[:60], known=fitting)
        raise BadValue(field="--finding", value=text[:80], problem=problem)
    if level == "severe" and why is None:
        why = "judged"
    return Typed(item, level, why, note or None, "fixed" in marks, "serious" in marks)


def unmarked(item: str) -> tuple[str, frozenset[str]]:
    """The item without the marks before it, and what they say: `fixed`, `serious`."""
    found = set()
    while item.startswith((*FIXED, *SERIOUS)):
        found.add("fixed" if item.startswith(FIXED) else "serious")
        item = item[1:].lstrip()
    return item, frozenset(found)


def known(vocabulary: str, word: str, text: str) -> str:
    """The code of a word. Raises BadValue listing the codes."""
    code = code_of(vocabulary, word)
    if code is None:
        codes = tuple(Code(vocabulary, code) for code in VOCABULARIES[vocabulary].labels)
        problem = Message.of(N_("{value} is not one of: {known}"), value=word[:60], known=codes)
        raise BadValue(field="--finding", value=text[:80], problem=problem)
    return code


def numbered(text: str) -> tuple[str, int]:
    """A finding id `I-202610-0004.2`, also short as `4.2`: the inspection as typed, and the number. Raises BadValue."""
    inspection, dot, number = text.strip().rpartition(".")
    if not dot or not inspection or not (number.isascii() and number.isdigit() and len(number) <= 6):
        problem = Message(N_("write the number of a finding, such as I-202610-0004.2"))
        raise BadValue(field="FINDING", value=text[:80], problem=problem)
    return inspection, int(number)


def moment_of(when: datetime, now: datetime, tz: tzinfo) -> datetime:
    """When an inspection took place: a day typed without a time is `now` if it is today, else its first instant."""
    local, present = when.astimezone(tz), now.astimezone(tz)
    if local.date() == present.date() and local.time() == time():
        return present
    return local
