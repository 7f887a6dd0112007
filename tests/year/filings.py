"""What is filed for every day, month and quarter: all that the site asks for, or all but what a twist leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from cspm.core.periods import Span, midnight
from cspm.procedures.filings.actions import complete
from cspm.procedures.filings.forms import FORMS, Form
from cspm.procedures.filings.obligations import wanted
from cspm.procedures.filings.periods import due, of_span
from cspm.procedures.filings.states import FILINGS, STEPS
from cspm.register import KINDS
from cspm.shell.register_actions import add, take
from cspm.shell.registers import Register
from tests.year.scene import YEAR, Scene

REGISTER = Register(KINDS["filings"], FILINGS, {}, (), {step.verb: step for step in STEPS})
MAKERS = {
    "dispatch_assistant": "DA01", "csc_manager": "CM01", "specialist": "SP01", "csc_director": "CD01", "quality": "QU01",
    "customer_assistant": "CA01",
}  # fmt: skip
EARLY, LATE = timedelta(hours=6), timedelta(days=3)
TEXTS: dict[str, Any] = {
    "text": "见附件", "causes": "配件老化", "corrective": "更换", "preventive": "季度检查", "topics": ("收费标准",),
    "attended": ("CM01", "CD01"),
}  # fmt: skip
WRONG = ("missing", "late", "incomplete", "beside")
"""A form left out, filed late, without what has to be in it, or about something that nobody asked."""


def twists(scene: Scene, month: str) -> dict[str, tuple[str, str]]:
    """What can go wrong with the filings of a month: by name the month in which it shows, and the rule.

    A missing one is the month's own, a bad one shows on the day on which it came.
    """
    found: dict[str, tuple[str, str]] = {}
    for form, period, _ in asked(scene, month):
        if not form.each and f"{form.name}_missing" not in found:
            until = due(form, period, scene.terms)
            found[f"{form.name}_missing"] = month, form.rule
            found[f"{form.name}_late"] = f"{until + LATE:%Y-%m}", form.rule
            found[f"{form.name}_incomplete"] = f"{until - EARLY:%Y-%m}", form.rule
            if form.name == "bulletin":
                found["bulletin_beside"] = f"{until - EARLY:%Y-%m}", form.rule
    return found


def asked(scene: Scene, month: str) -> Iterator[tuple[Form, str, str]]:
    """Form, period and person of everything that a month asks for."""
    span = Span.month(month, scene.terms.tz)
    first = midnight(date(YEAR, 1, 1), scene.terms.tz)
    for form in FORMS:
        if wanted(form, span, scene.terms):
            for period in of_span(form, span, scene.terms):
                if due(form, period, scene.terms) > first:
                    for person in makers(scene, form):
                        yield form, period, person


def makers(scene: Scene, form: Form) -> tuple[str, ...]:
    """Who files: everyone in the role where each files his own."""
    if form.each:
        return tuple(one for one, role, _, _ in people() if role in form.makers)
    return (MAKERS[form.makers[0]],)


def people() -> Any:
    """The people of the site."""
    from cspm.overview.demo.people import STAFF

    return STAFF


def filed(scene: Scene, month: str, twists: list[str]) -> None:
    """Everything of a month, each on its last day, with what is needed for it to stand."""
    left = list(twists)
    for form, period, person in asked(scene, month):
        twist = next((one for one in left if one.rpartition("_")[0] == form.name), "")
        wrong = twist.rpartition("_")[2]
        if twist:
            left.remove(twist)
        if wrong == "missing":
            continue
        until = due(form, period, scene.terms)
        office = scene.at(until + LATE if wrong == "late" else until - EARLY, person)
        fields = {name: TEXTS[name] for name in ("text", *form.has)} | {"sent_to": form.sent_to}
        if wrong == "incomplete":
            fields |= {"text": None}
        if wrong == "beside":
            fields |= {"topics": ("文明养犬",)}
        given = complete(office, {"form": form.name, "period": period, **fields})
        made = add(office, KINDS["filings"], record_id=None, fields=given)
        for group in ("property", "service", "other") if form.name == "complaint_analysis" else ():
            said = {"group": group, "corrective": "更换", "preventive": "季度检查"}
            take(office, REGISTER, made.id, step=REGISTER.steps["measure"], values={**said, "by": None})
        if form.approver:
            step = REGISTER.steps["approve"]
            take(scene.at(until, "CO01"), REGISTER, made.id, step=step, values={"opinion": None, "by": None})
