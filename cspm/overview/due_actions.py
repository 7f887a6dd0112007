"""`cspm due`: the open clocks of the index, the callback queue and the quotas of the month, put together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.lengths import duration
from cspm.core.periods import NotAWhen, Span, instant, last_month
from cspm.errors import N_, BadValue, Message
from cspm.overview.due import (
    Wanted,
    callback_lines,
    clock_lines,
    due_report,
    missed_days,
    other_quota_lines,
    quota_lines,
    records,
)
from cspm.overview.monthly_rows import Row, called
from cspm.overview.obligations import duties, inspections, missing_days, other_quotas
from cspm.procedures.callbacks import lists, queries
from cspm.procedures.callbacks.figures import CALLBACK_DAY
from cspm.procedures.callbacks.quotas import quotas
from cspm.register import KINDS

if TYPE_CHECKING:
    from cspm.core.tables import Report
    from cspm.shell.desk import Desk
    from cspm.store.repository import Store


def due(
    desk: Desk, *, overdue: bool, staff: str | None, within: str | None, role: str | None = None
) -> tuple[Report, list[str]]:
    """What is due, and the records it is about. Raises NoSuchRecord for unknown staff, BadValue for a bad length of time."""
    now, terms, store = desk.now, desk.terms, desk.store
    roles = {row["id"]: row["role"] for row in store.query("SELECT id, role FROM staff WHERE state != 'void'")}
    wanted = wanted_of(desk, overdue=overdue, staff=staff, within=within, roles=roles)
    if role is not None and wanted.who is None:
        wanted = wanted._replace(role=role)
    until = now if overdue else wanted.until
    clocks = open_clocks(store, until)
    lines = clock_lines(clocks, terms, now=now, roles=roles, findings=findings_due(store, clocks))
    lines += callback_lines(owed(desk, until), now=now, roles=roles)
    span = Span.month(f"{now.astimezone(terms.tz):%Y-%m}", terms.tz)
    rounds = inspections(store, span, terms, as_of=now)
    own = [*quotas(called(store, span), span.name, terms), *rounds]
    lines += missed_days(missing_days(rounds, terms, as_of=now), terms)
    lines += quota_lines((line for line in own if line["rule"] != CALLBACK_DAY.rule), span, terms, now=now)
    for month in (Span.month(last_month(now, terms.tz), terms.tz), span):
        lines += other_quota_lines(other_quotas(store, month, terms, as_of=now), month, now=now, roles=roles)
    report = due_report(lines, wanted, site=terms.site.name, now=now)
    found: Any = report.document
    return report, records(found)


def wanted_of(
    desk: Desk, *, overdue: bool, staff: str | None, within: str | None, roles: Mapping[str, str]
) -> Wanted:  # fmt: skip
    """The options as a choice of lines."""
    who = None
    if staff is not None:
        who = desk.office.actor.id if staff == "me" else desk.store.resolve("staff", staff)
    return Wanted(overdue, within_of(desk, within), who, roles.get(who or ""))


def within_of(desk: Desk, text: str | None) -> datetime | None:
    """The end of `2h`, `3天` from now. Raises BadValue."""
    if text is None:
        return None
    try:
        return desk.now + duration(text)
    except NotAWhen as error:
        problem = Message(N_("not a length of time; try 2h, 30m, 3d"))
        raise BadValue(field="--within", value=text[:40], problem=problem) from error


def open_clocks(store: Store, until: datetime | None) -> list[Row]:
    """Every open clock of every kind, with who answers for it, up to a time."""
    found: list[Row] = []
    known = duties()
    kinds = {kind for kind, _ in known} | {row[0] for row in store.query("SELECT DISTINCT kind FROM clocks")}
    for kind in (name for name in KINDS if name in kinds):
        who = next((duty.who for (owner, _), duty in known.items() if owner == kind and duty.who), "") or "NULL"
        sql = (
            f'SELECT c.kind, c.id, c.clock, c.rule, c.due, c.paused, {who} AS who FROM clocks AS c JOIN "{kind}" AS r ON r.id = c.id'
            " WHERE c.kind = ? AND c.met IS NULL AND c.ended IS NULL AND c.clock != 'callback' AND c.due <= ? ORDER BY c.due"
        )
        found += store.query(sql, (kind, instant(until) if until else 1 << 62))
    return found


def findings_due(store: Store, clocks: list[Row]) -> dict[tuple[str, int], list[str]]:
    """By inspection and due time, the ids of the findings that are to be put right by then and have not been."""
    found: dict[tuple[str, int], list[str]] = {}
    for record in {row["id"] for row in clocks if row["kind"] == "inspections" and row["clock"] == "resolution"}:
        for finding in store.document("inspections", record)["findings"]:
            checks = sorted(finding["rechecks"], key=lambda check: datetime.fromisoformat(check["at"]))
            due = checks[-1]["due"] if checks else finding["due"]
            if due and not finding["fixed_at"] and not (checks and checks[-1]["result"] == "done"):
                found.setdefault((record, instant(datetime.fromisoformat(due))), []).append(
                    f"{record}.{finding['number']}"
                )
    return found


def owed(desk: Desk, until: datetime | None) -> list[dict[str, Any]]:
    """The callbacks owed by a time, as the callback queue gives them, each with the rule that it falls due by."""
    where, params = "callback_due <= ? AND state != 'void'", (instant(until) if until else 1 << 62,)
    rows = desk.store.rows("tickets", where, params, order="callback_due, id", columns=queries.FIELDS)
    if not rows:
        return []
    waiting = [queries.waiting(desk, row) for row in rows]
    document: Any = lists.queue(waiting, queries.callers(desk), desk.terms, title=Message("")).document
    return [line | {"rule": row["rule"]} for line, row in zip(document, waiting, strict=True)]
