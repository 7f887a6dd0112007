"""A month's garbage: bins counted against reported by contract and area, collections by area and point. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from cspm.core.rules import Broken
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.garbage.rules import in_hours
from cspm.procedures.garbage.states import CHECKLIST, points_of
from cspm.procedures.garbage.windows import around, holds
from cspm.tuples import NamedTuple

HOURS = (
    Column("area", N_("Area"), "id"), Column("start", N_("From"), "time"), Column("end", N_("To"), "time"),
    Column("collections", N_("Collections")),
)  # fmt: skip
PLACES = (
    Column("contract", N_("Contract"), "id"), Column("contractor", N_("Contractor")), Column("area", N_("Area"), "id"),
    Column("removals", N_("Removals"), "int"), Column("counted", N_("Counted"), "int"),
    Column("reported", N_("Reported"), "int"), Column("difference", N_("Difference"), "int"),
    Column("over_reported", N_("Removals with too many reported"), "int"),
    Column("not_washed", N_("Not washed"), "int"), Column("unsupervised", N_("Not supervised"), "int"),
)  # fmt: skip
VEHICLES = (
    Column("company", N_("Removal company")), Column("vehicle", N_("Vehicle")),
    Column("removals", N_("Removals"), "int"), Column("counted", N_("Counted"), "int"),
)  # fmt: skip
AREAS = (
    Column("area", N_("Area"), "id"), Column("collections", N_("Collections"), "int"),
    Column("outside", N_("Outside the hours"), "int"), Column("unchecked", N_("Not wholly checked"), "int"),
    Column("hours", N_("Collection hours"), "int"), Column("served", N_("Hours with a collection"), "int"),
)  # fmt: skip
POINTS = (Column("point", N_("Checklist point"), "code", "garbage_point"), Column("count", N_("Not in order"), "int"))
KEYS = ("removals", "over_reported", "not_washed", "unsupervised", "collections", "outside", "unchecked")


class Asked(NamedTuple):
    """What the report is about: a month, one contract and area or (None) all, as things stand at `now`."""

    month: str
    contract: str | None
    area: str | None
    now: datetime


def hours(lines: Sequence[Mapping[str, Any]], day: date) -> Report:
    """`[{area start end collections[]}]` of a day."""
    title = Message.of(N_("Collection hours on {day}"), day=day)
    rows = tuple((one["area"], one["start"], one["end"], tuple(one["collections"]) or None) for one in lines)
    return Report("windows", title, list(lines), (Table("windows", title, HOURS, rows),))


def garbage(
    removals: Sequence[Any], collections: Sequence[Any], terms: Terms, *, asked: Asked, contractors: Mapping[str, str],
    hours: Mapping[str, int],
) -> Report:  # fmt: skip
    """`{month site as_of contract area removals counted reported difference over_reported not_washed unsupervised places[]
    vehicles[] collections outside unchecked missed{} areas[]}`; `difference` is reported minus counted."""
    found = {**sources_of_removals(removals), **sources_of_collections(collections, terms)}
    document = {
        "month": asked.month, "site": terms.site.name, "as_of": asked.now, "contract": asked.contract, "area": asked.area,
        **totals(removals), "places": places(removals, contractors), "vehicles": vehicles(removals),
        "collections": len(collections), "outside": len(found["outside"]), "unchecked": len(found["unchecked"]),
        "missed": missed(collections), "areas": by_area(collections, terms, hours),
    }  # fmt: skip
    title = Message.of(N_("Garbage in {month}"), month=asked.month)
    meta = {"site": terms.site.name, "period": asked.month, "as_of": asked.now}
    sources = {key: tuple(sorted(ids)) for key, ids in found.items()}
    return Report("garbage", title, document, tables(document), sources=lambda key: sources[key], keys=KEYS, meta=meta)


def washed(count: Any) -> bool:
    """Whether it is said that the garbage room was washed."""
    return bool(count.washed or count.washed_at)


def sources_of_removals(removals: Iterable[Any]) -> dict[str, list[str]]:
    """The bin counts behind each number."""
    known = list(removals)
    return {
        "removals": [one.id for one in known],
        "over_reported": [one.id for one in known if one.reported > one.counted],
        "not_washed": [one.id for one in known if not washed(one)],
        "unsupervised": [one.id for one in known if not one.by],
    }


def sources_of_collections(collections: Iterable[Any], terms: Terms) -> dict[str, list[str]]:
    """The collections behind each number."""
    known = list(collections)
    return {
        "collections": [one.id for one in known],
        "outside": [one.id for one in known if outside(one, terms)],
        "unchecked": [one.id for one in known if unchecked(one)],
    }


def outside(collection: Any, terms: Terms) -> bool:
    """Whether it was made outside the hours of its area."""
    return any(isinstance(one, Broken) for one in in_hours(collection, terms))


def unchecked(collection: Any) -> bool:
    """Whether a point of its way was not looked at."""
    return not {*points_of(collection.destination)} <= {*collection.points_kept, *collection.points_missed}


def totals(removals: Iterable[Any]) -> dict[str, int]:
    """The sums over some bin counts."""
    known = list(removals)
    found = sources_of_removals(known)
    counted, reported = sum(one.counted for one in known), sum(one.reported for one in known)
    return {
        "removals": len(known), "counted": counted, "reported": reported, "difference": reported - counted,
        "over_reported": len(found["over_reported"]), "not_washed": len(found["not_washed"]),
        "unsupervised": len(found["unsupervised"]),
    }  # fmt: skip


def places(removals: Sequence[Any], contractors: Mapping[str, str]) -> list[dict[str, Any]]:
    """The sums by contract and area."""
    keys = sorted({(one.contract, one.area) for one in removals})
    return [
        {
            "contract": contract, "contractor": contractors.get(contract), "area": area,
            **totals(one for one in removals if (one.contract, one.area) == (contract, area)),
        }
        for contract, area in keys
    ]  # fmt: skip


def vehicles(removals: Iterable[Any]) -> list[dict[str, Any]]:
    """Removals and bins by who took them away, where that was noted."""
    known = [one for one in removals if one.company or one.vehicle]
    keys = sorted({(one.company or "", one.vehicle or "") for one in known})
    found = []
    for company, vehicle in keys:
        mine = [one for one in known if (one.company or "", one.vehicle or "") == (company, vehicle)]
        found.append({"company": company or None, "vehicle": vehicle or None, "removals": len(mine),
                      "counted": sum(one.counted for one in mine)})  # fmt: skip
    return found


def missed(collections: Iterable[Any]) -> dict[str, int]:
    """How often each point of the checklist was not in order, in the order of the checklist."""
    found = Counter(point for one in collections for point in one.points_missed)
    return {point.name: found[point.name] for point in CHECKLIST}


def by_area(collections: Sequence[Any], terms: Terms, hours: Mapping[str, int]) -> list[dict[str, Any]]:
    """Collections and hours by area: those that were collected from, and those that have hours."""
    found = []
    for area in sorted({*(one.area for one in collections), *hours}):
        mine = [one for one in collections if one.area == area]
        served = {
            window
            for one in mine
            for window in around(area, one.collected_at, terms)
            if holds(window, one.collected_at, terms)
        }
        found.append({
            "area": area, "collections": len(mine), "outside": sum(outside(one, terms) for one in mine),
            "unchecked": sum(unchecked(one) for one in mine), "hours": hours.get(area, 0), "served": len(served),
        })  # fmt: skip
    return found


def tables(document: Mapping[str, Any]) -> tuple[Table, ...]:
    """The report for people."""
    said = Message.of(
        N_("{removals} removals, {counted} bins counted, {reported} reported"),
        removals=document["removals"], counted=document["counted"], reported=document["reported"],
    )  # fmt: skip
    lines: tuple[tuple[str, Message, tuple[Column, ...], list[dict[str, Any]]], ...] = (
        ("places", Message(N_("Bins by contract and area")), PLACES, document["places"]),
        ("vehicles", Message(N_("Taken away by")), VEHICLES, document["vehicles"]),
        ("areas", Message(N_("Collections by area")), AREAS, document["areas"]),
        ("missed", Message(N_("Points of the checklist")), POINTS,
         [{"point": point, "count": count} for point, count in document["missed"].items()]),
    )  # fmt: skip
    return tuple(
        Table(key, title, columns, tuple(tuple(row[column.key] for column in columns) for row in rows),
              (said,) if key == "places" else ())
        for key, title, columns, rows in lines
    )  # fmt: skip
