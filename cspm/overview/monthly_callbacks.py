"""The monthly report's sections on callbacks and satisfaction (R064, R065, R070): the callback procedure's counts, traced."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from cspm.core.spread import spread
from cspm.core.terms import Terms
from cspm.overview.monthly_rows import Row
from cspm.overview.tally import Tally, named
from cspm.procedures.callbacks.month import Called, Outcome, counted, groups, outcomes

BASES = (("rate", "due"), ("visit_rate", "made"), ("satisfaction_rate", "answered"))


def callbacks(called: list[Called], month: str, terms: Terms, *, as_of: datetime, tally: Tally) -> dict[str, Any]:
    """The section `callbacks`; each number is a group of tickets, a rate leads to its base."""
    found = groups(called, month, terms, as_of=as_of)
    for name, group in found.items():
        tally.groups[f"callbacks.{name}"] = group
    tally.groups["callbacks.answered"] = [*found["satisfied"], *found["dissatisfied"]]
    tally.also |= {f"callbacks.{share}": f"callbacks.{base}" for share, base in BASES}
    return counted(found, month, terms, as_of=as_of)


def satisfaction(called: list[Called], month: str, terms: Terms, *, as_of: datetime, tally: Tally) -> dict[str, Any]:
    """The section `satisfaction`: the last reached callback of every ticket due (R070).

    Mean score, satisfied and dissatisfied by item, the items somebody was dissatisfied with (most first), the causes.
    """
    reached = [one for one in called if one.calls]
    answered = [one for one in outcomes(reached, month, terms, as_of=as_of) if one.last is not None]
    scored = [one for one in answered if one.last and one.last["score"] is not None]
    tally.groups["satisfaction.mean_score"] = [one.row for one in scored]
    by_item = judged_by_item(answered, tally)
    unhappy = sorted((-count["dissatisfied"], name) for name, count in by_item.items() if count["dissatisfied"])
    return {
        "mean_score": spread([Decimal(one.last["score"]) for one in scored if one.last])["mean"],
        "by_item": by_item,
        "dissatisfied_items": [name for _, name in unhappy],
        "causes": causes(answered, tally),
    }


def judged_by_item(answered: Iterable[Outcome], tally: Tally) -> dict[str, dict[str, int]]:
    """`{"ITEM": {satisfied, dissatisfied}}`, sorted by name."""
    items: dict[str, dict[str, list[Row]]] = {}
    for one in answered:
        if one.last is not None and one.last["satisfied"] is not None:
            kind = "satisfied" if one.last["satisfied"] else "dissatisfied"
            items.setdefault(named(one.row["item"]), {"satisfied": [], "dissatisfied": []})[kind].append(one.row)
    return {
        name: {kind: tally.named("satisfaction.by_item", name, group, part=kind) for kind, group in items[name].items()}
        for name in sorted(items)
    }


def causes(answered: Iterable[Outcome], tally: Tally) -> dict[str, int]:
    """Why customers were dissatisfied: the cause on record, else what they said when last reached."""
    found: dict[str, list[Row]] = {}
    for one in answered:
        if one.last is not None and one.last["satisfied"] is False:
            found.setdefault(named(one.row["cause"] or one.last.get("opinion")), []).append(one.row)
    return {name: tally.named("satisfaction.causes", name, found[name]) for name in sorted(found)}
