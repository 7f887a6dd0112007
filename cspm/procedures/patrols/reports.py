"""Patrols and defects as tables: the plan of some days, a month, what is not repaired yet. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cspm.core.periods import Span
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message

STATUS = ("on_time", "late", "excused", "missed", "open")
PLANNED = (
    Column("route", N_("Route"), "id"), Column("date", N_("Date"), "date"), Column("number", N_("Number of the day"), "int"),
    Column("opens_at", N_("From"), "time"), Column("due", N_("Due"), "time"), Column("patroller", N_("Who goes it")),
    Column("status", N_("Status"), "code", "patrol_status"), Column("ended_at", N_("Ended at"), "time"),
    Column("by", N_("Who")), Column("defects", N_("Defects")),
)  # fmt: skip
BY_ROUTE = (
    Column("route", N_("Route"), "id"), Column("planned", N_("Planned"), "int"), Column("on_time", N_("On time"), "int"),
    Column("late", N_("Late"), "int"), Column("excused", N_("Excused"), "int"), Column("missed", N_("Missed"), "int"),
    Column("open", N_("Not done yet"), "int"), Column("extra", N_("Beside the plan"), "int"),
    Column("defects", N_("Defects"), "int"),
)  # fmt: skip
REPAIR = (
    Column("ticket", N_("Ticket"), "id"), Column("state", N_("State"), "code", "state"), Column("assignee", N_("Assignee")),
    Column("promised_at", N_("Promised for"), "time"), Column("finished_at", N_("Finished at"), "time"),
    Column("closed_at", N_("Closed at"), "time"),
)  # fmt: skip
DEFECTS = (
    Column("id", N_("Defect"), "id"), Column("place", N_("Place")), Column("text", N_("What is wrong")),
    Column("found_how", N_("How it was found"), "code", "found_how"), Column("found_at", N_("Found at"), "time"),
    Column("found_by", N_("Found by")), Column("reported_at", N_("Reported at"), "time"), *REPAIR,
)  # fmt: skip


def repair_of(ticket: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """How the repair stands: `{ticket state assignee promised_at finished_at closed_at}` of its ticket."""
    if ticket is None:
        return None
    names = ("state", "assignee", "promised_at", "finished_at", "closed_at")
    return {"ticket": ticket["id"], **{name: moment(name, ticket[name]) for name in names}}


def moment(name: str, value: Any) -> Any:
    """A time of a document as a time."""
    return datetime.fromisoformat(value) if name.endswith("_at") and isinstance(value, str) else value


def plan_report(lines: list[dict[str, Any]], title: Message) -> Report:
    """`[{id route date number opens_at due patroller status ended_at by defects[]}]`."""
    return Report("patrol-plan", title, lines, (Table("plan", title, PLANNED, rows_of(PLANNED, lines)),))


def defects_report(lines: list[dict[str, Any]], title: Message) -> Report:
    """`[{id place text found_how found_at found_by reported_at ticket state assignee promised_at finished_at closed_at}]`."""
    return Report("defects", title, lines, (Table("defects", title, DEFECTS, rows_of(DEFECTS, lines)),))


def month(
    lines: list[dict[str, Any]], extra: Iterable[Any], defects: list[dict[str, Any]], span: Span, terms: Terms, *,
    as_of: datetime,
) -> Report:  # fmt: skip
    """`report patrols`: `{month site as_of routes[] missed[] late[] defects[]}`; `--explain ROUTE` names its patrols."""
    routes: dict[str, dict[str, Any]] = {}
    ids: dict[str, list[str]] = {}
    empty = {"planned": 0, **dict.fromkeys(STATUS, 0), "extra": 0, "defects": 0}
    for line in lines:
        one = routes.setdefault(line["route"], {"route": line["route"], **empty})
        one["planned"] += 1
        one[line["status"]] += 1
        one["defects"] += len(line["defects"])
        if line["status"] in ("on_time", "late", "excused"):
            ids.setdefault(line["route"], []).append(line["id"])
    for patrol in extra:
        one = routes.setdefault(patrol.route, {"route": patrol.route, **empty})
        one["extra"] += 1
        one["defects"] += sum(bool(point.defect) for point in patrol.points)
        ids.setdefault(patrol.route, []).append(patrol.id)
    bad = {name: [line for line in lines if line["status"] == name] for name in ("missed", "late")}
    document = {
        "month": span.name, "site": terms.site.name, "as_of": as_of, "routes": list(routes.values()), **bad,
        "defects": defects,
    }  # fmt: skip
    tables = (
        Table("routes", Message(N_("By route")), BY_ROUTE, rows_of(BY_ROUTE, routes.values())),
        Table("missed", Message(N_("Missed")), PLANNED, rows_of(PLANNED, bad["missed"])),
        Table("late", Message(N_("Late")), PLANNED, rows_of(PLANNED, bad["late"])),
        Table("defects", Message(N_("Defects")), DEFECTS, rows_of(DEFECTS, defects)),
    )

    def sources(key: str) -> tuple[str, ...]:
        if key not in routes:
            raise KeyError(key)
        return tuple(sorted(ids.get(key, ())))

    title = Message.of(N_("Patrols in {month}"), month=span.name)
    meta = {"site": terms.site.name, "period": span.name, "as_of": as_of}
    return Report("patrols", title, document, tables, sources=sources, keys=tuple(routes), meta=meta)


def rows_of(columns: Iterable[Column], lines: Iterable[Mapping[str, Any]]) -> tuple[tuple[Any, ...], ...]:
    """The lines as rows of a table."""
    return tuple(tuple(cell(line[column.key]) for column in columns) for line in lines)


def cell(value: Any) -> Any:
    """A list as several values of one cell."""
    return tuple(value) or None if isinstance(value, list) else value
