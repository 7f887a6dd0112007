"""What `inspection plan`, `form` and `photos` answer: words of the command line into readings of the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from cspm.core.tables import Report
from cspm.errors import N_, Message, Usage
from cspm.procedures.cleaning import blank_form, photographs, planning
from cspm.procedures.cleaning.account import days_of
from cspm.shell.filters import condition

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def plan_report(desk: Desk, day: date | None, month: str | None, contract: str | None) -> tuple[Report, list[str]]:
    """The plan of a day or month, and the inspections made in it. Raises Usage for both, NoSuchRecord."""
    if day is not None and month is not None:
        raise Usage(problem=Message(N_("Say either --date or --month, not both.")))
    today = desk.now.astimezone(desk.site.tz).date()
    days = days_of(month) if month else (day or today,)
    named = desk.store.resolve("contracts", contract) if contract else None
    found = planning.lines(desk.store, days, contract=named, terms=desk.terms, now=desk.now)
    made = dict.fromkeys(record for one in found for record in one["inspections"])
    return planning.report(found, days, site=desk.site.name, now=desk.now), list(made)


def blank(desk: Desk, contract: str, day: date | None, areas: tuple[str, ...], size: str) -> dict[str, Any]:
    """The values of the blank form. Raises BadValue for a day outside the contract."""
    document = desk.store.document("contracts", contract)
    wanted = day or desk.now.astimezone(desk.site.tz).date()
    return blank_form.values(
        desk.store, document, wanted, areas=areas, size=size, terms=desk.terms, now=desk.now
    )  # fmt: skip


def blank_lines(
    desk: Desk,
    contract: str,
    day: date | datetime | None,
    areas: tuple[str, ...],
    told: Mapping[str, Any] | None = None,
) -> str:
    """The form as lines to change; a day that is over has no time yet. Raises BadValue as `blank`."""
    document, tz = desk.store.document("contracts", contract), desk.site.tz
    when = day if isinstance(day, datetime) else desk.now.astimezone(tz)
    if isinstance(day, date) and not isinstance(day, datetime) and day != when.date():
        when = datetime.combine(day, time(), tz)
    found = blank_form.pages(desk.store, document, when.date(), areas=areas, terms=desk.terms)
    return blank_form.lines(found, contract, when, told=told or {}, language=desk.language)


def photos_report(desk: Desk, words: tuple[str, ...], *, verify: bool) -> tuple[Report, list[str], list[str]]:
    """The photos of the inspections that fit, those records, and the ones whose files are missing or changed."""
    filters = tuple(word for word in words if ":" in word.replace("：", ":"))
    where, params = condition("inspections", filters, desk)
    ids = [desk.store.resolve("inspections", word) for word in words if word not in filters]
    if not ids:
        scope = "state != 'void' AND photos != '[]'"
        rows = desk.store.rows(
            "inspections", f"{scope} AND ({where})" if where else scope, params, columns=("id",), order="sort"
        )
        ids = [str(row["id"]) for row in rows]
    found = list(photographs.lines(desk.store.documents("inspections", ids), root=desk.root, verify=verify))
    report = photographs.report(found, site=desk.site.name, now=desk.now, verify=verify)
    return report, list(dict.fromkeys(str(one["record"]) for one in found)), photographs.wrong(found)
