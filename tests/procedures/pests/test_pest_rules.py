"""What pest control kept and broke: plan, supervision, intervals by season. Tables of cases, each with its clause."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cspm.core.rules import run
from cspm.procedures.pests.model import PestPlan, Treatment
from cspm.procedures.pests.rules import PLAN, RULES, TREATMENT
from cspm.procedures.pests.turns import carried_out, due_day, interval
from tests.procedures.registers import entry, said
from tests.procedures.tickets.lives import terms

BY_THE_BOOK = {
    "area": "A1", "treated_at": "10-05 10:00", "pests": ("mosquitoes",), "agent": "氯氰菊酯", "by": "张师傅", "supervised_by": "CA01",
    "supervised_role": "customer_assistant",
}  # fmt: skip


def treatment(**fields: Any) -> Any:
    """A treatment of A1 by the book, unless the case says otherwise."""
    return entry(Treatment, **{**BY_THE_BOOK, **fields})


def plan(**fields: Any) -> Any:
    """A plan for November with one line, made in October by the leader."""
    lines = ({"planned_on": "2026-11-05", "area": "A1", "pests": ("mosquitoes",), "agent": None},)
    own = {"period": "2026-11", "made_at": "10-25 09:00", "by": "CL01", "role": "cleaning_leader", "lines": lines}
    return entry(PestPlan, **{**own, **fields})


def test_by_the_book_there_is_nothing_to_find() -> None:
    """Made ahead by the leader, watched over, with agent and pests; looked at later, all gone."""
    assert list(run(PLAN, plan(), terms())) == []
    assert list(run(TREATMENT, treatment(effect="gone", checked_at="10-12 10:00"), terms())) == []


@pytest.mark.rule("R193")
@pytest.mark.parametrize(
    ("role", "expected"),
    [("cleaning_leader", "kept"), ("cleaning_supervisor", "kept"), ("csc_manager", "broken"), (None, "")],
)
def test_the_leader_makes_the_plan(role: str | None, expected: str) -> None:
    """001 二.3(3)③: 负责制定消杀服务计划; an imported plan that names no role is not judged."""
    assert said(RULES, "pest_plan_not_leaders", plan(role=role)) == expected


@pytest.mark.rule("R193")
@pytest.mark.parametrize(
    ("period", "made", "expected"),
    [
        ("2026-11", "10-31 23:59", "kept"),
        ("2026-11", "11-01 00:00", "kept"),
        ("2026-11", "11-01 00:01", "broken"),
        ("2026-Q4", "10-01 00:00", "kept"),
        ("2026-Q4", "10-05 09:00", "broken"),
        ("2026", "10-05 09:00", "broken"),
        ("十一月份", "10-05 09:00", "broken"),
    ],
)
def test_the_plan_is_there_when_its_period_begins(period: str, made: str, expected: str) -> None:
    """001 二.3(3)③: a plan is made ahead; `pest_plan_grace` grants days."""
    assert said(RULES, "pest_plan_late", plan(period=period, made_at=made)) == expected
    if period == "2026-Q4":
        assert (
            said(RULES, "pest_plan_late", plan(period=period, made_at=made), terms(figures={"pest_plan_grace": 5}))
            == "kept"
        )


@pytest.mark.rule("R193")
@pytest.mark.parametrize(
    ("days", "expected"),
    [(("2026-11-01", "2026-11-30"), "kept"), ((), "broken"), (("2026-10-31",), "broken"), (("2026-12-01",), "broken")],
)
def test_the_plan_names_its_treatments(days: tuple[str, ...], expected: str) -> None:
    """001 二.3(3)③: a plan says what is treated when, in its own period."""
    lines = tuple({"planned_on": day, "area": "A1", "pests": (), "agent": None} for day in days)
    assert said(RULES, "pest_plan_incomplete", plan(lines=lines)) == expected


@pytest.mark.rule("R025")
@pytest.mark.parametrize(
    ("who", "role", "expected"),
    [
        ("CA01", "customer_assistant", "kept"),
        ("CL01", "cleaning_leader", "broken"),
        ("CA01", None, "kept"),  # imported: nobody knows the role of those days
        (None, None, "broken"),
    ],
)
def test_the_clubhouse_assistant_watches_over_it(who: str | None, role: str | None, expected: str) -> None:
    """000 P1-三 5.8: 监管及跟进灭"四害"工作."""
    assert said(RULES, "treatment_unsupervised", treatment(supervised_by=who, supervised_role=role)) == expected


@pytest.mark.rule("R025")
@pytest.mark.parametrize(
    ("fields", "code", "expected"),
    [
        ({}, "treatment_incomplete", "kept"),
        ({"agent": None}, "treatment_incomplete", "broken"),
        ({"pests": ()}, "treatment_incomplete", "broken"),
        ({"effect": "gone", "checked_at": "10-05 09:59"}, "treatment_times", "broken"),
        ({"effect": "gone", "checked_at": "10-05 10:00"}, "treatment_times", ""),
    ],
)
def test_the_record_is_whole(fields: dict[str, Any], code: str, expected: str) -> None:
    """000 P1-三 5.8: area, agent, target pest; looked at after it was done."""
    assert said(RULES, code, treatment(**fields)) == expected


@pytest.mark.rule("R186")
@pytest.mark.parametrize(("effect", "expected"), [("gone", "kept"), ("some_left", "broken"), (None, "")])
def test_no_pests_stay(effect: str | None, expected: str) -> None:
    """001 二.3(1)⑥: 确保无"四害"."""
    one = treatment(effect=effect, checked_at="10-12 10:00" if effect else None)
    assert said(RULES, "pests_left", one) == expected


@pytest.mark.rule("R186")
@pytest.mark.parametrize(
    ("last", "due"),
    [
        ("2026-01-10", "2026-02-09"),  # 30 days in winter
        ("2026-06-01", "2026-06-16"),  # 15 days from May to October
        ("2026-04-20", "2026-05-05"),  # begun in April: on 6 May it is 16 days, and May allows 15
        ("2026-04-10", "2026-04-30"),  # on 1 May it is 21 days: the last day of April is the last in time
        ("2026-10-20", "2026-11-19"),  # on 31 October it is 11 days; November allows 30
        ("2026-10-10", "2026-10-25"),  # 16 days on the 26th of October
        ("2026-12-20", "2027-01-19"),  # over the year's end
        ("2028-02-01", "2028-03-02"),  # a leap year
    ],
)
def test_days_since_the_last_one_by_season(last: str, due: str) -> None:
    """001 二.3(1)⑥ (定期, A57): 30 days, from May to October 15; the figure is that of each day."""
    assert due_day(date.fromisoformat(last), terms()) == date.fromisoformat(due)


@pytest.mark.rule("R186")
def test_a_site_has_its_own_intervals_and_season() -> None:
    """`pest_interval`, `pest_interval_in_season`, `pest_season_first`, `pest_season_last`; a season may pass New Year."""
    site = terms(
        figures={"pest_interval": 20, "pest_interval_in_season": 7, "pest_season_first": 11, "pest_season_last": 2}
    )
    assert [interval(date(2026, month, 1), site) for month in (1, 2, 3, 10, 11, 12)] == [7, 7, 20, 20, 7, 7]
    assert due_day(date(2026, 6, 1), site) == date(2026, 6, 21)


@pytest.mark.rule("R025")
@pytest.mark.parametrize(
    ("fields", "grace", "found"),
    [
        ({"treated_at": "11-05 08:00"}, 0, True),
        ({"treated_at": "11-05 23:59"}, 0, True),
        ({"treated_at": "11-06 00:00"}, 0, False),
        ({"treated_at": "11-06 00:00"}, 1, True),
        ({"treated_at": "11-04 10:00"}, 0, False),
        ({"treated_at": "11-04 10:00", "planned_on": "2026-11-05"}, 0, True),  # said to be the planned one
        ({"treated_at": "11-05 10:00", "area": "A2"}, 0, False),
        ({"treated_at": "11-05 10:00", "pests": ("rats",)}, 0, False),
        ({"treated_at": "11-05 10:00", "pests": ("rats", "mosquitoes")}, 0, True),
    ],
)
def test_each_planned_date_has_its_treatment(fields: dict[str, Any], grace: int, found: bool) -> None:
    """000 P1-三 5.8 with 001 二.3(3)③: area, day and pests of the plan."""
    (line,) = plan().lines
    done = carried_out(line, [treatment(**fields)], terms(figures={"pest_treatment_grace": grace}))
    assert (done is not None) == found
