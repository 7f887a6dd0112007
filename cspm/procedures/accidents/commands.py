"""`cspm accident`: accidents of outsourced works, from the first word to the end of the investigation."""

from __future__ import annotations

from cspm.errors import N_
from cspm.procedures.accidents.states import ACCIDENTS, STEPS
from cspm.shell.form_command import form_command
from cspm.shell.params import StaffId
from cspm.shell.registers import standard_group

LATER = (
    "account", "file", "written_at", "written_by", "sent_to", "cause", "responsible", "measures", "educated", "code_ref",
    "investigated_at", "investigated_by", "closed_at", "closed_by",
)  # fmt: skip

accident = standard_group(
    "accidents", N_("Accidents of outsourced works: told at once, written down within a day, investigated to the end."),
    machine=ACCIDENTS, steps=STEPS, types={"by": StaffId()}, hidden=LATER, at="happened_at", by="by",
    moves={"reopen": N_("The investigation goes on")},
)  # fmt: skip


accident.add_command(
    form_command(
        "accidents", "accidents/report.html", "cspm.procedures.accidents.queries:sheet",
        N_("Print the accident report, to be filled in or handed in."),
    )
)  # fmt: skip
