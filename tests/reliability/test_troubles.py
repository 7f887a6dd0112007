"""P7, P8 at the size of CI; and that a store that overlooks a full disk would not get through."""

from __future__ import annotations

import pytest

from tests.reliability import plants
from tests.reliability.calls import planted
from tests.reliability.conftest import held
from tests.reliability.results import Asked
from tests.reliability.scenes import SCENES
from tests.reliability.troubles import failures_of_scene, full_disk, output_trouble, refused_and_there


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENES)
def test_failing_calls(asked: Asked, name: str) -> None:
    """P7: refused in one sentence or done, never in between; afterwards everything works."""
    count, faults = failures_of_scene(asked, name)
    assert count
    assert not faults, "\n".join(faults[:20])


@pytest.mark.slow
def test_a_full_disk(asked: Asked) -> None:
    """P7 where space, inodes or the permission to write are really gone."""
    held(full_disk(asked))


@pytest.mark.slow
def test_output_that_cannot_be_written(asked: Asked) -> None:
    """P8: no false success."""
    held(output_trouble(asked))


@pytest.mark.slow
def test_an_overlooked_failure_is_found(asked: Asked) -> None:
    """Planted: a failing write is taken for a written one. P7 finds the empty record."""
    with planted(("cspm.store.commit:fill", plants.careless)):
        assert any(
            "files" in fault or "lost" in fault for fault in failures_of_scene(asked._replace(scale=20), "create")[1]
        )


def test_a_false_success_is_found(asked: Asked) -> None:
    """Planted: output that fails is not noticed. P8 finds it."""
    with planted(("cspm.shell.output:write_stdout", plants.no_output)):
        assert any("false success" in fault for fault in output_trouble(asked).faults)


@pytest.mark.parametrize("name", ["restore", "init"])
def test_a_refused_store_is_not_there(asked: Asked, name: str) -> None:
    """P8: what is called not written is not there."""
    assert not refused_and_there(asked, name)
