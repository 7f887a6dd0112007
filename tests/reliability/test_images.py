"""P4, P13 where the machine allows it."""

from __future__ import annotations

import pytest

from tests.reliability import plants
from tests.reliability.calls import planted
from tests.reliability.conftest import held
from tests.reliability.crash import Deed
from tests.reliability.engine import Outcome
from tests.reliability.images import as_told, real_cuts
from tests.reliability.results import Asked
from tests.reliability.share import impossible, network_share, real_share


@pytest.mark.slow
def test_real_power_cuts(asked: Asked) -> None:
    """P4: on a file system of our own that is cut off."""
    held(real_cuts(asked))


def test_what_is_said_without_power() -> None:
    """Only what was said before the cut counts; a bug counts whenever it shows."""
    good, bug = (
        Deed("create", "x", "", 1, said, Outcome(code, "T", "", 0.1)) for said, code in ((True, 0), (False, 70))
    )
    assert as_told(good, in_time=True) == good
    assert not as_told(good, in_time=False).said
    assert as_told(bug, in_time=False) == bug


def test_a_network_share(asked: Asked) -> None:
    """P13: refused in a sentence, or locked by link."""
    held(network_share(asked))


@pytest.mark.slow
def test_a_share_that_is_not_seen_is_found(asked: Asked) -> None:
    """Planted: every disk passes for one of this machine. P13 finds what is written."""
    with planted(("cspm.store.shares:refuse", plants.unwritten), ("cspm.store.lock:refuse", plants.unwritten)):
        assert any("not refused" in fault for fault in network_share(asked).faults)


@pytest.mark.slow
def test_a_lock_of_one_machine_on_a_real_share_is_found(asked: Asked) -> None:
    """Planted: everybody gets the link. P13 finds what two clients of a real share lose."""
    if impossible():
        pytest.skip(impossible())
    with planted(("cspm.store.link_lock:take", plants.linked_at_once)):
        assert real_share(asked._replace(scale=3))[1]


@pytest.mark.slow
def test_a_store_that_never_syncs_is_found(asked: Asked) -> None:
    """Planted: no sync at all. P4 finds what the disk has lost."""
    with planted(*((f"cspm.store.disk:{name}", plants.unwritten) for name in ("fsync", "fsync_folder", "sync_all"))):
        found = real_cuts(asked._replace(scale=0.2))
    if found.skipped:
        pytest.skip(found.skipped)
    assert found.faults
