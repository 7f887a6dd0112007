"""README tells the truth: what it shows to be typed can be typed, in that order, on a new site."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, Result

Run = Callable[..., Result]
README = Path(CHECKOUT, "README.md").read_text(encoding="utf-8")
LINES = "date: 昨天 9:30\narea: A1\nC03:minor:poor_result:门口有烟头\n"


def shown(heading: str) -> list[list[str]]:
    """The commands that a section shows, each as its words after `cspm`; comments, cron's times and settings left out."""
    section = README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = (line for line in section.splitlines() if line.startswith("    ") and " cspm " in line)
    return [shlex.split(re.sub(r"^.*? cspm ", "", line), comments=True) for line in lines]


@pytest.fixture
def type_in(run: Run) -> Callable[..., None]:
    """Types the commands of a section where a new user would: beside `records/`, in Chinese, without a name of his own."""

    def types(heading: str) -> None:
        found = shown(heading)
        assert len(found) > 5
        for words in found:
            code = 1 if words[:2] == ["due", "--overdue"] else 0
            run(*words, store=None, actor=None, lang="zh", code=code, stdin=LINES if "-" in words else "")

    return types


def test_the_morning_and_the_month_can_be_typed(run: Run, type_in: Callable[..., None]) -> None:
    """One after the other, on one site; what an earlier month left is there before."""
    type_in("A morning at the desk")
    assert run("list", "--all", "--json", store="records").json()[0]["state"] == "closed"
    shutil.copy(Path(CHECKOUT, "cspm", "examples", "schedule.toml"), "扣款细则.toml")
    say = {"store": "records", "actor": None}
    for day in ("01", "02", "03", "04"):
        given = ("--contract", "BJ-2025", "--date", f"2026-10-{day}", "--area", "A1", "--finding", "C02:minor")
        if day == "01":
            run("contract", "add", "--id", "BJ-2025", "--contractor", "x", "--domain", "cleaning", "--monthly-fee", "1",
                "--start", "2026-10-01", "--end", "2026-10-31", **say)  # fmt: skip
        run("inspection", "add", *given, "--finding", "C03:minor", **say)
    type_in("A month with a contractor")
    assert run("inspection", "show", "I-202611-0001", "--json", **say).json()["findings"][0]["reason"] == "poor_result"
    assert Path("结算单.html").exists()


def test_cron_can_run_its_jobs(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of the crontab, on a site whose month has a contract."""
    run("contract", "add", "--id", "BJ-2026", "--contractor", "x", "--domain", "cleaning", "--monthly-fee", "1",
        "--start", "2026-10-01", "--end", "2026-12-31")  # fmt: skip
    found = shown("Cron")
    assert len(found) == 6
    for words in found:
        words = [word.replace("/srv/site/reports", str(tmp_path)) for word in words]
        run(*words, code=1 if "--overdue" in words else 0)
    assert (tmp_path / "monthly.xlsx").exists()


def test_every_file_that_is_named_is_there() -> None:
    """The links of the README lead somewhere."""
    named = re.findall(r"\]\(([^)#]+)\)", README)
    assert named and [path for path in named if not Path(CHECKOUT, path).exists()] == []
