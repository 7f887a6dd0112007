"""`cspm compare`: two months, or two sites, number by number, each difference with the records behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.tables import Column, Report, Table
from cspm.errors import N_, Message

if TYPE_CHECKING:
    from cspm.overview.tally import Tally
    from cspm.shell.desk import Desk

COLUMNS = (
    Column("key", N_("Figure")), Column("a", N_("First"), "number"), Column("b", N_("Second"), "number"),
    Column("difference", N_("Difference"), "number"), Column("records_a", N_("Records of the first")),
    Column("records_b", N_("Records of the second")),
)  # fmt: skip
LEFT_OUT = ("month", "site", "generated_at", "as_of", "filter")
MANY = 5
"""So many records of a number stand in the table; JSON has them all."""


def numbers(document: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, float]]:
    """Every number of a report under its dotted key, the key that `report monthly --explain` takes."""
    for key, value in document.items():
        if not before and key in LEFT_OUT:
            continue
        name = f"{before}{key}"
        if isinstance(value, Mapping):
            yield from numbers(value, f"{name}.")
        elif key == "quotas" and isinstance(value, list):
            for line in value:
                owner = line.get("role") if line["rule"] in ROLES else line.get("contract")
                yield f"{name}.{line['rule']}" + (f".{owner}" if owner else ""), line["done"]
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield name, value
        elif isinstance(value, str) and key.endswith("amount"):
            yield name, float(value)


ROLES = ("R068", "R103", "R104")
"""Quotas that several roles have."""


def comparison(one: Report, two: Report, *, everything: bool) -> Report:
    """Both reports side by side: `{a {month site} b {month site} lines [{key a b difference records_a records_b}]}`.

    Without `everything` only what differs. A number that one of them has not is 0 there; what no record stands behind (a
    median, say) has empty lists.
    """
    first: Any = one.document
    second: Any = two.document
    left, right = dict(numbers(first)), dict(numbers(second))
    lines: list[dict[str, Any]] = []
    for key in [*left, *(key for key in right if key not in left)]:
        a, b = left.get(key, 0), right.get(key, 0)
        if a == b and not everything:
            continue
        lines.append({
            "key": key, "a": a, "b": b, "difference": round(b - a, 4), "records_a": behind(one, key) if a != b else [],
            "records_b": behind(two, key) if a != b else [],
        })  # fmt: skip
    document = {
        "a": {"month": first["month"], "site": first["site"]}, "b": {"month": second["month"], "site": second["site"]},
        "lines": lines,
    }  # fmt: skip
    title = Message.of(
        N_("{a} beside {b}"), a=f"{first['month']} {first['site']}", b=f"{second['month']} {second['site']}"
    )
    rows = tuple(
        (line["key"], line["a"], line["b"], line["difference"], some(line["records_a"]), some(line["records_b"]))
        for line in lines
    )
    return Report("compare", title, document, (Table("compare", title, COLUMNS, rows),))


def behind(report: Report, key: str) -> list[str]:
    """The records behind a number, empty when there are none to name."""
    if report.sources is None:
        return []
    try:
        return list(report.sources(key))
    except KeyError:
        return []


def some(records: list[str]) -> tuple[str, ...] | None:
    """The first few, for the table."""
    return (*records[:MANY], *(("…",) if len(records) > MANY else ())) or None


def compared(desk: Desk, first: str, second: str, *, site: str | None, everything: bool) -> Report:
    """Two months of this site, or a month here and one of the site in another folder. Raises NoStore, BadSite."""
    return comparison(month(desk, first), month(elsewhere(desk, site), second), everything=everything)


def month(desk: Desk, named: str) -> Report:
    """The monthly report, which counts its records once, however many of its numbers are traced."""
    from cspm.overview.monthly import Sources
    from cspm.overview.report_actions import monthly_report

    report = monthly_report(desk, named)
    if isinstance(report.sources, Sources):
        source, kept = report.sources, {}

        def once() -> Tally:
            if "tally" not in kept:
                kept["tally"] = source.tally()
            return kept["tally"]

        report = report._replace(sources=Sources(once, source.quotas, source.finding_ids))
    return report


def elsewhere(desk: Desk, folder: str | None) -> Desk:
    """The desk of the site in another folder: the same person, time and language; None: this one."""
    if folder is None:
        return desk
    from cspm.shell.desk import Desk as Another

    other = Another(clock=desk.clock, environment=desk.environment, lang=desk.lang, os_user=desk.os_user)
    other.named_store, other.when, other.face = folder, desk.when, desk.face
    return other
