"""Who may do what the overview's commands do; imports have their lines with the transfers."""

from __future__ import annotations

from cspm.core.states import Permit
from cspm.core.words import extend
from cspm.errors import N_

extend("action", **{"check --fix": "repair the store"})

PERMITS = (
    Permit("export"),
    Permit("check --fix", ("site_admin", "csc_manager"), why=N_("who looks after the site")),
    Permit("reindex"),
)
