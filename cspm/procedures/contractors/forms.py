"""The values of two forms: the work plan (F13) and the minutes of the weekly meeting (R159). Pure: readers are handed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from cspm.core.terms import Terms
from cspm.core.view import View

Values = dict[str, Any]


class Reader(Protocol):
    """What is asked of the store: rows of the index, whole documents."""

    def rows(
        self, kind: str, where: str = "", params: Sequence[object] = (), *, columns: Sequence[str] = ()
    ) -> Iterable[Any]:
        """Rows of the kind's index table."""

    def document(self, kind: str, record_id: str) -> dict[str, Any]:
        """One record. Raises NoSuchRecord."""


def work_plan_form(reader: Reader, record: str, *, terms: Terms, now: datetime) -> Values:
    """A work plan as `contractors/work_plan.html` wants it. Raises NoSuchRecord."""
    plan: Any = View(reader.document("work_plans", record))
    contract, names = reader.document("contracts", plan.contract), names_of(reader)
    own = (
        "start",
        "end",
        "text",
        "state",
        "submitted_by",
        "submitted_at",
        "opinion",
        "approved_at",
        "executed_at",
        "result",
    )
    return {name: getattr(plan, name) for name in own} | {
        "site": terms.site.name, "number": record, "printed_at": now, "contract": plan.contract,
        "contractor": contract["contractor"], "domain": contract["domain"],
        "tasks": [task.document() for task in plan.tasks],
        "reviewed": signed(plan.reviewed_by, names), "approved": signed(plan.approved_by, names),
    }  # fmt: skip


def minutes_form(reader: Reader, record: str, *, terms: Terms, now: datetime) -> Values:
    """The minutes of a meeting as `contractors/minutes.html` wants them. Raises NoSuchRecord."""
    meeting: Any = View(reader.document("contractor_meetings", record))
    names = names_of(reader)
    contractors = {row["id"]: row["contractor"] for row in reader.rows("contracts", columns=("id", "contractor"))}
    own = ("week", "held_at", "contractor_attended", "text", "decisions")
    return {name: getattr(meeting, name) for name in own} | {
        "site": terms.site.name, "number": record, "printed_at": now, "by": signed(meeting.by, names),
        "attended": [signed(one, names) for one in meeting.attended],
        "counts": [{**one.document(), "contractor": contractors.get(one.contract, "")} for one in meeting.counts],
    }  # fmt: skip


def names_of(reader: Reader) -> Mapping[str, str]:
    """The names of staff by id."""
    return {row["id"]: row["name"] for row in reader.rows("staff", columns=("id", "name"))}


def signed(staff: str | None, names: Mapping[str, str]) -> str:
    """`CS01 Zhu`: an id with its name, or alone when there is none; empty for nobody."""
    return f"{staff} {names[staff]}" if staff and staff in names else staff or ""
