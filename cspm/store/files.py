"""Record files: strict reading, exact writing. The format is UTF-8 JSON, two-space indent, a final newline."""

from __future__ import annotations

import json
import os
import stat
from typing import Any

from cspm.core.upgrades import STEPS, upgraded
from cspm.errors import N_, Message
from cspm.store.disk import trouble
from cspm.tuples import NamedTuple

LARGEST = 16 * 1024 * 1024
DEEPEST = 60

Document = dict[str, Any]


class Damaged(Exception):
    """A file is not a record; carries the sentence why. Turned into StoreDamaged or a finding by who knows the path.

    `code` is that of the finding: `damaged`, `misplaced` (another id than its name), `unreadable` (the disk's fault).
    """

    def __init__(self, problem: str | Message, *, code: str = "damaged", **facts: object) -> None:
        self.code = code
        self.problem = problem if isinstance(problem, Message) else Message(problem, facts)
        super().__init__(self.problem.text)


class Stat(NamedTuple):
    """What tells whether a file is still the same."""

    mtime_ns: int
    size: int
    inode: int

    @property
    def stamp(self) -> int:
        """All three in one number of 64 bits."""
        return hash(tuple(self))


def stat_of(found: os.stat_result) -> Stat:
    """The part of a stat that the index keeps."""
    return Stat(found.st_mtime_ns, found.st_size, found.st_ino)


def read_bytes(path: str) -> tuple[bytes, Stat]:
    """The bytes of a regular file. Raises FileNotFoundError, or Damaged for anything else that cannot be read.

    Neither a symbolic link nor a FIFO nor a huge file can make this hang or follow (P15, P20).
    """
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(path) from error
    except OSError as error:
        raise Damaged(trouble(error), code="unreadable") from error
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            raise Damaged(N_("it is not a regular file"))
        if found.st_size > LARGEST:
            raise Damaged(N_("it is larger than 16 MiB"))
        return _whole(fd, found.st_size), stat_of(found)
    except OSError as error:
        raise Damaged(trouble(error), code="unreadable") from error
    finally:
        os.close(fd)


def _whole(fd: int, size: int) -> bytes:
    data = os.read(fd, size + 1)
    if len(data) == size:
        return data
    parts = [data]
    while more := os.read(fd, 1 << 20):
        parts.append(more)
        if sum(map(len, parts)) > LARGEST:
            raise Damaged(N_("it is larger than 16 MiB"))
    return b"".join(parts)


def parse(data: bytes, record_id: str, kind: str = "") -> Document:
    """The document in the bytes of the file of `record_id`. Raises Damaged; format and key order do not matter.

    With its kind's name it is upgraded to the present format; without, it is what was written.
    """
    document = strict_json(data)
    if not isinstance(document, dict):
        raise Damaged(N_("it is not a JSON object"))
    if document.get("id") != record_id:
        raise Damaged(N_("its id is {found}, not that of its name"), found=repr(document.get("id")), code="misplaced")
    revision, history = document.get("revision"), document.get("history")
    if type(revision) is not int or revision < 1:
        raise Damaged(N_("it has no revision"))
    if not isinstance(history, list) or not history or not all(isinstance(event, dict) for event in history):
        raise Damaged(N_("it has no history"))
    if kind not in STEPS:
        return document
    try:
        return upgraded(kind, document)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise Damaged(N_("it is of an older format, and not sound in that one either")) from error


def strict_json(data: bytes) -> Any:
    """A JSON value, refusing what JSON does not have or what two readers would read differently. Raises Damaged."""
    if not data.strip():
        raise Damaged(N_("it is empty"))
    if data.startswith(b"\xef\xbb\xbf"):
        raise Damaged(N_("it begins with a byte-order mark"))
    try:
        text = data.decode("utf-8")
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_number)
        if b"\\u" in data:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError as error:
        raise Damaged(N_("it is not UTF-8 (byte {byte})"), byte=error.start) from error
    except UnicodeEncodeError as error:
        raise Damaged(N_("it holds half a character (a lone surrogate)")) from error
    except json.JSONDecodeError as error:
        problem = N_("it is not JSON: line {line}, column {column}")
        raise Damaged(problem, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise Damaged(N_("it is nested too deeply")) from error
    except ValueError as error:  # an integer of thousands of digits
        raise Damaged(N_("it holds a number that is too long")) from error
    if data.count(b"[") + data.count(b"{") > DEEPEST and _deeper(value):
        raise Damaged(N_("it is nested too deeply"))
    return value


def _object(pairs: list[tuple[str, Any]]) -> Document:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        raise Damaged(N_("the key {key} is there twice"), key=next(key for key in keys if keys.count(key) > 1))
    return made


def _constant(name: str) -> Any:
    raise Damaged(N_("it holds {name}, which is not a number"), name=name)


def _number(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise Damaged(N_("it holds {name}, which is not a number"), name=text[:20])
    return value


def _deeper(value: Any, left: int = DEEPEST) -> bool:
    """Whether the value is nested deeper than any record needs, so that nothing later runs out of stack."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(left == 0 or _deeper(item, left - 1) for item in inner if isinstance(item, (dict, list)))
