"""Texts as people type them: blanks around them are nothing, and a text that is needed says something. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cspm.errors import N_, BadValue, Message


def plain(text: str | None) -> str | None:
    """A text without the blanks around it; None when nothing is left."""
    return (text or "").strip() or None


def needed(text: str, option: str) -> str:
    """A text that has to say something. Raises BadValue naming the option when it is blank."""
    said = plain(text)
    if said is None:
        raise BadValue(field=option, value=text[:40], problem=Message(N_("it must not be blank")))
    return said


def words(text: str | None) -> tuple[str, ...]:
    """Words with commas between, ASCII or Chinese, each once, in the order typed."""
    found = (text or "").replace("，", ",").replace("、", ",").split(",")
    return tuple(dict.fromkeys(word.strip() for word in found if word.strip()))


def named(one: str | None, names: Mapping[str, str]) -> str | None:
    """`CS01 Zhu`: an id with its name, or alone when nobody knows it; None for nobody."""
    return f"{one} {names[one]}" if one and one in names else one


def minute(at: datetime) -> str:
    """A time to the minute, as people write it: `2026-10-05 09:30`."""
    return f"{at:%Y-%m-%d %H:%M}"


def signature(name: str | None, at: datetime | str | None) -> str | None:
    """`CL01 Li 2026-10-05 09:30`; None where nobody has signed."""
    if not name or at is None:
        return None
    return f"{name} {minute(datetime.fromisoformat(at) if isinstance(at, str) else at)}"
