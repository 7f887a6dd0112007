"""The values of two forms: the work plan (F13) and the minutes of the weekly meeting (R159)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.texts import named, signature
from cspm.core.view import View
from cspm.errors import N_, Message

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.desk import Desk
    from cspm.shell.output import Told

Values = dict[str, Any]


def work_plan_form(desk: Desk, record: str) -> Values:
    """A work plan as `contractors/work_plan.html` wants it. Raises NoSuchRecord."""
    plan: Any = View(desk.store.document("work_plans", record))
    contract, names = desk.store.document("contracts", plan.contract), desk.names("staff")
    english = in_english(desk) if desk.lang == "en" else {}
    own = (
        "start", "end", "text", "state", "submitted_by", "submitted_at",
        "opinion", "executed_at", "result",
    )  # fmt: skip
    return {name: getattr(plan, name) for name in own} | {
        "site": desk.site.name, "number": record, "printed_at": desk.now, "contract": plan.contract,
        "contractor": contract["contractor"], "domain": contract["domain"],
        "tasks": [spoken(task.document(), english) for task in plan.tasks],
        "areas": any(task.area for task in plan.tasks),
        "reviewed": named(plan.reviewed_by, names), "approved": signature(named(plan.approved_by, names), plan.approved_at),
    }  # fmt: skip


def minutes_form(desk: Desk, record: str) -> Values:
    """The minutes of a meeting as `contractors/minutes.html` wants them. Raises NoSuchRecord."""
    meeting: Any = View(desk.store.document("contractor_meetings", record))
    names = desk.names("staff")
    contractors = {row["id"]: row["contractor"] for row in desk.store.rows("contracts", columns=("id", "contractor"))}
    own = ("week", "held_at", "contractor_attended", "text", "decisions")
    return {name: getattr(meeting, name) for name in own} | {
        "site": desk.site.name, "number": record, "printed_at": desk.now, "by": named(meeting.by, names),
        "attended": [named(one, names) for one in meeting.attended],
        "counts": [{**one.document(), "contractor": contractors.get(one.contract, "")} for one in meeting.counts],
    }  # fmt: skip


def in_english(desk: Desk) -> dict[tuple[str, str], str]:
    """What the items of the execution standard say in English, by item and its Chinese words."""
    rows = desk.store.rows("standard", "en != ''", columns=("id", "zh", "en"))
    return {(str(row["id"]), str(row["zh"])): str(row["en"]) for row in rows}


def spoken(task: Values, english: Mapping[tuple[str, str], str]) -> Values:
    """A task that was filled in from the execution standard, in the words of the command's language; others as typed."""
    return {**task, "text": english.get((task.get("item") or "", task["text"]), task["text"])}


def filled(plan: Revision) -> Told:
    """The sentence after tasks were filled in from the standard: how many there are now."""
    text = N_("{id}: {count} tasks. On paper: cspm work-plan print {id}")
    return plan, Message.of(text, id=plan.id, count=len(plan.tasks))
