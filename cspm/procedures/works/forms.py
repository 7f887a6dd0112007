"""The values of four forms: the pre-shift ledger (F51), the notice of a meter change (F52), the install order (F53), the check
record with its three signatures (F54). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cspm.core.terms import Terms
from cspm.errors import Code
from cspm.procedures.works.rules import signers
from cspm.procedures.works.states import CLOTHING, DEFECT, SIDE, WIRING

ROOM = 4
"""Empty lines at the end of a list that people write on."""


def ledger(shift: Any, work: Mapping[str, Any] | None, terms: Terms, now: datetime) -> dict[str, Any]:
    """A page of the ledger: each worker with what he wears and whether he signed; room for those who come later."""
    signed, worn = signers(shift, terms), dict[str, set[str]]()
    for one in shift.dress:
        for name in one.workers:
            worn.setdefault(name, set()).update(one.wears)
    workers = [
        {"name": name, "signed": name in signed, "wears": tuple(item in worn.get(name, ()) for item in CLOTHING.labels)}
        for name in shift.present
    ]  # fmt: skip
    return {
        "site": terms.site.name, "number": shift.id, "printed_at": now, "work": shift.work, "place": (work or {}).get("place"),
        "date": shift.date, "held_at": shift.held_at, "host": shift.host, "guardian": shift.guardian, "tasks": shift.tasks,
        "hazards": shift.hazards, "gear": shift.gear, "workers": workers, "room": ROOM,
        "clothing": tuple(Code("clothing", item) for item in CLOTHING.labels),
        "isolations": [{"measure": one.measure, "hazards": one.hazards} for one in shift.isolations],
        "swept_at": shift.swept_at, "looks": [{"at": one.at, "by": one.by, "result": one.result} for one in shift.looks],
    }  # fmt: skip


def notice(work: Any, crew: Mapping[str, Any] | None, terms: Terms, now: datetime, *, days: int) -> dict[str, Any]:
    """The notice that hangs beside the meter boxes, at least so many `days` before."""
    return {
        "site": terms.site.name, "number": work.id, "printed_at": now, "place": work.place, "start": work.start, "end": work.end,
        "contractor": (crew or {}).get("contractor"), "phone": (crew or {}).get("phone"), "leader": work.leader,
        "posted_on": work.posted_on, "informed": work.informed, "days": days, "work_type": work.work_type,
    }  # fmt: skip


def order(meter: Any, work: Mapping[str, Any] | None, terms: Terms, now: datetime) -> dict[str, Any]:
    """The install order of one meter."""
    plain = (
        "order_no", "old_no", "new_no", "position", "breaker", "user", "unit", "load_class", "removed_no", "installed_no", "user_seen",
        "installed_at", "installed_by", "note",
    )  # fmt: skip
    own = {name: getattr(meter, name) for name in plain}
    return own | {
        "site": terms.site.name, "number": meter.id, "printed_at": now, "work": meter.work, "place": (work or {}).get("place"),
    }  # fmt: skip


def record(work: Any, meters: Iterable[Any], terms: Terms, now: datetime) -> dict[str, Any]:
    """The check record: every meter that was drawn or checked, point by point, and the three signatures."""
    lines = [
        {
            "id": one.id, "new_no": one.new_no, "position": one.position, "breaker": one.breaker, "user": one.user,
            "checked_at": one.checked_at, "collected": one.collected,
            "points": points(one, DEFECT.labels, one.looked, one.defects) + points(one, WIRING.labels, one.wiring, one.miswired),
        }
        for one in meters
    ]  # fmt: skip
    signed = {one.side: {"name": one.name, "at": one.at} for one in work.signatures}
    return {
        "site": terms.site.name, "number": work.id, "printed_at": now, "place": work.place, "work_type": work.work_type,
        "crew": work.crew, "inspected_at": work.inspected_at, "opinion": work.opinion, "sample_note": work.sample_note, "lines": lines,
        "points": (*(Code("meter_defect", one) for one in DEFECT.labels), *(Code("meter_wiring", one) for one in WIRING.labels)),
        "draws": [{"seed": one.seed, "percent": one.percent, "base": one.base, "drawn": len(one.meters),
                   "load_class": one.load_class} for one in work.draws],
        "sides": [{"side": Code("work_side", side), **signed.get(side, {"name": None, "at": None})} for side in SIDE.labels],
    }  # fmt: skip


def points(meter: Any, known: Iterable[str], looked: Iterable[str], wrong: Iterable[str]) -> tuple[str, ...]:
    """Each point of a check as a mark: good, wrong, or empty for what was not looked at."""
    seen, bad = set(looked), set(wrong)
    return tuple("✗" if name in bad else "✓" if name in seen and meter.checked_at else "" for name in known)
