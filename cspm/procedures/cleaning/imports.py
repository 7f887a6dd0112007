"""A row of a table as an inspection: required are contract, area and day; what else is missing is a finding. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cspm.core.periods import midnight
from cspm.errors import N_, BadValue, Message
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
    at = values.get("at") or midnight(day, office.terms.tz).isoformat()
    findings = [numbered(one, number, str(at)) for number, one in enumerate(values.get("findings") or (), 1)]
    both = values.get("signed_a_at") and values.get("signed_b_at")
    return {"state": "signed" if both else "recorded", **values, "date": day, "at": at, "findings": findings}


def numbered(one: Any, number: int, at: str) -> Mapping[str, Any]:
    """A finding with its number and time."""
    if isinstance(one, str):
        return problem(finding(one), number, at=datetime.fromisoformat(at))
    if not isinstance(one, dict):
        raise BadValue(field="findings", value=str(one)[:60], problem=Message(N_("not a list of findings")))
    return {"number": number, "at": datetime.fromisoformat(at), **one}
