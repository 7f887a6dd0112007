"""What a fit-out site kept and broke of its violations; the days are counted in `obligations`. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.terms import Terms
from cspm.core.timing import running, timely
from cspm.errors import N_
from cspm.procedures.fitouts import figures

if TYPE_CHECKING:
    from cspm.procedures.fitouts.model import Fitout

STOPPED = ("R024", "000 P1-三 4.5")


def clocks(fitout: Fitout, terms: Terms) -> Iterator[Clock]:
    """Each violation until a stop is ordered; put right before that, it needs none."""
    for one in fitout.violations:
        yield running(
            "stop_order", figures.STOP_WITHIN, terms, start=one.found_at, met=one.stopped_at, end=one.cleared_at
        )


RULES = (timely("fitout_not_stopped", "stop_order", STOPPED, clocks, N_("No stop was ordered by {due}")),)
OF_KIND = {"fitouts": RULES}
COMMANDS = {"R023": "fitout inspect", "R024": "fitout violate"}
"""Rules that are kept by a command's being there."""
