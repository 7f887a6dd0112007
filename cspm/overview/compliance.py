"""Which rules the records of a month kept or broke: every judgement whose instant lies in the month, rule by rule. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from cspm import manual
from cspm.core.days import side_by_side
from cspm.core.duties import Quota
from cspm.core.periods import Span
from cspm.core.rules import Broken, Judgement, Rule
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.overview.forced import Forced, act, in_history

CONDUCT = "conduct"


class Verdict:
    """What was seen of one rule: how often it was kept, how often it could be judged, and the records that broke it.

    A quota's numbers stand before those of judgements: `done` of `required`.
    """

    def __init__(self) -> None:
        self.kept = 0
        self.judged = 0
        self.broken: set[str] = set()
        self.done: int | None = None
        self.required: int | None = None
        self.short = False

    def quota(self, done: int, required: int, *, over: bool) -> None:
        """Another line of the rule's quota; what one role did beyond its own does not count for another."""
        self.done = (self.done or 0) + min(done, required)
        self.required = (self.required or 0) + required
        self.short = self.short or (over and done < required)

    @property
    def status(self) -> str:
        """`broken`, `kept`, or `no_data` when nothing could be judged (a quota counts when its time is over or it is met)."""
        if self.broken or self.short:
            return "broken"
        met = self.required and self.done == self.required
        return "kept" if self.judged or met else "no_data"

    @property
    def value(self) -> int | None:
        """What was done of a quota, else how many judgements kept the rule."""
        if self.required is not None:
            return self.done
        return self.kept if self.judged else None

    @property
    def asked(self) -> int | None:
        """What a quota asks, else how many judgements there were."""
        if self.required is not None:
            return self.required
        return self.judged or None


class Month:
    """The verdicts of a month, by rule number; a rule that is checked somewhere has one even without data."""

    def __init__(self, span: Span, terms: Terms, *, as_of: datetime, rules: Iterable[str]) -> None:
        self.span = span
        self.terms = terms
        self.last = min(span.end, as_of)
        self.as_of = as_of
        self.verdicts = {number: Verdict() for number in rules}
        self.forced: list[Forced] = []

    def judge(self, record: Any, rules: Sequence[Rule]) -> None:
        """Everything that the rules say of a record in the month, up to now."""
        for rule in rules:
            if rule.speaks(self.terms):
                for judgement in rule.check(record, self.terms):
                    self.take(rule.rule, record.id, judgement)
                    if rule.forced and isinstance(judgement, Broken) and self.has(judgement.at):
                        self.forced.append(act(record, rule, judgement.at))

    def has(self, at: datetime) -> bool:
        """Whether an instant lies in the month and is past."""
        return self.span.start <= at < self.span.end and at <= self.as_of

    def looked_back(self, record: Any) -> None:
        """What a record's own history tells of acts long afterwards; their rules have a verdict then."""
        for one in in_history(record, self.span):
            self.forced.append(one)
            self.verdicts.setdefault(one.rule, Verdict())

    def take(self, rule: str, record_id: str, judgement: Judgement) -> None:
        """One judgement, when its instant lies in the month and is past."""
        if self.has(judgement.at):
            verdict = self.verdicts.setdefault(rule, Verdict())
            verdict.judged += 1
            if isinstance(judgement, Broken):
                verdict.broken.add(record_id)
            else:
                verdict.kept += 1

    def quotas(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """The month's quotas; they can be broken only when the month is over."""
        for line in lines:
            verdict = self.verdicts.setdefault(line["rule"], Verdict())
            verdict.quota(line["done"], line["required"], over=self.as_of >= self.span.end)
            if line.get("contract") and line["done"] < line["required"]:
                verdict.broken.add(line["contract"])

    def missed(self, days: Mapping[str, Sequence[date]]) -> None:
        """Days that are over without their joint inspection (R115), by contract: nothing can make up for them."""
        for contract in days:
            verdict = self.verdicts.setdefault("R115", Verdict())
            verdict.short = True
            verdict.broken.add(contract)

    def owed(self, quotas: Iterable[Quota]) -> None:
        """What procedures ask of the month; each line can be broken from its own due time on. What stands apart is judged by its
        records."""
        for quota in (one for one in quotas if not one.apart):
            over = self.as_of >= (quota.due or self.span.end)
            self.verdicts.setdefault(quota.rule, Verdict()).quota(quota.done, quota.required, over=over)
            if over and quota.done < quota.required and (quota.subject or quota.who):
                self.verdicts[quota.rule].broken.add(quota.subject or quota.who)


def document(verdicts: Mapping[str, Verdict]) -> list[dict[str, Any]]:
    """`{rule system clause status records value required}` of every checked rule and every rule of conduct, in order.

    A rule that `manual.reasons` says no program can tell is one of conduct, unless something checks it all the same.
    """
    lines = []
    for rule in manual.rules():
        verdict = verdicts.get(rule.rule)
        if verdict is None and not manual.is_conduct(rule):
            continue
        seen = verdict or Verdict()
        lines.append({
            "rule": rule.rule, "system": rule.systems[0], "clause": rule.clause, "status": seen.status if verdict else CONDUCT,
            "records": sorted(seen.broken), "value": seen.value, "required": seen.asked,
        })  # fmt: skip
    return lines


COLUMNS = (
    Column("rule", N_("Rule"), "id"), Column("text", N_("What it asks")), Column("clause", N_("Clause")),
    Column("status", N_("Status"), "code", "rule_status"), Column("value", N_("Done"), "int"),
    Column("required", N_("Asked"), "int"), Column("count", N_("Records that broke it"), "int"), Column("records", N_("Which")),
)  # fmt: skip
MISSING = (
    Column("contract", N_("Contract"), "id"), Column("count", N_("Days"), "int"), Column("days", N_("Days without inspection")),
)  # fmt: skip
MANY = 10
"""So many record ids stand in the table; JSON has them all."""


def report(month: Month, *, language: str) -> Report:
    """The verdicts for people: what is broken first, then what was kept; the others are counted."""
    lines = document(month.verdicts)
    counts = {
        status: sum(line["status"] == status for line in lines) for status in ("broken", "kept", "no_data", CONDUCT)
    }
    notes = (
        Message.of(
            N_("{broken} broken, {kept} kept, {no_data} without data, {conduct} of conduct that no record can answer"), **counts
        ),
        Message(N_("Done and asked: judgements that kept the rule and all there were; for a quota what was done and is asked.")),
    )  # fmt: skip
    title = Message.of(N_("Rules in {month}"), month=month.span.name)
    tables = tuple(
        Table(status, named, COLUMNS, tuple(row(line, language) for line in lines if line["status"] == status), notes if last else ())
        for status, named, last in (
            ("broken", Message(N_("Broken")), False), ("kept", Message(N_("Kept")), False), ("no_data", Message(N_("No data")), True),
        )
    )  # fmt: skip
    meta = {"site": month.terms.site.name, "period": month.span.name, "as_of": month.as_of}
    return Report("compliance", title, lines, tables, meta=meta)


def missing_table(days: Mapping[str, Sequence[date]]) -> Table:
    """The days without a joint inspection (R115), contract by contract."""
    rows = tuple((contract, len(some), side_by_side(some)) for contract, some in days.items())
    return Table("missing_days", Message(N_("Days without inspection")), MISSING, rows)


def row(line: Mapping[str, Any], language: str) -> tuple[Any, ...]:
    """A line of the table."""
    records = line["records"]
    some = tuple(records[:MANY]) + (("…",) if len(records) > MANY else ())
    text = manual.rule(line["rule"]).text(language)
    return (
        line["rule"],
        text,
        line["clause"],
        line["status"],
        line["value"],
        line["required"],
        len(records) or None,
        some or None,
    )
