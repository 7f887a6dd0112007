"""A backup's manifest as `restore` reads it: verified line by line and kept in a file, for a million names are 150 MB.

Its first line holds all but the list, each further line one file, as `backup_list.write_manifest` writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import IO, Any

from cspm.core.kinds import Kind
from cspm.errors import N_, Message
from cspm.store.backup import VERSION, belongs, is_record
from cspm.store.backup_list import line_of
from cspm.store.files import LARGEST, Damaged, strict_json
from cspm.store.site_file import NAME

TEXTS = ("site", "name", "made_at", "digest")
LONGEST = 1 << 16
"""Bytes of a line; names of files have at most 255 characters in each part."""
_HASH = re.compile("[0-9a-f]{64}")
_END = b"]}"


class Unsound(Exception):
    """The file is no sound backup; carries the sentence why."""

    def __init__(self, text: str, **facts: object) -> None:
        self.problem = Message(text, facts)
        super().__init__(text)


class Manifest:
    """What a backup says that it holds: `told` is its first line, `files` and `records` are counts, `size` is of all files."""

    def __init__(self, file: IO[bytes], kinds: Mapping[str, Kind]) -> None:
        """Verify all of it. Raises Unsound, OSError."""
        self._file = file
        self.told = self._head()
        self.files = self.records = self.size = 0
        digest, before, names_site = sha256(), "", False
        for entry in self.entries():
            name = entry["name"]
            if not belongs(name, kinds):
                raise Unsound(N_("{name} is no file of a record store"), name=repr(name[:80]))
            if name <= before:
                raise Unsound(N_("its manifest does not add up"))
            before = name
            names_site |= name == NAME
            self.files += 1
            self.records += is_record(name, kinds)
            self.size += entry["size"]
            digest.update(line_of(entry))
        if not names_site or digest.hexdigest() != self.told["digest"]:
            raise Unsound(N_("its manifest does not add up"))

    def _head(self) -> dict[str, Any]:
        self._file.seek(0)
        told = _parsed(self._line() + _END)
        if not isinstance(told, dict) or told.get("cspm_backup") != VERSION:
            raise Unsound(N_("it is no backup that this cspm knows"))
        if told.get("files") != []:
            raise Unsound(N_("its manifest has no list of files"))
        if not all(isinstance(told.get(key), str) for key in TEXTS):
            raise Unsound(N_("its manifest does not add up"))
        return told

    def entries(self) -> Iterator[dict[str, Any]]:
        """Name, size and sha256 of each file, in order. Raises Unsound, OSError."""
        self._file.seek(0)
        line = self._line()
        comma = b""
        while (line := self._line()) != _END:
            if not line.startswith(b"{"):
                raise Unsound(N_("its manifest has no list of files"))
            comma = line[-1:] if line.endswith(b",") else b""
            entry = _parsed(line[: len(line) - len(comma)])
            if not _is_entry(entry):
                raise Unsound(N_("its manifest has no list of files"))
            yield entry
        if comma or self._file.read(1):
            raise Unsound(N_("its manifest does not add up"))

    def _line(self) -> bytes:
        line = self._file.readline(LONGEST)
        if len(line) == LONGEST:
            raise Unsound(N_("its manifest has no list of files"))
        return line.rstrip(b"\n")


def _parsed(line: bytes) -> Any:
    try:
        return strict_json(line)
    except Damaged as why:
        raise Unsound(N_("its manifest is damaged: {problem}"), problem=why.problem) from why


def _is_entry(one: object) -> bool:
    """Whether an item of the manifest has a name, a size that a record may have, and a hash."""
    if not isinstance(one, dict) or set(one) != {"name", "size", "sha256"}:
        return False
    sized = type(one["size"]) is int and 0 <= one["size"] <= LARGEST
    hashed = isinstance(one["sha256"], str) and bool(_HASH.fullmatch(one["sha256"]))
    return isinstance(one["name"], str) and sized and hashed
