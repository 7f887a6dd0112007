"""Contractors evaluated: one evaluation a month for each (R026), computed under the lock. No Click here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cspm.core.ids import natural
from cspm.core.periods import last_month, month_bounds
from cspm.errors import N_, AlreadyThere, BadValue, Message, NoSuchRecord
from cspm.procedures.cleaning.evaluation import Marks, fields, marks
from cspm.procedures.cleaning.evaluation_states import EVALUATIONS
from cspm.procedures.cleaning.reading import Reader, ledger_of, wholes

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.core.terms import Terms
    from cspm.procedures.cleaning.evaluation_model import Evaluation
    from cspm.procedures.cleaning.ledger import Ledger
    from cspm.shell.office import Office
    from cspm.store.repository import Store

KIND = "evaluations"


def evaluate(office: Office, contractor: str, month: str | None, *, text: str | None, by: str | None) -> Revision:
    """The evaluation of a contractor's month, by default the last complete one.

    Raises NoSuchRecord for an unknown contractor, BadValue for a month that is not over or without a contract in force,
    AlreadyThere when the month has one, NotAllowed.
    """
    named = month or last_month(office.now, office.terms.tz)
    if office.now < month_bounds(named, office.terms.tz)[1]:
        raise BadValue(field="--month", value=named, problem=Message(N_("the month is not over yet")))
    office.allow("evaluations add")
    with office.change() as change:
        office.store.refresh()  # the questions of this change are answered from what is there under the lock
        there = list(
            office.store.rows(
                KIND, "contractor = ? AND month = ? AND state != 'void'", (contractor, named), columns=("id",)
            )
        )
        if there:
            raise AlreadyThere(id=there[0]["id"])
        found = month_of(office, contractor, named)
        stamp = office.stamp(by)
        own = fields(found, office.terms) | {
            "contractor": contractor,
            "month": named,
            "evaluated_at": stamp.at,
            "by": stamp.by,
        }
        record = change.begin(KIND, stamp, "add", id=change.new_id(KIND, f"{office.today:%Y-%m}"), text=text, **own)
        change.put(record)
    return record


def rescore(office: Office, record_id: str) -> Revision:
    """An evaluation counted again from the records as they are now. Raises NotPossibleNow once the contractor was told."""

    def plan(record: Evaluation, _stamp: Stamp) -> dict[str, Any]:
        EVALUATIONS.target(record.id, "rescore", record.state)
        return fields(month_of(office, record.contractor, record.month), office.terms)

    return office.step(KIND, record_id, "rescore", plan, permit="evaluations rescore")


def month_of(office: Office, contractor: str, month: str) -> Marks:
    """What the month counts. Raises NoSuchRecord, BadValue."""
    ledgers = ledgers_by_contractor(office.store, office.terms, only=contractor).get(contractor)
    if not ledgers:
        raise NoSuchRecord(id=contractor, command="cspm contract list")
    found = marks(contractor, ledgers, month, office.now)
    if found is None:
        problem = Message.of(N_("{contractor} has no contract in force in that month"), contractor=contractor)
        raise BadValue(field="--month", value=month, problem=problem)
    return found


def ledgers_by_contractor(reader: Reader, terms: Terms, *, only: str | None = None) -> dict[str, list[Ledger]]:
    """The ledgers of all contracts that count, or of one contractor's, by contractor."""
    where, params = ("state != 'void'", ()) if only is None else ("state != 'void' AND contractor = ?", (only,))
    found: dict[str, list[Ledger]] = {}
    for contract in in_order(wholes(reader, "contracts", where, params)):
        found.setdefault(contract["contractor"], []).append(ledger_of(reader, contract, terms))
    return found


def in_order(documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Documents in the order of their ids."""
    return sorted(documents, key=lambda document: natural(document["id"]))


def contractor_named(store: Store, text: str) -> str:
    """The contractor of that name, or of the contract of that id. Raises NoSuchRecord, NotUnique for a short id of several."""
    if any(store.rows("contracts", "contractor = ?", (text,), columns=("id",))):
        return text
    contractor: str = store.document("contracts", store.resolve("contracts", text))["contractor"]
    return contractor
