"""How wide text stands on a screen: Chinese characters take two places, combining marks none."""

from __future__ import annotations

import re
from functools import cache

CHINESE_WORD = 12  # places; longer runs are sentences, which break anywhere
_ONE = "[\u2e80-\ufaff\ufe30-\uff60\U0001f300-\U0003ffff]"
_CLOSING = "[\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f\uff09\u300d]*"
_WORDS = f"{_ONE}+|(?:(?!{_ONE})\\S)+"
_TOKENS = f"\\s+|{_ONE}{_CLOSING}|(?:(?!{_ONE})\\S)+{_CLOSING}"


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """A pattern compiled when it is needed: each of these costs 4 ms, and most commands need none."""
    return re.compile(text)


def display_width(text: str) -> int:
    """The places that one line of clean text takes."""
    if text.isascii():
        return len(text)
    wide = sum(map(_is_wide, text))
    if len(text) == wide + sum(" " <= character <= "~" for character in text):
        return len(text) + wide
    from wcwidth import wcswidth

    width: int = wcswidth(text)
    return width if width >= 0 else len(text)


def _is_wide(character: str) -> bool:
    """The characters of everyday Chinese: loading the table of all the others takes 17 ms."""
    return "\u4e00" <= character <= "\u9fff" or "\uff01" <= character <= "\uff60" or "\u3001" <= character <= "\u3029"


def widest(text: str) -> int:
    """The places that the widest line of a text takes."""
    return max(display_width(line) for line in text.split("\n"))


def padded(text: str, width: int) -> str:
    """The text filled with blanks to that many places."""
    return text + " " * (width - display_width(text))


def clipped(text: str, width: int) -> str:
    """The text, or its beginning with an ellipsis, in at most that many places."""
    if len(text) * 2 <= width or display_width(text) <= width:
        return text
    used = 0
    for index, character in enumerate(text):
        used += max(0, display_width(character))
        if used > width - 1:
            return text[:index] + "…"
    return text


def longest_word(text: str) -> int:
    """The places of the longest word; up to six Chinese characters in a row count as one word."""
    if text.isascii():
        return max(map(len, text.split()), default=0)
    return max(
        (
            min(display_width(word), CHINESE_WORD) if _pattern(_ONE).match(word) else display_width(word)
            for word in _pattern(_WORDS).findall(text)
        ),
        default=0,
    )


def wrapped(text: str, limit: int) -> str:
    """The text with line breaks, so that no line is wider than `limit`; a word is cut only when it is wider itself."""
    return "\n".join(piece for line in text.split("\n") for piece in _lines(line, limit))


def balanced(text: str, limit: int) -> str:
    """A heading wrapped so that its lines are about as long as each other: no single character in a line of its own."""
    width = display_width(text)
    if width <= limit or not _pattern(_ONE).match(text):
        return wrapped(text, limit)
    rows = -(-width // limit)
    even = -(-width // rows)
    return wrapped(text, min(limit, even + even % 2))


def _lines(line: str, limit: int) -> list[str]:
    if display_width(line) <= limit:
        return [line]
    found: list[str] = []
    current = ""
    for token in _pattern(_TOKENS).findall(line):
        rest = token
        while rest:
            if display_width(current + rest) <= limit:
                current += rest if current or not rest.isspace() else ""
                break
            if current or rest.isspace():
                found += [current.rstrip()] if current.strip() else []
                rest, current = rest.lstrip(), ""
                continue
            piece = _beginning(rest, limit)
            found.append(piece)
            rest = rest[len(piece) :]
    return [*found, current.rstrip()] if current.strip() or not found else found


def _beginning(text: str, limit: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += max(0, display_width(character))
        if used > limit and index:
            return text[:index]
    return text
