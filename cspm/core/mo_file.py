"""Single look-ups in a compiled catalogue, without reading the whole of it.

`gettext` parses every message at the start, which costs a command more than all that it prints. The messages of a `.mo`
file are sorted, so a dozen comparisons find one. Contexts are joined as GNU gettext does it; plurals are not used here.
"""

from __future__ import annotations

MAGIC = b"\xde\x12\x04\x95"  # little-endian, as the build writes it on every machine


class MoFile:
    """The catalogue in the bytes of a `.mo` file. Raises ValueError when they are none that we wrote."""

    def __init__(self, data: bytes) -> None:
        if data[:4] != MAGIC:
            raise ValueError("not a little-endian .mo file")
        self.data = data
        self._count, self._ids, self._texts = (self._number(place) for place in (8, 12, 16))

    def gettext(self, msgid: str) -> str:
        """The message in the catalogue's language, or itself."""
        found = self._find(msgid.encode("utf-8"))
        return msgid if found is None else found

    def pgettext(self, context: str, msgid: str) -> str:
        """The same for a message that has a context."""
        found = self._find(f"{context}\x04{msgid}".encode())
        return msgid if found is None else found

    def _find(self, wanted: bytes) -> str | None:
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            key = self._at(self._ids, middle)
            if key == wanted:
                return self._at(self._texts, middle).decode("utf-8")
            if key < wanted:
                low = middle + 1
            else:
                high = middle
        return None

    def _at(self, table: int, place: int) -> bytes:
        length, start = self._number(table + 8 * place), self._number(table + 8 * place + 4)
        return self.data[start : start + length]

    def _number(self, place: int) -> int:
        return int.from_bytes(self.data[place : place + 4], "little")
