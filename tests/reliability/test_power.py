"""P3 at the size of CI; and that a store that forgets a sync would not get through."""

from __future__ import annotations

import pytest

from tests.reliability.power import cuts_of_scene
from tests.reliability.results import Asked
from tests.reliability.scenes import SCENES


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENES)
def test_power_cuts(asked: Asked, name: str) -> None:
    """P3: after a cut at any moment what was said is there, and nothing is half there."""
    count, faults = cuts_of_scene(asked, name)
    assert count
    assert not faults, "\n".join(faults[:20])


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("create", "fsync"),
        ("create", "fsync_folder"),
        ("close", "fsync"),
        ("link", "fsync_folder"),
        ("import", "sync_all"),
    ],
)
def test_a_sync_that_is_left_out_is_found(asked: Asked, name: str, left_out: str) -> None:
    """Planted: one kind of sync is never made. P3 finds what is lost."""
    found = cuts_of_scene(asked._replace(scale=4), name, (left_out,))[1]
    assert any(word in fault for fault in found for word in ("lost", "files", "half")), found
