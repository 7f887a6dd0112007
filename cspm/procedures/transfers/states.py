"""The life of an import, and who may import."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.words import extend
from cspm.errors import N_

LIFE = Machine("imports", "done", (Move("undo", ("done",), "undone"),), ("undone",))

IMPORTERS = ("site_admin", "csc_manager", "csc_director", "administrator", "general_manager")

PERMITS = (
    Permit(
        "import", IMPORTERS, why=N_("registers and imports belong to the site's administrator and the centre's heads")
    ),
    Permit(
        "imports undo",
        IMPORTERS,
        why=N_("registers and imports belong to the site's administrator and the centre's heads"),
    ),
)

extend("state", done="done", undone="undone")
extend("action", **{"import": "import", "imports undo": "take back an import"})
