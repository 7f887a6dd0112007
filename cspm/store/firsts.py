"""First revisions of many records as bytes, by a pattern instead of key by key.

The rows of a table leave the same fields empty and fill the same ones, so the files of their records differ in some
values and in the hash alone. What `render` and `canonical` make of such a record is learnt once, from one whose values
are marks; after that only the values are encoded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from itertools import compress
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from cspm.core.history import canonical
from cspm.store.rendering import render, text_of
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.core.record import Beginnings

Document = dict[str, Any]
MOST = 500  # patterns kept; rows with more of them have nothing in common
_MARK = re.compile('"\ue000([0-9]+)\ue001"')  # characters without a meaning; every mark is counted all the same
_FIELD, _CHANGED = "\n  ", "\n        "  # the lines on which a field stands in a file, and a changed one in the history


class Firsts:
    """Makes what `Beginnings.document` and `render` make of the contents of records, faster."""

    def __init__(self, beginnings: Beginnings) -> None:
        self._beginnings = beginnings
        self._patterns: dict[Any, Pattern | None] = {}

    def __call__(self, content: Document) -> tuple[Document, bytes]:
        """The document of a first revision and the bytes of its file."""
        values = content.values()
        key = tuple(content), tuple(map(type, values)), tuple(map(bool, values))
        if key not in self._patterns:
            if len(self._patterns) >= MOST:
                self._patterns.clear()
            self._patterns[key] = learnt(content, self._beginnings)
        pattern = self._patterns[key]
        return self._plainly(content) if pattern is None else pattern.filled(content)

    def _plainly(self, content: Document) -> tuple[Document, bytes]:
        document = self._beginnings.document(content)
        return document, render(document)


class Pattern(NamedTuple):
    """What the files of some records have in common: `file` and `hashed` (the text under the hash) with `%s` for values.

    `filled_in` tells which fields have a value, `order` in which order the hashed text has them; `event` is the line of
    history without its values.
    """

    file: str
    hashed: str
    filled_in: tuple[bool, ...]
    order: tuple[int, ...]
    event: Document

    def filled(self, content: Document) -> tuple[Document, bytes]:
        """The document of one of these records and the bytes of its file."""
        changed = dict(compress(content.items(), self.filled_in))
        fields = [encode_basestring(value) if type(value) is str else "" for value in changed.values()]
        told, bare = fields[:], fields[:]
        for place, value in enumerate(changed.values()):
            if type(value) is not str:
                fields[place], told[place] = text_of(value, _FIELD), text_of(value, _CHANGED)
                bare[place] = canonical(value).decode("utf-8", "surrogatepass")
        hashed = self.hashed % tuple([bare[place] for place in self.order])
        proof = sha256(hashed.encode("utf-8", "surrogatepass")).hexdigest()
        event = {**self.event, "changed": changed, "hash": proof}
        return {**content, "revision": 1, "history": [event]}, (self.file % (*fields, *told, f'"{proof}"')).encode()


def learnt(content: Document, beginnings: Beginnings) -> Pattern | None:
    """The pattern of records like this one; None when they are better rendered one by one."""
    if any(type(value) is float for value in content.values()):  # 0.0 and -0.0 are two empty values of one type
        return None
    filled = tuple(map(bool, content.values()))
    count = sum(filled)
    marks = iter(range(count))
    marked = beginnings.document(
        {key: f"\ue000{next(marks)}\ue001" if value else value for key, value in content.items()}
    )
    event = marked["history"][0]
    bare = {key: value for key, value in event.items() if key != "hash"}
    event["hash"] = f"\ue000{2 * count}\ue001"
    file, places = _slots(render(marked).decode())
    hashed, order = _slots(canonical(bare).decode("utf-8", "surrogatepass"))
    if places != [*range(count), *range(count), 2 * count] or sorted(order) != [*range(count)]:
        return None
    return Pattern(file, hashed, filled, tuple(order), event)


def _slots(text: str) -> tuple[str, Sequence[int]]:
    """A text with `%s` for its marks, and their numbers."""
    return _MARK.sub("%s", text.replace("%", "%%")), [int(number) for number in _MARK.findall(text)]
