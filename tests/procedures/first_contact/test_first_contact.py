"""Forbidden conducts and internal complaints of first receivers (R385, R386), by rule and at the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cspm.core.rules import run as judge
from cspm.procedures.tickets.conduct import RULES
from tests.procedures.tickets.lives import terms, ticket

Run = Callable[..., Any]


@pytest.mark.rule("R386")
@pytest.mark.parametrize(
    ("fields", "broken"),
    [
        ({"replied_at": "10-05 09:10"}, False),
        ({"replied_at": "10-05 09:40"}, True),
        ({}, True),
        ({"replied_at": "10-05 09:10", "promised_at": "10-05 17:00", "closed_at": "10-05 16:00"}, False),
        ({"replied_at": "10-05 09:10", "promised_at": "10-05 17:00", "closed_at": "10-05 18:00"}, True),
        ({"first_receiver": None}, False),
        ({"import_batch": "B1"}, False),
    ],
)
def test_conduct_three_shows_by_itself(fields: dict[str, Any], broken: bool) -> None:
    """004 A15 首问五 3: not answered, or not dealt with, within the limits; only of who took it in here."""
    given = {"received_at": "10-05 09:00", "registered_at": "10-05 09:00", "first_receiver": "FD01", **fields}
    one = ticket(**{name: value for name, value in given.items() if value is not None})
    assert bool(list(judge(RULES, one, terms()))) is broken


@pytest.mark.rule("R386")
def test_a_conduct_is_recorded_and_decided(run: Run) -> None:
    """004 A15 首问五: anybody records, a manager confirms or dismisses; dismissed it counts no longer."""
    said = ("conduct", "add", "--staff", "front_desk", "--conduct", "rude", "--text", "与业主争吵", "--json")
    made = run(*said, actor="technician").json()
    assert (made["by"], made["state"], [one["code"] for one in made["findings"]]) == (
        "technician", "recorded", ["forbidden_conduct"],
    )  # fmt: skip
    assert "R386" in run("conduct", "confirm", made["id"], "--json", actor="technician", code=23).stderr
    gone = run("conduct", "dismiss", made["id"], "--decision", "有录音，并无争吵", "--json").json()
    assert (gone["state"], gone["decided_by"], gone["findings"]) == ("dismissed", "csc_manager", [])
    run("conduct", "confirm", made["id"], code=21)
    run("conduct", "add", "--staff", "nobody", "--conduct", "rude", code=20)
    run("conduct", "add", "--staff", "front_desk", "--conduct", "late", code=2)
    assert "争吵" in run("conduct", "show", made["id"], lang="zh").stdout


@pytest.mark.rule("R385")
@pytest.mark.parametrize(("told", "codes"), [("csc_manager", []), ("technician", ["no_manager_told"])])
def test_an_internal_complaint_goes_to_a_manager(run: Run, told: str, codes: list[str]) -> None:
    """004 A15 首问四: the first receiver's right; who was told in which role is kept, the manager answers."""
    one = run("create", "漏水", "-q").stdout.strip()
    said = (
        "internal-complaint",
        "add",
        "--against",
        "工程部",
        "--told",
        told,
        "--ticket",
        one[-4:],
        "--text",
        "三次不派人",
    )
    made = run(*said, "--json", actor="front_desk").json()
    assert (made["by"], made["told_role"], made["ticket"]) == ("front_desk", told, one)
    assert [finding["code"] for finding in made["findings"]] == codes
    run("internal-complaint", "answer", made["id"], "--answer", "已协调", actor="technician", code=23)
    answered = run("internal-complaint", "answer", made["id"], "--answer", "已协调", "--json").json()
    assert (answered["state"], answered["answered_by"]) == ("answered", "csc_manager")
