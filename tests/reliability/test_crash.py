"""P1, P2, P5, P6 at the sizes of CI; and that a careless store would not get through."""

from __future__ import annotations

import pytest

from tests.reliability import crash, plants
from tests.reliability.bulk import all_or_nothing, imports
from tests.reliability.calls import planted
from tests.reliability.conftest import held
from tests.reliability.crash import kill_loop, next_works, points_of_scene
from tests.reliability.results import Asked
from tests.reliability.scenes import SCENES


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_random(asked: Asked, seed: int) -> None:
    """P1: three workers, kill -9 at any moment: nothing that was said is lost, nothing is double or damaged."""
    held(kill_loop(asked._replace(seed=seed, scale=0.5)))


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENES)
def test_killed_at_every_call(asked: Asked, name: str) -> None:
    """P2: before every call of every writing command."""
    count, faults = points_of_scene(asked, name)
    assert count
    assert not faults, "\n".join(faults[:20])


@pytest.mark.slow
def test_all_or_nothing_for_readers(asked: Asked) -> None:
    """P5: an import that dies is there as a whole or not at all, at every look."""
    held(all_or_nothing(asked))


@pytest.mark.slow
def test_the_next_command_works(asked: Asked) -> None:
    """P6: within a second."""
    held(next_works(asked))


def test_a_lock_that_holds_nobody_is_found(asked: Asked) -> None:
    """Planted: everybody gets the lock. P1 finds doubles, losses or refusals."""
    with planted(("cspm.store.lock:wait_for", plants.no_lock)):
        assert kill_loop(asked._replace(kills=200)).faults


def test_a_rename_that_copies_is_found(asked: Asked) -> None:
    """Planted: a record is written in two halves. P2 finds the half."""
    with planted(("cspm.store.disk:rename", plants.copied)):
        assert any("half" in fault or "files" in fault for fault in points_of_scene(asked, "create")[1])


def test_a_change_without_a_commit_is_found(asked: Asked) -> None:
    """Planted: the files of a change are moved one by one. P2 finds the part."""
    faults = (("cspm.store.journal:commit", plants.in_place), ("cspm.store.journal:apply", plants.applied_already))
    with planted(*faults):
        assert any("half" in fault for fault in points_of_scene(asked, "import")[1])


def test_a_recovery_that_does_nothing_is_found(asked: Asked) -> None:
    """Planted: the next command leaves a committed change where it lies. P2 finds it."""
    with planted(("cspm.store.journal:recover", plants.not_recovered)):
        assert points_of_scene(asked, "import")[1]


@pytest.mark.slow
def test_a_part_that_readers_see_is_found(asked: Asked) -> None:
    """Planted: the files of a change are moved one by one, slowly. P5 finds what readers see of it, and what stays."""
    faults = (("cspm.store.journal:commit", plants.dawdling), ("cspm.store.journal:apply", plants.applied_already))
    with planted(*faults):
        assert any("partial" in fault or "half" in fault for fault in imports(asked, 8)[1])


@pytest.mark.slow
def test_a_crash_that_blocks_is_found(asked: Asked) -> None:
    """Planted: who is killed leaves a store that nobody can open. P6 finds who is blocked."""
    with planted(("cspm.store.journal:recover", plants.spoilt)):
        assert any("blocked" in fault for fault in next_works(asked._replace(scale=0.1)).faults)


@pytest.mark.slow
def test_a_slow_recovery_is_found(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """P6 with a limit that nobody can keep."""
    monkeypatch.setattr(crash, "NEXT_WITHIN", 0.001)
    assert any("slow" in fault for fault in next_works(asked._replace(scale=0.1)).faults)
