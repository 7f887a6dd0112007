"""A deduction from pay that is proposed for a complaint settled late (R309, A32): a proposal until it is approved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from cspm.core.money import to_cents
from cspm.core.record import Money, Record, field
from cspm.errors import N_
from cspm.procedures.complaints import figures

if TYPE_CHECKING:
    from cspm.shell.office import Office


class Penalty(Record):
    """One late complaint: what the service department, the sales director and his assistant would pay, in yuan."""

    record_kind: ClassVar[str] = "penalties"

    id: str = field(N_("Proposed deduction"))
    ticket: str = field(N_("Complaint"))
    text: str | None = field(N_("Reason"), None)
    proposed_at: datetime = field(N_("Proposed at"))
    proposed_by: str = field(N_("Proposed by"))
    case_amount: Money = field(N_("Service department"))
    director_amount: Money = field(N_("Sales director"))
    assistant_amount: Money = field(N_("Director's assistant"))
    total_amount: Money = field(N_("Total"))
    decided_at: datetime | None = field(N_("Decided at"), None)
    decided_by: str | None = field(N_("Decided by"), None)
    opinion: str | None = field(N_("Opinion"), None)
    state: Literal["proposed", "approved", "rejected", "void"] = field(N_("State"), "proposed")


def complete(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What `penalty add` fills in: the complaint's whole id, the figures of the day, who proposes. Raises NoSuchRecord."""
    typed = str(fields["ticket"])
    ticket = typed if office.store.exists("tickets", typed) else office.store.resolve("tickets", typed)

    def amount(figure: Any) -> Decimal:
        return to_cents(Decimal(str(office.terms.figures.value(figure, office.today))))

    parts = {
        "case_amount": amount(figures.PENALTY_CASE), "director_amount": amount(figures.PENALTY_DIRECTOR),
        "assistant_amount": amount(figures.PENALTY_ASSISTANT),
    }  # fmt: skip
    own = {"ticket": ticket, "proposed_at": office.now, "proposed_by": fields.get("proposed_by") or office.actor.id}
    return {**fields, **own, **parts, "total_amount": sum(parts.values(), Decimal("0.00"))}
