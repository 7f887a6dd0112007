"""Words for the search index: one token per Chinese character, runs of letters and runs of digits.

A search is a phrase of such tokens, so it is right for one and two characters, where SQLite's trigrams find nothing.
Tokens that are not ASCII are written as `0x` and their bytes, which no run of letters or digits can be mistaken for;
so it does not matter which characters SQLite's own tokenizer knows.
"""

from __future__ import annotations

import re
from unicodedata import normalize

_CHINESE = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_CHINESE}]|[0-9]+|[^\W\d_{_CHINESE}]+|[^\W_]")


def tokens(text: str) -> list[str]:
    """The tokens of a text; case, full-width forms and punctuation do not matter."""
    folded = normalize("NFKC", text).casefold()
    return [token if token.isascii() else _ascii(token) for token in _TOKEN.findall(folded)]


def _ascii(token: str) -> str:
    return "0x" + token.encode("utf-8", "surrogatepass").hex()


def phrase(words: str) -> str:
    """The FTS5 query for what was typed: every blank-separated word must be there, each as a phrase; "" for nothing."""
    phrases = [" ".join(tokens(word)) for word in words.split()]
    return " ".join(f'"{found}"' for found in phrases if found)
