"""The entries of outsourced works and of their crews' performance in the table of procedures (`register.py`). Data only."""

from __future__ import annotations

from cspm.core.kinds import Kind
from cspm.errors import N_
from cspm.register_entries import Procedure, commands

HOME = "cspm.procedures.works"
SHEET = "cspm.procedures.performance"

WORKS: tuple[Procedure, ...] = (
    Procedure(
        "works",
        N_("Outsourced works: crews, gear, notices, pre-shift ledger, meters and their checks"),
        ("S53",),
        ("people",),
        (
            Kind("crews", N_("outsourced crews"), f"{HOME}.model:Crew", listing="cspm crew list",
                 columns=("contractor", "contract", "members", "base_amount", "start", "end", "state"),
                 words=("id", "contractor")),
            Kind("gear", N_("protective gear"), f"{HOME}.model:Gear", listing="cspm gear list",
                 columns=("gear_type", "crew", "holder", "issued_on", "expires_on", "discarded_on", "state"),
                 words=("id", "crew", "holder")),
            Kind("works", N_("outsourced works"), f"{HOME}.model:Work", listing="cspm work list",
                 columns=("work_type", "crew", "place", "start", "end", "posted_on", "started_at", "finished_at", "inspected_at",
                          "inspected_by", "state"),
                 words=("id", "crew", "place"), derive=f"{HOME}.derive:work", show=f"{HOME}.derive:shown_work"),
            Kind("shifts", N_("pre-shift ledger"), f"{HOME}.model:Shift", "SH", True, listing="cspm shift list",
                 columns=("work", "date", "held_at", "by", "host", "present", "guardian", "ended_at", "swept_at", "state"),
                 words=("id", "work", "tasks", "host"), derive=f"{HOME}.derive:shift", show=f"{HOME}.derive:shown_shift"),
            Kind("meters", N_("meters of works"), f"{HOME}.meter:Meter", "EM", True, listing="cspm meter list",
                 columns=("work", "order_no", "old_no", "new_no", "position", "breaker", "user", "load_class", "removed_no",
                          "installed_no", "installed_at", "installed_by", "defects", "miswired", "checked_at", "rectified_at",
                          "collected", "collected_at", "source_id", "state"),
                 words=("id", "order_no", "old_no", "new_no", "user", "unit"), derive=f"{HOME}.derive:meter",
                 show=f"{HOME}.derive:shown_meter", importer=f"{HOME}.actions:meter_fields"),
        ),
        (
            *commands(f"{HOME}.commands", crew=N_("Outsourced crews"), gear=N_("Protective gear and its validity"),
                      work=N_("Outsourced works and their checks"), shift=N_("Pre-shift meetings: the ledger of each day")),
            *commands(f"{HOME}.meter_commands", meter=N_("Meters changed or installed")),
        ),
    ),
    Procedure(
        "performance",
        N_("Performance of outsourced crews: collectors maintained, success rates, assessments"),
        ("S54",),
        ("people", "tickets", "works"),
        (
            Kind("dayworks", N_("days of collector maintenance"), f"{SHEET}.model:DayWork", "DW", True, listing="cspm daywork list",
                 columns=("crew", "worker", "date", "device_type", "count", "attempted", "succeeded", "by", "source_id", "state"),
                 words=("id", "crew", "worker"), derive=f"{SHEET}.derive:daywork", show=f"{SHEET}.derive:shown_daywork"),
            Kind("assessments", N_("assessments of crews"), f"{SHEET}.model:Assessment", "AS", True, listing="cspm assessment list",
                 columns=("about", "month", "crew", "worker", "work", "ticket", "raised_at", "verified", "deduct_amount",
                          "decided_at", "state"),
                 words=("id", "crew", "worker", "text"), derive=f"{SHEET}.derive:assessment",
                 show=f"{SHEET}.derive:shown_assessment"),
            Kind("performance_sheets", N_("performance sheets"), f"{SHEET}.model:PerformanceSheet",
                 listing="cspm performance-sheet list",
                 columns=("crew", "month", "drafted_at", "signed_a_by", "signed_b_by", "approved_at", "approved_by", "state"),
                 words=("id", "crew")),
        ),
        (
            *commands(f"{SHEET}.commands", daywork=N_("Collectors maintained by each worker"),
                      assessment=N_("Deductions that somebody decides")),
            *commands(f"{SHEET}.sheet_commands", performance_sheet=N_("A month's sheets, signed and frozen")),
        ),
    ),
)  # fmt: skip
