"""What can be done with contracts, the standard and bin counts: load, decide, save. No Click here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, BadValue, Code, Message, NotPossibleNow
from cspm.shell.register_actions import valid

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.office import Office

Changed = dict[str, Any]


def add_contract(office: Office, contract_id: str, *, schedule: Mapping[str, Any] | None, **given: Any) -> Revision:
    """A new contract; without a schedule the example holds (A02). Raises AlreadyThere, BadValue, NotAllowed.

    `given`: contractor, domain, monthly_fee, start, end, areas, and who speaks for each side.
    """
    if given["end"] < given["start"]:
        problem = Message.of(N_("the contract begins on {start} only"), start=given["start"])
        raise BadValue(field="--end", value=str(given["end"]), problem=problem)
    kind = office.store.kind("contracts")
    fields = given | {"schedule": dict(schedule or {}), "schedule_source": "contract" if schedule else "example"}
    return office.create(
        "contracts", "add", record_id=lambda change: valid(kind, contract_id), fields=fields, permit="contracts add"
    )


def load_standard(office: Office, items: Sequence[Mapping[str, Any]]) -> tuple[list[Revision], int]:
    """Those items of the default standard that the site has not yet, and how many it had already."""
    office.allow("standard add")
    stamp, made = office.stamp(), []
    with office.store.change(dry_run=office.dry_run) as change:
        for item in items:
            if not change.exists("standard", item["id"]):
                made.append(change.begin("standard", stamp, "add", **item))
                change.put(made[-1])
    return made, len(items) - len(made)


def contract_in_force(office: Office, contract_id: str, day: date, *, field: str) -> Mapping[str, Any]:
    """The contract, if it holds that day.

    Raises NoSuchRecord, NotPossibleNow when void, BadValue outside its days and for a day that is still to come.
    """
    contract = office.store.document("contracts", contract_id)
    if contract["state"] == "void":
        raise NotPossibleNow(
            id=contract_id, action=Code("action", "inspections add"), state=Code("state", "void"),
            possible=Code("action", "nothing"),
        )  # fmt: skip
    start, end = date.fromisoformat(contract["start"]), date.fromisoformat(contract["end"])
    if not start <= day <= end:
        refuse_day(contract_id, start, end, day=day, field=field)
    if day > office.today:
        raise BadValue(field=field, value=day.isoformat(), problem=Message(N_("that day is still to come")))
    return contract


def refuse_day(contract_id: str, start: date, end: date, *, day: date, field: str) -> None:
    """Raise BadValue: the day is outside the contract."""
    problem = Message.of(
        N_("contract {contract} holds from {start} to {end} only"), contract=contract_id, start=start, end=end
    )
    raise BadValue(field=field, value=day.isoformat(), problem=problem)
