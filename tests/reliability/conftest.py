"""One sample site per process of the test run; every trial copies it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.reliability.results import Asked, Reached
from tests.reliability.scenes import Ground, ground


@pytest.fixture(scope="session")
def grounds() -> Iterator[Ground]:
    """A working folder with the sample site."""
    with ground() as made:
        yield made


@pytest.fixture
def asked(grounds: Ground) -> Asked:
    """The sizes of CI."""
    return Asked(grounds, workers=1)


def held(reached: Reached) -> None:
    """The promise is held; what cannot be tried on this machine is skipped with its reason."""
    if reached.skipped:
        pytest.skip(reached.skipped)
    assert not reached.faults, "\n".join((reached.figure, *reached.faults[:20]))
