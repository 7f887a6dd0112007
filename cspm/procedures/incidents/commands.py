"""`cspm incident`: public-area matters, disputes, emergencies and accidents."""

from __future__ import annotations

from cspm.errors import N_
from cspm.procedures.incidents.states import INCIDENTS, STEPS
from cspm.shell.params import StaffId
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group
from cspm.shell.role_type import Role

LATER = (
    "department", "left_at", "apart_at", "result", "handled_at", "handled_by", "reported_at", "reported_to", "account", "decision",
    "decided_at", "decided_by", "ticket", "numbered_at", "slip", "slip_at", "closed_at", "closed_by", "broke_out_at", "arrived_at",
    "superior_at",
)  # fmt: skip

incident = standard_group(
    "incidents", N_("Matters of public areas, disputes, emergencies and accidents: told at once, reported afterwards."),
    machine=INCIDENTS, steps=STEPS, hidden=LATER, at="found_at", by="found_by",
    complete="cspm.procedures.incidents.actions:complete",
    types={"found_by": StaffId(), "ticket": RecordId("tickets"), "reported_to": Role()},
)  # fmt: skip
