"""P14 to P17; and that a check that believes everything would not get through."""

from __future__ import annotations

import pytest

from tests.reliability import plants
from tests.reliability.calls import planted
from tests.reliability.conftest import held
from tests.reliability.damage import any_index, histories, hurts_nobody, named, without_a_table
from tests.reliability.results import Asked


@pytest.mark.slow
def test_damage_is_named(asked: Asked) -> None:
    """P14: by check, every one."""
    held(named(asked))


@pytest.mark.slow
def test_damage_hurts_nobody(asked: Asked) -> None:
    """P15: no other record, and not itself."""
    held(hurts_nobody(asked))


@pytest.mark.slow
def test_any_index(asked: Asked) -> None:
    """P16: same answers."""
    held(any_index(asked))


@pytest.mark.slow
def test_every_edit_of_a_history_shows(asked: Asked) -> None:
    """P17: 500 of them."""
    held(histories(asked))


def test_a_check_that_believes_is_found(asked: Asked) -> None:
    """Planted: every history passes for right. P17 and P14 find what is not seen."""
    with planted(("cspm.store.check:problems", plants.believing)):
        assert histories(asked._replace(scale=0.1)).faults


def test_an_index_that_is_believed_is_found(asked: Asked) -> None:
    """Planted: the index always passes for current. P16 finds the older answers."""
    with planted(("cspm.store.index:is_current", plants.always_current)):
        assert any("older" in fault for fault in any_index(asked).faults)


def test_an_index_without_a_table(asked: Asked) -> None:
    """P16: nobody but a person makes such an index; the answers should be the same all the same."""
    held(any_index(asked, {"without a table": without_a_table}))


@pytest.mark.slow
def test_a_damage_that_nobody_is_told_of_is_found(asked: Asked) -> None:
    """Planted: a list passes over what it cannot read. P15 finds what is hidden."""
    with planted(("cspm.store.upkeep:Upkeep.damaged", plants.unwritten)):
        assert any("hidden" in fault for fault in hurts_nobody(asked).faults)


@pytest.mark.slow
def test_a_damage_that_is_overwritten_is_found(asked: Asked) -> None:
    """Planted: whoever makes a list mends what it cannot read. P15 finds it."""
    with planted(("cspm.store.refresh:state_of", plants.mending)):
        assert any("overwritten" in fault for fault in hurts_nobody(asked).faults)
