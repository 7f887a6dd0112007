"""What a file outside the store is: its length and the digest of its bytes. Read only; the file is left as it is."""

from __future__ import annotations

import os
import stat
from hashlib import sha256

from cspm.tuples import NamedTuple

PIECE = 1 << 20


class Fingerprint(NamedTuple):
    """Length in bytes and SHA-256 of a file."""

    size: int
    sha256: str


def fingerprint(path: str) -> Fingerprint | None:
    """The fingerprint of the regular file at `path`; None when there is none, or it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    with os.fdopen(handle, "rb") as file:
        digest, size = sha256(), 0
        try:
            while piece := file.read(PIECE):
                digest.update(piece)
                size += len(piece)
        except OSError:
            return None
    return Fingerprint(size, digest.hexdigest())


def written_path(path: str, root: str) -> str:
    """A file's path as a record keeps it: from the folder `root` when the file lies beside it or in it, else whole."""
    whole = os.path.abspath(path)
    near = os.path.dirname(os.path.abspath(root))
    return os.path.relpath(whole, root) if whole.startswith(near.rstrip(os.sep) + os.sep) else whole


def whole_path(path: str, root: str) -> str:
    """The path that a record keeps, as a path of this machine."""
    return path if os.path.isabs(path) else os.path.normpath(os.path.join(root, path))
