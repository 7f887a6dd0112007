"""Reports put together: the rows from the store, the figures of the procedures, who asked and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.periods import Span, last_month, yesterday
from cspm.core.tables import Column, Report, Table
from cspm.errors import N_, BadValue, Message
from cspm.overview.monthly_rows import called
from cspm.shell.filters import condition

if TYPE_CHECKING:
    from datetime import date

    from cspm.shell.desk import Desk


def month_of(desk: Desk, month: str | None) -> str:
    """The month that was asked for, else the last complete one."""
    return month or last_month(desk.now, desk.site.tz)


def monthly_report(desk: Desk, month: str | None, *, words: tuple[str, ...] = ()) -> Report:
    """The monthly report, narrowed by filter words. Raises BadValue for a word that is none."""
    from cspm.overview import monthly_rows as index
    from cspm.overview.month_findings import found_in
    from cspm.overview.monthly import Asked, Sources, monthly
    from cspm.overview.obligations import quota_ids, quotas_of
    from cspm.overview.tally import Tally

    store, terms, now = desk.store, desk.terms, desk.now
    span = Span.month(month_of(desk, month), terms.tz)
    scope = condition("tickets", words, desk)
    asked = Asked(now, desk.clock.astimezone(terms.tz), words)
    index.look_at_files(store, span)
    rows = index.read_rows(store, span, as_of=now, scope=scope)
    if desk.face != "json":
        from cspm.overview.monthly_meanings import kept_meanings

        asked = asked._replace(meanings=kept_meanings(desk.lang, desk.cache))
        rows = rows._replace(days=index.days(store, span, terms.tz, scope=scope))
    calls = called(store, span) if words else rows.callbacks

    def traced() -> Tally:
        tally = Tally()
        again = index.read_rows(store, span, as_of=now, scope=scope, ids=True)
        monthly(again, span, terms, asked=asked, tally=tally)
        return tally

    sources = Sources(
        traced,
        lambda: quota_ids(store, calls, span, terms, as_of=now),
        lambda code: found_in(store, code, span, as_of=now, scope=scope),
    )
    quotas = quotas_of(store, span, terms, as_of=now, rows=calls)
    return monthly(rows, span, terms, asked=asked, quotas=quotas)._replace(sources=sources)


def daily_report(desk: Desk, day: date | None) -> Report:
    """The report of a day, by default yesterday."""
    from cspm.overview.daily import daily, read_day
    from cspm.overview.monthly import Asked

    span = Span.day(day or yesterday(desk.now, desk.site.tz), desk.site.tz)
    asked = Asked(desk.now, desk.clock.astimezone(desk.site.tz))
    return daily(read_day(desk.store, span, desk.terms, as_of=desk.now), span, desk.terms, asked=asked)


def callbacks_report(desk: Desk, month: str | None) -> Report:
    """The callbacks of a month (R388)."""
    from cspm.procedures.callbacks import reports

    named = month_of(desk, month)
    rows = called(desk.store, Span.month(named, desk.site.tz))
    return reports.callbacks_report(rows, named, desk.terms, desk.now)


def callbacks_form(desk: Desk, month: str | None) -> None:
    """The written report on the callbacks of a month, as a form to sign (R388)."""
    from cspm.procedures.callbacks.forms import month_sheet
    from cspm.shell.printing import put_form

    staff = desk.names("staff")
    document: Any = callbacks_report(desk, month).document
    values = month_sheet(document, staff, now=desk.now)
    put_form(desk, "callbacks/month.html", values, name=f"callbacks-{values['month']}")


def deductions_report(desk: Desk, month: str | None, *, contract: str | None) -> Report:
    """The deductions of a month (R117, R127). Raises NoSuchRecord for a contract there is not."""
    from cspm.procedures.cleaning.reports import deductions

    return deductions(desk.store, month_of(desk, month), contract=contract, terms=desk.terms, now=desk.now)


def contractors_report(desk: Desk, first: str | None, last: str | None) -> Report:
    """Contractors ranked over some months, by default the last three complete ones (R026). Raises BadValue."""
    from cspm.procedures.cleaning.contractor_report import before, contractors, months_between
    from cspm.procedures.cleaning.evaluation_actions import ledgers_by_contractor

    end = month_of(desk, last)
    start = first or before(end, 2)
    months = months_between(start, end)
    if not months:
        raise BadValue(field="--from", value=start, problem=Message.of(N_("it is after {last}"), last=end))
    columns = ("id", "contractor", "month", "score")
    given = [dict(row) for row in desk.store.rows("evaluations", "state != 'void'", columns=columns)]
    ledgers = ledgers_by_contractor(desk.store, desk.terms)
    return contractors(ledgers, given, months, terms=desk.terms, now=desk.now)


def staff_report(desk: Desk, month: str | None) -> Report:
    """What each member of staff did in a month."""
    from cspm.core.view import View
    from cspm.overview import staff
    from cspm.overview.compliance_actions import ticket_ids

    span = Span.month(month_of(desk, month), desk.site.tz)
    people = {row["id"]: row["name"] for row in desk.store.query("SELECT id, name FROM staff")}
    documents = desk.store.documents("tickets", ticket_ids(desk, span))
    tickets = (View(document) for document in documents if document.get("state") != "void")
    return staff.staff_report(tickets, span, desk.terms, people=people, as_of=desk.now)


def fees_report(desk: Desk, month: str | None) -> Report:
    """The service fees of a month (R057, R058)."""
    from cspm.procedures.fees.reading import account
    from cspm.procedures.fees.reports import fees

    return fees(account(desk.store, month_of(desk, month), desk.terms), desk.terms, desk.now)


def explained(report: Report, key: str | None) -> tuple[Report, list[str] | None]:
    """The report itself, or with a key the records behind it, as a list and as ids for -q.

    Raises BadValue listing the keys when there is no such key; a finding that nobody has is a key too.
    """
    if key is None or report.sources is None:
        return report, None
    from cspm.overview.catalogue import finding_codes

    try:
        if key.startswith("findings.") and key not in report.keys and key.partition(".")[2] not in finding_codes():
            raise KeyError(key)
        found = report.sources(key)
    except KeyError:
        problem = Message.of(N_("known keys: {known}"), known=report.keys)
        raise BadValue(field="--explain", value=key[:80], problem=problem) from None
    title = Message.of(N_("{key}: {count} records"), key=key, count=len(found))
    rows = tuple((record,) for record in found)
    table = Table("records", title, (Column("id", N_("Record"), "id"),), rows)
    return Report("explain", title, list(found), (table,)), list(found)
