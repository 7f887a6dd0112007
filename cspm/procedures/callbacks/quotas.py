"""What a month or quarter asks for in numbers: door visits, spot checks, managers' own callbacks, the sample. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from cspm.core.figures import Figure
from cspm.core.terms import Terms
from cspm.procedures.callbacks import figures
from cspm.procedures.callbacks.month import Called, Row, bounds, first_day, made_in, read

REVIEWERS = ("csc_manager", "general_manager")
CALLERS = ((figures.MANAGER_CALLBACKS, "csc_manager"), (figures.GENERAL_MANAGER_CALLBACKS, "general_manager"))


def quotas(rows: Iterable[Row], month: str, terms: Terms) -> list[dict[str, Any]]:
    """What a month asks of the office and its managers: `{rule role required done}` for R065, R068, R103 and R104.

    `rows`: every ticket called or spot-checked in the month. Spot checks count distinct callbacks (A09, A84), apart
    from a manager's own complaint callbacks (A75), of which any counts (A74).
    """
    called, day = read(rows), first_day(month)
    services = made_in(called, month, terms, kind="service")
    visits = sum(made.call["method"] == "visit" for made in services)
    asked = (
        share(figures.VISIT_SHARE, len(services), day, terms=terms)
        if wanted(figures.VISIT_CALLBACKS, day, terms)
        else 0
    )
    lines = [_line("R065", None, asked, visits)]
    needed = int(terms.figures.value(figures.SPOT_CHECKS, day))
    lines += [_line("R068", role, needed, len(spot_checked(called, month, terms, role=role))) for role in REVIEWERS]
    roles = [made.call["role"] for made in made_in(called, month, terms, kind="complaint")]
    for figure, role in CALLERS:
        lines.append(_line(figure.rule, role, int(terms.figures.value(figure, day)), roles.count(role)))
    return lines


def _line(rule: str, role: str | None, required: int, done: int) -> dict[str, Any]:
    return {"rule": rule, "role": role, "required": required, "done": done}


def quota_sources(rows: Iterable[Row], month: str, terms: Terms) -> dict[tuple[str, str | None], tuple[str, ...]]:
    """The tickets behind what was done of each quota, by rule and role."""
    called = read(rows)
    services = made_in(called, month, terms, kind="service")
    complaints = made_in(called, month, terms, kind="complaint")
    found: dict[tuple[str, str | None], Iterable[Row]] = {
        ("R065", None): [made.row for made in services if made.call["method"] == "visit"],
        **{("R068", role): spot_checked(called, month, terms, role=role) for role in REVIEWERS},
    }
    for figure, role in CALLERS:
        found[figure.rule, role] = [made.row for made in complaints if made.call["role"] == role]
    return {key: tuple(sorted({str(row["id"]) for row in tickets})) for key, tickets in found.items()}


def spot_checked(called: Iterable[Called], month: str, terms: Terms, *, role: str) -> list[Row]:
    """The tickets whose callbacks somebody of that role spot-checked in the month, once for each callback (A84)."""
    start, end = bounds(month, terms)
    return [
        one.row
        for one in called
        for call in one.calls
        if any(check["role"] == role and start <= check["at"] < end for check in call.get("checks", ()))
    ]


def wanted(switch: Figure, day: date, terms: Terms) -> bool:
    """Whether a site calls back under that policy (A19)."""
    return bool(terms.figures.value(switch, day))


def share(figure: Figure, count: int, day: date, *, terms: Terms) -> int:
    """A figure in percent of a count, up to the next whole number."""
    percent = Decimal(str(terms.figures.value(figure, day)))
    return ceil(percent * count / 100)


def sampled(ids: Sequence[str], day: date, terms: Terms, *, seed: int) -> list[str]:
    """The director's sample (R390, A72): 20 percent of the ids, rounded up; the same for the same ids and seed.

    The order of `ids` does not matter. The sample comes in the order of the ids.
    """
    from random import Random

    known = sorted(set(ids))
    return sorted(Random(seed).sample(known, share(figures.SAMPLE_SHARE, len(known), day, terms=terms)))
