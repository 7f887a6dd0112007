"""The quick NamedTuple against the one of typing."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any

import pytest

from cspm import tuples


def made(base: Any) -> Any:
    """The same class on either base."""

    class Point(base):  # type: ignore[misc]
        """A point."""

        x: int
        y: int = 2
        words: tuple[str, ...] = ()

        @property
        def far(self) -> bool:
            """Whether it is."""
            return bool(self.x > 10)

        @classmethod
        def origin(cls) -> Any:
            """Nought."""
            return cls(0, 0)

        def moved(self, by: int) -> Any:
            """Another point."""
            return self._replace(x=self.x + by)

    return Point


OURS, THEIRS = made(tuples.NamedTuple), made(typing.NamedTuple)

CASES = [
    ((1,), {}), ((1, 3), {}), ((1, 3, ("a",)), {}), ((), {"x": 1}), ((1,), {"words": ("a",)}), ((), {"y": 3, "x": 1}),
    ((), {}), ((1, 2, (), 4), {}), ((1,), {"z": 3}), ((1,), {"x": 3}), ((), {"y": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "named"), CASES)
def test_they_are_made_alike(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    """The same values, or a TypeError from both."""
    try:
        theirs = THEIRS(*given, **named)
    except TypeError:
        with pytest.raises(TypeError):
            OURS(*given, **named)
        return
    ours = OURS(*given, **named)
    assert ours == theirs == tuple(theirs)
    assert hash(ours) == hash(theirs)
    assert repr(ours) == repr(theirs)
    assert ours._asdict() == theirs._asdict()
    assert (ours.x, ours.y, ours.words, ours.far) == (theirs.x, theirs.y, theirs.words, theirs.far)


def test_they_can_do_the_same() -> None:
    """Replacing, methods, patterns, copies, docs; no new attributes."""
    ours = OURS(1)
    assert ours.moved(20) == (21, 2, ())
    assert ours.moved(20).far
    assert OURS.origin() == (0, 0, ())
    assert OURS._fields == THEIRS._fields
    assert OURS.__doc__ == THEIRS.__doc__
    assert OURS._make([1, 2, ()]) == ours
    assert copy.copy(ours) == ours
    assert copy.deepcopy(ours) == ours
    match ours:
        case OURS(x, y, words):
            assert (x, y, words) == (1, 2, ())
    for wrong in (lambda: ours._replace(z=1), lambda: setattr(ours, "x", 2), lambda: setattr(ours, "z", 2)):
        with pytest.raises((ValueError, AttributeError)):
            wrong()


def test_records_of_the_code_can_be_sent_to_another_process() -> None:
    """Pickling keeps the class, as helpers that parse files in a second process need."""
    from cspm.errors import Message

    message = Message.of("{id} is late", id="T-202611-0001")
    assert pickle.loads(pickle.dumps(message)) == message
    assert type(pickle.loads(pickle.dumps(message))) is Message
