"""A row of a table as an inspection: required are contract, area and day; what else is missing is a finding. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cspm.core.periods import midnight
from cspm.errors import N_, BadValue, Message
from cspm.procedures.cleaning.actions import refuse_day
from cspm.procedures.cleaning.typed import finding, problem

if TYPE_CHECKING:
    from cspm.shell.office import Office


def inspection_fields(values: dict[str, Any], office: Office) -> dict[str, Any]:
    """The fields of an inspection from a row's values. Raises BadValue.

    `findings` is a JSON list of objects, as exported, or of words `ITEM:SEVERITY:REASON:NOTE`.
    """
    for name in ("contract", "area", "date"):
        if not values.get(name):
            problem = Message(N_("an inspection needs its contract, its area and its day"))
            raise BadValue(field=name, value="", problem=problem)
    day = date.fromisoformat(str(values["date"])[:10])
    within_contract(office, str(values["contract"]), day)
    at = values.get("at") or midnight(day, office.terms.tz).isoformat()
    findings = [numbered(one, number, str(at)) for number, one in enumerate(values.get("findings") or (), 1)]
    both = values.get("signed_a_at") and values.get("signed_b_at")
    return {"state": "signed" if both else "recorded", **values, "date": day, "at": at, "findings": findings}


def within_contract(office: Office, contract: str, day: date) -> None:
    """Refuse a day outside a contract that is on file. Raises BadValue."""
    for row in office.store.rows("contracts", "id = ?", (contract,), columns=("start", "end")):
        start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        if not start <= day <= end:
            refuse_day(contract, start, end, day=day, field="date")


def in_order(found: Mapping[str, Any], at: str) -> None:
    """Refuse a recheck that was made before its finding. Raises BadValue."""
    made = datetime.fromisoformat(at)
    for check in found.get("rechecks") or ():
        when = check.get("at") if isinstance(check, dict) else None
        if isinstance(when, str) and datetime.fromisoformat(when) < made:
            said = Message.of(N_("the finding was made at {at} only"), at=made.isoformat(" ", "minutes")[:16])
            raise BadValue(field="findings", value=when[:16], problem=said)


def numbered(one: Any, number: int, at: str) -> Mapping[str, Any]:
    """A finding with its number and time."""
    if isinstance(one, str):
        return problem(finding(one), number, at=datetime.fromisoformat(at))
    if not isinstance(one, dict):
        raise BadValue(field="findings", value=str(one)[:60], problem=Message(N_("not a list of findings")))
    in_order(one, str(one.get("at") or at))
    return {"number": number, "at": datetime.fromisoformat(at), **one}
