"""`cspm complaint` at the command line: judging, following up, attributing, confirming, linking."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def filed(run: Run) -> Callable[..., str]:
    """A complaint that was taken in; options of `create` may be added."""

    def makes(*options: str, kind: str = "complaint") -> str:
        words = ("create", "楼道脏", "--kind", kind, "--unit", "3-2-1501", "--caller", "王芳", "--phone", "138", "-q")
        return str(run(*words, *options).stdout.strip())

    return makes


def part(outcome: Any) -> dict[str, Any]:
    """The complaint part of a printed ticket."""
    found: dict[str, Any] = outcome.json()["complaint"]
    return found


def codes(outcome: Any) -> set[str]:
    """The codes of a printed ticket's findings."""
    return {finding["code"] for finding in outcome.json()["findings"]}


@pytest.mark.rule("R089", "R094")
def test_a_judgement_is_written_down(run: Run, filed: Callable[..., str]) -> None:
    """Nature, severity, type, opinion, cause, and who judged in which role."""
    said = ("--severity", "general", "--type", "property", "--opinion", "属实", "--cause", "清扫不及时")
    found = part(run("complaint", "judge", filed(), "valid", *said, "--json", actor="dispatch_assistant"))
    wanted = {
        "nature": "valid", "severity": "general", "type": "property", "opinion": "属实", "cause": "清扫不及时",
        "judged_at": "2026-11-22T10:00:00+08:00", "judged_by": "dispatch_assistant",
        "judged_role": "dispatch_assistant",
    }  # fmt: skip
    assert {name: found[name] for name in wanted} == wanted


def test_judging_again_is_a_later_event(run: Run, filed: Callable[..., str]) -> None:
    """What is not named again stays; the history keeps both judgements."""
    ticket = filed()
    run("complaint", "judge", ticket, "undetermined", "--type", "sales", actor="front_desk")
    found = run("complaint", "judge", ticket, "valid", "--severity", "light", "--json")
    assert (part(found)["nature"], part(found)["type"], part(found)["judged_by"]) == ("valid", "sales", "csc_manager")
    events = [event for event in found.json()["history"] if event["action"] == "judge"]
    judged = [event["changed"]["complaint"]["nature"] for event in events]
    assert judged == ["undetermined", "valid"]


@pytest.mark.rule("R090")
@pytest.mark.parametrize(
    ("before", "words", "code"),
    [
        ((), ("invalid", "--severity", "major"), 22),
        (("major",), ("invalid",), 22),
        (("valid", "--severity", "major"), ("invalid",), 22),
        (("major",), ("invalid", "--severity", "major"), 22),
        (("major",), ("invalid", "--severity", "light"), 0),
        (("valid", "--severity", "general"), ("invalid",), 0),
        (("invalid",), ("valid", "--severity", "major"), 0),
        (("invalid",), ("major",), 0),
    ],
)
def test_major_is_never_invalid(
    run: Run, filed: Callable[..., str], before: tuple[str, ...], words: tuple[str, ...], code: int
) -> None:
    """000 P2-二 2.4.1.3: refused also through later judging; a mistake is corrected by naming the severity anew."""
    ticket = filed()
    if before:
        run("complaint", "judge", ticket, *before)
    outcome = run("complaint", "judge", ticket, *words, "--json", code=code)
    if code:
        assert json.loads(outcome.stderr)["rule"] == "R090"
        assert run("show", ticket, "--json").json()["complaint"]["nature"] == (before[0] if before else None)


@pytest.mark.parametrize(
    ("actor", "nature", "code"),
    [
        ("front_desk", "valid", 0), ("dispatch_assistant", "major", 0), ("csc_director", "invalid", 0),
        ("customer_assistant", "valid", 0), ("specialist", "undetermined", 0), ("admin_hr", "major", 0),
        ("customer_assistant", "major", 23), ("specialist", "major", 23), ("technician", "valid", 23),
        ("left", "valid", 23),
    ],
)  # fmt: skip
def test_who_judges(run: Run, filed: Callable[..., str], actor: str, nature: str, code: int) -> None:
    """000 P2-二 2.4: duty persons and managers; assistants and specialists the ordinary complaints only."""
    run("complaint", "judge", filed(), nature, actor=actor, code=code)


@pytest.mark.rule("R037")
@pytest.mark.parametrize(("actor", "broken"), [("csc_manager", True), ("admin_hr", False), ("general_manager", False)])
def test_a_complaint_against_the_centre(run: Run, filed: Callable[..., str], actor: str, broken: bool) -> None:
    """000 P2-一 2.2.8: recorded whoever judged it, and a finding unless it was somebody outside."""
    found = run("complaint", "judge", filed("--against", "csc"), "valid", "--json", actor=actor)
    assert ("complaint_wrong_judge" in codes(found)) is broken


@pytest.mark.rule("R092", "R093")
def test_findings_go_when_the_matter_is_reported(run: Run, filed: Callable[..., str]) -> None:
    """000 P2-二 2.4.2.3, 2.4.4: undetermined until judged; major until both managers are told."""
    ticket = filed()
    assert "undetermined" in codes(run("complaint", "judge", ticket, "undetermined", "--json", actor="front_desk"))
    found = codes(run("complaint", "judge", ticket, "major", "--json", actor="front_desk"))
    assert ("undetermined" in found, "major_not_reported" in found) == (False, True)
    run("escalate", ticket, "--to", "csc_manager", "--reason", "重大")
    assert "major_not_reported" in codes(run("show", ticket, "--json"))
    run("escalate", ticket, "--to", "general_manager", "--reason", "重大")
    assert "major_not_reported" not in codes(run("show", ticket, "--json"))


@pytest.mark.rule("R091", "R097", "R098", "R102")
def test_following_a_complaint_up(run: Run, filed: Callable[..., str]) -> None:
    """Progress notices, verification, publication: who, when, what, each an event of its own."""
    ticket = filed()
    run("complaint", "progress", ticket, "已派人", now="2026-11-22 12:00", actor="dispatch_assistant")
    run("complaint", "verify", ticket, "--result", "not_ok", now="2026-11-22 15:00", actor="dispatch_assistant")
    good = ("--result", "ok", "--by", "csc_manager")
    run("complaint", "verify", ticket, *good, now="2026-11-22 16:00", actor="front_desk")
    found = part(run("complaint", "publish", ticket, "--how", "notice", "--json", now="2026-11-22 17:00"))
    assert found["notices"] == [{"at": "2026-11-22T12:00:00+08:00", "by": "dispatch_assistant", "text": "已派人"}]
    assert [(check["by"], check["role"], check["result"]) for check in found["checks"]] == [
        ("dispatch_assistant", "dispatch_assistant", "not_ok"), ("csc_manager", "csc_manager", "ok"),
    ]  # fmt: skip
    assert (found["published_how"], found["published_at"]) == ("notice", "2026-11-22T17:00:00+08:00")
    actions = [event["action"] for event in run("history", ticket, "--json").json()]
    assert actions == ["create", "progress", "verify", "verify", "publish"]


@pytest.mark.rule("R098")
def test_a_notice_moves_the_progress_clock(run: Run, filed: Callable[..., str]) -> None:
    """000 P2-二 2.6.3: the next notice is due 24 hours after the last one."""
    ticket = filed()
    found = run("complaint", "progress", ticket, "处理中", "--json", now="2026-11-22 20:00").json()
    due = next(clock["due"] for clock in found["deadlines"] if clock["clock"] == "progress")
    assert due == "2026-11-23T20:00:00+08:00"


@pytest.mark.rule("R091")
def test_an_explained_invalid_complaint_can_be_closed_at_once(run: Run, filed: Callable[..., str]) -> None:
    """000 P2-二 2.4.2.2: explained first (21 without), then closed straight from registration."""
    ticket = filed()
    run("complaint", "judge", ticket, "invalid")
    run("close", ticket, "--result", "已解释", code=21)
    found = part(run("complaint", "explain-invalid", ticket, "属业主自管部分", "--json"))
    assert (found["explanation"], found["explained_at"]) == ("属业主自管部分", "2026-11-22T10:00:00+08:00")
    closed = run("close", ticket, "--result", "已解释", "--json")
    assert closed.json()["state"] == "closed"
    assert "invalid_not_explained" not in codes(closed)


@pytest.fixture
def contract(run: Run) -> str:
    """A cleaning contract of the site."""
    words = ("--id", "C1", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "10000")
    run("contract", "add", *words, "--start", "2026-01-01", "--end", "2026-12-31", "--areas", "A")
    return "C1"


@pytest.mark.rule("R126")
def test_a_complaint_is_laid_to_a_contractors_account(run: Run, filed: Callable[..., str], contract: str) -> None:
    """000 P2-四 3.2.4: contract, place, breach and impact; each side confirms under its own name."""
    ticket = filed()
    said = ("--area", "A", "--item", "C03", "--breach", "yes", "--impact", "considerable")
    run("complaint", "attribute", ticket, "--contract", contract, *said)
    run("complaint", "confirm", ticket, "--side", "a", "--by", "李主任", now="2026-11-22 11:00")
    found = part(run("complaint", "confirm", ticket, "--side", "b", "--by", "张经理", "--json", now="2026-11-22 12:00"))
    wanted = {
        "contract": "C1", "area": "A", "item": "C03", "breach": True, "impact": "considerable",
        "confirmed_a_at": "2026-11-22T11:00:00+08:00", "confirmed_a_by": "李主任",
        "confirmed_b_at": "2026-11-22T12:00:00+08:00", "confirmed_b_by": "张经理",
    }  # fmt: skip
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.rule("R126")
def test_another_attribution_takes_the_confirmations_back(run: Run, filed: Callable[..., str], contract: str) -> None:
    """What both sides confirmed was the earlier attribution; the same said again changes nothing."""
    ticket = filed()
    words = ("complaint", "attribute", ticket, "--contract", contract, "--breach", "yes", "--impact", "slight")
    run("complaint", "confirm", ticket, "--side", "a", "--by", "李主任")
    run(*words)
    assert part(run(*words, "--json"))["confirmed_a_by"] == "李主任"
    assert part(run(*words, "--area", "A", "--json"))["confirmed_a_by"] is None


def test_an_unknown_contract_is_refused(run: Run, filed: Callable[..., str]) -> None:
    """A contract that is not registered: exit 20."""
    words = ("--contract", "C9", "--breach", "no", "--impact", "slight")
    run("complaint", "attribute", filed(), *words, code=20)


@pytest.mark.rule("R095", "R102")
def test_linking_is_mutual_and_one_change(run: Run, filed: Callable[..., str]) -> None:
    """Both tickets name each other; said again nothing changes; a ticket is not linked with itself or a stranger."""
    first, second = filed(), filed(kind="service")
    assert run("complaint", "link", first, second, "--json").json()["links"] == [second]
    assert run("show", second, "--json").json()["links"] == [first]
    run("complaint", "link", first, second)
    assert [run("show", one, "--json").json()["revision"] for one in (first, second)] == [2, 2]
    run("complaint", "link", first, first, code=2)
    run("complaint", "link", first, "9999", code=20)
    run("complaint", "link", second, first, code=21)
    run("complaint", "link", filed(), second, "--dry-run")
    assert run("show", second, "--json").json()["links"] == [first]


STEPS = (
    ("judge", "valid"), ("progress", "x"), ("explain-invalid", "x"), ("verify", "--result", "ok"),
    ("publish", "--how", "notice"),
    ("confirm", "--side", "a", "--by", "李"), ("attribute", "--contract", "C1", "--breach", "no", "--impact", "slight"),
)  # fmt: skip


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[0])
@pytest.mark.parametrize("kind", ["service", "enquiry"])
def test_only_complaints_know_these_steps(
    run: Run, filed: Callable[..., str], contract: str, kind: str, step: tuple[str, ...]
) -> None:
    """Another kind of ticket is refused (21) and stays as it was."""
    ticket = filed(kind=kind)
    outcome = run("complaint", step[0], ticket, *step[1:], "--json", code=21)
    assert json.loads(outcome.stderr)["error"] == "wrong_kind"
    assert run("show", ticket, "--json").json()["revision"] == 1


def test_the_list_of_complaints(run: Run, filed: Callable[..., str]) -> None:
    """Open complaints with nature and severity, the oldest first; filters and --all as in `list`."""
    first, second, closed = filed(), filed(), filed()
    filed(kind="service")
    run("complaint", "judge", first, "major", "--severity", "major")
    run("cancel", closed, "--reason", "撤回")
    found = run("complaint", "list", "--json").json()
    assert [line["id"] for line in found] == [first, second]
    assert [(line["nature"], line["severity"]) for line in found] == [("major", "major"), (None, None)]
    assert run("complaint", "list", "nature_judged:major", "-q").lines() == [first]
    assert run("complaint", "list", "--all", "-q").lines() == [first, second, closed]
    assert run("complaint", "list", "state:cancelled", "-q").lines() == [closed]
    assert "楼道脏" in run("complaint", "list").stdout


@pytest.mark.rule("R091", "R098", "R126")
@pytest.mark.parametrize("verb", [("progress",), ("explain-invalid",), ("confirm", "--side", "a", "--by")])
def test_a_blank_text_says_nothing(run: Run, filed: Callable[..., str], verb: tuple[str, ...]) -> None:
    """A notice, an explanation and a name cannot be blank (2); nothing is written."""
    ticket = filed()
    run("complaint", verb[0], ticket, *verb[1:], " ", code=2)
    assert run("show", ticket, "--json").json()["revision"] == 1
