"""The ladder of escalation over the registers (S66, R007): visits, incidents, referrals, what the company received, fees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cspm.core import ladders
from cspm.core.kinds import load
from cspm.core.rules import Kept
from cspm.core.stamp import Stamp
from cspm.core.view import View
from cspm.errors import BadSite
from cspm.overview.escalations import climbs
from cspm.overview.obligations import duties
from cspm.register import KINDS
from tests.procedures.tickets.lives import at, terms, times

Run = Callable[..., Any]
SINCE = {"since": "2026-01-01"}
DESK = {
    "tickets", "visits", "incidents", "referrals", "communications", "remarks", "demands", "damages", "bundles",
}  # fmt: skip
"""The registers of the service desk: what is late in them is told to a higher role."""


def record(kind: str, **fields: Any) -> Any:
    """A record of a register as a view; texts such as `10-05 09:00` are times."""
    stamp = Stamp(at("10-05 08:00"), at("10-05 08:00"), "a", "a")
    return View(load(KINDS[kind].model).first(stamp, "add", id="X-1", **times(fields)).document())


def levels(kind: str, clock: str, site: dict[str, Any] | None = None, **fields: Any) -> list[str]:
    """The rungs of a clock as `level role MM-DD HH:MM`."""
    found = ladders.rungs(climbs()[kind], record(kind, **fields), terms(**(site or {})))
    return [f"{rung.level} {rung.role} {rung.at:%m-%d %H:%M}" for rung in found if rung.clock.clock == clock]


def test_every_clock_that_somebody_answers_for_climbs() -> None:
    """Of a kind that climbs none is forgotten, and none is named that there is not."""
    named = {(kind, clock) for kind, climb in climbs().items() for clock in climb.ladders}
    assert {(kind, clock) for kind, clock in duties() if kind in climbs()} == named
    assert set(climbs()) >= DESK


def test_a_ladder_begins_above_who_answers() -> None:
    """Nobody is told of what he himself owes; the figures are listed under R007."""
    for (kind, clock), duty in duties().items():
        if kind in climbs():
            assert duty.role not in climbs()[kind].ladders[clock].roles, (kind, clock)
    for climb in climbs().values():
        for one in climb.ladders.values():
            assert len(one.levels) == len(one.roles) and {figure.rule for figure in one.levels} == {"R007"}


# Monday 2026-10-12 is a working day, so are the days after it.
VISIT = {"visitor": "SP01", "noted_at": "10-05 08:00", "appointment_at": "10-12 10:00"}
INCIDENT = {"incident_type": "engineering", "text": "x", "found_at": "10-12 22:00", "found_by": "SE01"}
TOLD = {"at": "10-12 22:01", "by": "SE01", "role": "engineering"}
REFERRAL = {
    "department": "工程部",
    "text": "x",
    "gravity": "general",
    "manner": "phone",
    "referred_at": "10-12 10:00",
    "referred_by": "CM01",
}
CASES = [
    ("visits", "appointment", VISIT, {}, ["1 csc_director 10-12 10:05", "2 csc_manager 10-13 10:00", "3 general_manager 10-14 10:00"], "R135: nobody came"),
    ("visits", "appointment", {**VISIT, "arrived_at": "10-12 10:00", "met": "x"}, {}, [], "there in time"),
    ("visits", "appointment", {**VISIT, "arrived_at": "10-12 15:00", "met": "x"}, {}, ["1 csc_director 10-12 10:05"], "late, and told of once"),
    ("visits", "appointment", {**VISIT, "cancelled_at": "10-12 09:00", "state": "cancelled"}, {}, [], "it was called off"),
    ("visits", "appointment", {**VISIT, "import_batch": "b"}, {}, [], "history from elsewhere"),
    ("visits", "appointment", {**VISIT, "state": "void"}, {}, [], "typed in error"),
    ("visits", "appointment", VISIT, {"ladder": {"visits": {"other": ["general_manager"]}}}, ["1 general_manager 10-12 10:05"], "the site's own roles"),
    ("visits", "appointment", VISIT, {"figures": {"escalate_visits_1": 60}}, ["1 csc_director 10-12 11:00", "2 csc_manager 10-13 10:00", "3 general_manager 10-14 10:00"], "the site's own figure"),
    ("incidents", "notice", INCIDENT, {}, ["1 csc_manager 10-12 22:10", "2 general_manager 10-13 22:05"], "R031: no department head knows"),
    ("incidents", "notice", {**INCIDENT, "told": [{**TOLD, "role": "department_head"}]}, {}, [], "he was told"),
    ("incidents", "notice", INCIDENT, {"calendar": {"quiet": ["21:00-08:00"]}}, ["1 csc_manager 10-13 08:00", "2 general_manager 10-14 08:00"], "nobody is woken"),
    ("incidents", "notice", {**INCIDENT, "incident_type": "emergency"}, {"calendar": {"quiet": ["21:00-08:00"]}}, ["1 csc_manager 10-12 22:10", "2 general_manager 10-13 22:05"], "an emergency is told at any hour"),
    ("referrals", "referral", REFERRAL, {}, ["1 csc_manager 10-15 10:05", "2 general_manager 10-16 10:00"], "R236: three days are over"),
    ("referrals", "referral", {**REFERRAL, "handled_at": "10-15 10:00"}, {}, [], "on the third day"),
    ("communications", "telling", {"text": "x", "received_at": "10-12 10:00", "received_by": "HR01"}, {}, None, "R238: the centre does not know"),
    ("demands", "demand", {"item": "x", "requester": "y", "asked_at": "10-12 10:00"}, {}, None, "R035: the department does not know"),
    ("damages", "damage", {"loss": "broken", "item": "x", "happened_at": "10-12 10:00", "by": "TE01"}, {}, None, "R053: no manager knows"),
    ("remarks", "report", {"text": "x", "received_at": "10-12 10:00", "received_by": "FD01"}, {}, None, "R019: the head does not know"),
]  # fmt: skip


@pytest.mark.rule("R007")
@pytest.mark.parametrize(("kind", "clock", "fields", "site", "expected", "why"), CASES)
def test_who_is_told_when(
    kind: str, clock: str, fields: dict[str, Any], site: dict[str, Any], expected: list[str] | None, why: str
) -> None:  # fmt: skip
    """000 P1-二 1.7: what exceeds the handler is taken to the next level, whatever the register."""
    found = levels(kind, clock, site, **fields)
    if expected is None:
        assert [line.split()[1] for line in found] == list(climbs()[kind].ladders[clock].roles), why
    else:
        assert found == expected, why


NOTE = {"by": "a", "clock": "appointment", "role": "csc_director", "since": "10-05 08:00", "due": "10-12 10:00"}
LATE = {**VISIT, "arrived_at": "10-12 15:00", "met": "x", "archived_at": "10-12 16:00"}
PASSED = [
    (LATE, ["broken 10-12 11:05"], "nobody was told"),
    ({**LATE, "ladder": [{**NOTE, "level": 1, "at": "10-12 10:30"}]}, ["kept 10-12 10:30"], "he was"),
    ({**LATE, "ladder": [{**NOTE, "level": 1, "at": "10-12 11:06"}]}, ["broken 10-12 11:05"], "after more than an hour"),
    ({**LATE, "arrived_at": "10-12 11:00"}, [], "there within the hour in which it could be noted"),
]  # fmt: skip


@pytest.mark.rule("R007")
@pytest.mark.parametrize(("fields", "expected", "why"), PASSED)
def test_a_level_that_is_passed_without_a_note(fields: dict[str, Any], expected: list[str], why: str) -> None:
    """000 P1-二 1.7: a finding of the visit, asked for from the day that the site names."""
    rule = ladders.climbed(climbs()["visits"])
    found = rule.check(record("visits", **fields), terms(**SINCE))
    assert [f"{'kept' if isinstance(one, Kept) else 'broken'} {one.at:%m-%d %H:%M}" for one in found] == expected, why
    assert list(rule.check(record("visits", **fields), terms())) == []


@pytest.mark.parametrize(
    "own",
    [
        {"ladder": {"visits": {"reply": ["csc_manager"]}}}, {"ladder": {"visits": {"appointment": ["king"]}}},
        {"ladder": {"visits": ["csc_manager"]}}, {"tickets": {"ladder": {}}},
    ],
)  # fmt: skip
def test_a_ladder_that_is_none_is_refused(own: dict[str, Any]) -> None:
    """A sentence names what is wrong in site.toml; also that the table has moved."""
    with pytest.raises(BadSite, match="ladder"):
        levels("visits", "appointment", own, **VISIT)


# -- the command -----------------------------------------------------------------------------------------------------


def lived(run: Run) -> None:
    """A visit, an incident and a referral that nobody minds."""
    run("visit", "add", "--unit", "3-2-1501", "--appointment-at", "2026-11-23 10:00", "--purpose", "听取意见",
        now="2026-11-22 10:00")  # fmt: skip
    run("incident", "add", "--incident-type", "engineering", "--text", "burst pipe", now="2026-11-23 10:00")
    run("referral", "add", "--department", "工程部", "--text", "seepage", now="2026-11-19 10:00")


@pytest.mark.rule("R007")
def test_cron_notes_each_level_once_in_every_register(run: Run) -> None:
    """Listed (exit 1), noted in one run, never again; what is listed is overdue in `due` too."""
    lived(run)
    found = run("escalations", "--json", now="2026-11-23 10:15", code=1).json()
    assert {(line["record"], line["kind"], line["clock"], line["level"]) for line in found} == {
        ("V-202611-0001", "visits", "appointment", 1), ("E-202611-0001", "incidents", "notice", 1),
        ("R-202611-0001", "referrals", "referral", 1),
    }  # fmt: skip
    assert {line["text"] for line in found} == {"听取意见", "burst pipe", "seepage"}
    late = run("due", "--overdue", "--json", now="2026-11-23 10:15", code=1).json()
    assert {(line["record"], line["clock"]) for line in found} <= {(line["record"], line["clock"]) for line in late}
    assert len(run("escalations", "--apply", "-q", now="2026-11-23 10:15").lines()) == 3
    assert run("escalations", "--apply", now="2026-11-23 10:30").stdout == ""
    shown = run("visit", "show", "1", "--json", now="2026-11-23 10:30").json()
    assert [(one["level"], one["role"], one["at"]) for one in shown["ladder"]] == [
        (1, "csc_director", "2026-11-23T10:15:00+08:00")
    ]
    assert shown["history"][-1]["action"] == "escalate"
    assert "客服主任" in run("visit", "show", "1", lang="zh", now="2026-11-23 10:30").stdout
    run("check")


@pytest.mark.rule("R007")
def test_what_was_done_is_told_to_nobody_any_more(run: Run) -> None:
    """The visit was made, the referral handled: only the incident climbs to the next level."""
    lived(run)
    run("escalations", "--apply", "-q", now="2026-11-23 10:15")
    run("visit", "meet", "1", "--met", "王芳", "--form-carried", "--opinions", "x", now="2026-11-23 11:00")
    run("referral", "handle", "1", "--result", "x", now="2026-11-23 11:00")
    run("visit", "archive", "1", now="2026-11-23 11:30")
    run("referral", "feed-back", "1", now="2026-11-23 11:30")
    late = run("escalations", "--json", now="2026-11-24 12:00", code=1).json()
    assert [(line["record"], line["level"], line["role"]) for line in late] == [("E-202611-0001", 2, "general_manager")]


@pytest.mark.rule("R007")
def test_a_night_can_be_made_up_for(run: Run) -> None:
    """With --now of that moment what ran then is listed and noted, although it was done meanwhile."""
    lived(run)
    run("visit", "meet", "1", "--met", "王芳", "--form-carried", "--opinions", "x", now="2026-11-23 13:00")
    assert "V-202611-0001" not in run("escalations", "-q", now="2026-11-23 14:00", code=1).lines()
    assert "V-202611-0001" in run("escalations", "-q", now="2026-11-23 11:00", code=1).lines()
    run("escalations", "--apply", now="2026-11-23 11:00")
    shown = run("visit", "show", "1", "--json", now="2026-11-23 14:00").json()
    assert [one["at"] for one in shown["ladder"]] == ["2026-11-23T11:00:00+08:00"]


def test_a_table_of_site_toml_that_has_moved_is_named(root: str, run: Run) -> None:
    """In both languages, exit 26, and nothing is noted."""
    run("create", "one", now="2026-11-23 09:00")
    with open(f"{root}/site.toml", "a", encoding="utf-8") as file:
        file.write('\n[tickets.ladder]\nreply = ["csc_manager"]\n')
    assert "[ladder.tickets]" in run("escalations", now="2026-11-23 09:30", code=26).stderr
    assert "现改名为" in run("escalations", now="2026-11-23 09:30", lang="zh", code=26).stderr
