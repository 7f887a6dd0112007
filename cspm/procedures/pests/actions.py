"""What is filled in when a treatment or a plan is taken down: times, roles, and the lines of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.language import code_of
from cspm.core.periods import NotAWhen
from cspm.core.when import day as day_named
from cspm.core.words import VOCABULARIES
from cspm.errors import N_, BadValue, Code, Message
from cspm.procedures.pests.states import SUPERVISORS
from cspm.procedures.pests.turns import bounds, due_day, is_period

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.office import Office

SHAPE = "DAY:AREA[:PEST+PEST[:AGENT]]"


def treated(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new treatment: the role of who watched over it, the actor himself if that is his post."""
    given = {name: value for name, value in fields.items() if value is not None}
    own = office.actor
    watcher = given.get("supervised_by") or (own.id if own.role in SUPERVISORS else None)
    role = office.person(watcher).role if watcher else None
    return {**given, "supervised_by": watcher, "supervised_role": role}


def add_plan(
    office: Office, *, period: str | None, words: Iterable[tuple[str, ...]], areas: tuple[str, ...], pests: tuple[str, ...],
    agent: str | None, by: str | None = None, **more: Any,
) -> Revision:  # fmt: skip
    """A plan (R193) from lines as typed, and for `areas` from the beginning of its period on at the season's intervals.

    Without a period it is for next month. Raises BadValue, NotAllowed.
    """
    named = period or next_month(office)
    if not is_period(named, office.terms):
        problem = Message(N_("write a month 2026-11, a quarter 2026-Q4 or a year 2026"))
        raise BadValue(field="--period", value=named[:40], problem=problem)
    lines = [line(office, parts) for parts in words]
    for area in areas:
        lines += [{"planned_on": one, "area": area, "pests": pests, "agent": agent} for one in turns(office, named)]
    lines.sort(key=lambda one: (one["planned_on"], one["area"]))
    maker = by or office.actor.id
    fields = {
        "period": named, "made_at": office.now, "by": maker, "role": office.role_of(by), "lines": tuple(lines), **more,
    }  # fmt: skip
    return office.create(
        "pest_plans", "add", permit="pest_plans add", fields=fields, by=by,
        record_id=lambda change: change.new_id("pest_plans", f"{office.today:%Y-%m}"),
    )  # fmt: skip


def next_month(office: Office) -> str:
    """The month after the present one."""
    return f"{(office.today.replace(day=1) + timedelta(days=31)):%Y-%m}"


def turns(office: Office, period: str) -> Iterator[date]:
    """The days of a period on which an area has its turn, from its first day on."""
    day, end = (each.date() for each in bounds(period, office.terms))
    while day < end:
        yield day
        day = max(due_day(day, office.terms), day + timedelta(days=1))


def line(office: Office, parts: tuple[str, ...]) -> dict[str, Any]:
    """`2026-11-05:A1:蚊+蟑螂:药剂` as a line of the plan. Raises BadValue."""
    day, area, pests, agent = (*parts, "", "")[:4]
    try:
        planned = day_named(day, office.now, tz=office.terms.tz)
    except NotAWhen:
        problem = Message.of(N_("{value} is not a day I know. Try 2026-11-22, today, yesterday"), value=day[:60])
        raise BadValue(field="--line", value=":".join(parts)[:80], problem=problem) from None
    if not area:
        problem = Message.of(N_("write it as {shape}"), shape=SHAPE)
        raise BadValue(field="--line", value=":".join(parts)[:80], problem=problem)
    aimed = tuple(pest(word.strip()) for word in pests.replace("＋", "+").split("+") if word.strip())
    return {"planned_on": planned, "area": area, "pests": aimed, "agent": agent or None}


def pest(word: str) -> str:
    """The code of a pest. Raises BadValue."""
    code = code_of("pest", word)
    if code is None:
        known = tuple(Code("pest", one) for one in VOCABULARIES["pest"].labels)
        raise BadValue(field="--line", value=word[:60], problem=Message.of(N_("known are: {known}"), known=known))
    return code
