"""Slips at the front desk (R061, R165): tables of cases, and the commands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from october import at, service, terms

from cspm.core.rules import run
from cspm.procedures.callbacks.slips import RULES, due
from cspm.procedures.tickets.asking import Slip

Run = Callable[..., Any]


@pytest.mark.rule("R061")
@pytest.mark.parametrize(
    ("back", "by"),
    [
        ("10-05 9:00", "10-05 17:30"),
        ("10-05 17:29", "10-05 17:30"),
        ("10-05 17:30", "10-06 17:30"),
        ("10-09 18:00", "10-10 17:30"),  # a Saturday: weekends count
        ("10-31 23:59", "11-01 17:30"),
    ],
)
def test_by_when_a_slip_is_at_dispatch(back: str, by: str) -> None:
    """000 P2-一 2.7.3, A11: at 17:30 of the same day, later ones at 17:30 of the next; a site has its own time."""
    assert due(at(back), terms()) == at(by)
    assert due(at("10-05 16:30"), terms(slip_hand_over="16:00")) == at("10-06 16:00")


def slip(**times: str) -> Slip:
    """A slip that came back on 5 October at 15:00 unless said otherwise."""
    return Slip(**{name: at(when) for name, when in {"returned_at": "10-05 15:00", **times}.items()})


@pytest.mark.rule("R061", "R165")
@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"told_at": "10-05 15:05", "handed_at": "10-05 17:30"}, set()),
        ({"told_at": "10-05 15:05", "handed_at": "10-05 17:31"}, {"slip_late"}),
        ({"told_at": "10-05 15:05"}, {"slip_late"}),
        ({"handed_at": "10-05 17:00"}, {"slip_not_told"}),
        ({"told_at": "10-05 17:10", "handed_at": "10-05 17:00"}, {"slip_not_told"}),
        ({}, {"slip_late", "slip_not_told"}),
        ({"told_at": "10-05 14:00", "handed_at": "10-05 17:00"}, {"slip_order"}),
    ],
)
def test_a_slip_is_told_of_and_handed_over(said: dict[str, str], codes: set[str]) -> None:
    """000 P2-一 2.7.3: dispatch is told by word of mouth first, and has the slip by the day's hand-over."""
    one = service(return_point="front_desk", slip=slip(**said))
    assert {found.code for found in run(RULES, one, terms())} == codes


@pytest.mark.rule("R061")
def test_only_slips_of_the_front_desk_count() -> None:
    """A slip that went straight to dispatch, an open ticket and imported history owe nothing."""
    for one in (
        service(return_point="dispatch"), service(return_point="front_desk", state="rework", closed_at=None),
        service(return_point="front_desk", import_batch="B1"),
    ):  # fmt: skip
        assert not list(run(RULES, one, terms()))


@pytest.fixture
def closed(run: Run) -> str:
    """A ticket closed on 5 October at 15:00, its slip at the front desk."""
    made = str(run("create", "水龙头漏水", "-q", now="2026-10-05 8:00").stdout.strip())
    run("dispatch", made, "--to", "tech1", now="2026-10-05 8:05")
    run("close", made, "--result", "换垫圈", "--return-point", "front_desk", now="2026-10-05 15:00")
    return made


@pytest.mark.rule("R061", "R165")
def test_the_way_of_a_slip(run: Run, closed: str) -> None:
    """Listed, due, told of, handed over; then it is off the list, and nothing is due."""
    found = run("slips", "list", "--json", now="2026-10-05 16:00").json()
    assert (found[0]["ticket"], found[0]["due"], found[0]["state"]) == (closed, "2026-10-05T17:30:00+08:00", "running")
    lines = run("due", "--json", now="2026-10-05 16:00").json()
    wanted = [line for line in lines if line["clock"] == "slip"]
    assert wanted[0]["role"] == "front_desk" and wanted[0]["next"] == f"cspm slips hand-over {closed}"
    run("slips", "tell", closed, "--to", "dispatch_assistant", actor="front_desk", now="2026-10-05 15:02")
    run("slips", "hand-over", "-", stdin=f"{closed}\n", actor="front_desk", now="2026-10-05 17:00")
    kept = run("show", closed, "--json", now="2026-10-05 18:00").json()
    assert kept["slip"]["told"] == "dispatch_assistant" and kept["slip"]["handed_by"] == "front_desk"
    clock = next(one for one in kept["deadlines"] if one["clock"] == "slip")
    assert (clock["state"], clock["rule"]) == ("met", "R061")
    assert run("slips", "list", "--json").json() == []
    assert len(run("slips", "list", "--all", "--json").json()) == 1
    assert "Slip back at" not in run("slips", "list", lang="zh").stdout


@pytest.mark.rule("R061")
def test_what_cannot_be_handed_over(run: Run, closed: str) -> None:
    """Twice, without a slip, before the work is done (21), by a technician (23), an unknown ticket (20)."""
    run("slips", "hand-over", closed, actor="technician", code=23)
    run("slips", "return", closed, now="2026-10-05 16:00")  # taken back at the desk: its own time counts
    run("slips", "return", closed, now="2026-10-05 16:10", code=21)
    run("slips", "hand-over", closed, now="2026-10-05 17:00")
    refused = run("slips", "hand-over", closed, "--json", now="2026-10-05 17:05", code=21)
    assert json.loads(refused.stderr)["error"] == "not_possible_now"
    open_one = run("create", "漏水", "-q").stdout.strip()
    run("slips", "return", open_one, code=21)
    run("slips", "tell", "T-209901-0001", code=20)


@pytest.mark.rule("R061", "R165")
def test_the_list_that_both_sides_sign(run: Run, closed: str) -> None:
    """What is handed over at 17:30 stands on one sheet with room for both signatures; a copy can be made afterwards."""
    run("slips", "tell", closed, "--to", "dispatch_assistant", actor="front_desk", now="2026-10-05 15:02")
    page = re.sub("</?span[^>]*>", "", run("slips", "print", lang="zh", now="2026-10-05 17:20").stdout)
    for said in (
        closed,
        "水龙头漏水",
        "2026-10-05 17:30",
        "dispatch_assistant dispatch assistant",
        "移交人（前台）",
        "接收人（调度中心）",
    ):
        assert said in page
    assert "超时" not in page and "Received by (dispatch)" in run("slips", "print").stdout
    assert run("slips", "print", "--json", now="2026-10-05 17:31").json()["lines"][0]["late"]
    run("slips", "hand-over", closed, "--to", "dispatch_assistant", actor="front_desk", now="2026-10-05 17:28")
    assert "No slip lies at the front desk." in run("slips", "print", now="2026-10-05 18:00").stdout
    copy = run("slips", "print", "--date", "2026-10-05", "--json", now="2026-10-06 9:00").json()
    assert copy["number"] == "2026-10-05"
    assert [(line["ticket"], line["received_by"][:8]) for line in copy["lines"]] == [(closed, "dispatch")]
    assert run("slips", "print", "--date", "2026-10-06", "--json").json()["lines"] == []


@pytest.mark.rule("R061", "R165")
def test_each_step_says_what_comes_next(run: Run, closed: str) -> None:
    """Back: tell dispatch; told: hand over by the day's time; handed over: the list to sign. In both languages."""
    back = run("slips", "return", closed, now="2026-10-05 16:00").stdout
    assert f"cspm slips tell {closed}" in back and "2026-10-05 17:30" in back
    told = run("slips", "tell", closed, now="2026-10-05 16:02", lang="zh").stdout
    assert "2026-10-05 16:02" in told and f"cspm slips hand-over {closed}" in told and "告知调度" in told
    assert "16:02" in run("slips", "tell", closed, now="2026-10-05 16:30").stdout  # the first time counts
    handed = run("slips", "hand-over", closed, now="2026-10-05 17:00").stdout
    assert "cspm slips print --date 2026-10-05" in handed


def test_which_slips_are_printed(run: Run, closed: str) -> None:
    """Named tickets only; none on standard input means none, not all; a day beside tickets is asked again (2)."""
    assert [one["ticket"] for one in run("slips", "print", closed, "--json").json()["lines"]] == [closed]
    assert run("slips", "print", "-", "--json", stdin="").json()["lines"] == []
    run("slips", "print", closed, "--date", "2026-10-05", code=2)
    run("slips", "print", "T-209901-0001", code=20)
