"""Files that people asked for: written aside and moved into place, so that a full disk leaves the old one whole."""

from __future__ import annotations

import os

from cspm.core.troubles import trouble
from cspm.errors import Message, OutputFailed


def write_file(path: str, data: bytes) -> None:
    """Write `data` to `path` atomically. Raises OutputFailed. A device or pipe is written to as it is."""
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "wb", buffering=0) as device:
                device.write(data)
            return
        aside = os.path.join(os.path.dirname(path), f".{os.path.basename(path)}.{os.getpid()}.part")
        try:
            with open(aside, "xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, path)
        except OSError:
            if os.path.exists(aside):
                os.unlink(aside)
            raise
    except OSError as error:
        raise OutputFailed(problem=Message.of("{path}: {problem}", path=path, problem=trouble(error))) from error
