"""The monthly report's sections on callbacks and satisfaction (R064, R065, R070): the callback procedure's counts, traced."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cspm.core.terms import Terms
from cspm.overview.monthly_tickets import ids
from cspm.overview.tally import Tally, named
from cspm.procedures.callbacks.month import Called, Outcome, counted, groups, outcomes

BASES = (("rate", "due"), ("visit_rate", "made"), ("satisfaction_rate", "answered"))


def callbacks(called: list[Called], month: str, terms: Terms, *, as_of: datetime, tally: Tally) -> dict[str, Any]:
    """The section `callbacks`; each number is a group of tickets, a rate leads to its base."""
    found = groups(called, month, terms, as_of=as_of)
    for name, group in found.items():
        tally.count(f"callbacks.{name}", ids(group))
    tally.count("callbacks.answered", [*ids(found["satisfied"]), *ids(found["dissatisfied"])])
    tally.also |= {f"callbacks.{share}": f"callbacks.{base}" for share, base in BASES}
    return counted(found, month, terms, as_of=as_of)


def satisfaction(called: list[Called], month: str, terms: Terms, *, as_of: datetime, tally: Tally) -> dict[str, Any]:
    """The section `satisfaction`: the last reached callback of every ticket due (R070).

    Mean score, satisfied and dissatisfied by item, the items somebody was dissatisfied with (most first), the causes.
    """
    answered = [one for one in outcomes(called, month, terms, as_of=as_of) if one.last is not None]
    scores = [(one.row["id"], one.last["score"]) for one in answered if one.last and one.last["score"] is not None]
    by_item = judged_by_item(answered, tally)
    unhappy = sorted((-count["dissatisfied"], name) for name, count in by_item.items() if count["dissatisfied"])
    return {
        "mean_score": tally.spread("satisfaction.mean_score", scores)["mean"],
        "by_item": by_item,
        "dissatisfied_items": [name for _, name in unhappy],
        "causes": causes(answered, tally),
    }


def judged_by_item(answered: Iterable[Outcome], tally: Tally) -> dict[str, dict[str, int]]:
    """`{"ITEM": {satisfied, dissatisfied}}`, sorted by name."""
    items: dict[str, dict[str, list[str]]] = {}
    for one in answered:
        if one.last is not None and one.last["satisfied"] is not None:
            kind = "satisfied" if one.last["satisfied"] else "dissatisfied"
            items.setdefault(named(one.row["item"]), {"satisfied": [], "dissatisfied": []})[kind].append(one.row["id"])
    return {
        name: {kind: tally.count(f"satisfaction.by_item.{name}.{kind}", group) for kind, group in items[name].items()}
        for name in sorted(items)
    }


def causes(answered: Iterable[Outcome], tally: Tally) -> dict[str, int]:
    """Why customers were dissatisfied: the cause on record, else what they said when last reached."""
    found: dict[str, list[str]] = {}
    for one in answered:
        if one.last is not None and one.last["satisfied"] is False:
            found.setdefault(named(one.row["cause"] or one.last.get("opinion")), []).append(one.row["id"])
    return {name: tally.count(f"satisfaction.causes.{name}", found[name]) for name in sorted(found)}
