"""The definitions of the monthly report, case by case, and against a second computation from the record files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from cspm.cli import cspm
from cspm.shell.desk import Desk
from cspm.store.site_file import new_site
from tests.conftest import NOW, Result, desk_of
from tests.overview import oracle
from tests.overview.makers import feed, some_tickets, ticket

MONTH = "2026-10"
IN, BEFORE, AFTER = "2026-10-15 12:00", "2026-09-20 12:00", "2026-11-05 12:00"

CASES = [
    ("the first instant of the month is in it", [ticket("2026-10-01 00:00")], {"received": 1}),
    ("the last second before it is not", [ticket("2026-09-30 23:59:59.999999")], {"received": 0}),
    ("the last second of the month is in it", [ticket("2026-10-31 23:59:59.999999")], {"received": 1}),
    ("the first instant of the next month is not", [ticket("2026-11-01 00:00")], {"received": 0, "open_at_end": 0}),
    ("the site's zone decides, not that of the record", [ticket("2026-09-30T16:00:00+00:00")], {"received": 1}),
    ("a closing at the very end belongs to the next month", [ticket(IN, closed_at="2026-11-01 00:00")], {"closed": 0, "open_at_end": 1}),
    ("closed in the month, received before", [ticket(BEFORE, closed_at=IN)], {"received": 0, "closed": 1, "open_at_end": 0}),
    ("closed later is open at the end", [ticket(BEFORE, closed_at=AFTER)], {"closed": 0, "open_at_end": 1}),
    ("void tickets never count", [ticket(IN, closed_at=IN) | {"state": "void"}], {"received": 0, "closed": 0, "open_at_end": 0}),
    ("cancelled is not open", [ticket(IN, cancelled_at=IN)], {"received": 1, "cancelled": 1, "open_at_end": 0}),
    ("cancelled later was open", [ticket(IN, cancelled_at=AFTER)], {"cancelled": 0, "open_at_end": 1}),
    ("declined is not open", [ticket(IN, declined_at=IN)], {"declined": 1, "open_at_end": 0}),
    ("a broken promise makes overdue", [ticket(IN, promised_at="2026-10-20 09:00")], {"overdue_at_end": 1}),
    ("a promise for the very end does not", [ticket(IN, promised_at="2026-11-01 00:00")], {"overdue_at_end": 0}),
    ("nor does a reply that never came", [ticket(IN)], {"overdue_at_end": 0, "open_at_end": 1}),
    ("a time of rectification does", [ticket(IN, resolution_due_at="2026-10-20 09:00")], {"overdue_at_end": 1}),
    ("nothing is overdue that was closed", [ticket(IN, promised_at=IN, closed_at="2026-10-30 09:00")], {"overdue_at_end": 0}),
]  # fmt: skip


@pytest.mark.rule("R112")
@pytest.mark.parametrize(("tickets", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_counts_in_a_month(
    desk: Desk, run: Callable[..., Result], tickets: list[dict[str, Any]], expected: dict[str, int]
) -> None:
    """Each line of the table: tickets, and the figures of October that they make."""
    feed(desk, tickets)
    found = run("report", "monthly", "--month", MONTH, "--json").json()["tickets"]
    assert {name: found[name] for name in expected} == expected


LENGTHS = [
    ("one", [3], (3, 3, 3)),
    ("the median of two is their mean", [1, 2], (1.5, 1.5, 2)),
    ("of four the mean of the two in the middle", [1, 2, 4, 99], (26.5, 3, 99)),
    ("nine of ten", list(range(1, 11)), (5.5, 5.5, 9)),
    ("the tenth of eleven", list(range(1, 12)), (6, 6, 10)),
    ("closed at once", [0], (0, 0, 0)),
]


@pytest.mark.parametrize(("hours", "expected"), [case[1:] for case in LENGTHS], ids=[case[0] for case in LENGTHS])
def test_hours_to_close(desk: Desk, run: Callable[..., Result], hours: list[int], expected: tuple[float, ...]) -> None:
    """Mean, median and the nearest-rank 90 percent of the hours from receipt to closing."""
    ends = [f"2026-10-{2 + hour // 24:02d} {hour % 24:02d}:00" for hour in hours]
    feed(desk, [ticket("2026-10-02 00:00", closed_at=end, category="repair") for end in ends])
    found = run("report", "monthly", "--month", MONTH, "--json").json()["tickets"]
    mean, median, p90 = expected
    assert found["hours_to_close"] == {"count": len(hours), "mean": mean, "median": median, "p90": p90}
    assert found["by_category"]["repair"]["hours_to_close"] == found["hours_to_close"]


def test_closed_before_received_is_a_finding_and_no_length(desk: Desk, run: Callable[..., Result]) -> None:
    """A ticket closed before it was received counts as closed, not in the hours, and shows as time_order."""
    (wrong,) = feed(desk, [ticket("2026-10-02 09:00", closed_at="2026-10-02 08:59:30")])
    found = run("report", "monthly", "--month", MONTH, "--json").json()
    assert (found["tickets"]["closed"], found["tickets"]["hours_to_close"]["count"]) == (1, 0)
    assert found["findings"]["time_order"] == 1
    assert run("report", "monthly", "--month", MONTH, "--explain", "findings.time_order", "-q").lines() == [wrong]


def test_pauses_are_left_out_of_the_net_hours(desk: Desk, run: Callable[..., Result]) -> None:
    """Four hours with a pause of one are three net hours."""
    pause = {
        "since": "2026-10-02T10:00:00+08:00",
        "until": "2026-10-02T11:00:00+08:00",
        "reason": "parts",
        "state": "arrived",
    }
    feed(desk, [ticket("2026-10-02 09:00", closed_at="2026-10-02 13:00", holds=[pause])])
    found = run("report", "monthly", "--month", MONTH, "--json").json()["tickets"]
    assert (found["hours_to_close"]["mean"], found["hours_to_close_net"]["mean"]) == (4, 3)


@pytest.mark.rule("R043")
def test_replied_in_time_is_fifteen_minutes_to_the_second(desk: Desk, run: Callable[..., Result]) -> None:
    """Registered here: 15:00 is in time, 15:01 is not, no reply is not; an imported ticket does not count."""
    feed(desk, [
        ticket("2026-10-02 09:00", replied_at="2026-10-02 09:15:00"), ticket("2026-10-02 09:00", replied_at="2026-10-02 09:15:01"),
        ticket("2026-10-02 09:00"), ticket("2026-10-02 09:00", replied_at="2026-10-02 09:01:00", import_batch="old"),
    ])  # fmt: skip
    found = run("report", "monthly", "--month", MONTH, "--json").json()["tickets"]
    assert found["replied_in_time"] == {"due": 3, "met": 1, "rate": 0.3333}
    assert found["minutes_to_reply"] == {"count": 2, "mean": 15.0083, "median": 15.0083, "p90": 15.0167}


@pytest.mark.rule("R043")
def test_the_sites_own_reply_figure_counts_from_its_day_on(root: str, desk: Desk, run: Callable[..., Result]) -> None:
    """20 minutes from 10 October on: 18 minutes are late before that day and in time from it."""
    with open(f"{root}/site.toml", "a", encoding="utf-8") as file:
        file.write("\n[figures]\nreply_within = [{ since = 2026-10-10, value = 20 }]\n")
    feed(desk, [ticket(f"2026-10-{day} 09:00", replied_at=f"2026-10-{day} 09:18") for day in ("09", "10", "31")])
    found = run("report", "monthly", "--month", MONTH, "--json").json()["tickets"]
    assert found["replied_in_time"]["met"] == 2


def test_findings_count_from_the_time_they_are_true(desk: Desk, run: Callable[..., Result]) -> None:
    """Registered at 9:55: at 10:00 no reply is late, at 10:11 one is."""
    feed(desk, [ticket("2026-11-22 09:55")])
    early, later = (
        run("report", "monthly", "--month", "2026-11", "--json", now=f"2026-11-22 {clock}").json()
        for clock in ("10:00", "10:11")
    )
    assert ("reply_late" in early["findings"], later["findings"]["reply_late"]) == (False, 1)


def test_the_default_is_the_last_complete_month(run: Callable[..., Result]) -> None:
    """On 22 November the report is about October; --now decides."""
    assert run("report", "monthly", "--json").json()["month"] == "2026-10"
    assert run("report", "monthly", "--json", now="2026-03-01 00:00").json()["month"] == "2026-02"


ZONES = ["Asia/Shanghai", "UTC", "America/New_York"]


@pytest.mark.rule("R112", "R106", "R057")
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_second_computation_from_the_files_agrees(tmp_path: Any, seed: int, zone: str) -> None:
    """Random tickets of all kinds over two borders: index and plain loops over the JSON files give the same figures."""
    root = str(tmp_path / "records")
    new_site(root, name="S", timezone=zone, profile="dtz", store_id="oracle", language="")
    desk = desk_of(root, str(tmp_path / "cache"))
    feed(desk, some_tickets(seed, 150, zone=ZoneInfo(zone)))
    for month in ("2026-09", "2026-10", "2026-11", "2026-12"):
        said = {"CSPM_STORE": root, "CSPM_NOW": NOW, "CSPM_LANG": "en"}
        outcome = CliRunner().invoke(cspm, ["report", "monthly", "--month", month, "--json"], env=said)
        assert outcome.exit_code == 0, outcome.output
        found = Result(outcome.stdout, outcome.stderr, 0).json()
        for section, expected in oracle.figures(root, month, zone, NOW).items():
            assert found[section] == expected, (month, section)
