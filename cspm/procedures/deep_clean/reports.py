"""A deep clean's areas with the people they need and have, and its roster. Pure."""

from __future__ import annotations

from typing import Any

from cspm.core.tables import Column, Report, Table
from cspm.errors import N_, Message
from cspm.procedures.deep_clean.rules import needed

WORK = (
    Column("area", N_("Area"), "id"), Column("square_metres", N_("Square metres"), "int"),
    Column("a_day", N_("Square metres a person and day"), "int"), Column("days", N_("Days"), "int"),
    Column("needed", N_("People needed"), "int"), Column("hired", N_("People hired"), "int"),
)  # fmt: skip
PEOPLE = (
    Column("name", N_("Name")), Column("area", N_("Area"), "id"), Column("phone", N_("Phone")), Column("from", N_("From"), "date"),
    Column("until", N_("Until"), "date"), Column("kept", N_("Kept on"), "yes"), Column("why", N_("Why")),
)  # fmt: skip


def roster_report(clean: Any) -> Report:
    """`{id name state areas[{area square_metres a_day days needed hired}] people[{name area phone from until kept why}]}`."""
    document = {"id": clean.id, "name": clean.name, "state": clean.state, "areas": work(clean), "people": people(clean)}
    title = Message.of(N_("Deep clean {id}: {name}"), id=clean.id, name=clean.name)
    tables = (
        Table("areas", Message(N_("Work by area")), WORK, rows(document["areas"], WORK)),
        Table("people", Message(N_("Temporary roster")), PEOPLE, rows(document["people"], PEOPLE)),
    )
    return Report("roster", title, document, tables)


def rows(lines: list[dict[str, Any]], columns: tuple[Column, ...]) -> tuple[tuple[Any, ...], ...]:
    """The lines as rows of a table."""
    return tuple(tuple(line[column.key] for column in columns) for line in lines)


def work(clean: Any) -> list[dict[str, Any]]:
    """Each area with its last measurement, those too for which somebody was hired without one."""
    latest = {one.area: one for one in clean.workload}
    areas = dict.fromkeys((*latest, *(one.area for one in clean.roster)))
    found = []
    for area in areas:
        one = latest.get(area)
        found.append({
            "area": area, "square_metres": getattr(one, "square_metres", None), "a_day": getattr(one, "a_day", None),
            "days": getattr(one, "days", None), "needed": needed(one) if one is not None else None,
            "hired": sum(hired.area == area for hired in clean.roster),
        })  # fmt: skip
    return found


def people(clean: Any) -> list[dict[str, Any]]:
    """Everyone on the roster, and whether he stays on."""
    why = {one.name: one.why for one in clean.chosen}
    return [
        {"name": one.name, "area": one.area, "phone": one.phone, "from": one.from_on, "until": one.until_on,
         "kept": one.name in why, "why": why.get(one.name)}
        for one in clean.roster
    ]  # fmt: skip
