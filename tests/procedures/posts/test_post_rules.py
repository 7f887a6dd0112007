"""What rounds, supervision and sightings tell: tables of cases, each with its clause."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cspm.core.rules import run
from cspm.procedures.posts.model import Round, Sighting, Walk
from cspm.procedures.posts.rules import ROUND_RULES, SIGHTING_RULES, WALK_RULES
from tests.procedures.registers import entry, said, when
from tests.procedures.tickets.lives import at, terms

CAME = {"staff": "C1", "post": "L1", "due": "10-05 07:30", "arrived_at": "10-05 07:30"}
FOUND = {"number": 1, "place": "1", "text": "烟头", "owner": "C1", "at": "10-05 09:00"}
GOOD = {
    "expected": ("C1",), "attendance": [CAME], "tasks": [{"staff": "C1", "task": "1"}], "inspected": ("1",),
}  # fmt: skip


def round_(**fields: Any) -> Any:
    """The round of 2026-10-05."""
    return entry(Round, post="BZ", by="L", date=date(2026, 10, 5), **{**GOOD, **fields})


def walk(*problems: dict[str, Any]) -> Any:
    """A manager's round with these problems."""
    return entry(Walk, by="M", began_at="10-05 09:00", problems=list(problems))


def sighting(**fields: Any) -> Any:
    """Something seen at nine."""
    told = {"sighting_type": "suspicious", "text": "陌生人徘徊", "seen_at": "10-05 09:00", "seen_by": "C1"}
    return entry(Sighting, **{**told, **fields})


def test_a_round_by_the_book() -> None:
    """Everybody there in time, tasks given, the grounds inspected: nothing to find."""
    assert list(run(ROUND_RULES, round_(), terms())) == []
    assert (
        list(run(ROUND_RULES, round_(problems=[{**FOUND, "acted_at": "10-05 10:00", "action": "已清"}]), terms())) == []
    )


@pytest.mark.rule("R192")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "kept"),
        ({"attendance": []}, "broken"),  # ②: attendance and appearance
        ({"tasks": []}, "broken"),  # ⑤: the day's tasks are given
        ({"inspected": ()}, "broken"),  # ⑤: the grounds are inspected
        ({"inspected": (), "problems": [FOUND]}, "kept"),  # what was found was looked at
        ({"expected": ("C1", "C2")}, "broken"),  # C2 is on no list
        ({"attendance": [{"staff": "C1", "absent": "病假"}], "tasks": []}, "kept"),  # who is ill has no task
    ],
)
def test_a_leaders_round_is_whole(fields: dict[str, Any], expected: str) -> None:
    """001 二.3(3)②⑤: attendance, appearance, assignment and inspection, judged when the day is over."""
    assert said(ROUND_RULES, "round_incomplete", round_(**fields)) == expected
    if expected == "broken":
        assert when(ROUND_RULES, "round_incomplete", round_(**fields)) == [at("10-06 00:00")]


@pytest.mark.rule("R189")
@pytest.mark.parametrize(
    ("came", "grace", "expected"),
    [
        ({}, 0, "kept"),
        ({"arrived_at": "10-05 07:31"}, 0, "broken"),
        ({"arrived_at": "10-05 07:31"}, 5, "kept"),  # a site may grant some minutes
        ({"due": None, "arrived_at": "10-05 09:00"}, 0, ""),  # the post has no hour
        ({"arrived_at": None, "absent": "病假"}, 0, ""),
    ],
)
def test_cleaners_are_at_their_post_in_time(came: dict[str, Any], grace: int, expected: str) -> None:
    """001 二.3(2)①: on time at the post."""
    site = terms(figures={"post_grace": grace})
    assert said(ROUND_RULES, "post_late", round_(attendance=[{**CAME, **came}]), site) == expected


@pytest.mark.rule("R202")
@pytest.mark.parametrize(
    ("problem", "solved", "owned"),
    [
        ({**FOUND, "acted_at": "10-05 10:00", "action": "已清"}, "kept", "kept"),
        (FOUND, "broken", "kept"),
        ({**FOUND, "acted_at": "10-06 10:00", "action": "已清"}, "kept", "kept"),  # 10-05 and 10-06 are holidays
        ({**FOUND, "acted_at": "10-09 10:00", "action": "已清"}, "broken", "kept"),
        ({**FOUND, "owner": None, "acted_at": "10-05 10:00", "action": "已清"}, "kept", "broken"),
    ],
)
def test_what_is_found_in_a_zone_is_its_owners(problem: dict[str, Any], solved: str, owned: str) -> None:
    """001 二.3(2)③: he answers for his zone, and puts right what is found there in good time (a working day, A57)."""
    one = round_(problems=[problem])
    assert said(ROUND_RULES, "zone_problem_open", one) == solved
    assert said(ROUND_RULES, "zone_nobodys", one) == owned


@pytest.mark.rule("R164")
@pytest.mark.parametrize(
    ("problem", "solved", "named"),
    [
        ({**FOUND, "acted_at": "10-05 10:00", "action": "已通知"}, "kept", "kept"),
        ({**FOUND, "acted_at": "10-05 10:00", "ticket": "T-202610-0001"}, "kept", "kept"),
        ({**FOUND, "acted_at": "10-05 10:00"}, "kept", "broken"),
        (FOUND, "broken", ""),
    ],
)
def test_a_problem_of_a_round_leads_to_an_action(problem: dict[str, Any], solved: str, named: str) -> None:
    """000 P1-二 1.1, P1-三 3.3, 5.1: problems found are put right in good time."""
    assert said(WALK_RULES, "walk_problem_open", walk(problem)) == solved
    assert said(WALK_RULES, "walk_action_unnamed", walk(problem)) == named
    assert said(WALK_RULES, "walk_problem_open", walk()) == ""


@pytest.mark.rule("R187")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"security_told_at": "10-05 09:05"}, "kept"),
        ({"security_told_at": "10-05 09:06"}, "broken"),
        ({}, "broken"),
        ({"sighting_type": "uncivil"}, ""),
    ],
)
def test_security_is_told_at_once(fields: dict[str, Any], expected: str) -> None:
    """001 二.3(1)④: 即时, five minutes (A57)."""
    assert said(SIGHTING_RULES, "security_not_told", sighting(**fields)) == expected


@pytest.mark.parametrize("code", ["security_time_order", "speaking_time_order"])
@pytest.mark.parametrize(("at", "expected"), [("10-05 08:59", "broken"), ("10-05 09:00", "kept"), (None, "")])
def test_what_was_noticed_comes_first(code: str, at: str | None, expected: str) -> None:
    """Nobody is told of what nobody has seen."""
    field = "security_told_at" if code == "security_time_order" else "spoken_at"
    assert said(SIGHTING_RULES, code, sighting(seen_at="10-05 09:00", **{field: at})) == expected


@pytest.mark.rule("R191")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [({"spoken_at": "10-05 09:01"}, "kept"), ({}, "broken"), ({"sighting_type": "suspicious"}, "")],
)
def test_uncivil_behaviour_is_spoken_up_against(fields: dict[str, Any], expected: str) -> None:
    """001 二.3(2)⑥: what was written down was stopped or spoken up against; nobody has to write it down."""
    assert said(SIGHTING_RULES, "uncivil_not_stopped", sighting(**{"sighting_type": "uncivil", **fields})) == expected
