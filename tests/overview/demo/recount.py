"""Deductions computed a second time: straight from the record files, with plain loops, knowing nothing of cspm.

Only the six rules of judgement (R118-R126) and the schedule of the example are shared with it.
"""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

Document = dict[str, Any]
SCHEDULE = {"minor": "50.00", "severe": "500.00", "verified_complaint": "100.00", "cap_percent": "20"}
Event = tuple[str, int, str, str, str]
"""When, the order within, the area and item, minor or clean, and the date."""


def records(root: str, kind: str) -> list[Document]:
    """Every record of a kind that is not void."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(root, kind).rglob("*.json"))]
    return [document for document in found if document["state"] != "void"]


def deductions(root: str, contract: Document, month: str) -> dict[str, Any]:
    """What a contract's month comes to: how many are charged, the sums before and after the cap."""
    schedule = SCHEDULE | contract["schedule"]
    minors, severes, lines = walked(root, contract, month, schedule)
    spot, bins = on_the_spot(root, contract, month)
    complaints, serious = confirmed(root, contract, month)
    severe = severes + spot + bins + serious
    gross = lines + severe * Decimal(schedule["severe"]) + complaints * Decimal(schedule["verified_complaint"])
    fee = Decimal(contract["monthly_fee"])
    cap = (fee * Decimal(schedule["cap_percent"]) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    deduction = max(Decimal(0), min(gross, cap))
    return {
        "minor": minors, "severe": severe, "gross": f"{gross:.2f}", "cap": f"{cap:.2f}", "deduction": f"{deduction:.2f}",
        "payable": f"{fee - deduction:.2f}",
    }  # fmt: skip


def events(root: str, contract: Document) -> list[Event]:
    """Minors, failed rechecks and clean inspections of a contract, in time order."""
    found: list[Event] = []
    for inspection in records(root, "inspections"):
        if inspection["contract"] != contract["id"]:
            continue
        bad = {finding["item"] for finding in inspection["findings"]}
        for item in inspection["checked"]:
            if item not in bad:
                found.append((inspection["at"], 0, f"{inspection['area']} {item}", "clean", inspection["date"]))
        for finding in inspection["findings"]:
            key = f"{inspection['area']} {finding['item']}"
            if finding["severity"] == "minor":
                found.append((finding["at"], finding["number"], key, "minor", inspection["date"]))
            for recheck in finding["rechecks"]:
                if recheck["result"] != "done":
                    found.append((recheck["at"], finding["number"], key, "minor", recheck["at"][:10]))
    return sorted(found)


def walked(root: str, contract: Document, month: str, schedule: Document) -> tuple[int, int, Decimal]:
    """Minors charged in the month, severes made of three minors, and what minors and replaced ones come to."""
    runs: dict[str, list[str]] = {}
    charged: list[tuple[str, str]] = []
    severes, back = 0, Decimal(0)
    for _, _, key, what, day in events(root, contract):
        if day[:7] > month:
            continue
        run = runs.setdefault(key, [])
        if what == "clean":
            run.clear()
            continue
        run.append(day)
        charged.append((key, day))
        if len(run) < 3:  # a third of one day is also the third of its run
            continue
        for used in run:
            if used[:7] == day[:7]:
                charged.remove((key, used))
            elif day[:7] == month:
                back -= amount(schedule, key)
        severes += day[:7] == month
        run.clear()
    mine = [key for key, day in charged if day[:7] == month]
    return len(mine), severes, back + sum((amount(schedule, key) for key in mine), Decimal(0))


def amount(schedule: Document, key: str) -> Decimal:
    """What a minor on that item costs."""
    return Decimal(schedule.get("item", {}).get(key.split()[1], {}).get("minor", schedule["minor"]))


def on_the_spot(root: str, contract: Document, month: str) -> tuple[int, int]:
    """Findings judged severe at once, and removals with more bins reported than counted."""
    spot = sum(
        finding["severity"] == "severe"
        for inspection in records(root, "inspections")
        if inspection["contract"] == contract["id"] and inspection["date"][:7] == month
        for finding in inspection["findings"]
    )
    false = sum(
        count["reported"] > count["counted"]
        for count in records(root, "bins")
        if count["contract"] == contract["id"] and count["date"][:7] == month
    )
    return spot, false


def confirmed(root: str, contract: Document, month: str) -> tuple[int, int]:
    """Complaints confirmed by both sides that are charged one by one, and severes made of three serious ones."""
    count = serious = 0
    for ticket in records(root, "tickets"):
        part = ticket["complaint"]
        if part is None or part["contract"] != contract["id"] or ticket["received_at"][:7] != month:
            continue
        if part["confirmed_a_at"] and part["confirmed_b_at"]:
            count += 1
            serious += bool(part["breach"]) and part["impact"] == "considerable"
    return count - 3 * (serious // 3), serious // 3
