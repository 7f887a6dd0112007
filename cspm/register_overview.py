"""The commands over all procedures, for the table of procedures (`register.py`). Data only."""

from __future__ import annotations

from cspm.errors import N_
from cspm.register_entries import Command
from cspm.register_entries import commands as _commands

OVERVIEW: tuple[Command, ...] = (
    *_commands("cspm.overview.due_commands", due=N_("What is due: running clocks and quotas")),
    *_commands("cspm.overview.escalation_commands", escalations=N_("What is to be told to a higher role now")),
    *_commands("cspm.overview.compare_commands", compare=N_("Two months, or two sites, side by side")),
    *_commands("cspm.overview.report_commands", report=N_("Reports: monthly, daily, deductions, callbacks")),
    *_commands("cspm.overview.rule_commands", compliance=N_("Which rules were kept this month"),
               rules=N_("Every rule of the manuals and where it lives"), can=N_("May this person do that?"),
               permissions=N_("The permission matrix: who may do what")),
    *_commands("cspm.overview.site_commands", init=N_("Make a new site"), check=N_("Is the store sound?"),
               reindex=N_("Build the index anew")),
    *_commands("cspm.overview.safekeeping_commands", backup=N_("All records in one file"),
               restore=N_("A record store from a backup"), seal=N_("Keep a month's figures, see what changed since"),
               anchor=N_("One hash over all records, to keep elsewhere")),
    *_commands("cspm.overview.demo.commands", demo=N_("A filled example site and its report")),
)  # fmt: skip

OVERVIEW_PERMITS = "cspm.overview.permits:PERMITS"
"""The overview's lines of the permission matrix; a procedure's are `PERMITS` of its states."""
