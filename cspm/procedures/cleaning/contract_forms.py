"""The sheet of a contract (F17): both sides, what holds from which day, the deduction schedule; and that of an evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.terms import Terms
from cspm.core.texts import named
from cspm.core.view import View
from cspm.procedures.cleaning import dated
from cspm.procedures.cleaning.dated import Spell
from cspm.procedures.cleaning.prices import EXAMPLES, FACTORS, example

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

EVALUATED = (
    "contractor", "month", "contracts", "score", "days", "inspection_days", "text", "told_to", "told_at", "evaluated_at",
)  # fmt: skip


def contract_sheet(desk: Desk, contract_id: str) -> dict[str, Any]:
    """The values of the sheet of a contract. Raises NoSuchRecord."""
    return sheet(desk.store.document("contracts", contract_id), desk.terms, now=desk.now)


def sheet(contract: Mapping[str, Any], terms: Terms, *, now: datetime) -> dict[str, Any]:
    """A contract as `cleaning/contract.html` wants it; fees, areas and schedules in turn, each with its first day."""
    parties = ("contractor", "contractor_contact", "contractor_phone", "party_a_contact", "party_a_phone", "domain")
    return {name: contract.get(name) for name in (*parties, "start", "end")} | {
        "site": terms.site.name, "number": contract["id"], "printed_at": now, "state": contract["state"],
        "party_a": contract.get("party_a") or terms.site.name, "fees": dated.fees(contract), "areas": dated.areas(contract),
        "schedules": [schedule(one, terms) for one in dated.schedules(contract)],
    }  # fmt: skip


def schedule(spell: Spell, terms: Terms) -> dict[str, Any]:
    """The schedule of some days: its entries, the example's where it lacks one, and the items with their own."""
    own = spell.value
    entries = {entry: own.get(entry) or str(example(entry, terms, spell.start)) for entry in EXAMPLES}
    return {
        "start": spell.start, "end": spell.end, "source": "contract" if own else "example", "entries": entries,
        "lacking": [entry for entry in EXAMPLES if own and entry not in own], "factors": own.get(FACTORS) or [],
        "items": sorted(own.get("item", {}).items()),
    }  # fmt: skip


def evaluation_sheet(desk: Desk, record: str) -> dict[str, Any]:
    """An evaluation as `cleaning/evaluation.html` wants it. Raises NoSuchRecord."""
    view: Any = View(desk.store.document("evaluations", record))
    plain = {name: getattr(view, name) for name in EVALUATED}
    return plain | {
        "site": desk.site.name, "number": record, "printed_at": desk.now, "by": named(view.by, desk.names("staff")),
        "lines": [line.document() for line in view.lines], "fee": view.fee_amount, "deduction": view.deduction_amount,
    }  # fmt: skip
