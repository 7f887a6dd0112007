"""Who may do what the overview's commands do; imports have their lines with the transfers."""

from __future__ import annotations

from cspm.core.states import Permit
from cspm.core.words import extend
from cspm.errors import N_

extend(
    "action",
    **{"check --fix": "repair the store", "backup": "back up", "seal": "seal a month", "anchor": "print an anchor"},
)

PERMITS = (
    Permit("export"),
    Permit("check --fix", ("site_admin", "csc_manager"), why=N_("who looks after the site")),
    Permit("reindex"),
    Permit("backup", ("site_admin", "csc_manager", "general_manager"), why=N_("who looks after the site")),
    Permit(
        "seal", ("csc_manager", "general_manager", "csc_director", "finance"), why=N_("who answers for the figures")
    ),
    Permit("anchor"),
)
