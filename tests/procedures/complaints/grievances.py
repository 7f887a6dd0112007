"""A complaint of October, judged without a store."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cspm.core.rules import run
from cspm.core.site import Site
from cspm.core.terms import Terms
from cspm.procedures.complaints.rules import RULES
from cspm.procedures.tickets.model import Callback, Check, Complaint, Escalation, Handling, Notice, Ticket


def at(text: str) -> datetime:
    """`10-05 9:30` of 2026 at the site; without a time 9:00."""
    day, _, clock = text.partition(" ")
    hour, _, minute = (clock or "9:00").partition(":")
    return datetime.fromisoformat(f"2026-{day}T{int(hour):02d}:{minute}:00+08:00")


def terms(profile: str = "dtz", tickets: dict[str, Any] | None = None, **figures: Any) -> Terms:
    """The manual's own figures at a site in Shanghai, but for those named."""
    table = {"name": "测试小区", "id": "t", "timezone": "Asia/Shanghai", "profile": profile, "tickets": tickets or {}}
    return Terms.of(Site.from_table({**table, "figures": figures}))


def complaint(part: dict[str, Any] | None = None, **fields: Any) -> Ticket:
    """An open complaint received on 5 October at 8:00 and judged valid at 9:00, unless said otherwise."""
    judged = {"nature": "valid", "judged_at": at("10-05"), "judged_by": "d1", "judged_role": "dispatch_assistant"}
    whole: dict[str, Any] = {
        "id": "T-202610-0001", "kind": "complaint", "text": "楼道脏", "received_at": at("10-05 8:00"),
        "registered_at": at("10-05 8:00"), "complaint": Complaint(**{**judged, **(part or {})}), **fields,
    }  # fmt: skip
    return Ticket(**whole)


def told(*roles: str) -> tuple[Escalation, ...]:
    """Reported to these roles at 10:00."""
    return tuple(Escalation(at=at("10-05 10:00"), role=role, by="d1", reason="上报") for role in roles)


def checked(result: str, role: str = "dispatch_assistant") -> tuple[Check, ...]:
    """Verified by somebody of that role."""
    return (Check(at=at("10-06"), by="x", role=role, result=result),)  # type: ignore[arg-type]


def called(**said: Any) -> tuple[Callback, ...]:
    """Called back by a customer assistant, satisfied, unless said otherwise."""
    told = {
        "at": at("10-07"), "by": "ca1", "role": "customer_assistant", "method": "phone", "reached": True, "attempt": 1,
        "satisfied": True, **said,
    }  # fmt: skip
    return (Callback(**told),)


def found(ticket: Ticket, under: Terms | None = None) -> set[str]:
    """The codes of its findings, whenever they become true."""
    return {finding.code for finding in run(RULES, ticket, under or terms())}


def form(
    department: str = "工程部", *, back: str = "", due: str = "", head: str | None = "dh", signed: bool = False
) -> Handling:
    """A handling form issued on 5 October at 10:00; back, wanted back and signed as said."""
    told = {"returned_at": at(back) if back else None, "due": at(due) if due else None}
    signed_by = {"signed_by": "陈负责", "signed_at": at("10-05 17:00")} if signed else {}
    return Handling(department=department, head=head, issued_at=at("10-05 10:00"), issued_by="sp1", **told, **signed_by)


def notice(when: str) -> Notice:
    """The complainant was told how it stands."""
    return Notice(at=at(when), by="d1", text="处理中")


def codes(ticket: Ticket, profile: str, *wanted: str, **figures: Any) -> set[str]:
    """Those of `wanted` that the complaint has as findings at a site of that profile."""
    return found(ticket, terms(profile, **figures)) & set(wanted)
