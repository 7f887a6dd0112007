"""What happens at the calls of `cspm.store.disk`, inside a forked command: counted, fatal, failing, left out."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from tests.reliability import engine
from tests.reliability.engine import Place, Work
from tests.reliability.scenes import Scene

Act = Callable[[int, str], None]


def wrap(act: Act, *, after: bool = False) -> None:
    """From now on `act(number, name)` runs before (or after) every call. For a process that is going to end anyway."""
    from cspm.store import disk

    count = 0

    def call(name: str, original: Callable[..., Any], *args: Any) -> Any:
        nonlocal count
        count += 1
        turn = count
        if not after:
            act(turn, name)
        result = original(*args)
        if after:
            act(turn, name)
        return result

    for name in disk.CALLS:
        setattr(disk, name, partial(call, name, getattr(disk, name)))


def dying(turn: int, *, after: bool = False) -> Work:
    """Dead by SIGKILL at that call."""

    def act(number: int, name: str) -> None:
        if number == turn:
            os.kill(os.getpid(), signal.SIGKILL)

    return partial(wrap, act, after=after)


def dying_from(first: str, turn: int) -> Work:
    """Dead before that call, counted from the first one of a name: what comes before it may differ from run to run."""
    left = [turn]
    seen = [False]

    def act(number: int, name: str) -> None:
        seen[0] |= name == first
        left[0] -= seen[0]
        if left[0] == 0 and seen[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    return partial(wrap, act)


def failing(turn: int, error: int, *, sticky: bool) -> Work:
    """That call fails (and every later one, when the trouble stays)."""

    def act(number: int, name: str) -> None:
        if number == turn or (sticky and number > turn):
            raise OSError(error, os.strerror(error))

    return partial(wrap, act)


def listed(path: str) -> Work:
    """Every call is noted in a file, by name."""

    def act(number: int, name: str) -> None:
        with open(path, "a", encoding="ascii") as file:
            file.write(f"{name}\n")

    return partial(wrap, act)


def calls_of(scene: Scene, place: Place) -> list[str]:
    """The names of the calls that a command makes, in order."""
    path = place / "calls"
    outcome = scene.start(place, listed(path))
    if outcome.code != scene.code:
        raise RuntimeError(f"{scene.name}: {outcome}")
    with open(path, encoding="ascii") as file:
        return file.read().split()


@contextmanager
def planted(*faults: tuple[str, Any]) -> Iterator[None]:
    """Every command is born with a fault: `("cspm.store.lock:wait_for", replacement)`. A check must then find something."""
    from importlib import import_module

    def plant() -> None:
        for path, replacement in faults:
            module, _, name = path.partition(":")
            holder: Any = import_module(module)
            *inner, last = name.split(".")
            for part in inner:
                holder = getattr(holder, part)
            setattr(holder, last, replacement)

    engine.FAULTS.append(plant)
    try:
        yield
    finally:
        engine.FAULTS.remove(plant)
