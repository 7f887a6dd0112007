"""Ids: readable aloud, never renumbered, and checked before any path is made of them."""

from __future__ import annotations

import re

from cspm.core.kinds import Kind

LONGEST = 64
MONTHLY = re.compile(r"([A-Z]{1,3})-([0-9]{4}(?:0[1-9]|1[0-2]))-([0-9]{4,12})")


def is_id(kind: Kind, text: str) -> bool:
    """Whether `text` is a whole, well-formed id of that kind."""
    if kind.monthly:
        match = MONTHLY.fullmatch(text)
        return bool(match and match[1] == kind.prefix and (len(match[3]) == 4 or match[3][0] != "0"))
    return (
        0 < len(text) <= LONGEST
        and all(_plain(char) or char in "_.-" for char in text)
        and _plain(text[0])
        and _plain(text[-1])
        and ".." not in text
        and len(text.encode()) <= 200
    )


def _plain(char: str) -> bool:
    """A letter, a digit or a Chinese character; tested by hand, for a pattern of them costs every start 14 ms."""
    return (char.isascii() and char.isalnum()) or "\u4e00" <= char <= "\u9fff"


def numbered(kind: Kind, month: str, number: int) -> str:
    """The id of the number-th record of a month `2026-11`: `T-202611-0042`, wider when the month needs it."""
    return f"{kind.prefix}-{month.replace('-', '')}-{number:04d}"


def month_of(record_id: str) -> str:
    """The month `2026-11` of a monthly id."""
    digits = record_id.split("-")[1]
    return f"{digits[:4]}-{digits[4:]}"


def number_of(record_id: str) -> int:
    """The running number of a monthly id."""
    return int(record_id.rsplit("-", 1)[1])


def short_form(kind: Kind, typed: str) -> tuple[str, int] | None:
    """What a short id asks for: (`202611` or "", number); None when it is not one.

    `42`, `0042`, `202611-42`, `T-202611-42`, `t-42` are short forms of `T-202611-0042`.
    """
    match = re.fullmatch(r"(?:([A-Za-z]{1,3})-)?(?:([0-9]{6})-)?([0-9]{1,12})", typed)
    if not match or (match[1] and match[1].upper() != kind.prefix):
        return None
    return match[2] or "", int(match[3])


def natural(text: str) -> tuple[tuple[int, int | str], ...]:
    """A sort key that orders rooms as numbers: 2-1-302 before 10-1-101."""
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in re.findall(r"\d+|\D+", text))
