"""A chart as bars: what every face draws, in the order in which it is read."""

from __future__ import annotations

import math

from cspm.core.language import Language
from cspm.core.tables import Chart, Column
from cspm.paper.cell import one_line, plain, shown
from cspm.tuples import NamedTuple

BLOCK = "█"
_NUMBER = Column("", "", "number")


class Bar(NamedTuple):
    """One bar: its group's label, its series' name and place, its value (None: unknown) and the value as shown."""

    label: str
    series: str
    place: int
    value: float | None
    shown: str


def bars(chart: Chart, language: Language) -> list[Bar]:
    """All bars of the chart, group by group; a series that is too short has unknown values."""
    names = [one_line(language.text(name)) for name, _ in chart.series]
    found = []
    for row, label in enumerate(chart.labels):
        for place, (_, values) in enumerate(chart.series):
            value = values[row] if row < len(values) else None
            known = float(value) if value is not None and math.isfinite(value) else None
            found.append(Bar(plain(label, language), names[place], place, known, shown(value, _NUMBER, language)))
    return found


def peak(found: list[Bar]) -> float:
    """The greatest value, by which lengths are measured; 1 when no bar is longer than nothing."""
    return max((bar.value for bar in found if bar.value is not None and bar.value > 0), default=1.0)


def blocks(bar: Bar, top: float, width: int) -> str:
    """The bar as blocks, at most `width`; a small value still shows one, nothing and less than nothing show none."""
    if bar.value is None or bar.value <= 0:
        return ""
    return BLOCK * max(1, round(bar.value / top * width))
