"""What the commands of a register answer: the state, what is broken as the record stands, and what to type next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]


def test_a_running_clock_says_what_is_next_and_by_when(run: Run) -> None:
    """The command is the one that `due` shows; when no clock runs, the first step that leads on."""
    made = run("referral", "add", "--department", "工程部", "--text", "外墙渗水", now="2026-11-20 9:00").stdout
    ahead = next(line for line in run("due", "--json", now="2026-11-20 9:00").json() if line["clock"] == "referral")
    assert ahead["next"] in made and ahead["due"][:16].replace("T", " ") in made
    plan = run("supply-plan", "add", "--line", "拖把:20:12.50").stdout
    assert "Next: cspm supply-plan verify SP-202611-0001" in plan
    run("supply-plan", "verify", "1")
    sent = run("supply-plan", "submit", "1", lang="zh").stdout
    assert "下一步：cspm supply-plan buy SP-202611-0001 --item ITEM --quantity QUANTITY --price PRICE" in sent


def test_what_is_broken_stands_before_it(run: Run) -> None:
    """A finding is said at once, in words; bare ids and JSON stay as they are."""
    said = run("pest", "add", "--area", "A1", "--pests", "rats", "--agent", "bait").stdout
    assert "To be put right: Nobody watched over the treatment" in said and "Next: cspm pest check" in said
    assert run("pest", "add", "--area", "A1", "-q").stdout == "PT-202611-0002\n"
    assert run("pest", "add", "--area", "A1", "--json").json()["state"] == "executed"


def test_a_value_that_is_refused_names_its_field(run: Run) -> None:
    """By its label in the reader's language, not by its name in the file."""
    assert "数量：" in run("supply-use", "add", "--item", "拖把", "--quantity", "-1", lang="zh", code=2).stderr
    refused = run("supply-use", "add", "--item", "mop", "--quantity", "some", code=2).stderr
    assert "some is not a number" in refused
    late = run("garbage", "add", "--area", "A1", "--at", "2026-11-23", "--ok", code=2).stderr
    assert "still to come" in late


def test_a_step_of_a_complaint_says_what_stops_its_nearest_clock(run: Run) -> None:
    """Judged, and the customer still has to hear of it: by when, and what to type; in both languages."""
    run("create", "电梯停运", "--kind", "complaint", "--unit", "3-2-1501", now="2026-11-20 9:00")
    judged = run("complaint", "judge", "1", "valid", "--severity", "light", now="2026-11-20 9:05", lang="zh").stdout
    assert (
        "判定为有效投诉，轻微" in judged and '下一步（2026-11-20 09:15 前）：cspm reply T-202611-0001 "..."' in judged
    )
    run("reply", "1", "on the way", now="2026-11-20 9:10")
    told = run("complaint", "progress", "1", "the guard goes there", now="2026-11-20 9:30").stdout
    assert "Next, by 2026-11-21 09:30: cspm complaint progress T-202611-0001" in told
