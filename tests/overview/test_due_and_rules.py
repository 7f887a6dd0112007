"""What is due, which rules were kept, where each rule lives, who may do what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm import manual
from cspm.overview.catalogue import all_rules, homes
from cspm.overview.compliance_actions import checked_rules
from cspm.shell.desk import Desk
from tests.conftest import Result
from tests.overview.makers import feed, ticket

Run = Callable[..., Result]
MONTH = "2026-10"
KEYS = ["rule", "clock", "record", "role", "who", "due", "state", "next"]


def clocks(found: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Clock, record and state of the lines that are no quotas."""
    return [(line["clock"], line["record"], line["state"]) for line in found if line["clock"] != "quota"]


@pytest.mark.rule("R043")
def test_a_new_matter_is_due_for_a_reply(run: Run) -> None:
    """Registered at 10:00: a reply by 10:15, from dispatch, with the command that stops the clock."""
    run("create", "the tap drips", "--unit", "3-2-1501", actor="front_desk")
    line = run("due", "--json").json()[0]
    assert list(line) == KEYS
    assert (line["rule"], line["clock"], line["role"], line["who"]) == ("R043", "reply", "dispatch_assistant", None)
    assert (line["due"], line["state"]) == ("2026-11-22T10:15:00+08:00", "running")
    assert line["next"] == 'cspm reply T-202611-0001 "..."'
    run("reply", "1", "on the way")
    assert clocks(run("due", "--json").json()) == []


@pytest.mark.rule("R387")
def test_a_quota_that_is_met_is_not_due(run: Run) -> None:
    """A repair that is to be called back stands there until somebody was reached."""
    run("create", "the tap drips", "--category", "repair")
    run("dispatch", "1", "--to", "tech1")
    run("close", "1", "--result", "mended")
    assert [
        line["done"] for line in run("due", "--json").json() if line["rule"] == "R387" and line["clock"] == "quota"
    ] == [0]
    run("callback", "1", "--method", "phone", "--satisfied", actor="dispatch_assistant")
    assert "R387" not in {line["rule"] for line in run("due", "--json").json()}


def test_what_to_type_follows_the_assignee(run: Run) -> None:
    """An appointment is the assignee's; without one it is to be dispatched first."""
    run("create", "the tap drips", "--appointment", "2026-11-22 14:00")
    run("reply", "1", "today")
    assert run("due", "--json").json()[0]["next"] == "cspm dispatch T-202611-0001 --to STAFF"
    run("dispatch", "1", "--to", "tech1")
    lines = {line["clock"]: line for line in run("due", "--for", "tech1", "--json").json()}
    assert lines["appointment"]["next"] == "cspm arrive T-202611-0001"
    assert (lines["receipt"]["who"], lines["receipt"]["role"]) == ("tech1", "technician")
    assert clocks(run("due", "--for", "tech2", "--json").json()) == []
    run("due", "--for", "nobody", code=20)


def test_overdue_is_silent_or_fails(run: Run) -> None:
    """`due --overdue` prints nothing and exits 0 when nothing is late, and exits 1 with the late ones."""
    run("create", "the tap drips")
    quiet = run("due", "--overdue")
    assert quiet.stdout == ""
    assert run("due", "--overdue", now="2026-11-22 10:15").stdout == ""
    late = run("due", "--overdue", "--json", now="2026-11-22 10:16", code=1).json()
    assert clocks(late) == [("reply", "T-202611-0001", "missed")]
    assert run("due", "--overdue", "-q", now="2026-11-22 10:16", code=1).lines() == ["T-202611-0001"]


def test_within_looks_ahead(run: Run) -> None:
    """--within 2h lists what is due by then, sorted by time; a word that is no length is refused."""
    run("create", "later", "--appointment", "2026-11-22 14:00")
    run("create", "soon", "--appointment", "2026-11-22 11:00")
    found = run("due", "--within", "2h", "--json").json()
    assert [line["clock"] for line in found] == ["reply", "reply", "appointment"]
    assert [line["due"] for line in found] == sorted(line["due"] for line in found)
    run("due", "--within", "soon", code=2)


def test_what_a_role_owes(run: Run) -> None:
    """--role takes the lines of one role, whoever of it does them."""
    run("create", "the tap drips", actor="front_desk")
    mine = run("due", "--role", "dispatch_assistant", "--json").json()
    assert clocks(mine) == [("reply", "T-202611-0001", "running")]
    assert {line["role"] for line in run("due", "--role", "csc_manager", "--json").json()} == {"csc_manager"}
    run("due", "--role", "king", code=2)


@pytest.mark.rule("R064")
def test_callbacks_that_are_owed_are_due(desk: Desk, run: Run) -> None:
    """A service finished in October is to be called back by 10 November."""
    feed(
        desk, [ticket("2026-10-02 09:00", finished_at="2026-10-02 12:00", closed_at="2026-10-02 13:00", result="done")]
    )
    (line,) = [line for line in run("due", "--json").json() if line["clock"] == "callback"]
    assert (line["record"], line["due"], line["state"]) == ("T-202610-0001", "2026-11-11T00:00:00+08:00", "missed")
    assert line["next"].startswith("cspm callback T-202610-0001 --method phone")


@pytest.mark.rule("R068", "R103", "R104")
def test_quotas_of_the_month_are_due_at_its_end(run: Run) -> None:
    """Spot checks and the managers' own callbacks, with the month as record and what is required and done."""
    found = [line for line in run("due", "--json").json() if line["clock"] == "quota"]
    asked = {(line["rule"], line["role"]): (line["required"], line["done"]) for line in found}
    assert asked == {
        ("R068", "csc_manager"): (3, 0), ("R068", "general_manager"): (3, 0), ("R103", "csc_manager"): (3, 0),
        ("R104", "general_manager"): (1, 0),
    }  # fmt: skip
    assert {line["record"] for line in found} == {"2026-11"}
    assert {line["due"] for line in found} == {"2026-12-01T00:00:00+08:00"}


# -- compliance ------------------------------------------------------------------------------------------------------


def verdicts(run: Run, *words: str, code: int) -> dict[str, dict[str, Any]]:
    """The lines of `compliance` by rule."""
    return {line["rule"]: line for line in run("compliance", *words, "--json", code=code).json()}


@pytest.mark.rule("R043", "R006")
def test_compliance_says_kept_broken_and_no_data(desk: Desk, run: Run) -> None:
    """Two replies in time and one late: broken with the late record, 2 of 3; nothing about bins: no data."""
    feed(desk, [
        ticket("2026-10-02 09:00", replied_at="2026-10-02 09:05"), ticket("2026-10-03 09:00", replied_at="2026-10-03 09:05"),
        ticket("2026-10-04 09:00", replied_at="2026-10-04 10:00"),
    ])  # fmt: skip
    found = verdicts(run, "--month", MONTH, code=1)
    line = found["R043"]
    assert list(line) == ["rule", "system", "clause", "status", "records", "value", "required"]
    assert (line["status"], line["records"], line["value"], line["required"]) == ("broken", ["T-202610-0003"], 2, 3)
    assert (found["R125"]["status"], found["R125"]["required"]) == ("no_data", None)
    assert (found["R166"]["status"], found["R166"]["value"]) == ("kept", 3)


def test_a_record_belongs_to_the_month_of_the_judgement(desk: Desk, run: Run) -> None:
    """Registered in September, the reply due in October: the late reply is October's."""
    feed(desk, [ticket("2026-09-30 23:50")])
    assert verdicts(run, "--month", "2026-10", code=1)["R043"]["status"] == "broken"
    assert verdicts(run, "--month", "2026-09", code=1)["R043"]["status"] == "no_data"


def test_compliance_names_the_rules_of_conduct(run: Run) -> None:
    """Every rule of manner and bearing that nothing checks is listed as conduct, in the order of the manuals."""
    found = run("compliance", "--json", code=1).json()
    conduct = [line["rule"] for line in found if line["status"] == "conduct"]
    checked = set(checked_rules())
    assert conduct == [each.rule for each in manual.rules() if manual.is_conduct(each) and each.rule not in checked]
    assert [line["rule"] for line in found] == sorted(line["rule"] for line in found)


@pytest.mark.rule("R068")
def test_a_quota_breaks_only_when_the_month_is_over(run: Run) -> None:
    """R068 of October is broken in November; that of November is not yet."""
    assert verdicts(run, "--month", "2026-10", code=1)["R068"]["status"] == "broken"
    running = verdicts(run, "--month", "2026-11", code=0)["R068"]
    assert (running["status"], running["value"], running["required"]) == ("no_data", 0, 6)


@pytest.mark.rule("R068")
def test_a_month_before_the_site_began_owes_nothing(run: Run, root: str) -> None:
    """`since` of site.toml: what was over by then is not asked for; from the month it falls into on, it is."""
    settings = Path(root) / "site.toml"
    settings.write_text('since = "2026-10-20"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    assert verdicts(run, "--month", "2026-09", code=0)["R068"]["status"] == "no_data"
    assert verdicts(run, "--month", "2026-10", code=1)["R068"]["status"] == "broken"


# -- rules -----------------------------------------------------------------------------------------------------------


def test_every_rule_of_the_manuals_is_listed(run: Run) -> None:
    """All 432, with kind and, for those that live here, where."""
    found = run("rules", "--json").json()
    assert [line["rule"] for line in found] == [rule.rule for rule in manual.rules()]
    assert len(found) == 432
    assert list(found[0]) == [
        "rule",
        "systems",
        "clause",
        "text",
        "kind",
        "where",
        "value",
        "unit",
        "since",
        "override",
        "reason",
    ]
    living = {line["rule"]: line["where"] for line in found if line["where"]}
    assert living["R043"] == "reply_within, reply_late"
    assert living["R112"] == "report monthly"


def test_one_rule_with_its_figure_and_the_sites_own_value(root: str, run: Run) -> None:
    """R043 is 15 minutes; the site's 20 shows as override from its day on, whatever way the number is typed."""
    (line,) = run("rules", "r43", "--json").json()
    assert (line["value"], line["unit"], line["since"], line["override"]) == (15, "minutes", "2008-03-01", None)
    with open(f"{root}/site.toml", "a", encoding="utf-8") as file:
        file.write("\n[figures]\nreply_within = [{ since = 2026-11-01, value = 20 }]\n")
    (line,) = run("rules", "R043", "--json").json()
    assert (line["value"], line["since"], line["override"]) == (20, "2026-11-01", 20)
    assert run("rules", "R043", "--json", now="2026-10-31 09:00").json()[0]["value"] == 15
    assert "15" in run("rules", "R043", now="2026-10-31 09:00").stdout
    run("rules", "R999", code=20)


def test_rules_speak_the_language_and_systems_are_counted(run: Run) -> None:
    """The text is Chinese with --lang zh; 68 systems, each with how many of its rules live here."""
    assert run("rules", "R043", "--json", lang="zh").json()[0]["text"] == manual.rule("R043").zh
    found = run("rules", "--systems", "--json").json()
    assert [line["system"] for line in found] == list(manual.systems())
    assert all(0 <= line["living"] <= line["rules"] for line in found)
    assert next(line for line in found if line["system"] == "S05")["living"] > 5


def test_a_rule_says_why_no_program_can_tell(run: Run) -> None:
    """R401 (no exaggerated promises) has its reason in the reader's language, in JSON and on the screen; R043 has none."""
    (line,) = run("rules", "R401", "--json").json()
    assert line["where"] is None
    assert line["reason"] == manual.reasons()["R401"][1]
    assert run("rules", "R401", "--json", lang="zh").json()[0]["reason"] == manual.reasons()["R401"][0]
    assert "only those present can say" in " ".join(run("rules", "R401").stdout.split())
    assert run("rules", "R043", "--json").json()[0]["reason"] is None


# -- can -------------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R127")
def test_can_names_the_line_that_decides(run: Run) -> None:
    """The general manager may approve a settlement, a technician may not (exit 1); the line says who and by which clause."""
    found = run("can", "general_manager", "settlement approve", "--json").json()
    assert found["allowed"] is True
    assert found["line"] == {
        "action": "settlements approve",
        "roles": ["general_manager"],
        "rule": "R127",
        "clause": "000 P2-四 3.3",
    }
    assert run("can", "tech1", "settlement approve", "--json", code=1).json()["allowed"] is False
    assert run("can", "tech1", "create", "--json").json()["line"]["roles"] == []


def test_can_asks_which_kind_a_verb_is_for(run: Run) -> None:
    """`approve` alone is nobody's line: the lines that have it are named, instead of saying yes."""
    refused = run("can", "tech1", "approve", code=2).stderr
    assert "settlements approve" in refused and "work_plans approve" in refused
    run("create", "the tap drips")
    assert "settlements approve" in run("can", "tech1", "approve", "1", code=2).stderr


def test_can_asks_the_state_of_a_record(run: Run) -> None:
    """A ticket that was just registered can be dispatched, not signed."""
    run("create", "the tap drips")
    assert run("can", "front_desk", "dispatch", "1", "--json").json()["allowed"] is True
    found = run("can", "front_desk", "sign", "1", "--json", code=1).json()
    assert (found["allowed"], found["state"]) == (False, "registered")
    assert "dispatch" in found["possible"]


def test_can_refuses_what_it_does_not_know(run: Run) -> None:
    """Unknown staff exit 20, an unknown action 2 with those that are near, people who left may nothing."""
    run("can", "nobody", "dispatch", code=20)
    assert "cspm permissions" in run("can", "tech1", "fly", code=2).stderr
    assert "settlements approve" in run("can", "tech1", "settlements.approve", code=2).stderr
    run("can", "left", "dispatch", code=1)


SERVICE_DESK = (
    (6, 6), (19, 19), (28, 113), (134, 137), (149, 175), (205, 229), (236, 238), (244, 244), (252, 256), (285, 285), (292, 294),
    (307, 317), (333, 334), (380, 393), (405, 405), (418, 425), (428, 428),
)  # fmt: skip
"""The rules of the service desk, from and to."""


def test_every_rule_of_the_service_desk_lives_somewhere() -> None:
    """As a figure, a check, a filing or a command; or it is said in both languages why no program can tell."""
    known = homes().keys() | manual.reasons().keys()
    wanted = [f"R{number:03d}" for first, last in SERVICE_DESK for number in range(first, last + 1)]
    assert [rule for rule in wanted if rule not in known] == []
    assert all(zh and en for zh, en in manual.reasons().values())


def test_a_code_stands_for_one_rule() -> None:
    """Who reads a finding's code knows the rule."""
    rules: dict[str, set[str]] = {}
    for rule in all_rules():
        rules.setdefault(rule.code, set()).add(rule.rule)
    assert {code: found for code, found in rules.items() if len(found) > 1} == {}
