"""The plan of inspections: which areas and items on which day, and what of it was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.procedures.cleaning.plan import Place, Planned, fitting, period_of, planned, state

Run = Callable[..., Any]
FREQUENCIES = ("twice_daily", "daily", "weekly", "monthly", "quarterly", "as_needed", None)
START, END = date(2026, 1, 1), date(2026, 12, 31)


def contract(**more: Any) -> dict[str, Any]:
    return {
        "id": "C1",
        "state": "active",
        "start": START.isoformat(),
        "end": END.isoformat(),
        "domain": "cleaning",
        **more,
    }


def item(number: int, frequency: str | None = "daily", *kinds: str, domain: str = "cleaning") -> dict[str, Any]:
    return {"id": f"C{number:02d}", "domain": domain, "area_types": list(kinds), "frequency": frequency}


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=place) for place in range((last - first).days + 1)]


@pytest.mark.rule("R115")
@given(st.integers(1, 9), st.integers(1, 12), st.integers(0, 300))
def test_each_day_has_its_inspections_and_areas_take_turns(areas: int, each: int, skipped: int) -> None:
    """As many a day as the figure says (R115: one), every area as often as every other, over the ends of months too."""
    places = [Place(f"A{number}") for number in range(areas)]
    first = START + timedelta(days=skipped)
    counted: Counter[str] = Counter()
    for day in days(first, first + timedelta(days=areas - 1)):
        plan = planned(contract(end="2027-12-31"), places, day, each=each)
        assert len(plan) == min(areas, each)
        counted.update(one.area for one in plan)
    assert set(counted.values()) == {min(areas, each)}


@pytest.mark.rule("R158")
@given(st.lists(st.sampled_from(FREQUENCIES), max_size=12), st.integers(1, 3))
def test_an_item_is_looked_at_as_often_as_the_standard_says(frequencies: list[str | None], areas: int) -> None:
    """Daily items on every visit; weekly, monthly, quarterly ones once in each whole period with a visit; as needed: never."""
    items = tuple(item(number, frequency) for number, frequency in enumerate(frequencies))
    places = [Place(f"A{number}", items=items) for number in range(areas)]
    plan = [
        one for day in days(date(2026, 4, 1), date(2026, 6, 30)) for one in planned(contract(), places, day, each=1)
    ]
    mine = [one for one in plan if one.area == "A0"]
    for one in items:
        seen = [line.day for line in mine if one["id"] in line.items]
        if one["frequency"] in ("daily", "twice_daily", None):
            assert len(seen) == len(mine)
        elif one["frequency"] == "as_needed":
            assert seen == []
        elif one["frequency"] == "quarterly":
            assert len(seen) == 1
        else:
            periods = [period_of(one["frequency"], day)[0] for day in seen]
            assert len(periods) == len(set(periods))
            if one["frequency"] == "monthly":
                assert len(periods) == 3


@pytest.mark.rule("R115")
def test_only_days_in_force_are_planned() -> None:
    """A contract that begins on the 12th has its first inspection then, its weekly items in what is left of the week."""
    held = contract(start="2026-10-15")
    places = [Place("A", items=(item(1, "weekly"),))]
    assert planned(held, places, date(2026, 10, 14), each=1) == ()
    week = [planned(held, places, day, each=1)[0].items for day in days(date(2026, 10, 15), date(2026, 10, 18))]
    assert week.count(("C01",)) == 1
    assert planned({**held, "state": "void"}, places, date(2026, 10, 15), each=1) == ()


@pytest.mark.rule("R158")
def test_items_belong_to_a_domain_and_kinds_of_area() -> None:
    """Who says no kind means every kind."""
    items = [item(1, "daily", "lobby"), item(2, "daily"), item(3, "daily", "garden"), item(4, "daily", domain="pest")]
    assert [one["id"] for one in fitting(items, "cleaning", ("lobby", "lift"))] == ["C01", "C02"]
    assert [one["id"] for one in fitting(items, "cleaning", ())] == ["C01", "C02", "C03"]
    assert [one["id"] for one in fitting(items, "pest", ("lobby",))] == ["C04"]


@pytest.mark.parametrize(
    ("frequency", "day", "first", "last"),
    [
        ("weekly", "2026-10-07", "2026-10-05", "2026-10-11"),
        ("weekly", "2027-01-02", "2026-12-28", "2027-01-03"),
        ("monthly", "2028-02-10", "2028-02-01", "2028-02-29"),
        ("quarterly", "2026-11-22", "2026-10-01", "2026-12-31"),
        ("quarterly", "2026-02-22", "2026-01-01", "2026-03-31"),
    ],
)
def test_periods(frequency: str, day: str, first: str, last: str) -> None:
    """Weeks from Monday to Sunday, months and quarters of the calendar."""
    found = period_of(frequency, date.fromisoformat(day))
    assert (found[0].isoformat(), found[-1].isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("seen", "today", "said"),
    [
        ({}, "2026-10-05", "planned"),
        ({}, "2026-10-06", "missing"),
        ({"A": {"C01", "C02"}}, "2026-10-06", "done"),
        ({"A": {"C01"}}, "2026-10-06", "partly"),
        ({"B": {"C01"}}, "2026-10-06", "elsewhere"),
    ],
)
def test_what_became_of_a_planned_inspection(seen: dict[str, set[str]], today: str, said: str) -> None:
    """A day is missing only when it is over and nobody went round at all."""
    line = Planned(date(2026, 10, 5), "C1", "A", ("C01", "C02"))
    assert state(line, seen, date.fromisoformat(today)) == said


@pytest.fixture
def site(run: Run) -> None:
    """Two contracts that share area A, and the default standard."""
    run("standard", "load-default")
    run("areas", "add", "A", "--name", "block 1", "--area-types", "lobby,garden")
    for name, domain in (("C1", "cleaning"), ("C2", "greening")):
        run(
            "contract", "add", "--id", name, "--contractor", "洁净公司", "--domain", domain, "--monthly-fee", "10000",
            "--start", "2026-10-01", "--end", "2026-12-31", "--areas", "A",
        )  # fmt: skip


@pytest.mark.rule("R115", "R158")
def test_the_plan_of_a_day_and_of_a_month(run: Run, site: None) -> None:
    """Two contracts in one area have each their own items; what was inspected stands beside what was planned."""
    add = ("inspection", "add", "--contract", "C1", "--date", "2026-10-02 9:00", "--area", "A", "--checked", "C03")
    run(*add, now="2026-10-02 9:00")
    first, second = run("inspection", "plan", "--date", "2026-10-02", "--json", now="2026-10-03 9:00").json()
    assert {one["id"][0] for one in first["items"]} <= {"C", "L"}
    assert {one["id"][0] for one in second["items"]} == {"G"}
    assert (first["state"], first["inspections"], second["state"]) == ("partly", ["I-202610-0001"], "missing")
    assert "C07" in first["not_checked"]
    month = run("inspection", "plan", "--month", "2026-10", "--contract", "C1", "--json", now="2026-10-04 9:00").json()
    assert [line["date"] for line in month] == [f"2026-10-{day:02d}" for day in range(1, 32)]
    assert [line["state"] for line in month[:5]] == ["missing", "partly", "missing", "planned", "planned"]
    said = run(
        "inspection",
        "plan",
        "--month",
        "2026-10",
        lang="zh",
        now="2026-10-04 9:00",
    )
    assert "未检查" in said.stdout
    assert run("inspection", "plan", "--month", "2026-10", "-q", now="2026-10-04 9:00").lines() == ["I-202610-0001"]
    run("inspection", "plan", "--month", "2026-10", "--date", "2026-10-02", code=2)
    run("inspection", "plan", "--contract", "C9", code=20)


@pytest.mark.rule("R115")
def test_missing_days_are_listed_in_due_compliance_and_the_report(run: Run, site: None) -> None:
    """Days that are over, contract by contract; today can still be done; a site may ask for two a day."""
    add = ("inspection", "add", "--contract", "C1", "--area", "A", "--checked", "C03")
    run(*add, "--date", "2026-10-01 9:00")
    due = [line for line in run("due", "--json", now="2026-10-03 9:00").json() if line["rule"] == "R115"]
    missed = {line["record"]: line for line in due if line["state"] == "missed"}
    assert (missed["C1"]["missing"], missed["C2"]["missing"]) == (["2026-10-02"], ["2026-10-01", "2026-10-02"])
    assert missed["C1"]["next"] == "cspm inspection add --contract C1 --date 2026-10-02"
    assert run("due", "--overdue", code=1, now="2026-10-03 9:00").stdout.count("10-02")
    lines = {
        line["rule"]: line
        for line in run("compliance", "--month", "2026-10", "--json", now="2026-10-03 9:00", code=1).json()
    }
    assert lines["R115"]["status"] == "broken"
    assert lines["R115"]["missing_days"][0] == {"contract": "C1", "days": ["2026-10-02"]}
    report = run("report", "deductions", "--month", "2026-10", "--json", now="2026-10-03 9:00").json()
    assert report["contracts"][0]["missing_days"] == ["2026-10-02", "2026-10-03"]
    monthly = run("report", "monthly", "--month", "2026-10", "--json", now="2026-10-03 9:00").json()
    assert [set(line) for line in monthly["quotas"] if line["rule"] == "R115"] == [
        {"rule", "role", "contract", "required", "done"}
    ] * 2


def test_a_day_with_every_inspection_breaks_nothing(run: Run, site: None) -> None:
    """Kept: each contract on each day so far."""
    for name in ("C1", "C2"):
        for day in ("2026-10-01", "2026-10-02"):
            run("inspection", "add", "--contract", name, "--area", "A", "--date", f"{day} 9:00", "--checked", "C03")
    due = run("due", "--json", now="2026-10-02 23:00").json()
    assert [line for line in due if line["rule"] == "R115"] == []


@pytest.mark.parametrize("size", ["a4", "a5", "phone"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_blank_form_has_items_boxes_and_signatures(run: Run, site: None, size: str, lang: str) -> None:
    """Each item of the area with its wording, what is to recheck, and a line to sign for each side."""
    run(
        "inspection", "add", "--contract", "C1", "--area", "A", "--date", "2026-10-01 9:00", "--finding",
        "C03:minor:poor_result:cigarette ends", "--finding", "+C07:none", "--due", "2026-10-02 18:00",
    )  # fmt: skip
    page = run("inspection", "form", "--contract", "C1", "--date", "2026-10-02", "--size", size, lang=lang).stdout
    assert "C03" in page
    assert "I-202610-0001.1" in page
    assert "I-202610-0001.2" not in page  # put right on the spot
    assert ("甲方" if lang == "zh" else "Party A") in page
    assert page.count('class="tick"') == 33  # six lines of five, one recheck of three
    assert ("430px" in page) == (size == "phone")


def test_the_form_can_be_typed_in_again(run: Run, site: None) -> None:
    """As lines it is what `inspection add --from` reads: everything planned is clean until somebody changes it."""
    text = run(
        "inspection", "form", "--contract", "C1", "--date", "2026-10-02", "--lines", lang="zh", now="2026-10-02 9:00"
    ).stdout
    assert "合同: C1" in text
    made = run("inspection", "add", "--from", "-", "--json", stdin=text, now="2026-10-02 9:00").json()
    plan = run("inspection", "plan", "--date", "2026-10-02", "--contract", "C1", "--json", now="2026-10-02 9:00").json()
    assert made[0]["checked"] == [one["id"] for one in plan[0]["items"]]
    assert plan[0]["state"] == "done"
    values = run("inspection", "form", "--contract", "C1", "--date", "2026-10-02", "--json").json()
    assert [page["area"] for page in values["pages"]] == ["A"]
    run("inspection", "form", "--contract", "C1", "--date", "2026-09-30", code=2)
    run("inspection", "form", "--contract", "C9", code=20)


def test_a_site_without_areas_or_standard_has_a_plan_too(run: Run) -> None:
    """A contract without areas takes those registered, else one place without a name; the note says what is missing."""
    run("contract", "add", "--id", "C1", "--contractor", "X", "--domain", "pest", "--monthly-fee", "1", "--start", "2026-10-01",
        "--end", "2026-12-31")  # fmt: skip
    plan = run("inspection", "plan", "--date", "2026-10-02", "--json").json()
    assert [(one["area"], one["items"]) for one in plan] == [("", [])]
    run("areas", "add", "A", "--name", "block 1")
    plan = run("inspection", "plan", "--date", "2026-10-02", "--json").json()
    assert [one["area"] for one in plan] == ["A"]
