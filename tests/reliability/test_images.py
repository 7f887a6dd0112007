"""P4, P13 where the machine allows it."""

from __future__ import annotations

import pytest

from tests.reliability import plants
from tests.reliability.calls import planted
from tests.reliability.conftest import held
from tests.reliability.images import network_share, real_cuts
from tests.reliability.results import Asked


@pytest.mark.timeout(600)
def test_real_power_cuts(asked: Asked) -> None:
    """P4: on a file system of our own that is cut off."""
    held(real_cuts(asked))


def test_a_network_share(asked: Asked) -> None:
    """P13: refused in a sentence."""
    held(network_share(asked))


@pytest.mark.timeout(600)
def test_a_store_that_never_syncs_is_found(asked: Asked) -> None:
    """Planted: no sync at all. P4 finds what the disk has lost."""
    with planted(*((f"cspm.store.disk:{name}", plants.unwritten) for name in ("fsync", "fsync_folder", "sync_all"))):
        found = real_cuts(asked._replace(scale=0.2))
    if found.skipped:
        pytest.skip(found.skipped)
    assert found.faults
