"""The percentages of performance at their boundaries, worked out by hand (004 A12 5, A38 to A42)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.rules import run
from cspm.procedures.performance import percent
from cspm.procedures.performance.model import Assessment, DayWork
from cspm.procedures.performance.rules import ASSESSMENT, DAYWORK
from tests.procedures.registers import entry, said, when
from tests.procedures.tickets.lives import at, terms

DAY = date(2026, 10, 20)


def day(device: str, count: int, attempted: int | None, succeeded: int) -> Any:
    """A worker's day."""
    fields = {"crew": "JD", "worker": "张一", "date": "2026-10-20", "device_type": device, "count": count}
    return entry(DayWork, **fields, attempted=attempted, succeeded=succeeded)


@pytest.mark.rule("R363", "R364")
@pytest.mark.parametrize(
    ("succeeded", "attempted", "expected"),
    [
        (100, 100, 5),
        (8001, 10000, 5),  # 80.01
        (80, 100, 5),  # exactly 80 qualifies and is rewarded (A38)
        (8, 10, 5),
        (7999, 10000, -5),  # 79.99: a step that is begun
        (4, 5, 5),  # 80 of any base
        (79, 100, -5),
        (701, 1000, -5),  # 70.1
        (70, 100, -5),  # exactly ten points below: one step, not two
        (699, 1000, -10),  # 69.9
        (69999, 100000, -10),
        (60, 100, -10),
        (5999, 10000, -15),
        (2, 3, -10),  # 66.666...: 13.33 points below
        (50, 100, -15),
        (0, 7, -40),  # 80 points below: eight steps
    ],
)
def test_wireless_collectors(succeeded: int, attempted: int, expected: int) -> None:
    """5.1: 80%以上獎勵5%; 80%以下每降低10%,扣除5%, rounded up by exact arithmetic."""
    found = percent.rate(succeeded, attempted)
    assert found is not None and percent.wireless(found, terms(), DAY) == expected
    verdict = said(DAYWORK, "wireless_not_qualified", day("wireless", 6, attempted, succeeded))
    assert verdict == ("kept" if expected > 0 else "broken")


@pytest.mark.rule("R365")
@pytest.mark.parametrize(
    ("succeeded", "attempted", "expected"),
    [
        (100, 100, 10),
        (90, 100, 10),  # 90%以上 includes 90
        (8999, 10000, 5),
        (80, 100, 5),
        (7999, 10000, 0),  # 70 to 80: neither (A39)
        (70, 100, 0),
        (6999, 10000, -5),
        (699, 1000, -5),
        (0, 9, -5),  # no further steps here
    ],
)
def test_carrier_collectors(succeeded: int, attempted: int, expected: int) -> None:
    """5.1: 70%以上合格, below -5, from 80 on +5, from 90 on +10."""
    found = percent.rate(succeeded, attempted)
    assert found is not None and percent.carrier(found, terms(), DAY) == expected
    verdict = said(DAYWORK, "carrier_not_qualified", day("carrier", 16, attempted, succeeded))
    assert verdict == ("broken" if expected < 0 else "kept")


@pytest.mark.rule("R366")
@pytest.mark.parametrize(
    ("agreed", "finished", "days", "expected"),
    [
        ("2026-10-23", "2026-10-22", 0, 0),
        ("2026-10-23", "2026-10-23", 0, 0),  # on its last day
        ("2026-10-23", "2026-10-24", 1, -10),
        ("2026-10-23", "2026-10-25", 2, -20),
        ("2026-10-23", "2026-11-02", 10, -100),
        ("2026-10-23", "2026-11-03", 11, -100),  # the cap
        ("2026-12-31", "2027-01-01", 1, -10),
    ],
)
def test_an_overdue_rotation(agreed: str, finished: str, days: int, expected: int) -> None:
    """5.2, A40: 超過1天扣除績效10%,超過2天扣除績效20%, at most everything."""
    found = percent.days_overdue(date.fromisoformat(agreed), date.fromisoformat(finished))
    assert (found, percent.overdue(found, terms(), DAY)) == (days, expected)


def test_figures_of_the_site_hold() -> None:
    """A site may count whole steps only, pay another reward, cap at less; decimals of a figure are exact."""
    site = terms(
        figures={"wireless_begun_step": False, "wireless_reward": 7.5, "overdue_cap": 30, "wireless_pass": 79.9}
    )
    assert percent.wireless(Fraction(7989, 100), site, DAY) == 0  # 79.89 is 0.01 below: no whole step
    assert percent.wireless(Fraction(799, 10), site, DAY) == Fraction("7.5")
    assert percent.overdue(9, site, DAY) == -30


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_more_success_never_costs_more(succeeded: int, attempted: int) -> None:
    """The percentages never fall when the rate rises, and stay within what the manual can give and take."""
    low = Fraction(min(succeeded, attempted) * 100, attempted)
    for reckon in (percent.wireless, percent.carrier):
        here, higher = reckon(low, terms(), DAY), reckon(min(low + Fraction(1, 7), Fraction(100)), terms(), DAY)
        assert -40 <= here <= higher <= 10


@pytest.mark.parametrize(
    ("base", "of", "share", "expected"),
    [
        ("6000", 5, Fraction(1, 22), "13.64"),  # 13.6363...
        ("6000", -5, Fraction(1, 22), "-13.64"),
        ("6000", -10, Fraction(1), "-600.00"),
        ("100.10", 5, Fraction(1, 2), "2.50"),  # 2.5025
        ("0.10", 5, Fraction(1), "0.01"),  # 0.005 is rounded up, away from nothing
        ("0.10", -5, Fraction(1), "-0.01"),
        ("6000", 0, Fraction(1), "0.00"),
    ],
)  # fmt: skip
def test_an_amount_is_rounded_once(base: str, of: int, share: Fraction, expected: str) -> None:
    """A percentage of a share of the base, half a cent up (away from zero)."""
    assert percent.amount(Decimal(base), Fraction(of), share) == Decimal(expected)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Fraction(80), "80"), (Fraction(7999, 100), "79.99"), (Fraction(200, 3), "66.6666"), (Fraction(-5), "-5"),
        (Fraction(7999999, 100000), "79.9999"), (Fraction(0), "0"), (Fraction(-1, 10**9), "0"), (Fraction(1, 22), "0.0454"),
    ],
)  # fmt: skip
def test_a_rate_is_never_written_over_a_limit(found: Fraction, expected: str) -> None:
    """What does not end is cut off: 79.99999 is not written as 80."""
    assert percent.text(found) == expected


@pytest.mark.rule("R361", "R362")
@pytest.mark.parametrize(
    ("device", "count", "short", "over"),
    [
        ("wireless", 4, "broken", "kept"),
        ("wireless", 5, "kept", "kept"),
        ("wireless", 8, "kept", "kept"),
        ("wireless", 9, "kept", "broken"),
        ("carrier", 14, "broken", "kept"),
        ("carrier", 15, "kept", "kept"),
        ("carrier", 20, "kept", "kept"),
        ("carrier", 21, "kept", "broken"),
    ],
)
def test_units_of_a_day(device: str, count: int, short: str, over: str) -> None:
    """5.1: 每人5到8個 devices, 15到20個 users; the other kind says nothing."""
    one, other = day(device, count, 100, 95), "carrier" if device == "wireless" else "wireless"
    assert (said(DAYWORK, f"{device}_units_short", one), said(DAYWORK, f"{device}_units_over", one)) == (short, over)
    assert said(DAYWORK, f"{other}_units_short", one) == ""
    assert [found.level for found in run(DAYWORK, one, terms())] == (
        ["breach"] if short == "broken" else ["note"] if over == "broken" else []
    )


@pytest.mark.rule("R364")
def test_a_rate_is_of_what_was_asked_for() -> None:
    """Without a number of readings it is of what was maintained; nothing asked for says nothing; more than all is an error."""
    assert said(DAYWORK, "wireless_not_qualified", day("wireless", 5, None, 4)) == "kept"
    assert said(DAYWORK, "wireless_not_qualified", day("wireless", 5, 0, 0)) == ""
    assert said(DAYWORK, "daywork_impossible", day("wireless", 5, None, 6)) == "broken"
    assert said(DAYWORK, "daywork_impossible", day("wireless", 5, 10, 6)) == "kept"


RAISED = {"about": "complaint", "month": "2026-10", "crew": "JD", "raised_at": "10-05 09:00", "raised_by": "a"}
TRUE = {"verified": True, "verified_at": "10-06 09:00"}
COST = {"deduct_amount": "200.00", "grounds": "野蛮施工", "decided_at": "10-07 09:00", "state": "decided"}


@pytest.mark.rule("R369")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({**TRUE, **COST}, "kept"),
        ({}, "broken"),  # nobody verified it
        (TRUE, "broken"),  # true, and nobody decided
        ({"verified": False, "verified_at": "10-06 09:00", "state": "dismissed", "decided_at": "10-06 10:00"}, "kept"),
        ({"verified": False, "verified_at": "10-06 09:00", **COST}, "broken"),  # an untrue one costs nothing
        ({**TRUE, **COST, "decided_at": "10-15 09:00"}, "kept"),  # ten days
        ({**TRUE, **COST, "decided_at": "10-15 09:01"}, "broken"),
        ({"about": "site_quality"}, ""),
    ],
)
def test_a_complaint_order_is_assessed_by_its_truth(fields: dict[str, Any], expected: str) -> None:
    """5.4: 根據工單內容及是否屬實進行相應的考核."""
    assert said(ASSESSMENT, "complaint_not_assessed", entry(Assessment, **{**RAISED, **fields})) == expected
    assert when(ASSESSMENT, "complaint_not_assessed", entry(Assessment, **RAISED)) == [at("10-15 09:00")]


@pytest.mark.rule("R367")
def test_an_amount_by_the_circumstances_has_its_reason() -> None:
    """A41: a manual amount with reason."""
    assert said(ASSESSMENT, "assessment_without_reason", entry(Assessment, **{**RAISED, **TRUE, **COST})) == "kept"
    bare = {**RAISED, **TRUE, **COST, "grounds": None}
    assert said(ASSESSMENT, "assessment_without_reason", entry(Assessment, **bare)) == "broken"


@pytest.mark.rule("R373")
@pytest.mark.parametrize(("verified", "expected"), [(True, "broken"), (False, "kept"), (None, "")])
def test_no_complaint_comes_from_the_works(verified: bool | None, expected: str) -> None:
    """004 A12 3: 不發生由于施工產生的投訴事件; one that is not true did not happen."""
    one = entry(Assessment, **{**RAISED, "verified": verified})
    assert said(ASSESSMENT, "complaint_from_works", one) == expected
    allowed = terms(figures={"works_complaints_allowed": 2})
    assert said(ASSESSMENT, "complaint_from_works", one, allowed) == ("kept" if expected else "")
