"""What the reading commands of works need, fetched from the store: matches, audits, the values of forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cspm.core.rules import Finding, run
from cspm.core.tables import Report
from cspm.core.view import View, listed
from cspm.procedures.works import figures, forms, reading, reports
from cspm.procedures.works.audit import Line, geared, of_meters, percent_of
from cspm.procedures.works.correspondence import faults, fields_of
from cspm.procedures.works.meter_rules import METER
from cspm.procedures.works.rules import SHIFT, WORK

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def match_report(desk: Desk, work_id: str) -> tuple[Report, list[str]]:
    """The correspondence of a work's meters, installed or only listed, and the ids of those with a fault."""
    work: Any = View(desk.store.document("works", work_id))
    rows = reading.meters(desk.store, work_id)
    fields = fields_of(rows)
    found = faults(rows, fields)
    ids = sorted({one for fault in found for one in fault.ids})
    return reports.match_report(work, rows, fields, found), ids


def audit_report(desk: Desk, work_id: str) -> tuple[Report, list[str]]:
    """Everything asked of a work, and the rules that are broken now."""
    work: Any = View(desk.store.document("works", work_id))
    shifts = reading.shifts(desk.store, work=work_id)
    lines = [*of_meters(work, reading.meters(desk.store, work_id), desk.terms), *_geared(desk, shifts)]
    found = sorted(_findings(desk, work, shifts), key=lambda one: (one.rule, one.record))
    meta = {"site": desk.site.name, "as_of": desk.now}
    return reports.audit_report(work, lines, found, now=desk.now, meta=meta)


def _geared(desk: Desk, shifts: list[Any]) -> Iterator[Line]:
    gear = reading.gear(desk.store) if shifts else []
    yield from (line for shift in shifts if (line := geared(shift, gear, desk.terms)) is not None)


def _findings(desk: Desk, work: Any, shifts: list[Any]) -> Iterator[Finding]:
    yield from run(WORK, work, desk.terms)
    for shift in shifts:
        yield from run(SHIFT, shift, desk.terms)
    ids = [row["id"] for row in reading.meters(desk.store, work.id) if row["installed_at"] is not None]
    for document in desk.store.documents("meters", ids):
        yield from run(METER, View(document), desk.terms)


def known(desk: Desk, kind: str, record_id: str | None) -> dict[str, Any] | None:
    """A record that another names, None when it is not there."""
    return desk.store.document(kind, record_id) if record_id and desk.store.exists(kind, record_id) else None


def work_form(desk: Desk, work_id: str, form: str) -> dict[str, Any]:
    """The values of the check record (F54) or of the notice (F52)."""
    work: Any = View(desk.store.document("works", work_id))
    if form == "notice":
        days = int(percent_of(figures.NOTICE_DAYS, desk.terms, desk.now))
        return forms.notice(work, known(desk, "crews", work.crew), desk.terms, desk.now, days=days)
    drawn = {one for draw in work.draws for one in draw.meters}
    rows = reading.meters(desk.store, work_id)
    ids = [row["id"] for row in rows if row["id"] in drawn or row["checked_at"] is not None or listed(row["defects"])]
    meters = [View(document) for document in desk.store.documents("meters", ids)]
    return forms.record(work, meters, desk.terms, desk.now)


def shift_form(desk: Desk, shift_id: str) -> dict[str, Any]:
    """The values of a page of the ledger (F51)."""
    shift: Any = View(desk.store.document("shifts", shift_id))
    return forms.ledger(shift, known(desk, "works", shift.work), desk.terms, desk.now)


def meter_form(desk: Desk, meter_id: str) -> dict[str, Any]:
    """The values of an install order (F53)."""
    meter: Any = View(desk.store.document("meters", meter_id))
    return forms.order(meter, known(desk, "works", meter.work), desk.terms, desk.now)
