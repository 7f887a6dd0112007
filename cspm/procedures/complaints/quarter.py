"""The quarter's complaint report and the appraisal by closing rate (R214, R216, R316, R428; A71). Pure over documents.

Counted are the complaints received in the quarter, void ones never; valid includes major. What came in late and was
closed later counts once, in the quarter that took it in (A71).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.errors import N_, Code, Message
from cspm.procedures.complaints.clocks import clocks
from cspm.procedures.complaints.states import CAUSES

VALID = ("valid", "major")
Ids = dict[str, list[str]]


class Groups:
    """Ids of complaints by dotted key: every number of the reports is the size of one of these."""

    def __init__(self) -> None:
        self.ids: Ids = {}

    def add(self, key: str, ticket: str, *, counts: bool = True) -> None:
        """The ticket belongs to the group; with `counts` false the group is only there."""
        group = self.ids.setdefault(key, [])
        if counts and ticket not in group:
            group.append(ticket)

    def size(self, key: str) -> int:
        """How many."""
        return len(self.ids.get(key, ()))

    def below(self, key: str) -> dict[str, int]:
        """The sizes of the groups `KEY.NAME`, the largest first."""
        found = {name.removeprefix(f"{key}."): len(ids) for name, ids in self.ids.items() if name.startswith(f"{key}.")}
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def sources(self, key: str) -> tuple[str, ...]:
        """The records behind a number. Raises KeyError."""
        return tuple(sorted(self.ids[key]))


def rate(part: int, whole: int) -> float | None:
    """A share with at most four decimals; None when the base is zero."""
    return round(part / whole, 4) if whole else None


def departments(ticket: Any) -> tuple[str, ...]:
    """Whom it concerns: the departments that got a form, else whom it is against, else where it was referred to."""
    part = ticket.complaint
    asked = tuple(dict.fromkeys(form.department for form in part.handlings)) if part is not None else ()
    other = (part.against if part is not None else None) or ticket.referred_to
    return asked or ((other,) if other else ())


HEADS = ("received", "valid", "invalid", "major", "undetermined", "not_judged", "repeated", "closed", "open")


def grouped(tickets: Iterable[Any], terms: Terms, *, as_of: datetime) -> Groups:
    """Every group of the quarter's report."""
    groups = Groups()
    for head in HEADS:
        groups.add(head, "", counts=False)
    for ticket in tickets:
        part = ticket.complaint
        nature = part.nature if part is not None else None
        closed = ticket.closed_at is not None and ticket.closed_at <= as_of
        marks = {
            "received": True, "valid": nature in VALID, nature or "not_judged": True, "closed": closed,
            "open": not closed and ticket.state not in ("cancelled", "declined"),
            "repeated": part is not None and bool(part.repeat_of),
        }  # fmt: skip
        for name, true in marks.items():
            if true:
                groups.add(name, ticket.id)
        in_detail(groups, ticket, terms, as_of=as_of)
    return groups


def in_detail(groups: Groups, ticket: Any, terms: Terms, *, as_of: datetime) -> None:
    """By type, severity, cause, month and cause, department; each clock and promise in time or late."""
    part = ticket.complaint
    cause = part and (part.cause_code or part.cause)
    month = ticket.received_at.astimezone(terms.tz).strftime("%Y-%m")
    groups.add(f"by_type.{(part and part.type) or 'none'}", ticket.id)
    groups.add(f"by_severity.{(part and part.severity) or 'none'}", ticket.id)
    groups.add(f"by_cause.{cause or 'none'}", ticket.id)
    groups.add(f"by_month_cause.{month}.{cause or 'none'}", ticket.id)
    for department in departments(ticket):
        groups.add(f"by_department.{department}", ticket.id)
    for clock in clocks(ticket, terms):
        groups.add(f"clocks.{clock.clock}.{clock.state(as_of)}", ticket.id)
    if ticket.promised_at is not None and ticket.promised_at <= as_of:
        kept = ticket.closed_at is not None and ticket.closed_at <= ticket.promised_at
        groups.add(f"promises.{'met' if kept else 'missed'}", ticket.id)


def timed(groups: Groups, key: str) -> dict[str, Any]:
    """`{due met missed rate}`: what could be judged, how much was in time."""
    met, missed = groups.size(f"{key}.met"), groups.size(f"{key}.missed")
    return {"due": met + missed, "met": met, "missed": missed, "rate": rate(met, met + missed)}


def complaints_report(
    documents: Iterable[Mapping[str, Any]], quarter: str, terms: Terms, *, as_of: datetime,
    penalties: Iterable[Mapping[str, Any]] = (),
) -> Report:  # fmt: skip
    """The quarter's report: `{quarter site as_of received valid invalid major undetermined not_judged repeated closed open
    closing_rate by_type{} by_severity{} by_cause{} by_month_cause{} by_department{} clocks{} promises{} penalties{}}`."""
    groups = grouped([View(one) for one in documents], terms, as_of=as_of)
    names = dict.fromkeys(key.split(".")[1] for key in groups.ids if key.startswith("clocks."))
    closed_valid = sum(one in groups.ids["closed"] for one in groups.ids["valid"])
    proposed = list(penalties)
    document: dict[str, Any] = {
        "quarter": quarter, "site": terms.site.name, "as_of": as_of, **{head: groups.size(head) for head in HEADS},
        "closing_rate": rate(closed_valid, groups.size("valid")),
        **{name: groups.below(name) for name in ("by_type", "by_severity", "by_cause", "by_month_cause", "by_department")},
        "clocks": {name: timed(groups, f"clocks.{name}") for name in names}, "promises": timed(groups, "promises"),
        "penalties": {
            state: {"count": len(some), "amount": sum((one["total"] for one in some), 0)}
            for state in ("proposed", "approved", "rejected")
            for some in ([one for one in proposed if one["state"] == state],)
        },
    }  # fmt: skip
    for state in ("proposed", "approved", "rejected"):
        groups.ids[f"penalties.{state}"] = [str(one["id"]) for one in proposed if one["state"] == state]
    title = Message.of(N_("Complaints of {quarter}"), quarter=quarter)
    meta = {"site": terms.site.name, "period": quarter, "as_of": as_of}
    return Report(
        "complaints", title, document, tuple(tables(document)), (), groups.sources, tuple(groups.ids), NOTES, meta
    )


NOTES = (
    Message(N_("Complaints received in the quarter; valid includes major; the closing rate is the share of the valid ones closed by now.")),
    Message(N_("In time: of what fell due by now. A department is one that got a handling form, else whom the complaint is against.")),
)  # fmt: skip
COUNT = Column("count", N_("Count"), "int")
LABELS = {
    "received": N_("Received"), "valid": N_("Valid complaints"), "invalid": N_("Invalid complaints"), "major": N_("Major complaints"),
    "undetermined": N_("Undetermined"), "not_judged": N_("Not judged"), "repeated": N_("Repeated"), "closed": N_("Closed"),
    "open": N_("Open"),
}  # fmt: skip
KINDS = (
    ("by_type", N_("Complaints by type"), N_("Complaint type"), "complaint_type"),
    ("by_severity", N_("Complaints by severity"), N_("Severity"), "complaint_severity"),
    ("by_cause", N_("Complaints by cause"), N_("Cause"), CAUSES.name),
    ("by_department", N_("Complaints by department"), N_("Department"), ""),
)
IN_TIME = (
    Column("clock", N_("Clock"), "code", "clock"), Column("due", N_("Due"), "int"), Column("met", N_("In time"), "int"),
    Column("missed", N_("Late"), "int"), Column("rate", N_("Share"), "rate"),
)  # fmt: skip


def tables(document: Mapping[str, Any]) -> Iterable[Table]:
    """The report for people; tables without a line are left out."""
    heads = tuple((Message(label), document[head]) for head, label in LABELS.items())
    yield Table("overview", Message(N_("The quarter at a glance")), (Column("figure", N_("Figure")), COUNT), heads)
    for key, title, heading, vocabulary in KINDS:
        rows = tuple((name_of(name, vocabulary), count) for name, count in document[key].items())
        if rows:
            yield Table(key, Message(title), (Column("name", heading), COUNT), rows)
    months = tuple((*name_and_cause(name), count) for name, count in sorted(document["by_month_cause"].items()))
    if months:
        columns = (Column("month", N_("Month")), Column("name", N_("Cause")), COUNT)
        yield Table("by_month_cause", Message(N_("Causes month by month")), columns, months)
    lines = {**document["clocks"], **({"promise": document["promises"]} if document["promises"]["due"] else {})}
    if lines:
        rows = tuple((name, *(line[key] for key in ("due", "met", "missed", "rate"))) for name, line in lines.items())
        yield Table("clocks", Message(N_("Answered in time")), IN_TIME, rows)
    sums = tuple(
        (Code("state", state), one["count"], one["amount"])
        for state, one in document["penalties"].items()
        if one["count"]
    )
    if sums:
        columns = (Column("state", N_("State")), COUNT, Column("amount", N_("Amount"), "money"))
        yield Table("penalties", Message(N_("Deductions from pay, proposed and decided")), columns, sums)


def name_of(name: str, vocabulary: str) -> object:
    """A code with its label; `none` for what is not recorded; a free text as it is."""
    if name == "none":
        return Message(N_("(not recorded)"))
    return Code(vocabulary, name) if vocabulary else name


def name_and_cause(name: str) -> tuple[str, object]:
    """Month and cause of a key `2026-10.delay`."""
    month, _, cause = name.partition(".")
    return month, name_of(cause, CAUSES.name)
