"""Words for the search index: one token per Chinese character, runs of letters and runs of digits.

A search is a phrase of such tokens, so it is right for one and two characters, where SQLite's trigrams find nothing.
Tokens that are not ASCII are written as `0x` and their bytes, which no run of letters or digits can be mistaken for;
so it does not matter which characters SQLite's own tokenizer knows.
"""

from __future__ import annotations

import re
from unicodedata import normalize

_CHINESE = (
    (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""First and last code of what is a token by itself: radicals, kana, the common characters, rarer ones."""
_RUNS = re.compile(
    r"[0-9]+|[^\W\d_]+|[^\W_]|[^\w\s\x00-\x7f]"
)  # without Chinese ranges: they take `re` 3 to 7 ms to compile


class _Characters(dict[str, str]):
    """The token of every character that is one by itself, "" for any other; worked out once for each."""

    def __missing__(self, character: str) -> str:
        chinese = any(first <= ord(character) <= last for first, last in _CHINESE)
        token = self[character] = _token(character) if chinese else ""
        return token


_CHARACTERS = _Characters()


def tokens(text: str) -> list[str]:
    """The tokens of a text; case, full-width forms and punctuation do not matter."""
    found: list[str] = []
    for run in _RUNS.findall(normalize("NFKC", text).casefold()):
        if run.isascii():
            found.append(run)
        else:
            found += _apart(run)
    return found


def _apart(run: str) -> list[str]:
    """The tokens of a run of letters with every Chinese character by itself; none for a sign that is neither."""
    found: list[str] = []
    letters = ""
    for character in run:
        token = _CHARACTERS[character]
        if token:
            if letters:
                found.append(_token(letters))
                letters = ""
            found.append(token)
        elif character.isalnum():
            letters += character
    return [*found, _token(letters)] if letters else found


def _token(run: str) -> str:
    return run if run.isascii() else "0x" + run.encode("utf-8", "surrogatepass").hex()


def phrase(words: str) -> str:
    """The FTS5 query for what was typed: every blank-separated word must be there, each as a phrase; "" for nothing."""
    phrases = [" ".join(tokens(word)) for word in words.split()]
    return " ".join(f'"{found}"' for found in phrases if found)
