"""The monthly written callback report (R388), and the figures of a month that other reports quote. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.callbacks.month import (
    Called,
    Row,
    counted,
    coverage,
    groups,
    made_in,
    moment,
    read,
    sources,
)
from cspm.procedures.callbacks.policies import policies, policy_ids
from cspm.procedures.callbacks.quotas import quota_sources, quotas

__all__ = ["callbacks_report", "coverage", "quota_sources", "quotas", "sources"]

COVERAGE = (
    Column("due", N_("To call back"), "int"), Column("done", N_("Reached"), "int"), Column("rate", N_("Share"), "rate"),
    Column("done_by_10th", N_("By the 10th"), "int"), Column("unreachable", N_("Not reachable"), "int"),
)  # fmt: skip
ANSWERS = (
    Column("visits", N_("Door visits"), "int"), Column("visit_rate", N_("Share"), "rate"),
    Column("satisfied", N_("Satisfied"), "int"), Column("dissatisfied", N_("Dissatisfied"), "int"),
    Column("satisfaction_rate", N_("Share satisfied"), "rate"),
)  # fmt: skip
CALLERS = (
    Column("by", N_("Caller")), Column("reached", N_("Reached"), "int"), Column("visits", N_("Door visits"), "int"),
    Column("satisfied", N_("Satisfied"), "int"), Column("dissatisfied", N_("Dissatisfied"), "int"),
)  # fmt: skip
DISSATISFIED = (
    Column("ticket", N_("Ticket"), "id"), Column("at", N_("Called at"), "time"), Column("by", N_("Caller")),
    Column("method", N_("How"), "code", "callback_method"), Column("opinion", N_("Reason")),
    Column("action", N_("Corrective action")), Column("due", N_("Due"), "time"), Column("file", N_("Where it is filed")),
    Column("state", N_("State"), "code", "state"),
)  # fmt: skip
UNREACHABLE = (
    Column("ticket", N_("Ticket"), "id"), Column("attempts", N_("Attempts"), "int"),
    Column("last", N_("Last attempt"), "time"),
)  # fmt: skip
CAUSES = (Column("cause", N_("Reason")), Column("count", N_("How often"), "int"))
POLICIES = (
    Column("policy", N_("Policy"), "code", "callback_policy"), Column("on", N_("In force"), "yes"),
    Column("rule", N_("Rule")), Column("role", N_("Role"), "code", "role"), Column("required", N_("Asked"), "int"),
    Column("done", N_("Done"), "int"),
)  # fmt: skip


def callbacks_report(rows: Iterable[Row], month: str, terms: Terms, as_of: datetime) -> Report:
    """What the centre director reads about a month's callbacks (R388): coverage, the policies that run together, callers,
    dissatisfied customers with the reasons and what is done about it, customers nobody reached. `rows` as for `coverage`
    and `quotas`.

    Document: `{month site as_of callbacks{} policies[{policy on rule role required done}] callers[{by reached visits
    satisfied dissatisfied}] causes[{cause count}] dissatisfied[{ticket at by method opinion action due file state}]
    unreachable[{ticket attempts last}] quotas[{rule role required done}]}`; the callers' figures are about services and
    complaints called in the month.
    """
    called = read(rows)
    found = groups(called, month, terms, as_of=as_of)
    vain = {row["id"] for row in found["unreachable"]}
    document: dict[str, Any] = {
        "month": month, "site": terms.site.name, "as_of": as_of, "callbacks": counted(found, month, terms, as_of=as_of),
        "policies": policies(called, month, terms, as_of=as_of), "callers": callers(called, month, terms),
        "causes": causes(called, month, terms), "dissatisfied": list(dissatisfied(called, month, terms)),
        "unreachable": [given_up(one, terms) for one in called if one.row["id"] in vain],
        "quotas": quotas([one.row for one in called], month, terms),
    }  # fmt: skip
    behind = explained(called, month, terms, as_of=as_of)
    return Report(
        "callbacks", Message.of(N_("Callbacks of {month}"), month=month), document, tables(document),
        sources=behind.__getitem__, keys=tuple(behind), meta={"site": terms.site.name, "period": month, "as_of": as_of},
    )  # fmt: skip


def explained(called: Sequence[Called], month: str, terms: Terms, *, as_of: datetime) -> dict[str, tuple[str, ...]]:
    """The tickets behind each number, by its dotted key: `callbacks.due`, `quotas.R068.csc_manager`."""
    rows = [one.row for one in called]
    counts = sources(rows, month, terms, as_of)
    behind = {f"callbacks.{name}": ids for name, ids in counts.items() if name != "made"}
    for rate, base in (("rate", "due"), ("visit_rate", "made")):
        behind[f"callbacks.{rate}"] = counts[base]
    behind["callbacks.satisfaction_rate"] = tuple(sorted({*counts["satisfied"], *counts["dissatisfied"]}))
    for (rule, role), ids in quota_sources(rows, month, terms).items():
        behind[f"quotas.{rule}" + (f".{role}" if role else "")] = ids
    behind |= {f"policies.{name}": ids for name, ids in policy_ids(called, month, terms, as_of=as_of).items()}
    unhappy: dict[str, list[str]] = {}
    for row, call in both(called, month, terms):
        behind.setdefault(f"callers.{call['by']}", ())
        behind[f"callers.{call['by']}"] += (str(row["id"]),)
        if call["satisfied"] is False:
            unhappy.setdefault(str(row["cause"] or call.get("opinion") or "-"), []).append(str(row["id"]))
    return behind | {f"causes.{name}": tuple(ids) for name, ids in unhappy.items()}


def both(called: Sequence[Called], month: str, terms: Terms) -> list[tuple[Row, Mapping[str, Any]]]:
    """The month's callbacks to services and complaints, in time order."""
    made = [one for kind in ("service", "complaint") for one in made_in(called, month, terms, kind=kind)]
    return [(one.row, one.call) for one in sorted(made, key=lambda one: (int(one.call["at"]), str(one.row["id"])))]


def callers(called: Sequence[Called], month: str, terms: Terms) -> list[dict[str, Any]]:
    """What each caller did: `{by reached visits satisfied dissatisfied}`, by staff id."""
    lines: dict[str, dict[str, Any]] = {}
    for _, call in both(called, month, terms):
        blank = {"by": call["by"], "reached": 0, "visits": 0, "satisfied": 0, "dissatisfied": 0}
        line = lines.setdefault(call["by"], blank)
        line["reached"] += 1
        line["visits"] += call["method"] == "visit"
        line["satisfied"] += call["satisfied"] is True
        line["dissatisfied"] += call["satisfied"] is False
    return [lines[name] for name in sorted(lines)]


def dissatisfied(called: Sequence[Called], month: str, terms: Terms) -> Iterator[dict[str, Any]]:
    """The dissatisfied answers of the month with their corrective action (R069, R392)."""
    for row, call in both(called, month, terms):
        if call["satisfied"] is False:
            due = call.get("due")
            yield {
                "ticket": row["id"], "at": moment(call["at"], terms), "by": call["by"], "method": call["method"],
                "opinion": call.get("opinion"), "action": call.get("action"),
                "due": None if due is None else moment(due, terms), "file": call.get("file"), "state": row["state"],
            }  # fmt: skip


def causes(called: Sequence[Called], month: str, terms: Terms) -> list[dict[str, Any]]:
    """Why customers were dissatisfied, most frequent first: the cause on record, else what they said (R070, R388)."""
    found = Counter(
        row["cause"] or call.get("opinion") or None
        for row, call in both(called, month, terms)
        if call["satisfied"] is False
    )
    lines = [{"cause": cause, "count": count} for cause, count in found.items()]
    return sorted(lines, key=lambda line: (-line["count"], line["cause"] or ""))


def given_up(one: Called, terms: Terms) -> dict[str, Any]:
    """A ticket whose customer could not be reached (A83): `{ticket attempts last}`."""
    last = max(int(call["at"]) for call in one.calls)
    return {"ticket": one.row["id"], "attempts": len(one.calls), "last": moment(last, terms)}


def tables(document: Mapping[str, Any]) -> tuple[Table, ...]:
    """The report for people: figures, policies, callers, reasons, dissatisfied customers, those not reached."""
    return (
        table("coverage", N_("Callbacks after service"), COVERAGE, [document["callbacks"]]),
        table("policies", N_("Policies that run together"), POLICIES, document["policies"]),
        table("answers", N_("What customers answered"), ANSWERS, [document["callbacks"]]),
        table("callers", N_("By caller"), CALLERS, document["callers"]),
        table("causes", N_("Reasons of dissatisfaction"), CAUSES, document["causes"]),
        table("dissatisfied", N_("Dissatisfied customers"), DISSATISFIED, document["dissatisfied"]),
        table("unreachable", N_("Customers who could not be reached"), UNREACHABLE, document["unreachable"]),
    )


def table(key: str, title: str, columns: tuple[Column, ...], lines: Sequence[Mapping[str, Any]]) -> Table:
    """A table over the objects of the document."""
    return Table(key, Message(title), columns, tuple(tuple(line[column.key] for column in columns) for line in lines))
