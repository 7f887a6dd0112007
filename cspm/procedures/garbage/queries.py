"""The collections and removals of a month, and the hours of a day, put together from the registers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.periods import Span, last_month
from cspm.core.view import View
from cspm.procedures.garbage import reports
from cspm.procedures.garbage.obligations import STANDING, collected, of_days, registered
from cspm.procedures.garbage.windows import areas_of, holds, on

if TYPE_CHECKING:
    from cspm.core.tables import Report
    from cspm.shell.desk import Desk


def windows_report(desk: Desk, day: date | None) -> Report:
    """The hours of a day in each area, with the collections in them. Raises BadSite."""
    named, terms = day or desk.office.today, desk.terms
    lines = []
    for area in areas_of(terms, registered(desk.store)):
        for window in on(area, named, terms):
            made = collected(desk.store, area, window.start - timedelta(days=1), window.end + timedelta(days=1))
            ids = [one for one, at in made if holds(window, at, terms)]
            lines.append({"area": area, "start": window.start, "end": window.end, "collections": ids})
    return reports.hours(lines, named)


def month_report(desk: Desk, month: str | None, *, contract: str | None, area: str | None) -> Report:
    """What a month's collections and removals come to, of one contract or area or of all. Raises NoSuchRecord."""
    named = month or last_month(desk.now, desk.site.tz)
    span = Span.month(named, desk.site.tz)
    own = desk.store.resolve("contracts", contract) if contract else None
    asked = reports.Asked(named, own, area, desk.now)
    contracts = {
        str(row["id"]): str(row["contractor"]) for row in desk.store.rows("contracts", columns=("id", "contractor"))
    }
    return reports.garbage(
        removals(desk, named, own, area), collections(desk, span, own, area), desk.terms, asked=asked,
        contractors=contracts, hours=hours_asked(desk, span, area),
    )  # fmt: skip


def removals(desk: Desk, month: str, contract: str | None, area: str | None) -> list[Any]:
    """The bin counts of a month."""
    where, params = narrowed(f"{STANDING} AND date LIKE ?", [f"{month}-%"], contract=contract, area=area)
    ids = [str(row["id"]) for row in desk.store.rows("bins", where, params, columns=("id",))]
    return [View(document) for document in desk.store.documents("bins", ids)]


def collections(desk: Desk, span: Span, contract: str | None, area: str | None) -> list[Any]:
    """The collections of a month."""
    bounds: list[object] = [micros(span.start), micros(span.end)]
    where, params = narrowed(
        f"{STANDING} AND collected_at >= ? AND collected_at < ?", bounds, contract=contract, area=area
    )
    ids = [str(row["id"]) for row in desk.store.rows("collections", where, params, columns=("id",))]
    return [View(document) for document in desk.store.documents("collections", ids)]


def narrowed(where: str, params: list[object], **only: str | None) -> tuple[str, list[object]]:
    """A condition with the columns that must have one value."""
    for name, value in only.items():
        if value is not None:
            where, params = f"{where} AND {name} = ?", [*params, value]
    return where, params


def hours_asked(desk: Desk, span: Span, area: str | None) -> dict[str, int]:
    """How many collection hours of each area have begun in the month by now."""
    terms, last = desk.terms, min(span.end.date() - timedelta(days=1), desk.office.today)
    since = max(span.start.date(), terms.site.since or span.start.date())
    areas = areas_of(terms, registered(desk.store))
    return {
        one: sum(window.start <= desk.now for window in of_days(one, since, last, terms))
        for one in areas
        if area in (None, one)
    }
