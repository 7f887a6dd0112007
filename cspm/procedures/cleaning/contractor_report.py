"""Contractors over some months, ranked by their scores (`report contractors`): every figure with its records. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from cspm.core.tables import Chart, Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.cleaning import evaluation_states as states
from cspm.procedures.cleaning.account import HUNDRED, NOTHING, days_of, next_month
from cspm.procedures.cleaning.evaluation import Marks, marks, plain, scored
from cspm.procedures.cleaning.ledger import Ledger

CENTS = Decimal("0.01")
RANKING = (
    Column("rank", N_("Rank"), "int"), Column("contractor", N_("Contractor")), Column("score", N_("Mean score")),
    Column("months", N_("Months"), "int"), Column("days", N_("Days in force"), "int"),
    Column("inspection_days", N_("Days inspected"), "int"), Column("minor", N_("Minor"), "int"),
    Column("severe", N_("Severe"), "int"), Column("complaint", N_("Verified complaints"), "int"),
    Column("late_recheck", N_("Put right late"), "int"), Column("fee", N_("Fees"), "money"),
    Column("deduction", N_("Deduction"), "money"), Column("deduction_percent", N_("Deducted, percent")),
)  # fmt: skip
MONTHS = (
    Column("month", N_("Month")), Column("contractor", N_("Contractor")), Column("score", N_("Score")),
    Column("evaluated", N_("Evaluated")), Column("minor", N_("Minor"), "int"), Column("severe", N_("Severe"), "int"),
    Column("complaint", N_("Verified complaints"), "int"), Column("late_recheck", N_("Put right late"), "int"),
    Column("inspection_days", N_("Days inspected"), "int"), Column("deduction", N_("Deduction"), "money"),
    Column("evaluation", N_("Evaluation"), "id"),
)  # fmt: skip


def months_between(first: str, last: str) -> tuple[str, ...]:
    """The months from one to another, both included; none when they stand in the wrong order."""
    found = []
    month = first
    while month <= last:
        found.append(month)
        month = next_month(month)
    return tuple(found)


def before(month: str, count: int) -> str:
    """The month so many months before."""
    for _ in range(count):
        month = f"{days_of(month)[0] - timedelta(days=1):%Y-%m}"
    return month


def contractors(
    ledgers: Mapping[str, Sequence[Ledger]], evaluations: Sequence[Mapping[str, Any]], months: Sequence[str], *,
    terms: Terms, now: datetime,
) -> Report:  # fmt: skip
    """The ranking of the months. `evaluations` are rows that count: `id contractor month score`.

    A month's score is that of its evaluation, else it is counted from the records as they are now; the mean is over the
    months that have one. Equal means share a rank; who has none comes last, without one. Records behind a figure:
    `sources("NAME.minor")`.
    """
    given = {(row["contractor"], row["month"]): row for row in evaluations}
    found: dict[str, list[Marks]] = {}
    for contractor, own in ledgers.items():
        by_month = (marks(contractor, own, month, now) for month in months)
        if some := [one for one in by_month if one is not None]:
            found[contractor] = some
    lines = [line_of(one, given.get((one.contractor, one.month)), terms) for some in found.values() for one in some]
    ranked = ranks([total(contractor, some, lines) for contractor, some in found.items()])
    sources = {key: ids for contractor, some in found.items() for key, ids in traced(contractor, some).items()}
    title = Message.of(N_("Contractors from {first} to {last}"), first=months[0], last=months[-1])
    document = {"from": months[0], "to": months[-1], "as_of": now, "contractors": ranked, "months": lines}
    return Report(
        "contractors", title, document, tables(title, ranked, lines, terms), charts(ranked),
        sources=lambda key: sources[key], keys=tuple(sources),
        meta={"site": terms.site.name, "period": f"{months[0]} – {months[-1]}", "as_of": now},
    )  # fmt: skip


def line_of(one: Marks, evaluation: Mapping[str, Any] | None, terms: Terms) -> dict[str, Any]:
    """One contractor's month."""
    score, _ = scored(one, terms)
    told = evaluation["score"] if evaluation else None if score is None else plain(score)
    return {
        "month": one.month, "contractor": one.contractor, "contracts": list(one.contracts), "score": told,
        "evaluation": evaluation["id"] if evaluation else None, "days": one.days, "inspection_days": one.inspection_days,
        **{criterion: one.count(criterion) for criterion in states.EACH}, "fee": one.fee, "deduction": one.deduction,
    }  # fmt: skip


def total(contractor: str, some: Sequence[Marks], lines: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A contractor over its months: sums, the mean score to two decimals, the deduction in percent of the fees."""
    scores = [
        Decimal(line["score"]) for line in lines if line["contractor"] == contractor and line["score"] is not None
    ]
    fee, deduction = (sum((getattr(one, name) for one in some), NOTHING) for name in ("fee", "deduction"))
    return {
        "rank": None, "contractor": contractor, "score": mean(scores), "months": len(some),
        "days": sum(one.days for one in some), "inspection_days": sum(one.inspection_days for one in some),
        **{criterion: sum(one.count(criterion) for one in some) for criterion in states.EACH},
        "fee": fee, "deduction": deduction,
        "deduction_percent": rounded(deduction * HUNDRED / fee) if fee else None,
    }  # fmt: skip


def mean(scores: Sequence[Decimal]) -> str | None:
    """The mean with two decimals, rounded half up; None of nothing."""
    return rounded(sum(scores, Decimal(0)) / len(scores)) if scores else None


def rounded(number: Decimal) -> str:
    """With two decimals, half up."""
    return str(number.quantize(CENTS, ROUND_HALF_UP))


def ranks(totals: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The contractors by score, the best first; equal ones share a rank, those without a score have none."""
    scores = sorted((Decimal(one["score"]) for one in totals if one["score"] is not None), reverse=True)
    for one in totals:
        one["rank"] = scores.index(Decimal(one["score"])) + 1 if one["score"] is not None else None
    return sorted(totals, key=lambda one: (one["rank"] is None, one["rank"] or 0, one["contractor"]))


def traced(contractor: str, some: Sequence[Marks]) -> dict[str, tuple[str, ...]]:
    """The records behind a contractor's figures, by key."""
    found = {
        f"{contractor}.{criterion}": tuple(record for one in some for record in one.records[criterion])
        for criterion in states.EACH
    }
    return {**found, f"{contractor}.inspection_days": tuple(record for one in some for record in one.inspections)}


def tables(
    title: Message, ranked: Sequence[Mapping[str, Any]], lines: Sequence[Mapping[str, Any]], terms: Terms
) -> tuple[Table, ...]:
    """The ranking, and beside it every month."""
    yes, no = Message(N_("yes")), Message(N_("not yet"))
    told = [{**line, "evaluated": yes if line["evaluation"] else no} for line in lines]
    note = Message.of(
        N_("Score: {full} points less {minor} for each minor, {severe} a severe, {complaint} a verified complaint, {late} a time "
           "of rectification that passed; a month without an inspection has none."),
        full=terms.figures.value(states.FULL, days_of(str(lines[-1]["month"]))[0]) if lines else "",
        **weights(lines, terms),
    )  # fmt: skip
    return (
        Table(
            "ranking", title, RANKING, tuple(tuple(one[column.key] for column in RANKING) for one in ranked), (note,)
        ),
        Table(
            "months",
            Message(N_("Month by month")),
            MONTHS,
            tuple(tuple(one[column.key] for column in MONTHS) for one in told),
        ),
    )


def weights(lines: Sequence[Mapping[str, Any]], terms: Terms) -> dict[str, object]:
    """The points of each criterion in the last month."""
    day = days_of(str(lines[-1]["month"]))[0] if lines else states.MANUAL
    worth = {name: terms.figures.value(each, day) for name, each in states.EACH.items()}
    return {
        "minor": worth["minor"],
        "severe": worth["severe"],
        "complaint": worth["complaint"],
        "late": worth["late_recheck"],
    }


def charts(ranked: Sequence[Mapping[str, Any]]) -> tuple[Chart, ...]:
    """Mean scores by contractor."""
    scored_ones = [one for one in ranked if one["score"] is not None]
    labels = tuple(str(one["contractor"]) for one in scored_ones)
    series = ((N_("Mean score"), tuple(float(one["score"]) for one in scored_ones)),)
    return (Chart("scores", Message(N_("Mean score by contractor")), labels, series),) if scored_ones else ()
