"""Which filings a month asks for and has: one quota for each form, and for each person where everyone files his own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Quota
from cspm.core.kinds import micros
from cspm.core.periods import NotAWhen, Span, midnight
from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.errors import N_, Code, Message
from cspm.procedures.filings.forms import BY_NAME, FORMS, Form
from cspm.procedures.filings.periods import bounds, due, of_span

if TYPE_CHECKING:
    from cspm.store.repository import Store

RULES = tuple(form.rule for form in FORMS)
JUDGED = ("R316",)
STANDING = "state NOT IN ('void', 'rejected')"


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """What is asked of the periods that end in the month, of those that began since the site asks for filings."""
    since = terms.site.since
    asked = [form for form in FORMS if since is not None and wanted(form, span, terms)]
    if since is None or not asked:
        return
    first = midnight(since, terms.tz)
    filed = [dict(row) for row in store.rows("filings", STANDING, columns=("id", "form", "period", "by"))]
    staff = [
        dict(row) for row in store.rows("staff", "state != 'void'", columns=("id", "role", "active_from", "active_to"))
    ]
    for form in asked:
        known = ((period, bounds(period, terms)[0]) for period in of_span(form, span, terms))
        periods = [
            period
            for period, start in known
            if start >= first and (start <= as_of or form.ahead) and due(form, period, terms) > first
        ]
        if periods:
            mine = [one for one in filed if one["form"] == form.name]
            yield from (lines_of_each if form.each else line_of_office)(form, periods, mine, staff, terms)


def wanted(form: Form, span: Span, terms: Terms) -> bool:
    """Whether a site of this profile asks for the form in that month."""
    fits = not form.profiles or terms.site.profile in form.profiles
    return fits and bool(terms.figures.value(form.wanted, span.start.date()))


def line_of_office(
    form: Form, periods: list[str], filed: list[dict[str, Any]], staff: Iterable[Mapping[str, Any]], terms: Terms
) -> Iterator[Quota]:  # fmt: skip
    """One line for the office: so many periods, so many that have their filing."""
    yield line(form, periods, filed, terms)


def lines_of_each(
    form: Form, periods: list[str], filed: list[dict[str, Any]], staff: Iterable[Mapping[str, Any]], terms: Terms
) -> Iterator[Quota]:  # fmt: skip
    """One line for everyone active in the role: the periods in which he was."""
    for person in staff:
        if person["role"] in form.makers:
            own = [period for period in periods if active(person, bounds(period, terms)[0].date())]
            if own:
                mine = [one for one in filed if one["by"] == person["id"]]
                yield line(form, own, mine, terms)._replace(who=person["id"])


def active(person: Mapping[str, Any], day: date) -> bool:
    """Whether somebody worked here on that day."""
    start, end = person["active_from"], person["active_to"]
    return (not start or start <= day.isoformat()) and (not end or day.isoformat() <= end)


def line(form: Form, periods: list[str], filed: list[dict[str, Any]], terms: Terms) -> Quota:
    """The quota of a form: due with the first period that has no filing, else with the last."""
    ids = {one["period"]: one["id"] for one in filed if one["period"] in periods}
    missing = [period for period in periods if period not in ids]
    when = due(form, (missing or periods[-1:])[0], terms)
    said = f"cspm filing add --form {form.name} --period {(missing or periods[-1:])[0]}"
    return Quota(form.rule, form.makers[0], len(periods), len(ids), said, due=when, ids=tuple(sorted(ids.values())))


GROUPS = (
    "kind = 'complaint' AND state != 'void' AND nature_judged IN ('valid', 'major') AND type IS NOT NULL"
    " AND received_at >= ? AND received_at < ?"
)


def judgements(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[tuple[str, str, Judgement]]:
    """R316: in the quarter's analysis each group of its complaints has corrective and preventive measures."""
    form = BY_NAME["complaint_analysis"]
    if not wanted(form, span, terms):
        return
    for row in store.rows("filings", f"{STANDING} AND form = ?", (form.name,), columns=("id",)):
        filing: Any = View(store.document("filings", row["id"]))
        try:
            start, end = bounds(filing.period, terms)
        except NotAWhen:
            continue  # the filing's own rules tell of its period
        at = max(filing.filed_at, due(form, filing.period, terms))
        known = store.rows("tickets", GROUPS, (micros(start), micros(end)), columns=("type",))
        done = {one.group for one in filing.measures if one.corrective and one.preventive}
        missing = sorted({str(one["type"]) for one in known} - done)
        said = Message.of(N_("No measures for: {groups}"), groups=tuple(Code("complaint_type", one) for one in missing))
        yield "R316", str(row["id"]), Broken(at, said) if missing else Kept(filing.filed_at)
