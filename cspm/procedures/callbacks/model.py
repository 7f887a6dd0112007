"""The director's sample of a quarter (R390): what was drawn from which records, with which seed, by whom."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from cspm.core.record import Record, field
from cspm.errors import N_

State = Literal["drawn", "void"]


class Sample(Record):
    """A draw: `tickets` of the `base` service records finished in the `quarter`, by `seed`; the same seed and records give
    the same list. `added` are those that the director took in beside it (A72)."""

    record_kind: ClassVar[str] = "samples"

    id: str = field(N_("Sample"))
    quarter: str = field(N_("Quarter"))
    seed: int = field(N_("Seed"))
    base: int = field(N_("Service records"))
    tickets: tuple[str, ...] = field(N_("Drawn"), ())
    added: tuple[str, ...] = field(N_("Taken in beside it"), ())
    drawn_at: datetime = field(N_("Drawn at"))
    by: str = field(N_("Drawn by"))
    role: str | None = field(N_("In the role"), None)
    state: State = field(N_("State"), "drawn")
