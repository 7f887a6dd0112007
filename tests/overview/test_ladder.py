"""The ladder of escalation (S66): derived afresh, noted once, quiet at night; and what a role may promise by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cspm.core import ladders
from cspm.core.rules import Kept
from cspm.errors import BadSite
from cspm.overview.judged import TICKET_RULES, TICKETS
from tests.procedures.tickets.lives import at, terms, ticket

Run = Callable[..., Any]
BY_CODE = {rule.code: rule for rule in TICKET_RULES}
SINCE = {"since": "2026-01-01"}


def levels(site: dict[str, Any] | None = None, **fields: Any) -> list[str]:
    """The rungs of the reply clock as `level role MM-DD HH:MM`."""
    found = ladders.rungs(TICKETS, ticket(**fields), terms(**(site or {})))
    return [f"{rung.level} {rung.role} {rung.at:%m-%d %H:%M}" for rung in found if rung.clock.clock == "reply"]


def verdicts(code: str, site: dict[str, Any], **fields: Any) -> list[str]:
    """What a rule says: `kept MM-DD HH:MM` or `broken MM-DD HH:MM`."""
    found = BY_CODE[code].check(ticket(**fields), terms(**site))
    return [f"{'kept' if isinstance(one, Kept) else 'broken'} {one.at:%m-%d %H:%M}" for one in found]


# Registered on Friday 2026-10-09 at 17:00; the reply is due at 17:15; Saturday 10-10 is worked (调休), Sunday is free.
FRIDAY = {"received_at": "10-09 17:00"}
ALL = ["1 dispatch_director 10-09 17:20", "2 csc_manager 10-10 17:15", "3 general_manager 10-12 17:15"]
LADDERS = [
    ({}, {}, ALL, "at once, a working day, two working days (A57)"),
    ({}, {"replied_at": "10-09 17:15"}, [], "answered in time"),
    ({}, {"replied_at": "10-09 17:18"}, [], "late, but before anybody was to be told"),
    ({}, {"replied_at": "10-10 09:00"}, ALL[:1], "only the first was passed"),
    ({}, {"cancelled_at": "10-09 17:10", "state": "cancelled"}, [], "nobody wants it any more"),
    ({}, {"import_batch": "b"}, [], "history from elsewhere"),
    ({"figures": {"escalate_reply_1": 30}}, {}, ["1 dispatch_director 10-09 17:45", *ALL[1:]], "the site's own figure"),
    ({"figures": {"escalate_reply_2": {"value": 1, "counts": "clock"}}}, {}, [ALL[0], ALL[1], ALL[2]], "a day by the clock"),
    ({"ladder": {"tickets": {"reply": ["csc_manager"]}}}, {}, ["1 csc_manager 10-09 17:20"], "the site's own roles"),
    ({"calendar": {"quiet": ["17:00-08:00"]}}, {}, ["1 dispatch_director 10-10 08:00", "2 csc_manager 10-11 08:00", "3 general_manager 10-13 08:00"], "quiet hours"),
    ({"calendar": {"quiet": ["17:00-08:00"]}}, {"urgency": "emergency"}, ALL, "an emergency is told at any hour"),
    ({"calendar": {"quiet": ["17:00-08:00"]}}, {"replied_at": "10-10 07:00"}, [], "answered before anybody was woken"),
]  # fmt: skip


@pytest.mark.rule("R007")
@pytest.mark.parametrize(("site", "fields", "expected", "why"), LADDERS)
def test_who_is_told_when(site: dict[str, Any], fields: dict[str, Any], expected: list[str], why: str) -> None:
    """000 P1-二 1.7: what the handler does not settle is taken to the next level."""
    assert levels(site, **{**FRIDAY, **fields}) == expected, why


NOTE = {
    "by": "a",
    "clock": "reply",
    "level": 1,
    "role": "dispatch_director",
    "since": "10-09 17:00",
    "due": "10-09 17:15",
}
PASSED = [
    ({}, ["broken 10-09 18:20", "broken 10-10 18:15"], "nobody was told"),
    ({"ladder": [{**NOTE, "at": "10-09 17:25"}]}, ["kept 10-09 17:25", "broken 10-10 18:15"], "the first was"),
    ({"ladder": [{**NOTE, "at": "10-09 19:00"}]}, ["broken 10-09 18:20", "broken 10-10 18:15"], "told too late"),
    ({"ladder": [{**NOTE, "at": "10-09 17:25", "since": "10-08 17:00"}]}, ["broken 10-09 18:20", "broken 10-10 18:15"], "of another run of the clock"),
    ({"replied_at": "10-09 18:00"}, [], "answered within the hour in which it could be noted"),
]  # fmt: skip


@pytest.mark.rule("R007")
@pytest.mark.parametrize(("fields", "expected", "why"), PASSED)
def test_a_level_that_is_passed_without_a_note(fields: dict[str, Any], expected: list[str], why: str) -> None:
    """000 P1-二 1.7, from the day that the site names; a site that names none is not asked."""
    site = {**SINCE, "ladder": {"tickets": {"reply": ["dispatch_director", "csc_manager"]}}}
    assert verdicts("not_escalated", site, **{**FRIDAY, **fields}) == expected, why
    assert verdicts("not_escalated", {}, **{**FRIDAY, **fields}) == []
    assert verdicts("not_escalated", {"since": "2026-12-01"}, **{**FRIDAY, **fields}) == []


@pytest.mark.parametrize(
    "own", [{"tell": ["csc_manager"]}, {"reply": ["king"]}, {"reply": "csc_manager"}, {"reply": ["csc_manager"] * 4}]
)
def test_a_ladder_that_is_none_is_refused(own: dict[str, Any]) -> None:
    """A sentence names what is wrong in site.toml."""
    with pytest.raises(BadSite, match="ladder"):
        levels({"ladder": {"tickets": own}}, **FRIDAY)


def promised(role: str, due: str) -> dict[str, Any]:
    """Promised on 5 October at 10:00."""
    return {"promises": [{"due": due, "at": "10-05 10:00", "by": "a", "role": role}], "promised_at": due}


TOLD = {"at": "10-05 09:50", "role": "csc_manager", "by": "a", "reason": "x"}
AUTHORITY = [
    ("promise_beyond_authority", promised("front_desk", "10-08 10:00"), ["kept 10-05 10:00"], "R030: three days, as the site allows"),
    ("promise_beyond_authority", promised("front_desk", "10-08 10:01"), ["broken 10-05 10:00"], "a minute more"),
    ("promise_beyond_authority", {**promised("front_desk", "10-20 10:00"), "escalations": [TOLD]}, ["kept 10-05 10:00"], "asked before"),
    ("promise_beyond_authority", {**promised("front_desk", "10-20 10:00"), "escalations": [{**TOLD, "at": "10-05 10:30"}]}, ["broken 10-05 10:00"], "not after"),
    ("promise_beyond_authority", {**promised("front_desk", "10-20 10:00"), "escalations": [{**TOLD, "role": "technician"}]}, ["broken 10-05 10:00"], "asked somebody who may no more"),
    ("promise_beyond_authority", promised("csc_manager", "12-20 10:00"), [], "no limit is set for him"),
    ("amount_beyond_authority", {"amount": "200.00", "price_agreed_at": "10-05 10:00", "quoted_role": "technician"}, ["kept 10-05 10:00"], "R007: as much as he may"),
    ("amount_beyond_authority", {"amount": "200.01", "price_agreed_at": "10-05 10:00", "quoted_role": "technician"}, ["broken 10-05 10:00"], "a cent more"),
    ("amount_beyond_authority", {"amount": "900.00", "price_agreed_at": "10-05 10:00", "quoted_role": "technician", "escalations": [{**TOLD, "at": "10-05 10:05"}]}, ["kept 10-05 10:00"], "reported at once"),
    ("amount_beyond_authority", {"amount": "900.00", "price_agreed_at": "10-05 10:00", "quoted_role": "technician", "escalations": [{**TOLD, "at": "10-05 10:06"}]}, ["broken 10-05 10:00"], "six minutes are not at once"),
    ("amount_beyond_authority", {"amount": "900.00", "price_agreed_at": "10-05 10:00"}, [], "nobody knows who said it"),
]  # fmt: skip
LIMITS = {"promise_days_front_desk": 3, "promise_days_technician": 1, "amount_technician": "200"}


@pytest.mark.rule("R007", "R030")
@pytest.mark.parametrize(("code", "fields", "expected", "why"), AUTHORITY)
def test_nobody_grants_more_than_he_may(code: str, fields: dict[str, Any], expected: list[str], why: str) -> None:
    """000 P2-一 2.2.3 and 000 P1-二 1.7, with the limits of the site; the manual itself sets none."""
    assert verdicts(code, {"figures": LIMITS}, **fields) == expected, why
    assert verdicts(code, {}, **fields) == []


# -- the command -----------------------------------------------------------------------------------------------------


@pytest.mark.rule("R007")
def test_cron_notes_each_level_once(run: Run) -> None:
    """Two tickets, five minutes overdue: listed (exit 1), noted in one run, and never again; a day later the next level."""
    for text in ("one", "two"):
        run("create", text, now="2026-11-23 09:00")
    assert run("escalations", now="2026-11-23 09:19").code == 0
    found = run("escalations", "--json", now="2026-11-23 09:20", code=1).json()
    assert list(found[0]) == ["record", "kind", "clock", "due", "level", "role", "at", "rule", "text"]
    assert [(line["record"], line["level"], line["role"]) for line in found] == [
        ("T-202611-0001", 1, "dispatch_director"), ("T-202611-0002", 1, "dispatch_director"),
    ]  # fmt: skip
    assert run("escalations", "--apply", "-q", now="2026-11-23 09:20").lines() == ["T-202611-0001", "T-202611-0002"]
    assert run("escalations", "--apply", now="2026-11-23 09:30").stdout == ""
    shown = run("show", "1", "--json", now="2026-11-23 09:30").json()
    assert shown["ladder"] == [{
        "at": "2026-11-23T09:20:00+08:00", "by": "csc_manager", "clock": "reply", "level": 1, "role": "dispatch_director",
        "since": "2026-11-23T09:00:00+08:00", "due": "2026-11-23T09:15:00+08:00",
    }]  # fmt: skip
    assert shown["history"][-1]["action"] == "escalate"
    run("reply", "2", "on the way", now="2026-11-23 10:00")
    late = run("escalations", "--json", "--apply", now="2026-11-24 10:00").json()
    assert [(line["record"], line["level"]) for line in late] == [("T-202611-0001", 2)]
    run("check")


@pytest.mark.rule("R007")
def test_a_figure_that_changes_is_followed_at_once(root: str, run: Run) -> None:
    """Nothing was queued: with an hour instead of 15 minutes the ticket is not overdue, and nobody is told."""
    run("create", "one", now="2026-11-23 09:00")
    assert run("escalations", "-q", now="2026-11-23 09:30", code=1).lines() == ["T-202611-0001"]
    with open(f"{root}/site.toml", "a", encoding="utf-8") as file:
        file.write("\n[figures]\nreply_within = 60\n")
    assert run("escalations", "--json", now="2026-11-23 09:30").json() == []


def test_one_role_alone_can_be_told(run: Run) -> None:
    """--role narrows what is listed and what is noted."""
    run("create", "one", now="2026-11-23 09:00")
    assert run("escalations", "--json", "--role", "general_manager", now="2026-11-24 10:00").json() == []
    run("escalations", "--role", "csc_manager", "--apply", now="2026-11-24 10:00")
    assert [line["level"] for line in run("show", "1", "--json").json()["ladder"]] == [2]
    left = run("escalations", "--json", now="2026-11-24 10:00", code=1).json()
    assert [line["level"] for line in left] == [1]
    run("escalations", "--role", "king", code=2)


def test_the_ladder_speaks_both_languages(run: Run) -> None:
    """A person reads who is to be told of what, in his language."""
    run("create", "水管漏水", now="2026-11-23 09:00")
    assert "调度主任" in run("escalations", now="2026-11-23 09:30", lang="zh", code=1).stdout
    assert "dispatch director" in run("escalations", now="2026-11-23 09:30", code=1).stdout
    assert run("escalations", lang="zh", now="2026-11-23 09:01").stdout


@pytest.mark.rule("R030")
def test_who_promised_and_quoted_is_written_down(root: str, run: Run) -> None:
    """With his role on that day; a promise beyond it shows at once as a finding."""
    with open(f"{root}/site.toml", "a", encoding="utf-8") as file:
        file.write("\n[figures]\npromise_days_front_desk = 3\n")
    run("create", "one", actor="front_desk")
    run("promise", "1", "2026-12-20 10:00", actor="front_desk")
    run("quote", "1", "--line", "tap:1:80", "--agreed-by", "Wang", actor="front_desk")
    shown = run("show", "1", "--json").json()
    assert (shown["promises"][0]["by"], shown["promises"][0]["role"]) == ("front_desk", "front_desk")
    assert (shown["quoted_by"], shown["quoted_role"]) == ("front_desk", "front_desk")
    assert "promise_beyond_authority" in [one["code"] for one in shown["findings"]]


def test_what_was_told_meanwhile_leaves_nothing_to_write() -> None:
    """The pure step says so."""
    from cspm.core.stamp import Stamp

    moment = at("10-09 17:30")
    stamp = Stamp(moment, moment, "a", "a")
    with pytest.raises(ladders.NothingToTell):
        ladders.told(TICKETS, ticket(**FRIDAY, replied_at="10-09 17:20"), stamp, terms=terms())
    assert len(ladders.told(TICKETS, ticket(**FRIDAY), stamp, terms=terms())["ladder"]) == 1
