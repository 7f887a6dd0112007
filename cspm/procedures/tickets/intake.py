"""What is written down when a matter comes in: what was said, and what the unit register knows of it. No Click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.texts import needed, plain
from cspm.errors import NoSuchRecord

if TYPE_CHECKING:
    from cspm.core.roles import Person
    from cspm.shell.office import Office


def intake(
    office: Office, text: str, *, caller: str | None, phone: str | None, kind: str | None, **given: Any
) -> dict[str, Any]:
    """The fields of a new ticket (R029, R040). Raises BadValue for a blank text, NoSuchRecord for an unknown receiver.

    Without a kind it is a service until it is judged otherwise (`routed_at` is empty); with one it was judged (R109).
    """
    given = {key: plain(value) if isinstance(value, str) else value for key, value in given.items()}
    received = given.pop("received", None) or office.now
    known = unit_of(office, given.get("unit"))
    customer = {
        "name": plain(caller),
        "phone": plain(phone) or known.get("phone"),
        "customer_class": known.get("customer_class"),
        "special": bool(known.get("special")),
    }
    against, relayed = given.pop("against", None), given.pop("relayed_from", None)
    appointment = given.pop("appointment", None)
    told = given.pop("finance_told", None)
    fields: dict[str, Any] = {
        "area": known.get("area"),
        **{key: value for key, value in given.items() if value is not None},
    }
    if kind == "complaint":
        fields["complaint"] = {
            "against": against, "relayed_from": relayed, "relayed_at": office.now if relayed else None,
            "recorded_role": office.actor.role,
        }  # fmt: skip
    if fields.get("first_receiver"):
        member(office, fields["first_receiver"])
    if appointment:
        agreed = {"due": appointment, "at": office.now, "confirmed_by": customer["name"]}
        fields |= {"appointment_at": appointment, "appointments": (agreed,)}
    times = {"received_at": received, "registered_at": office.now, "routed_at": office.now if kind else None}
    if told:
        times["finance_told_at"] = office.now
    fields["public_area"] = bool(fields.get("public_area") or (fields.get("area") and not fields.get("unit")))
    return {**fields, "kind": kind or "service", "text": needed(text, "TEXT"), "customer": customer, **times}


def unit_of(office: Office, unit: str | None) -> Mapping[str, Any]:
    """What the unit register knows of a unit; empty when it is not registered."""
    if not unit or not office.store.exists("units", unit):
        return {}
    return office.store.document("units", unit)


def member(office: Office, staff_id: str) -> Person:
    """A member of staff who can be given something to do. Raises NoSuchRecord (20), also for a voided entry."""
    if office.store.document("staff", staff_id).get("state") == "void":
        raise NoSuchRecord(id=staff_id, command="cspm staff list")
    return office.person(staff_id)
