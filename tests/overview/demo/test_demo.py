"""The example site: the same for the same moment, sound, full of what the office meets, and its figures right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cspm.cli import cspm
from cspm.core.words import VOCABULARIES
from tests.overview import oracle
from tests.overview.demo import recount

NOW = "2026-11-22T10:00:00+08:00"
MONTHS = ("2026-08", "2026-09", "2026-10")
CONTRACTS = ("BJ-2026", "LH-2026")
SECONDS = 60  # of the processor; half of it on a quiet machine
Ask = Callable[..., Any]

pytestmark = pytest.mark.slow


def make(folder: str, *words: str, lang: str = "en", now: str = NOW) -> Result:
    """Run `cspm demo` at that moment."""
    said = {"CSPM_NOW": now, "CSPM_LANG": lang, "CSPM_STORE": None, "CSPM_ACTOR": None}
    return CliRunner().invoke(cspm, ["demo", folder, *words], env=said)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The example as it is at NOW."""
    folder = str(tmp_path_factory.mktemp("demo") / "site")
    begun = process_time()
    made = make(folder)
    assert made.exit_code == 0, made.output
    assert process_time() - begun < SECONDS
    return folder


@pytest.fixture(scope="module")
def ask(site: str) -> Ask:
    """A command over the example; the JSON it prints."""

    def runs(*words: str, code: int = 0) -> Any:
        said = {"CSPM_NOW": NOW, "CSPM_STORE": site, "CSPM_ACTOR": "CM01", "CSPM_LANG": "en"}
        done = CliRunner().invoke(cspm, [*words, "--json"], env=said)
        assert done.exit_code == code, done.output
        return json.loads(done.stdout)

    return runs


def digest(root: str) -> str:
    """One hash over every record file with its path."""
    found = hashlib.sha256()
    for path in sorted(Path(root).rglob("*.json")):
        found.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return found.hexdigest()


def test_the_same_moment_makes_the_same_site(site: str, tmp_path: Path) -> None:
    """In another folder and another language: every record file is the same, byte for byte."""
    again = make(str(tmp_path / "again"), "--json", lang="zh")
    assert again.exit_code == 0 and json.loads(again.stdout)["months"] == list(MONTHS)
    assert digest(site) == digest(str(tmp_path / "again"))
    other = make(str(tmp_path / "other"), now="2026-03-02T07:30:00+08:00")
    assert other.exit_code == 0 and digest(site) != digest(str(tmp_path / "other"))


def test_it_is_sound(ask: Ask) -> None:
    """`check` finds nothing."""
    found = ask("check")
    assert found["findings"] == [] and found["records"] > 800


def test_who_and_where(site: str) -> None:
    """Every role is filled, four blocks, two contractors, a standard to inspect by."""
    staff = recount.records(site, "staff")
    assert {person["role"] for person in staff} == set(VOCABULARIES["role"].labels)
    assert len(recount.records(site, "areas")) == 4 and len(recount.records(site, "standard")) > 20
    assert {contract["id"] for contract in recount.records(site, "contracts")} == set(CONTRACTS)
    assert len({unit["area"] for unit in recount.records(site, "units")}) == 4


@pytest.mark.rule("R117", "R127")
def test_two_months_are_settled_and_the_last_drafted(site: str) -> None:
    """Drafted, signed, objected to, approved and paid by those whose part it is; the last one waits for the contractor."""
    found = {one["id"]: one for one in recount.records(site, "settlements")}
    assert {key: one["state"] for key, one in found.items()} == {
        f"{contract}-{month}": state
        for contract in CONTRACTS
        for month, state in zip(MONTHS, ("paid", "paid", "draft"), strict=True)
    }
    paid = found[f"BJ-2026-{MONTHS[0]}"]
    assert (paid["drafted_by"], paid["approved_by"], paid["paid_by"]) == ("CS01", "GM01", "FI01")
    assert [one["answer"] for one in paid["objections"]] == ["accepted", "rejected"]
    assert (paid["signed_a_by"], paid["signed_b_by"], paid["paid_amount"]) == ("CS01", "外判单位经理", paid["payable"])
    last = found[f"BJ-2026-{MONTHS[2]}"]
    assert last["signed_b_by"] is None and last["objections"][0]["answer"] is None


@pytest.mark.parametrize("month", MONTHS)
def test_the_monthly_report_computed_a_second_time(site: str, ask: Ask, month: str) -> None:
    """Tickets, complaints, services and materials of each whole month as plain loops over the files give them."""
    found = ask("report", "monthly", "--month", month)
    for section, expected in oracle.figures(site, month, "Asia/Shanghai", NOW).items():
        assert found[section] == expected, section
    assert found["tickets"]["received"] > 80 and len(found["findings"]) >= 8


@pytest.mark.rule("R121", "R127")
@pytest.mark.parametrize("month", MONTHS)
def test_the_deductions_computed_a_second_time(site: str, ask: Ask, month: str) -> None:
    """Also of the settled month, whose frozen account the records still lead to: nothing is left to adjust."""
    found = {one["contract"]: one for one in ask("report", "deductions", "--month", month)["contracts"]}
    for contract in recount.records(site, "contracts"):
        mine = found[contract["id"]]
        expected = recount.deductions(site, contract, month)
        assert {name: mine[name] for name in expected} == expected, contract["id"]
        assert mine["adjustments"] == [] and mine["lines"]
    assert {one["status"] for one in found.values()} == {"draft" if month == MONTHS[2] else "paid"}


def test_a_severe_nonconformity_of_three_in_a_row(ask: Ask) -> None:
    """The example shows what the rule of three is about: a bad week in the hall of the second block."""
    for month in ("2026-08", "2026-10"):
        lines = [line for one in ask("report", "deductions", "--month", month)["contracts"] for line in one["lines"]]
        found = [
            line for line in lines if line["reason"] == "three_in_a_row" and line["date"][8:] in ("11", "12", "13")
        ]
        assert found and {(line["area"], line["item"]) for line in found} == {("A2", "C01")}


def test_life_is_plausible(site: str) -> None:
    """Appointments in working hours, numbers in the order of registration, nothing from the future."""
    tickets = recount.records(site, "tickets")
    for ticket in tickets:
        if ticket["appointment_at"]:
            assert "09:00" <= ticket["appointment_at"][11:16] <= "17:30", ticket["id"]
        assert all(event["at"] <= NOW for event in ticket["history"]), ticket["id"]
    services = [ticket for ticket in tickets if ticket["kind"] != "complaint"]
    assert [one["id"] for one in sorted(services, key=lambda one: one["received_at"])] == [
        one["id"] for one in services
    ]


def test_there_is_something_to_do(ask: Ask) -> None:
    """Open tickets, calls to make and obligations, for whoever looks in."""
    assert len(ask("list")) >= 5 and ask("callbacks", "queue") and ask("due")
    broken = [line for line in ask("compliance", code=1) if line["status"] == "broken"]
    assert len(broken) >= 5


def test_the_report_is_printed_and_written(tmp_path: Path) -> None:
    """In the reader's language, with a page beside the records and what to try next."""
    for lang, words in (("zh", ("2026-10", "受理工单", "试试")), ("en", ("2026-10", "Received", "Try:"))):
        folder = tmp_path / lang
        made = make(str(folder), lang=lang)
        page = (folder / "report.html").read_text(encoding="utf-8")
        assert words[0] in page and words[1] in page and "示例小区" in page
        assert words[1] in made.stdout and words[2] in made.stdout and "report.html" in made.stdout


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    """Exit 21 and nothing touched; an empty folder will do."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "mine.txt").write_text("x", encoding="utf-8")
    refused = make(str(mine))
    assert refused.exit_code == 21 and "not empty" in refused.stderr
    assert [path.name for path in mine.iterdir()] == ["mine.txt"]
    assert make(str(mine / "mine.txt")).exit_code == 21
    (tmp_path / "empty").mkdir()
    assert make(str(tmp_path / "empty"), "--json").exit_code == 0
