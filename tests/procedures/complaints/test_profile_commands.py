"""The commands of the five profiles at the command line: recorded as it happened, by who may, printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def at_site(root: str, run: Run) -> Callable[..., str]:
    """A complaint taken in at a site of that profile."""

    def makes(profile: str, *options: str, actor: str = "front_desk") -> str:
        path = Path(root, "site.toml")
        path.write_text(path.read_text("utf-8").replace('profile = "dtz"', f'profile = "{profile}"'), "utf-8")
        words = (
            "create",
            "外墙渗水",
            "--kind",
            "complaint",
            "--unit",
            "3-2-1501",
            "--caller",
            "王芳",
            "--phone",
            "138",
            "-q",
        )
        return str(run(*words, *options, actor=actor).stdout.strip())

    return makes


def part(outcome: Any) -> dict[str, Any]:
    """The complaint part of a printed ticket."""
    found: dict[str, Any] = outcome.json()["complaint"]
    return found


@pytest.mark.rule("R208", "R209", "R210", "R218", "R223")
def test_from_specialist_to_centre_and_back(run: Run, at_site: Callable[..., str]) -> None:
    """002 §4: unclear, submitted with an opinion, answered, panel, preliminary answer, routed by phase."""
    ticket = at_site("vk", actor="specialist")
    run("complaint", "judge", ticket, "undetermined", "--certain", "no", actor="specialist")
    submitted = part(run("complaint", "submit", ticket, "--basic-opinion", "或属保修", "--json", actor="specialist"))
    assert (submitted["submitted_to"], submitted["submitted_role"], submitted["undetermined_at"] is None) == (
        "csc",
        "specialist",
        False,
    )
    clocks = {line["clock"] for line in run("show", ticket, "--json").json()["deadlines"]}
    assert {"submission", "decision"} <= clocks
    run("complaint", "answer", ticket, "--answer", "有效", actor="specialist", code=23)
    run("complaint", "answer", ticket, "--answer", "有效")
    run("complaint", "panel", ticket, "--panel-opinion", "先检测", actor="expert_panel")
    run("complaint", "preliminary", ticket, "--preliminary", "三天内检测")
    run("complaint", "inform", ticket, "--informed", "nobody", code=20)
    run("complaint", "inform", ticket, "--informed", "specialist")
    routed = part(run("complaint", "route", ticket, "--phase", "warranty", "--json"))
    assert routed["group"] == "property_specialist"
    run("complaint", "judge", ticket, "valid", "--type", "engineering")
    assert part(run("complaint", "route", ticket, "--phase", "warranty", "--json"))["group"] == "project_specialist"
    explained = run("explain", ticket, lang="zh").stdout
    assert "答复专员" in explained and "报中心" in explained


@pytest.mark.rule("R219", "R311", "R314")
def test_a_form_goes_out_and_comes_back(run: Run, at_site: Callable[..., str]) -> None:
    """004 A7 一.3, A4 二.4, 002 §4: issued to the head, returned, countersigned; with several, the department is named."""
    ticket = at_site("hospital")
    run("complaint", "return", ticket, "已修", code=2)
    form = part(run("complaint", "issue", ticket, "--department", "工程部", "--due", "2026-11-23T17:00", "--json"))[
        "handlings"
    ][0]
    assert (form["head"], form["due"]) == ("department_head", "2026-11-23T17:00:00+08:00")
    run("complaint", "issue", ticket, "--department", "保洁部")
    run("complaint", "return", ticket, "已修", code=2)
    run("complaint", "return", ticket, "已修", "--department", "工程部", actor="department_head")
    found = part(run("complaint", "return", ticket, "已扫", "--json"))["handlings"]
    assert [(one["department"], one["solution"]) for one in found] == [("工程部", "已修"), ("保洁部", "已扫")]
    signed = part(run("complaint", "countersign", ticket, "--signed-by", "陈", "--department", "工程部", "--json"))[
        "handlings"
    ]
    assert [one["signed_by"] for one in signed] == ["陈", None]
    run("complaint", "issue", ticket, "--department", "工程部", actor="technician", code=23)


@pytest.mark.rule("R253", "R256", "R334", "R418", "R420")
def test_at_the_service_station(run: Run, at_site: Callable[..., str]) -> None:
    """004 A1: the talk, the route by class and flow, evidence that adds up, the feedback."""
    ticket = at_site("center", "--channel", "online")
    said = ("--real-cause", "老化", "--wanted", "当天修好", "--liability", "ours", "--apology", "fault")
    talk = part(run("complaint", "talk", ticket, *said, "--first-message", "您好", "--last-message", "再见", "--json"))
    assert (talk["real_cause"], talk["wanted"], talk["apology"]) == ("老化", "当天修好", "fault")
    codes = {one["code"] for one in run("show", ticket, "--json").json()["findings"]}
    assert "not_uniform" in codes
    assert (
        part(run("complaint", "route", ticket, "--matter-class", "complaint", "--flow", "trade", "--json"))["group"]
        == "complaint_agent"
    )
    run("complaint", "evidence", ticket, "--evidence", "a.jpg,b.jpg")
    assert part(run("complaint", "evidence", ticket, "--evidence", "b.jpg,c.jpg", "--json"))["evidence"] == [
        "a.jpg",
        "b.jpg",
        "c.jpg",
    ]
    assert part(run("complaint", "feedback", ticket, "--feedback", "已列入", "--json"))["feedback_by"] == "csc_manager"
    run("complaint", "talk", ticket, "--apology", "sorry", code=2)


@pytest.mark.rule("R221")
def test_repeats_are_flagged(run: Run, at_site: Callable[..., str]) -> None:
    """002 §5, A77: same unit and subject within 90 days, also when it is judged a second time; a ticket is not its own repeat."""
    first, second = at_site("vk"), at_site("vk")
    run("complaint", "judge", first, "valid", "--type", "engineering", now="2026-11-22 10:05")
    again = run("complaint", "judge", second, "valid", "--type", "property", "--json", now="2026-11-22 10:10")
    assert part(again)["repeat_of"] is None
    run("undo", second, "--yes")
    third = run(
        "create", "外墙渗水", "--kind", "complaint", "--unit", "3-2-1501", "-q", now="2027-02-20 09:00"
    ).stdout.strip()
    found = run("complaint", "judge", third, "valid", "--type", "engineering", "--json", now="2027-02-20 10:00")
    assert part(found)["repeat_of"] == first
    late = run(
        "create", "外墙渗水", "--kind", "complaint", "--unit", "3-2-1501", "-q", now="2027-05-22 09:00"
    ).stdout.strip()
    assert (
        part(run("complaint", "judge", late, "valid", "--type", "engineering", "--json", now="2027-05-22 10:00"))[
            "repeat_of"
        ]
        is None
    )
    marked = part(run("complaint", "repeat", late, "--repeat-of", first, "--json", now="2027-05-22 10:00"))
    assert marked["repeat_of"] == first
    run("complaint", "repeat", late, "--repeat-of", late, now="2027-05-22 10:00", code=2)


@pytest.mark.rule("R036", "R038", "R087", "R088", "R090", "R092")
def test_a_major_one_passed_on_by_another_department(run: Run, at_site: Callable[..., str]) -> None:
    """000 P2-一 2.2.8, P2-二 2.3-2.4: who recorded it, who relayed it when, the grounds, the visitor, who handles it."""
    ticket = at_site("dtz", "--relayed-from", "保安部", actor="dispatch_assistant")
    words = ("--severity", "major", "--ground", "media", "--ground", "legal", "--claim", "20000")
    found = part(run("complaint", "judge", ticket, "major", *words, "--json"))
    assert (found["recorded_role"], found["relayed_at"] is None, found["grounds"]) == (
        "dispatch_assistant",
        False,
        ["media", "legal"],
    )
    assert float(found["claim_amount"]) == 20000
    run("complaint", "meet", ticket, "--by", "general_manager")
    handled = part(run("complaint", "handle", ticket, "--designated-by", "general_manager", "--json"))
    assert (handled["handler"], handled["handler_role"], handled["met_role"]) == (
        "csc_manager",
        "csc_manager",
        "general_manager",
    )
    codes = {one["code"] for one in run("show", ticket, "--json").json()["findings"]}
    assert "relayed_not_light" in codes and "relayed_not_recorded" not in codes
    run("complaint", "handle", ticket, actor="technician", code=23)
    run("complaint", "judge", ticket, "major", "--ground", "rain", code=2)


@pytest.mark.parametrize("profile", ["dtz", "vk", "sales", "hospital", "center"])
def test_each_profile_has_its_form(run: Run, at_site: Callable[..., str], profile: str) -> None:
    """The complaint form under the name that the manual gives it, in both languages; other tickets have none (21)."""
    titles = {
        "dtz": "客户投诉登记处理表", "vk": "客户投诉逐级报送单", "sales": "客户投诉单", "hospital": "用户投诉处理单", "center": "服务站投诉处理记录",
    }  # fmt: skip
    ticket = at_site(profile)
    run("complaint", "judge", ticket, "valid", "--type", "engineering")
    run("complaint", "issue", ticket, "--department", "工程部")
    page = run("complaint", "print", ticket, lang="zh").stdout
    assert titles[profile] in page and "外墙渗水" in page and "工程部" in page
    assert run("complaint", "print", ticket, "--json").json()["customer"] == "王芳"
    service = run("create", "x", "-q").stdout.strip()
    outcome = run("complaint", "print", service, "--json", code=21)
    assert json.loads(outcome.stderr)["error"] == "wrong_kind"


@pytest.mark.parametrize("verb", ["meet", "talk", "handle", "route", "submit", "issue", "evidence", "feedback"])
def test_other_tickets_know_none_of_these_steps(run: Run, verb: str) -> None:
    """A service is refused (21), and stays as it was."""
    service = run("create", "x", "-q").stdout.strip()
    needed = {"issue": ("--department", "D"), "evidence": ("--evidence", "x"), "feedback": ("--feedback", "x")}
    run("complaint", verb, service, *needed.get(verb, ()), code=21)
    assert run("show", service, "--json").json()["revision"] == 1
