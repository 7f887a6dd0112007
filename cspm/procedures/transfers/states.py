"""The life of an import, and who may import."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.words import extend
from cspm.errors import N_

LIFE = Machine("imports", "done", (Move("undo", ("done",), "undone"),), ("undone",))
TAKEN_BACK = "imports undo "
"""How the reason begins of records that are void because their import was taken back."""

IMPORTERS = ("site_admin", "csc_manager", "csc_director", "administrator", "general_manager")
WHY = N_("registers and imports belong to the site's administrator and the centre's heads")

PERMITS = (Permit("import", IMPORTERS, why=WHY), Permit("imports undo", IMPORTERS, why=WHY))

WORDS = "state"
extend(WORDS, done="done", undone="undone")
extend("action", **{"import": "import", "imports undo": "take back an import"})
