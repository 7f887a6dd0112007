"""Counting, failing and cutting off the calls that change the store, and what must hold afterwards."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from cspm.store import disk

Act = Callable[[int, str], None]


@contextmanager
def each_call(act: Act, *, after: bool = False) -> Iterator[list[str]]:
    """`act(number, name)` before (or after) every call of `cspm.store.disk`; yields the names as they come."""
    seen: list[str] = []
    originals = {name: getattr(disk, name) for name in disk.CALLS}

    def wrapped(name: str) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            seen.append(name)
            if after:
                result = originals[name](*args)
                act(len(seen), name)
                return result
            act(len(seen), name)
            return originals[name](*args)

        return call

    try:
        for name in disk.CALLS:
            setattr(disk, name, wrapped(name))
        yield seen
    finally:
        for name, original in originals.items():
            setattr(disk, name, original)


def calls_of(work: Callable[[], None]) -> list[str]:
    """The names of the calls that a piece of work makes."""
    with each_call(lambda number, name: None) as seen:
        work()
    return seen


def in_child(work: Callable[[], None]) -> int:
    """Run in a forked child; its exit status (0 done, 3 an exception)."""
    pid = os.fork()
    if pid == 0:
        status = 3
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
