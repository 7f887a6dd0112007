"""P24 at the size of CI; and that a store that forgets what was staged would not get through."""

from __future__ import annotations

import pytest

from tests.reliability.conftest import held
from tests.reliability.long_import import long_import
from tests.reliability.results import Asked


@pytest.mark.slow
def test_killed_and_run_again(asked: Asked) -> None:
    """P24: two thousand rows, three kills, each row once."""
    held(long_import(asked))
