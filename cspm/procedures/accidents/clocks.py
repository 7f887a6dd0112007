"""The clocks of an accident: the first word of it, and the written report. Both run from when it happened. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.terms import Terms
from cspm.core.timing import running
from cspm.procedures.accidents import figures

if TYPE_CHECKING:
    from cspm.procedures.accidents.model import Accident


def clocks(accident: Accident, terms: Terms) -> Iterator[Clock]:
    """Both clocks of an accident; imported history has none."""
    if accident.import_batch is not None or accident.state == "void":
        return
    first = min((one.at for one in accident.told), default=None)
    yield running("oral_report", figures.TELL_WITHIN, terms, start=accident.happened_at, met=first)
    yield running("written_report", figures.WRITE_WITHIN, terms, start=accident.happened_at, met=accident.written_at)
