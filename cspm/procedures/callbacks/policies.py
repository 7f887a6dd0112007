"""The callback policies of the manuals side by side (A19): which are in force, what each asks of a month, what was done.

Pure; works on rows of the index, as `month` does. The director's sample is a matter of the quarter (`obligations`): here
stands what he called in the month.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from cspm.core.figures import Figure
from cspm.core.terms import Terms
from cspm.procedures.callbacks import figures
from cspm.procedures.callbacks.month import Called, Row, due_in, first_day, made_in, outcomes
from cspm.procedures.callbacks.quotas import quota_sources, quotas, wanted

SWITCHES: dict[str, Figure] = {
    "R064": figures.MONTH_CALLBACKS, "R387": figures.REPAIR_CALLBACKS, "R065": figures.VISIT_CALLBACKS,
    "R390": figures.QUARTER_SAMPLE,
}  # fmt: skip
"""The policies that a site can do without."""
NAMES = {"R065": "visits", "R068": "spot_checks", "R103": "complaints", "R104": "complaints"}


def policies(called: Sequence[Called], month: str, terms: Terms, *, as_of: datetime) -> list[dict[str, Any]]:
    """`{policy on rule role required done}` of each policy, and of each role where it asks several."""
    day = first_day(month)
    due, found = list(due_in(called, month, terms)), outcomes(called, month, terms, as_of=as_of)
    reached = {str(one.row["id"]) for one in found if one.last is not None}
    repairs = [str(one.row["id"]) for one in due if one.row["category"] == "repair"]
    lines = [
        ("month", "R064", "dispatch_assistant", len(due), len(reached)),
        ("repairs", "R387", "dispatch_assistant", len(repairs), len(reached & set(repairs))),
    ]
    for quota in quotas([one.row for one in called], month, terms):
        lines.append((NAMES[quota["rule"]], quota["rule"], quota["role"], quota["required"], quota["done"]))
    sampled = len(list(in_samples(called, month, terms)))
    made = [dict(zip(("policy", "rule", "role", "required", "done"), line, strict=True)) for line in lines]
    made.append({"policy": "sample", "rule": "R390", "role": "csc_director", "required": None, "done": sampled})
    return [line | {"on": line["rule"] not in SWITCHES or wanted(SWITCHES[line["rule"]], day, terms)} for line in made]


def in_samples(called: Iterable[Called], month: str, terms: Terms) -> Iterable[Row]:
    """The tickets that the director called in the month for one of his samples."""
    return (made.row for made in made_in(called, month, terms, kind="service") if made.call.get("sample"))


def policy_ids(called: Sequence[Called], month: str, terms: Terms, *, as_of: datetime) -> dict[str, tuple[str, ...]]:
    """The tickets behind what was done for each policy."""
    found = [one for one in outcomes(called, month, terms, as_of=as_of) if one.last is not None]
    groups: dict[str, set[str]] = {
        "month": {str(one.row["id"]) for one in found},
        "repairs": {str(one.row["id"]) for one in found if one.row["category"] == "repair"},
        "sample": {str(row["id"]) for row in in_samples(called, month, terms)},
    }
    for (rule, _), ids in quota_sources([one.row for one in called], month, terms).items():
        groups.setdefault(NAMES[rule], set()).update(ids)
    return {name: tuple(sorted(ids)) for name, ids in groups.items()}
