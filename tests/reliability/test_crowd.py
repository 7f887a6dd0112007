"""P9 to P12 at the size of CI; and that a store without a lock would not get through."""

from __future__ import annotations

import pytest

from tests.reliability import crowd, plants
from tests.reliability.calls import planted
from tests.reliability.conftest import held
from tests.reliability.crowd import numbers, reading, updates, waiting
from tests.reliability.results import Asked


@pytest.mark.slow
def test_numbers_and_waiting(asked: Asked) -> None:
    """P9, P12: many make tickets at once; the numbers run on, nobody waits for long."""
    held(numbers(asked))
    held(waiting(asked))


@pytest.mark.slow
def test_updates(asked: Asked) -> None:
    """P10: nothing acknowledged is lost, outdated edits are refused."""
    held(updates(asked))


@pytest.mark.slow
def test_readers_beside_writers(asked: Asked) -> None:
    """P11: nothing torn, nothing older."""
    held(reading(asked))


@pytest.mark.slow
def test_a_missing_lock_is_found(asked: Asked) -> None:
    """Planted: everybody gets the lock. P10 finds the lost updates."""
    with planted(("cspm.store.lock:wait_for", plants.no_lock)):
        assert updates(asked).faults


@pytest.mark.slow
def test_a_stale_index_is_found(asked: Asked) -> None:
    """Planted: the index always passes for current. P11 finds the older answers."""
    faults = (
        ("cspm.store.index:is_current", plants.always_current),
        ("cspm.store.indexing:Delta.finish", plants.unwritten),
    )
    with planted(*faults):
        assert any("older" in fault for fault in reading(asked).faults)


@pytest.mark.slow
def test_numbers_given_twice_are_found(asked: Asked) -> None:
    """Planted: everybody gets the lock. P9 finds the doubles."""
    with planted(("cspm.store.lock:wait_for", plants.no_lock)):
        assert numbers(asked._replace(scale=2)).faults


def test_a_long_wait_is_found(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """P12 with a limit that nobody can keep: a lock that is unfair for ten seconds would take ten seconds here."""
    monkeypatch.setattr(crowd, "P95", 0.001)
    assert waiting(asked).faults
