"""`cspm contact`, `cspm remark`, `cspm welcome`: special customers, what customers say, welcome duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.procedures.reception.states import REMARK, STEPS, WELCOMES
from cspm.shell.options import by_option, changes, id_argument
from cspm.shell.output import changed_each
from cspm.shell.params import StaffId
from cspm.shell.record_type import RecordId
from cspm.shell.registers import standard_group
from cspm.shell.role_type import Role

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@changes("contact")
@id_argument
@click.argument("text", metavar="TEXT")
@by_option
def contact(desk: Desk, record: str, text: str, by: str | None) -> None:
    """The manager spoke with a special customer again after the handling: what was said."""
    from cspm.procedures.reception import actions

    changed_each(desk, "tickets", (record,), act=lambda ticket: actions.contact(desk.office, ticket, text, by=by))


remark = standard_group(
    "remarks", N_("What customers say of the service, passed on to the head of the department."), machine=REMARK, steps=STEPS,
    types={"received_by": StaffId(), "ticket": RecordId("tickets"), "reported_to": Role()},
    hidden=("reported_at", "reported_by", "reported_to", "response"), at="received_at", by="received_by",
)  # fmt: skip
welcome = standard_group(
    "welcomes", N_("Welcome duty of the managers, before office work begins or at the homecoming peak."), machine=WELCOMES,
    types={"manager": StaffId()}, hidden=("role",), filled=("ended_at",), at="began_at", by="manager",
    complete="cspm.procedures.reception.actions:complete",
)  # fmt: skip
