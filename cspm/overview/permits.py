"""Who may do what the overview's commands do: imports, exports, looking after the store."""

from __future__ import annotations

from cspm.core.states import Permit
from cspm.core.words import extend
from cspm.errors import N_
from cspm.procedures.people.states import REGISTRARS

extend("action", **{"import": "import", "imports undo": "take back an import", "check --fix": "repair the store"})

PERMITS = (
    Permit("import", REGISTRARS, why=N_("who keeps the registers")),
    Permit("imports undo", REGISTRARS, why=N_("who keeps the registers")),
    Permit("export"),
    Permit("check --fix", ("site_admin", "csc_manager"), why=N_("who looks after the site")),
    Permit("reindex"),
)
