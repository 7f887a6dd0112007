"""P18 to P23 at the size of CI; and that a program without its boundary would not get through."""

from __future__ import annotations

import pytest

from tests.reliability import plants
from tests.reliability.calls import planted
from tests.reliability.conftest import held
from tests.reliability.manners import broken_pipes, clocks, ctrl_c, formats, hostile, terminated
from tests.reliability.results import Asked


@pytest.mark.timeout(600)
def test_clocks_that_jump(asked: Asked) -> None:
    """P18: nothing is refused for it."""
    held(clocks(asked))


@pytest.mark.timeout(600)
def test_other_formats(asked: Asked) -> None:
    """P19: newer stores are refused in one line."""
    held(formats(asked))


@pytest.mark.timeout(600)
def test_hostile_input(asked: Asked) -> None:
    """P20: no traceback, no hang, no change."""
    held(hostile(asked))


@pytest.mark.timeout(600)
def test_ctrl_c(asked: Asked) -> None:
    """P21."""
    held(ctrl_c(asked))


@pytest.mark.timeout(600)
def test_sigterm(asked: Asked) -> None:
    """P22."""
    held(terminated(asked))


@pytest.mark.timeout(600)
def test_a_reader_who_goes_away(asked: Asked) -> None:
    """P23."""
    held(broken_pipes(asked))


@pytest.mark.timeout(600)
def test_a_bug_is_found(asked: Asked) -> None:
    """Planted: an id that is not there is an exception. P20 finds the bug."""
    with planted(("cspm.store.repository:Store.resolve", plants.careless_ids)):
        assert any("traceback" in fault for fault in hostile(asked._replace(scale=0.2)).faults)
