"""The monthly and daily report as commands: every number traced, narrowed, in every face; the real records of a city."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cspm.core.stamp import Stamp
from cspm.procedures.tickets.model import Ticket
from cspm.shell.desk import Desk
from cspm.store.site_file import new_site
from tests.conftest import CHECKOUT, Result, desk_of
from tests.overview.makers import CHINA, feed, some_tickets, ticket

Run = Callable[..., Result]
MONTH = "2026-10"
LEAVES = ("mean", "median", "p90", "rate", "visit_rate", "satisfaction_rate", "closing_rate", "mean_score", "amount")


def numbers(document: Any, prefix: str = "") -> Iterator[tuple[str, int]]:
    """Every count of a document with its dotted key."""
    for name, value in document.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            yield from numbers(value, f"{key}.")
        elif isinstance(value, int) and name not in LEAVES:
            yield key, value


def test_every_number_has_its_records(desk: Desk, run: Run) -> None:
    """For each count of the document --explain lists as many records as it says."""
    feed(desk, some_tickets(7, 60, zone=CHINA))
    found = run("report", "monthly", "--month", MONTH, "--json").json()
    sections = {name: found[name] for name in ("tickets", "callbacks", "complaints")}
    counts = list(numbers(sections))
    assert len(counts) > 30
    for key, count in counts:
        ids = run("report", "monthly", "--month", MONTH, "--explain", key, "--json").json()
        assert len(ids) == len(set(ids)) == count, key
    for key in (
        "services.amount",
        "services.by_item.tap",
        "materials.valve",
        "tickets.replied_in_time.rate",
        "quotas.R064",
    ):
        run("report", "monthly", "--month", MONTH, "--explain", key, "-q")


def test_quotas_and_findings_have_their_records(run: Run) -> None:
    """One record for each thing done: the inspection that completed a day, the record of each finding."""
    run("contract", "add", "--id", "C1", "--contractor", "x", "--domain", "cleaning", "--monthly-fee", "1",
        "--start", "2026-10-01", "--end", "2026-10-31", "--areas", "A")  # fmt: skip
    for day in ("2026-10-05 9:00", "2026-10-05 15:00", "2026-10-06"):
        run("inspection", "add", "--contract", "C1", "--date", day, "--area", "A", "--finding", "C01:minor")
    found = run("report", "monthly", "--month", MONTH, "--json").json()
    explained = {}
    for quota in found["quotas"]:
        key = ".".join(("quotas", quota["rule"], str(quota.get("contract") or quota["role"] or ""))).rstrip(".")
        explained[key] = run("report", "monthly", "--month", MONTH, "--explain", key, "-q").lines()
        assert len(explained[key]) == quota["done"], key
    assert explained["quotas.R115.C1"] == ["I-202610-0001", "I-202610-0003"]
    assert (
        run("report", "monthly", "--month", MONTH, "--explain", "quotas.R115", "-q").lines()
        == explained["quotas.R115.C1"]
    )
    run("report", "monthly", "--month", MONTH, "--explain", "quotas.R068", code=2)
    assert found["findings"]["inspection_not_signed"] == 6
    for code, count in found["findings"].items():
        ids = run("report", "monthly", "--month", MONTH, "--explain", f"findings.{code}", "-q").lines()
        assert len(ids) == count, code


def test_a_key_there_is_not_is_refused_with_those_there_are(run: Run) -> None:
    """An unknown key exits 2 and lists the keys; a finding that nobody has is a key without records."""
    said = run("report", "monthly", "--explain", "tickets.nothing", code=2).stderr
    assert "tickets.received" in said and "tickets.replied_in_time.met" in said
    run("report", "monthly", "--explain", "findings.nothing", code=2)
    assert run("report", "monthly", "--explain", "findings.reply_late", "--json").json() == []


def test_filter_words_narrow_the_report_and_it_says_so(desk: Desk, run: Run) -> None:
    """kind:complaint counts complaints only, findings too; the document names the filter, the table says it below."""
    feed(
        desk,
        [
            ticket("2026-10-02 09:00", kind="complaint", complaint={}),
            ticket("2026-10-02 09:00"),
            ticket("2026-10-03 09:00"),
        ],
    )
    found = run("report", "monthly", "kind:complaint", "--month", MONTH, "--json").json()
    assert (found["tickets"]["received"], found["filter"]) == (1, ["kind:complaint"])
    assert found["findings"]["reply_late"] == 1
    assert run("report", "monthly", "kind:complaint", "--explain", "findings.reply_late", "-q").lines() == [
        "T-202610-0001"
    ]
    assert "kind:complaint" in run("report", "monthly", "kind:complaint", "-o", "html").stdout
    run("report", "monthly", "nonsense:1", code=2)


@pytest.mark.parametrize("face", ["table", "json", "csv", "md", "html", "xlsx"])
def test_every_face_is_written(desk: Desk, run: Run, tmp_path: Any, face: str) -> None:
    """-o FACE --output FILE writes the report in that face."""
    feed(desk, some_tickets(3, 10, zone=CHINA))
    target = tmp_path / f"report.{face}"
    run("report", "monthly", "--month", MONTH, "-o", face, "--output", str(target))
    assert target.stat().st_size > 400


SAMPLE = [
    ticket(
        "2026-10-02 09:00",
        closed_at="2026-10-02 13:00",
        category="repair",
        channel="phone",
        area="A1",
        replied_at="2026-10-02 09:05",
    ),
    ticket("2026-10-03 09:00", category="household", channel="visit", promised_at="2026-10-04 09:00"),
    ticket(
        "2026-10-05 09:00",
        kind="complaint",
        complaint={"nature": "valid", "type": "property"},
        closed_at="2026-10-06 10:30",
    ),
]


@pytest.mark.parametrize(("face", "lang"), [("table", "en"), ("html", "en")])
def test_the_report_as_people_get_it(desk: Desk, run: Run, golden: Any, face: str, lang: str) -> None:
    """Three tickets as text and as a page, compared with the golden files."""
    feed(desk, SAMPLE)
    said = run("report", "monthly", "--month", MONTH, "-o", face, lang=lang).stdout
    lines = [
        line for line in said.splitlines(keepends=True) if not any(word in line for word in ("Generated", "generated"))
    ]
    golden(f"monthly.{lang}.{'html' if face == 'html' else 'txt'}", "".join(lines))


def test_a_day_at_a_glance(desk: Desk, run: Run) -> None:
    """Received, closed, open and overdue on a day; what is promised for today; each count explained."""
    feed(desk, [
        ticket("2026-11-21 09:00", closed_at="2026-11-21 13:00"), ticket("2026-11-21 23:59", kind="complaint", complaint={}),
        ticket("2026-11-20 09:00", promised_at="2026-11-21 18:00"), ticket("2026-11-20 10:00", promised_at="2026-11-22 18:00"),
        ticket("2026-11-22 00:00"),
    ])  # fmt: skip
    found = run("report", "daily", "--json").json()
    assert found["date"] == "2026-11-21"
    counts = {
        name: found[name] for name in ("received", "closed", "open_at_end", "overdue_at_end", "complaints_received")
    }
    assert counts == {"received": 2, "closed": 1, "open_at_end": 3, "overdue_at_end": 1, "complaints_received": 1}
    assert [line["record"] for line in found["promised_today"]] == ["T-202611-0004"]
    assert run("report", "daily", "--explain", "overdue_at_end", "-q").lines() == ["T-202611-0003"]
    assert run("report", "daily", "--date", "2026-11-22", "--json").json()["received"] == 1


@pytest.mark.rule("R388", "R117")
def test_the_reports_of_callbacks_and_deductions(run: Run) -> None:
    """Both answer for the last complete month, also when there is nothing."""
    assert run("report", "callbacks", "--json").json()["month"] == MONTH
    assert run("report", "deductions", "--json").json()["contracts"] == []
    run("report", "deductions", "--contract", "none", code=20)


# -- the real records ------------------------------------------------------------------------------------------------

BOSTON = os.environ.get("CSPM_BOSTON") or os.path.join(os.path.dirname(CHECKOUT), "shared", "data")
EXPECTED = os.path.join(BOSTON, "boston311_2015_expected.json")
there = pytest.mark.skipif(
    not os.path.exists(EXPECTED), reason="the sample of Boston's requests is not here (CSPM_BOSTON)"
)


def requests() -> Iterator[dict[str, Any]]:
    """The rows of the sample as fields of tickets."""
    with open(os.path.join(BOSTON, "boston311_2015_sample.csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            received, due, closed = (wall(row[name]) for name in ("OPEN_DT", "TARGET_DT", "CLOSED_DT"))
            yield {
                "state": "closed" if closed else "registered", "source_id": row["CASE_ENQUIRY_ID"], "received_at": received,
                "registered_at": received, "promised_at": due, "closed_at": closed, "category": row["REASON"] or None,
                "channel": row["Source"] or None, "text": row["CASE_TITLE"], "import_batch": "boston",
            }  # fmt: skip


def wall(text: str) -> datetime | None:
    """A wall time of the file, read as UTC."""
    return datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p").replace(tzinfo=UTC) if text else None


@pytest.fixture(scope="module")
def boston(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A site with the whole sample, put in without the import."""
    folder = tmp_path_factory.mktemp("boston")
    new_site(str(folder / "records"), name="Boston", timezone="UTC", profile="dtz", store_id="boston", language="")
    desk = desk_of(str(folder / "records"), str(folder / "cache"))
    moment = datetime(2016, 2, 1, tzinfo=ZoneInfo("UTC"))
    stamp = Stamp(moment, moment, "site_admin", "site_admin", "tester")
    with desk.store.batch() as batch:
        for fields in requests():
            batch.put(
                Ticket.first(stamp, "imported", id=batch.new_id("tickets", f"{fields['received_at']:%Y-%m}"), **fields)
            )
    return desk


@there
@pytest.mark.slow
@pytest.mark.rule("R112")
def test_ten_thousand_real_requests_give_the_citys_figures(boston: Desk) -> None:
    """All thirteen months: received, closed, open, overdue, hours, categories, channels as an independent program has them."""
    from cspm.overview.report_actions import monthly_report

    with open(EXPECTED, encoding="utf-8") as file:
        expected = json.load(file)
    boston.face = "json"
    assert len(expected) == 13
    for month, figures in expected.items():
        document: Any = monthly_report(boston, month).document
        found = {**document["tickets"], "time_order": document["findings"].get("time_order", 0)}
        assert {name: found[name] for name in figures} == figures, month
