"""Work that is done, and the values of its technical checklist as they are kept on the ticket (R071-R083). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.site import Site
from cspm.errors import N_, BadValue, Code, Message
from cspm.procedures.checklists.model import Check, Checklist, checklists, named, step_of, value_of
from cspm.procedures.checklists.states import OVERLOAD
from cspm.procedures.tickets.transitions import Changed, moved, price_first

if TYPE_CHECKING:
    from cspm.core.stamp import Stamp
    from cspm.procedures.tickets.model import Ticket

Pairs = tuple[tuple[str, str], ...]
LOOKS = {
    "yes": N_("write yes or no"), "number": N_("write a number such as 0.52{unit}"), "count": N_("write a whole number"),
    "text": N_("write a text"), "choice": N_("write one of: {known}"),
}  # fmt: skip


def finished(
    ticket: Ticket, stamp: Stamp, *, result: str, checks: Pairs, checklist: str | None, site: Site
) -> Changed:  # fmt: skip
    """Work is done: its result, and the values of the checklist that was named or that its item names.

    Raises BadValue for a step or value that the checklist does not have.
    """
    if ticket.state == "dispatched" and ticket.nature == "paid" and ticket.price_agreed_at is None:
        raise price_first(ticket)
    chosen = named(checklist or ticket.checklist or ticket.item, site)
    return {
        "state": moved(ticket, "finish"), "finished_at": stamp.at, "result": result,
        "checklist": chosen.name if chosen else None,
        "checks": (*ticket.checks, *(filled_in(chosen, checks) if chosen else free(checks))),
    }  # fmt: skip


def known_checklist(word: str | None, site: Site) -> None:
    """Raise BadValue for a word that names no checklist."""
    if word is not None and named(word, site) is None:
        known = tuple(one.shown for one in checklists(site).values())
        raise BadValue(
            field="--checklist", value=word[:40], problem=Message.of(N_("write one of: {known}"), known=known)
        )


def filled_in(checklist: Checklist, checks: Pairs) -> tuple[dict[str, Any], ...]:
    """The values under the steps of a checklist, in its own words. Raises BadValue."""
    return tuple(line(checklist, step, value) for step, value in checks)


def line(checklist: Checklist, step: str, value: str) -> dict[str, Any]:
    """One step with its value. Raises BadValue naming the steps there are, or what a value looks like."""
    check = step_of(checklist, step)
    if check is None:
        problem = Message.of(
            N_("the steps of {checklist} are: {known}"), checklist=checklist.shown,
            known=tuple(one.shown for one in checklist.checks),
        )  # fmt: skip
        raise BadValue(field="--check", value=step[:40], problem=problem)
    kept = value_of(check, value)
    if kept is None:
        raise BadValue(field="--check", value=f"{step}={value}"[:60], problem=looks(check))
    return {"step": check.name, "value": kept, "unit": check.unit or None}


def looks(check: Check) -> Message:
    """What a value of the step looks like."""
    known = tuple(Code("check_value", code) for code in OVERLOAD)
    return Message.of(LOOKS[check.kind], unit=check.unit, known=known)


def free(checks: Pairs) -> tuple[dict[str, Any], ...]:
    """Steps of no checklist: as they were typed."""
    return tuple({"step": step, "value": value, "unit": None} for step, value in checks)
