"""A ticket judged by every procedure that has a say in it: tickets, callbacks, complaints.

The ticket record is one, its rules live with the procedure that the manual gives them to; here they meet, for the index
and for `show`. Works on the JSON document, so that reading commands load no models.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from cspm.core.kinds import Derived
from cspm.core.rules import Finding, Rule, run
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.procedures.callbacks import derive as callbacks
from cspm.procedures.callbacks import rules as callback_rules
from cspm.procedures.complaints import rules as complaint_rules
from cspm.procedures.tickets import derive as tickets
from cspm.procedures.tickets import reports
from cspm.procedures.tickets import rules as ticket_rules
from cspm.procedures.tickets.clocks import clocks

TICKET_RULES: tuple[Rule, ...] = (*ticket_rules.RULES, *callback_rules.RULES, *complaint_rules.RULES)


def findings(document: Mapping[str, Any], terms: Terms) -> Iterator[Finding]:
    """Every finding of a ticket, with the instant from which it is true; a void ticket has none."""
    if document.get("state") != "void":
        yield from run(TICKET_RULES, View(document), terms)


def ticket(document: Mapping[str, Any], terms: Terms) -> Derived:
    """What the index keeps of a ticket."""
    view: Any = View(document)
    found = clocks(view, terms)
    columns = {**tickets.columns(view, found, terms), **callbacks.columns(view, terms)}
    return Derived(columns, found, tuple(findings(document, terms)))


def shown_ticket(document: Mapping[str, Any], terms: Terms, now: datetime) -> dict[str, Any]:
    """A ticket as `show --json` gives it."""
    return reports.with_derived(document, terms, now, findings=findings(document, terms))
