"""What can be done with bin counts: one removal is taken down with what was counted, reported and done after it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from cspm.core.rules import Broken
from cspm.core.view import View
from cspm.errors import N_, Message
from cspm.procedures.cleaning import removal_forms, removal_rules
from cspm.procedures.cleaning.actions import contract_in_force
from cspm.shell.filters import condition

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.procedures.cleaning.model import BinCount
    from cspm.shell.desk import Desk
    from cspm.shell.office import Office


def add_bins(
    office: Office, contract_id: str, *, day: date, area: str, counted: int, reported: int, by: str | None, **more: Any
) -> Revision:
    """A bin count (R125, R133). Raises NoSuchRecord, NotPossibleNow, BadValue outside the contract, NotAllowed.

    `more`: washed, washed_at, swept, removed_at, company, vehicle, note.
    """
    contract_in_force(office, contract_id, day, field="--date")
    fields = {
        "contract": contract_id, "date": day, "area": area, "counted": counted, "reported": reported,
        "by": by or office.actor.id, **more,
    }  # fmt: skip
    return office.create(
        "bins", "add", record_id=lambda change: change.new_id("bins", f"{day:%Y-%m}"), fields=fields,
        permit="bins add", by=by,
    )  # fmt: skip


def counted(desk: Desk, made: Revision) -> Message:
    """After a bin count: what it says, and whether it is a severe (R125)."""
    (verdict,) = removal_rules.bins_true(cast("BinCount", made), desk.terms)
    text = N_("{id}: {reported} bins reported, {counted} counted")
    if isinstance(verdict, Broken):
        text = N_("{id}: {reported} bins reported, {counted} counted: a severe, false bin count (R125)")
    return Message.of(text, id=made.id, reported=made.reported, counted=made.counted)


def bin_register(desk: Desk, words: tuple[str, ...], *, month: str | None) -> dict[str, Any]:
    """The bin register of a month (F18), of the contracts and areas that the filter words leave. Raises BadValue."""
    named = month or f"{desk.office.today:%Y-%m}"
    where, params = condition("bins", words, desk)
    scope = "state != 'void' AND date LIKE ?" + (f" AND ({where})" if where else "")
    ids = [row["id"] for row in desk.store.rows("bins", scope, (f"{named}-%", *params), columns=("id",))]
    counts: list[Any] = [View(document) for document in desk.store.documents("bins", ids)]
    staff = desk.names("staff")
    return removal_forms.bin_register(
        counts, desk.terms, month=named, now=desk.now, staff=staff,
        contracts=sorted({count.contract for count in counts}), areas=sorted({count.area for count in counts}),
    )  # fmt: skip
