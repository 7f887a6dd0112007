"""What people type of posts: duties with places left out, `WHO=VALUE` words, times of a day. Parsed or refused. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from cspm.core.figures import time_of
from cspm.core.language import code_of
from cspm.core.texts import words
from cspm.core.words import VOCABULARIES
from cspm.errors import N_, BadValue, Code, Message
from cspm.procedures.posts import duties as duties  # the words of duties are declared there

SHAPE = "DUTY[@PLACE] | @PLACE"


def duty(word: str, option: str) -> str:
    """The code of a duty, typed as code or label of either language. Raises BadValue listing them."""
    code = code_of("post_duty", word.strip())
    if code is None:
        known = tuple(Code("post_duty", one) for one in VOCABULARIES["post_duty"].labels)
        problem = Message.of(N_("{value} is not one of: {known}"), value=word[:60], known=known)
        raise BadValue(field=option, value=word[:80], problem=problem)
    return code


def left_out(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """`信报箱@3栋`, `信报箱`, `@3栋` as pairs of duty and place, empty for every one. Raises BadValue."""
    found = []
    for text in texts:
        for word in words(text):
            name, _, place = word.replace("＠", "@").partition("@")
            if not name.strip() and not place.strip():
                problem = Message.of(N_("write it as {shape}"), shape=SHAPE)
                raise BadValue(field="--except", value=word[:80], problem=problem)
            found.append((duty(name, "--except") if name.strip() else "", place.strip()))
    return tuple(found)


def is_left_out(pair: tuple[str, str], excepted: Iterable[tuple[str, str]]) -> bool:
    """Whether a duty in a place is among what was left out."""
    return any(one[0] in ("", pair[0]) and one[1] in ("", pair[1]) for one in excepted)


def pairs(words: Iterable[str], option: str) -> tuple[tuple[str, str], ...]:
    """`WHO=VALUE` words as pairs; VALUE may be empty. Raises BadValue for a word of another shape."""
    found = []
    for word in words:
        name, equals, value = word.replace("＝", "=", 1).partition("=")
        if not equals or not name.strip():
            raise BadValue(field=option, value=word[:80], problem=Message(N_("write it as WHO=WHAT")))
        found.append((name.strip(), value.strip()))
    return tuple(found)


def on_day(day: date, text: str, tz: tzinfo, *, option: str) -> datetime:
    """`7:55` of that day. Raises BadValue."""
    hour = time_of(text.replace("：", ":"))
    if hour is None:
        raise BadValue(field=option, value=text[:40], problem=Message(N_("write a time of day such as 7:55")))
    return datetime.combine(day, hour, tz)
