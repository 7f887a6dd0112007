"""How exactly collections keep to their hours. The hours themselves are the site's: `[cleaning.windows]` of site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.errors import N_
from cspm.procedures.garbage.states import WORKFLOW

MANUAL = date(2008, 3, 1)

GRACE = Figure(
    "collection_grace", "R130", WORKFLOW, "minutes", ((MANUAL, 0),),
    N_("So much before or after its hours garbage may still be collected."),
)  # fmt: skip
WANTED = Figure(
    "asks_collections", "R130", WORKFLOW, "switch", ((MANUAL, True),),
    N_("Whether each of the collection hours of an area is asked for a collection."),
)  # fmt: skip
FIGURES = (GRACE, WANTED)
