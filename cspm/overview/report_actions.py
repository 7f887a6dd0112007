"""Reports put together: the rows from the store, the figures of the procedures, who asked and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cspm.core.periods import last_month
from cspm.errors import N_, BadValue, Message
from cspm.overview import monthly_rows
from cspm.overview.monthly import FINDINGS, Asked, monthly
from cspm.overview.monthly_rows import Span
from cspm.shell.filters import condition

if TYPE_CHECKING:
    from cspm.core.tables import Report
    from cspm.shell.desk import Desk


def month_of(desk: Desk, month: str | None) -> str:
    """The month that was asked for, else the last complete one."""
    return month or last_month(desk.now, desk.site.tz)


def monthly_report(desk: Desk, month: str | None, *, words: tuple[str, ...] = ()) -> Report:
    """The monthly report, narrowed by filter words. Raises BadValue for a word that is none."""
    from cspm.overview.obligations import quotas_of

    span = Span.month(month_of(desk, month), desk.site.tz)
    scope = condition("tickets", words, desk)
    rows = monthly_rows.read_rows(desk.store, span, as_of=desk.now, scope=scope)
    return monthly(
        rows, span, desk.terms,
        asked=Asked(desk.now, desk.clock.astimezone(desk.site.tz), words),
        quotas=quotas_of(desk.store, span, desk.terms, as_of=desk.now),
        finding_ids=lambda code: monthly_rows.finding_ids(desk.store, code, span, as_of=desk.now, scope=scope),
    )  # fmt: skip


def explained(report: Report, key: str) -> Report:
    """The records behind a key of a report. Raises BadValue listing the keys when there is no such key."""
    from cspm.overview.catalogue import finding_codes
    from cspm.overview.monthly_tables import explained as listed

    known = key in report.keys or (key.startswith(FINDINGS) and key.removeprefix(FINDINGS) in finding_codes())
    if not known:
        raise BadValue(field="--explain", value=key[:80], problem=Message.of(N_("known keys: {known}"), known=report.keys))
    return listed(report, key)


def listed(report: Report) -> list[str] | None:
    """The ids of a report that is a list of records, for -q."""
    return [str(record) for record in report.document] if isinstance(report.document, list) else None
