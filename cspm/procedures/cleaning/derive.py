"""What the index keeps of inspections and settlements beside their columns. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.clocks import Clock
from cspm.core.judging import shown
from cspm.core.kinds import Derived
from cspm.core.rules import run
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.procedures.cleaning import inspection_rules, settlement_rules

if TYPE_CHECKING:
    from cspm.procedures.cleaning.model import Inspection, Problem


def inspection(document: Mapping[str, Any], terms: Terms) -> Derived:
    """The clocks of rectification (R118) and the findings of an inspection."""
    view: Any = View(document)
    return Derived(clocks=tuple(clocks(view, terms)), findings=tuple(run(inspection_rules.INSPECTION, view, terms)))


def settlement(document: Mapping[str, Any], terms: Terms) -> Derived:
    """The clocks (signatures, objections, approval, payment) and findings of a settlement."""
    view: Any = View(document)
    found = tuple(run(settlement_rules.SETTLEMENT, view, terms))
    return Derived(clocks=tuple(settlement_rules.clocks(view, terms)), findings=found)


shown_settlement = shown(settlement_rules.SETTLEMENT, settlement_rules.clocks)


def clocks(inspection: Inspection, terms: Terms) -> Iterator[Clock]:
    """The day for both signatures (R116), and the clocks of every finding: one for each time that was agreed.

    What was imported is on paper: nobody signs it here.
    """
    if not inspection_rules.standing(inspection):
        return
    if inspection.import_batch is None:
        end = inspection_rules.end_of(inspection.date, terms)
        for clock, at in (("signature_a", inspection.signed_a_at), ("signature_b", inspection.signed_b_at)):
            yield Clock(clock, "R116", inspection_rules.DAILY, min(inspection.at, end), end, at)
    for found in inspection.findings:
        yield from stages(found)


def stages(found: Problem) -> Iterator[Clock]:
    """One clock per agreed time: met by a recheck that is done, ended by a failed one, whose time begins the next."""
    start, due = found.at, found.due
    for check in sorted(found.rechecks, key=lambda check: check.at):
        done = check.result == "done"
        if due is not None:
            yield Clock(
                "resolution",
                "R118",
                inspection_rules.RECTIFY,
                start,
                due,
                check.at if done else None,
                None if done else check.at,
            )
        start, due = check.at, None if done else check.due
    if due is not None:
        yield Clock("resolution", "R118", inspection_rules.RECTIFY, start, due)
