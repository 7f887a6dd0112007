"""Real records: a year of the City of Boston's service requests through the real commands, against known figures.

The sample and the figures (computed from it by another program) lie beside the checkout, or where CSPM_BOSTON says.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cspm.cli import cspm
from tests.conftest import CHECKOUT

SAMPLE = Path(
    os.environ.get("CSPM_BOSTON") or os.path.join(CHECKOUT, "..", "shared", "data", "boston311_2015_sample.csv")
)
EXPECTED = SAMPLE.with_name("boston311_2015_expected.json")
MAPPING = os.path.join(CHECKOUT, "cspm", "examples", "boston311.toml")
ROWS = 9_967
NOW = "2016-02-01T00:00:00+00:00"
FIGURES = ("received", "closed", "open_at_end", "overdue_at_end", "hours_to_close", "by_category", "by_channel")
MONTHS = [f"2015-{month:02d}" for month in range(1, 13)] + ["2016-01"]
Invoke = Callable[..., Any]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (SAMPLE.exists() and EXPECTED.exists()), reason=f"no sample at {SAMPLE.name}; set CSPM_BOSTON"
    ),
]


@pytest.fixture(scope="module")
def boston(tmp_path_factory: pytest.TempPathFactory) -> Invoke:
    """The command line over a site in UTC that holds the sample; gives the JSON that a command prints."""
    folder = tmp_path_factory.mktemp("boston")
    root = str(folder / "records")
    environment = {
        "CSPM_STORE": root,
        "CSPM_NOW": NOW,
        "CSPM_LANG": "en",
        "CSPM_ACTOR": None,
        "XDG_CACHE_HOME": str(folder / "cache"),
    }

    def runs(*words: str) -> Any:
        done = CliRunner().invoke(cspm, [*words, "--json"], env=environment)
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    runs("init", root, "--name", "Boston", "--timezone", "UTC")
    runs("import", str(SAMPLE), "--as", "tickets", "--mapping", MAPPING, "--batch", "boston")
    return runs


@pytest.fixture(scope="module")
def expected() -> Any:
    """The known figures by month."""
    return json.loads(EXPECTED.read_text(encoding="utf-8"))


def test_the_figures_are_of_these_months(expected: Any) -> None:
    """Thirteen months, each of which is compared below."""
    assert sorted(expected) == MONTHS


@pytest.mark.parametrize("month", MONTHS)
def test_the_monthly_report_of_real_records(boston: Invoke, expected: Any, month: str) -> None:
    """Every figure of the month is that of the other program, to four decimals."""
    report, known = boston("report", "monthly", "--month", month), expected[month]
    assert {name: report["tickets"][name] for name in FIGURES} == {name: known[name] for name in FIGURES}
    assert report["findings"].get("time_order", 0) == known["time_order"]


def test_thirteen_were_closed_before_they_were_opened(boston: Invoke) -> None:
    """Wrong data is a finding, not a refusal: they are counted as closed, and left out of the hours."""
    reports = [boston("report", "monthly", "--month", month) for month in MONTHS]
    assert sum(report["findings"].get("time_order", 0) for report in reports) == 13
    months = [report["tickets"] for report in reports]
    assert sum(month["closed"] for month in months) == 13 + sum(month["hours_to_close"]["count"] for month in months)


def test_importing_again_skips_all(boston: Invoke) -> None:
    """The city's own number says that a row is there already; the store is sound."""
    again = boston("import", str(SAMPLE), "--as", "tickets", "--mapping", MAPPING)
    assert (again["read"], again["created"], again["skipped"], again["rejected"]) == (ROWS, 0, ROWS, 0)
    assert boston("imports", "list")[0]["created"] == ROWS


def test_the_store_is_sound(boston: Invoke) -> None:
    """Every history and hash of ten thousand records adds up, in a site in UTC."""
    found = boston("check")
    assert found["findings"] == [] and found["records"] == ROWS + 2
