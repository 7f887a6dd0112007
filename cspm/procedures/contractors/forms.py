"""The values of two forms: the work plan (F13) and the minutes of the weekly meeting (R159)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.texts import named, signature
from cspm.core.view import View
from cspm.procedures.cleaning.forms import item_texts

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

Values = dict[str, Any]


def work_plan_form(desk: Desk, record: str) -> Values:
    """A work plan as `contractors/work_plan.html` wants it. Raises NoSuchRecord."""
    plan: Any = View(desk.store.document("work_plans", record))
    contract, names = desk.store.document("contracts", plan.contract), desk.names("staff")
    chinese = {str(row["id"]): str(row["zh"]) for row in desk.store.rows("standard", columns=("id", "zh"))}
    texts = item_texts(desk)
    own = (
        "start", "end", "text", "state", "submitted_by", "submitted_at",
        "opinion", "executed_at", "result",
    )  # fmt: skip
    return {name: getattr(plan, name) for name in own} | {
        "site": desk.site.name, "number": record, "printed_at": desk.now, "contract": plan.contract,
        "contractor": contract["contractor"], "domain": contract["domain"],
        "tasks": [spoken(task.document(), texts, chinese) for task in plan.tasks],
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


def spoken(task: Values, texts: Mapping[str, str], chinese: Mapping[str, str]) -> Values:
    """A task that was filled in from the execution standard, in the words of the command's language; others as typed."""
    filled = task.get("item") in texts and task["text"] == chinese.get(task["item"])
    return {**task, "text": texts[task["item"]]} if filled else task
