"""Documents of cleaning records as the store holds them, written as a person would say them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from cspm.core.site import Site
from cspm.core.terms import Terms
from cspm.procedures.cleaning.ledger import Ledger

TZ = ZoneInfo("Asia/Shanghai")
LATER = datetime(2027, 6, 30, 12, tzinfo=TZ)
EXAMPLE = {"minor": "50.00", "severe": "500.00", "verified_complaint": "100.00", "cap_percent": "20"}


def terms(**more: Any) -> Terms:
    """The terms of a site in Shanghai; `cleaning` and `figures` as in site.toml."""
    return made(**more) if more else PLAIN


def made(**more: Any) -> Terms:
    """Terms that nobody made before."""
    return Terms.of(Site.from_table({"name": "T", "id": "t", "timezone": "Asia/Shanghai", **more}))


PLAIN = made()


def at(text: str) -> datetime:
    """`10-03 9:30` or `10-03` (00:00) of 2026; `2027-01-05 9:30` with a year."""
    day, _, clock = text.partition(" ")
    hour, _, minute = (clock or "0:00").partition(":")
    year = "" if day.count("-") == 2 else "2026-"
    return datetime.combine(date.fromisoformat(year + day), time(int(hour), int(minute)), tzinfo=TZ)


def contract(**more: Any) -> dict[str, Any]:
    """A contract of the whole year 2026 for 10,000 yuan a month with the example amounts in its schedule."""
    return {
        "id": "C1", "contractor": "洁净公司", "domain": "cleaning", "monthly_fee": "10000.00", "fees": [],
        "start": "2026-01-01", "end": "2026-12-31", "areas": ["A", "B"], "schedule": EXAMPLE,
        "schedule_source": "contract", "state": "active", **more,
    }  # fmt: skip


class Book:
    """A contract's records, typed one after the other."""

    def __init__(self, **more: Any) -> None:
        self.contract = contract(**more)
        self.inspections: list[dict[str, Any]] = []
        self.bins: list[dict[str, Any]] = []
        self.tickets: list[dict[str, Any]] = []
        self.settlements: list[dict[str, Any]] = []

    def inspect(
        self, when: str, *findings: str, area: str = "A", clean: str = "", state: str = "recorded"
    ) -> dict[str, Any]:
        """An inspection with findings `ITEM[:SEVERITY[:REASON]]` (minor by default) and clean items `C01,C02`."""
        moment, number = at(when), len(self.inspections) + 1
        parts = [[*finding.split(":"), "", ""][:3] for finding in findings]
        checked = [item for item in clean.split(",") if item] + [item for item, *_ in parts]
        document = {
            "id": f"I-{moment:%Y%m}-{number:04d}", "contract": self.contract["id"], "date": f"{moment:%Y-%m-%d}",
            "at": moment.isoformat(), "area": area, "by": "S1", "with": "W", "checked": checked, "state": state,
            "signed_a_at": None, "signed_a_by": None, "signed_b_at": None, "signed_b_by": None, "photos": [],
            "import_batch": None,
            "findings": [
                {"number": place, "item": item, "severity": severity or "minor", "reason": reason or None, "note": None,
                 "due": None, "at": moment.isoformat(), "rechecks": [], "fixed_at": None, "serious": False}
                for place, (item, severity, reason) in enumerate(parts, 1)
            ],
        }  # fmt: skip
        self.inspections.append(document)
        return document

    def recheck(self, document: dict[str, Any], when: str, result: str = "poor", *, number: int = 1) -> None:
        """A recheck of one finding of an inspection."""
        made = {"at": at(when).isoformat(), "result": result, "due": None, "by": "S1"}
        document["findings"][number - 1]["rechecks"].append(made)

    def count(self, when: str, counted: int, reported: int) -> None:
        """A bin count."""
        record_id = f"B-{at(when):%Y%m}-{len(self.bins) + 1:04d}"
        self.bins.append({"id": record_id, "contract": "C1", "date": f"{at(when):%Y-%m-%d}", "area": "A",
                          "counted": counted, "reported": reported, "state": "recorded"})  # fmt: skip

    def complain(self, a: str, b: str, *, breach: bool = True, impact: str = "considerable", item: str = "C03") -> None:
        """A complaint confirmed by party A and party B at these times ("" for not yet)."""
        part = {"contract": "C1", "area": "A", "item": item, "breach": breach, "impact": impact,
                "confirmed_a_at": at(a).isoformat() if a else None, "confirmed_b_at": at(b).isoformat() if b else None}  # fmt: skip
        self.tickets.append({"id": f"T-202610-{len(self.tickets) + 1:04d}", "state": "dispatched", "complaint": part})

    def ledger(self, **site: Any) -> Ledger:
        """The ledger of everything so far."""
        return Ledger(
            self.contract, inspections=self.inspections, bins=self.bins, tickets=self.tickets,
            settlements=self.settlements, terms=terms(**site),
        )  # fmt: skip

    def approve(self, month: str, **site: Any) -> None:
        """Freeze a month as an approval does."""
        from cspm.paper.document import plain
        from cspm.procedures.cleaning.account import document_of

        account = self.ledger(**site).computed(month, LATER)
        self.settlements.append({
            "id": f"C1-{month}", "contract": "C1", "month": month, "state": "approved", "approved_by": "S9",
            "statement": plain(document_of(account)), "replaced": plain([one._asdict() for one in account.replaced]),
        })  # fmt: skip
