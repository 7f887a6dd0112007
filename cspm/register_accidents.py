"""The entry of accidents in the table of procedures (`register.py`). Data only."""

from __future__ import annotations

from cspm.core.kinds import Kind
from cspm.errors import N_
from cspm.register_entries import Procedure, commands

HOME = "cspm.procedures.accidents"

ACCIDENTS = Procedure(
    "accidents",
    N_("Accidents of outsourced works: told, written down, investigated to the end"),
    ("S55",),
    ("people", "filings"),
    (
        Kind("accidents", N_("accidents"), f"{HOME}.model:Accident", "X", True, listing="cspm accident list",
             columns=("accident_type", "text", "happened_at", "by", "place", "contractor", "major", "liable", "written_at",
                      "investigated_at", "state"),
             words=("id", "text", "place", "contractor", "persons", "account"), derive=f"{HOME}.derive:accident",
             show=f"{HOME}.derive:shown_accident"),
    ),
    commands(f"{HOME}.commands", accident=N_("Accidents of outsourced works")),
)  # fmt: skip
