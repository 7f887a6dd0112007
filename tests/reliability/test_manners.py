"""P18 to P23 at the size of CI; and that a program without its boundary would not get through."""

from __future__ import annotations

import pytest

from tests.reliability import plants
from tests.reliability.calls import planted
from tests.reliability.conftest import held
from tests.reliability.manners import broken_pipes, clocks, ctrl_c, formats, hostile, terminated
from tests.reliability.results import Asked


@pytest.mark.slow
def test_clocks_that_jump(asked: Asked) -> None:
    """P18: nothing is refused for it."""
    held(clocks(asked))


@pytest.mark.slow
def test_other_formats(asked: Asked) -> None:
    """P19: newer stores are refused in one line."""
    held(formats(asked))


@pytest.mark.slow
def test_hostile_input(asked: Asked) -> None:
    """P20: no traceback, no hang, no change."""
    held(hostile(asked))


@pytest.mark.slow
def test_ctrl_c(asked: Asked) -> None:
    """P21."""
    held(ctrl_c(asked))


@pytest.mark.slow
def test_sigterm(asked: Asked) -> None:
    """P22."""
    held(terminated(asked))


@pytest.mark.slow
def test_a_reader_who_goes_away(asked: Asked) -> None:
    """P23."""
    held(broken_pipes(asked))


@pytest.mark.slow
def test_a_bug_is_found(asked: Asked) -> None:
    """Planted: an id that is not there is an exception. P20 finds the bug."""
    with planted(("cspm.store.repository:Store.resolve", plants.careless_ids)):
        assert any("traceback" in fault for fault in hostile(asked._replace(scale=0.2)).faults)


@pytest.mark.slow
def test_an_order_by_the_clock_is_found(asked: Asked) -> None:
    """Planted: a change that is older than the last one is refused. P18 finds it."""
    with planted(("cspm.core.revision:Revision.stepped", plants.by_the_clock)):
        assert any("refused" in fault for fault in clocks(asked).faults)


def test_a_newer_store_that_is_written_is_found(asked: Asked) -> None:
    """Planted: every format passes for ours. P19 finds it."""
    with planted(("cspm.store.format_file:refuse_newer", plants.any_format)):
        assert any("newer" in fault for fault in formats(asked).faults)


@pytest.mark.slow
def test_a_ctrl_c_with_another_code_is_found(asked: Asked) -> None:
    """Planted: who interrupts is told that all is done, with another code. P21 finds it."""
    with planted(("cspm.cli:INTERRUPTED", 3)):
        assert any("exit 3" in fault for fault in ctrl_c(asked).faults)


@pytest.mark.slow
def test_a_sigterm_that_is_answered_is_found(asked: Asked) -> None:
    """Planted: SIGTERM is taken for an error of the program. P22 finds it."""
    with planted(("cspm.cli:checked", plants.alarmed)):
        assert any("exit 3" in fault for fault in terminated(asked).faults)


def test_a_noise_about_a_broken_pipe_is_found(asked: Asked) -> None:
    """Planted: a reader who goes away is a bug. P23 finds it."""
    with planted(("cspm.cli:silence", plants.careless_ids)):
        assert broken_pipes(asked).faults
