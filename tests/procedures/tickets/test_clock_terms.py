"""What the site says of a ticket's clocks: which hours, whose calendar, which answers; and what a reopening does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cspm.core.rules import Broken
from cspm.errors import BadSite
from cspm.procedures.tickets.clocks import clocks
from cspm.procedures.tickets.rules import RULES
from tests.procedures.tickets.lives import at, terms, ticket

Run = Callable[..., Any]
TEAMS = {"teams": {"night": {"windows": ["23:30-08:30"], "holidays": "none", "working_days": [1, 2, 3, 4, 5, 6, 7]}}}
AGAIN = {"at": "10-06 09:00", "closed_at": "10-05 16:00"}
CLOSED = {"state": "closed", "closed_at": "10-05 16:00", "result": "x"}
REWORK = {"state": "rework", "reopenings": [AGAIN], "rework_count": 1}


def shown(now: str, site: dict[str, Any] | None = None, **fields: Any) -> dict[str, str]:
    """The clocks as `name: state due`."""
    found = clocks(ticket(**fields), terms(**(site or {})))
    return {clock.clock: f"{clock.state(at(now))} {clock.due:%m-%d %H:%M}" for clock in found}


@pytest.mark.rule("R043")
def test_a_figure_can_count_working_time() -> None:
    """Registered on 2026-10-05, a day of the National Day week: 15 minutes by the clock, or of 8 October (site.toml)."""
    own = {"figures": {"reply_within": {"value": 15, "counts": "working"}}}
    assert shown("10-05 09:16")["reply"] == "missed 10-05 09:15"
    assert shown("10-05 09:16", own)["reply"] == "running 10-08 08:45"
    held = {"state": "on_hold", "holds": [{"since": "10-05 10:00", "reason": "x", "state": "dispatched"}]}
    assert shown("10-09 09:00", own, **held)["reply"] == "paused 10-08 08:45"


@pytest.mark.rule("R045")
@pytest.mark.parametrize(
    ("team", "due"), [(None, "10-09 08:30"), ("day", "10-09 08:30"), ("night", "10-06 23:40")], ids=str
)
def test_the_receipt_counts_by_the_calendar_of_the_team(team: str | None, due: str) -> None:
    """000 P2-一 2.4.4: sent out at 23:40 on a holiday. The night team works it; the office counts from 8 October on."""
    found = shown("10-05 23:50", {"calendar": TEAMS}, dispatched_at="10-05 23:40", team=team)
    assert found["receipt"] == f"running {due}"


def test_the_team_is_that_of_whom_it_was_sent_to(root: str, run: Run) -> None:
    """Sent from the night team's man to one without a team: the site's calendar again; explain counts the same windows."""
    with open(f"{root}/site.toml", "a", encoding="utf-8") as file:
        file.write(
            '\n[calendar.teams.night]\nwindows = ["23:30-08:30"]\nholidays = "none"\nworking_days = [1,2,3,4,5,6,7]\n'
        )
    run("create", "x", now="2026-11-21 23:35")
    run("dispatch", "1", "--to", "tech2", now="2026-11-21 23:40")
    (line,) = [one for one in run("explain", "1", "--json", now="2026-11-22 00:40").json() if one["clock"] == "receipt"]
    assert (line["due"], line["net_minutes"]) == ("2026-11-22T23:40:00+08:00", 60)
    run("dispatch", "1", "--to", "tech1", now="2026-11-22 00:50")
    assert run("show", "1", "--json").json()["team"] is None
    (line,) = [one for one in run("explain", "1", "--json").json() if one["clock"] == "receipt"]
    assert line["due"] == "2026-11-24T08:30:00+08:00"


ANSWERS = [
    ("dtz", {}, {"replied_at": "10-05 09:10"}, "met", "R043: the customer was told"),
    ("dtz", {}, {"arrived_at": "10-05 09:10"}, "missed", "who goes there has not told anybody"),
    ("dtz", {"reply": ["reply", "arrive"]}, {"arrived_at": "10-05 09:10"}, "met", "this site counts being there"),
    ("dtz", {"reply": ["arrive"]}, {"replied_at": "10-05 09:10"}, "missed", "this one nothing else"),
    ("dtz", {"reply": ["progress"]}, {"kind": "complaint", "complaint": {"notices": [{"at": "10-05 09:10", "by": "a", "text": "x"}]}}, "met", "a notice"),
    ("dtz", {}, {"kind": "complaint", "complaint": {"notices": [{"at": "10-05 09:10", "by": "a", "text": "x"}]}}, "missed", "at this profile a notice is no reply"),
    ("vk", {}, {"kind": "complaint", "complaint": {"notices": [{"at": "10-05 09:10", "by": "a", "text": "x"}]}}, "met", "002: told how far it is"),
    ("dtz", {"reply": ["callback"]}, {"callbacks": [{"at": "10-05 09:10", "by": "a", "method": "phone", "reached": False, "attempt": 1}]}, "missed", "nobody was reached"),
]  # fmt: skip


@pytest.mark.rule("R043")
@pytest.mark.parametrize(("profile", "own", "fields", "state", "why"), ANSWERS)
def test_what_counts_as_an_answer(
    profile: str, own: dict[str, Any], fields: dict[str, Any], state: str, why: str
) -> None:
    """Data of the profile, or of the site."""
    site = {"profile": profile, "tickets": {"answers": own}}
    assert shown("10-05 09:30", site, **fields)["reply"].split()[0] == state, why


@pytest.mark.parametrize("own", [{"answer": ["reply"]}, {"reply": []}, {"reply": ["fly"]}, {"reply": "reply"}])
def test_a_choice_of_answers_that_is_none_is_refused(own: dict[str, Any], root: str, run: Run) -> None:
    """Exit 26 like any other wrong site.toml, with a sentence."""
    with pytest.raises(BadSite, match="answers"):
        shown("10-05 09:30", {"tickets": {"answers": own}})


REOPENED = [
    ("reply", {"replied_at": "10-05 09:10"}, "met 10-05 09:15", "stays met"),
    ("reply", {}, "missed 10-05 09:15", "closed unanswered: stays what it was"),
    ("receipt", {"dispatched_at": "10-05 09:05", "accepted_at": "10-05 09:06"}, "met 10-09 08:30", "stays met until it is sent out anew"),
    ("receipt", {"dispatched_at": "10-06 09:30"}, "running 10-09 08:30", "sent out anew: runs anew"),
    ("appointment", {"appointment_at": "10-05 14:00", "arrived_at": "10-05 13:55"}, "met 10-05 14:00", "stays met"),
    ("promise", {"promised_at": "10-05 17:00", "promises": [{"due": "10-05 17:00", "at": "10-05 09:10"}]}, "met 10-05 17:00", "kept by the first closing"),
    ("promise", {"promised_at": "10-05 15:00", "promises": [{"due": "10-05 15:00", "at": "10-05 09:10"}]}, "missed 10-05 15:00", "broken by the first closing"),
    ("promise", {"promised_at": "10-06 17:00", "promises": [{"due": "10-06 17:00", "at": "10-06 09:10"}]}, "running 10-06 17:00", "promised anew: runs"),
    ("resolution", {"resolution_due_at": "10-06 18:00"}, "running 10-06 18:00", "R105: runs from the reopening"),
    ("progress", {"kind": "complaint"}, "running 10-07 09:00", "R098: asked for again, 24 hours from the reopening"),
]  # fmt: skip


@pytest.mark.rule("R043", "R045", "R046", "R098", "R105", "R228")
@pytest.mark.parametrize(("clock", "fields", "expected", "why"), REOPENED)
def test_what_a_reopening_does_to_each_clock(clock: str, fields: dict[str, Any], expected: str, why: str) -> None:
    """Closed at 16:00 on 5 October, opened again at 9:00 on the 6th."""
    assert shown("10-06 10:00", **{**REWORK, **fields})[clock] == expected, why


@pytest.mark.rule("R098")
def test_no_notice_is_owed_between_closing_and_reopening() -> None:
    """Closed for three days: nothing is late; 24 hours after the reopening it is."""
    (rule,) = [one for one in RULES if one.code == "no_progress_notice"]
    again = {"at": "10-08 16:00", "closed_at": "10-05 16:00"}
    one = ticket(kind="complaint", state="rework", reopenings=[again], rework_count=1)
    broken = [found.at for found in rule.check(one, terms()) if isinstance(found, Broken)]
    assert broken == [at("10-09 16:00")]


def test_both_ways_into_rework_keep_the_closing(run: Run) -> None:
    """`reopen` and a dissatisfied callback note when it was closed and opened again; undo takes that back."""
    for _ in range(2):
        run("create", "x", "--kind", "service", "--unit", "1-1-1", now="2026-11-20 09:00")
    for ticket_id in ("1", "2"):
        run("dispatch", ticket_id, "--to", "tech1", now="2026-11-20 09:10")
        run("finish", ticket_id, "--result", "x", now="2026-11-20 10:00")
        run("close", ticket_id, now="2026-11-20 11:00")
    run("reopen", "1", "--reason", "again", "--due", "2026-11-22 18:00", now="2026-11-21 09:00")
    run("callback", "2", "--method", "phone", "--dissatisfied", "--due", "2026-11-22 18:00", now="2026-11-21 09:00")
    for ticket_id in ("1", "2"):
        (seen,) = run("show", ticket_id, "--json").json()["reopenings"]
        assert seen == {"at": "2026-11-21T09:00:00+08:00", "closed_at": "2026-11-20T11:00:00+08:00"}
    run("undo", "1")
    assert run("show", "1", "--json").json()["reopenings"] == []
    run("check")
