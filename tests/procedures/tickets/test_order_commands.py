"""Price list, table of teams, routing, rework, finance, outside units, archive and loans at the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
AC = (
    "--name",
    "空调清洗",
    "--nature",
    "paid",
    "--category",
    "household",
    "--price",
    "80",
    "--offered-from",
    "2026-01-01",
)


def codes(outcome: Any) -> set[str]:
    """The codes of a printed ticket's findings."""
    return {finding["code"] for finding in outcome.json()["findings"]}


@pytest.fixture
def listed(run: Run) -> None:
    """A price list with a service that is offered between 60 and 100 yuan, and one that is not offered yet."""
    run("service", "add", "AC", *AC, "--low-amount", "60", "--high-amount", "100")
    run("service", "add", "DOG", "--name", "遛狗", "--nature", "paid")


@pytest.fixture
def teams(run: Run) -> None:
    """Who does what: two technicians in two teams, business centre and water company."""
    run("staff", "amend", "tech1", "team=家政组", "--reason", "x")
    run("team", "add", "household", "--category", "家政", "--teams", "家政组")
    run("team", "add", "repair", "--category", "repair", "--roles", "technician", "--second-role", "engineering")
    run("team", "add", "business", "--category", "business", "--teams", "商务中心")
    run("team", "add", "utility", "--category", "utility", "--agreement-unit", "自来水公司", "--roles", "technician")


def made(run: Run, *words: str) -> str:
    """The number of a new ticket."""
    return str(
        run("create", "要服务", "--unit", "3-2-1501", "--caller", "王芳", "--phone", "138", "-q", *words).stdout.strip()
    )


@pytest.mark.usefixtures("listed")
@pytest.mark.rule("R047")
@pytest.mark.parametrize(
    ("line", "price", "found", "said"),
    [
        ("AC", "80.00", set(), ""),
        ("空调清洗:2", "80.00", set(), ""),
        ("ac:1:100", "100.00", set(), ""),
        ("AC:1:120", "120.00", {"price_not_listed"}, "otherwise"),
        ("修门:1:50", "50.00", {"item_not_listed"}, "not in the price list"),
        ("DOG:1:50", "50.00", {"item_not_listed"}, "not in the price list"),
    ],
)
def test_a_quote_is_held_against_the_price_list(run: Run, line: str, price: str, found: set[str], said: str) -> None:
    """000 P2-一 2.4.4: the list's own price when none is typed; another one is written down and found."""
    ticket = made(run, "--nature", "paid")
    outcome = run("quote", ticket, "--line", line, "--agreed-by", "王芳", "--json")
    assert outcome.json()["charges"][0]["price"] == price
    assert codes(outcome) & {"price_not_listed", "item_not_listed"} == found
    assert said in outcome.stderr


def test_without_a_list_nothing_is_held_against_it(run: Run) -> None:
    """A site that keeps no price list has no findings of it, and a line without a price costs nothing yet."""
    outcome = run("quote", made(run), "--line", "修门", "--agreed-by", "王芳", "--json")
    assert outcome.json()["charges"][0]["listed"] is None and outcome.json()["amount"] == "0.00"
    assert codes(outcome) & {"price_not_listed", "item_not_listed"} == set()


@pytest.mark.usefixtures("listed")
@pytest.mark.rule("R041", "R028")
def test_the_list_says_what_is_accepted(run: Run) -> None:
    """000 P2-一 2.3.2: what is offered brings its nature and category; what is not is said at once."""
    taken = run("create", "洗空调", "--item", "空调清洗", "--json")
    assert (taken.json()["nature"], taken.json()["category"], taken.json()["offer"]["status"]) == (
        "paid",
        "household",
        "offered",
    )
    other = run("create", "遛狗", "--item", "遛狗", "--json")
    assert other.json()["offer"]["status"] == "not_offered" and "is not offered here" in other.stderr
    assert "尚未开设" in run("create", "看孩子", "--item", "看孩子", lang="zh").stderr
    assert "not_acceptable" in codes(run("dispatch", other.json()["id"], "--to", "tech1", "--json"))
    assert "not_acceptable" in codes(run("decline", taken.json()["id"], "--reason", "没空", "--json"))


@pytest.mark.usefixtures("listed")
@pytest.mark.rule("R035", "R041")
def test_what_is_declined_for_want_of_the_service_is_a_demand(run: Run) -> None:
    """000 P2-一 2.2.7: recorded in the same change, and taken back with it when the change fails."""
    ticket = made(run, "--item", "遛狗")
    outcome = run("decline", ticket, "--reason", "尚未开设", "--helped", "介绍了宠物店", "--json")
    assert outcome.json()["demand"] == "D-202611-0001" and "demand_not_recorded" not in codes(outcome)
    demand = run("demand", "show", "1", "--json").json()
    assert (demand["ticket"], demand["requester"], demand["helped"]) == (ticket, "王芳", "介绍了宠物店")
    run("decline", ticket, "--reason", "again", code=21)
    assert len(run("demand", "list", "--json").json()) == 1
    run("decline", made(run, "--item", "遛狗"), "--reason", " ", code=22)
    assert run("decline", made(run), "--reason", "没空", "--json").json()["demand"] is None
    assert (
        run("decline", made(run), "--reason", "没有", "--wanted", "代购", "--json").json()["demand"] == "D-202611-0002"
    )


@pytest.mark.usefixtures("teams")
@pytest.mark.rule("R044", "R150", "R152")
@pytest.mark.parametrize(
    ("category", "words", "found"),
    [
        ("household", ("--to", "tech1"), set()),
        ("household", ("--to", "tech2"), {"wrong_team"}),
        ("repair", ("--to", "tech2", "--with", "engineering"), set()),
        ("repair", ("--to", "tech2", "--with", "tech1"), {"no_engineering"}),
        ("repair", ("--to", "front_desk"), {"wrong_team", "no_engineering"}),
        ("business", ("--to", "tech1"), {"not_business_centre"}),
        ("other", ("--to", "tech1"), set()),
    ],
)
def test_dispatch_is_held_against_the_table_of_teams(
    run: Run, category: str, words: tuple[str, ...], found: set[str]
) -> None:
    """000 P2-一 2.4.3 and the flow chart: sent all the same, said at once, and a finding."""
    outcome = run("dispatch", made(run, "--category", category), *words, "--json")
    assert codes(outcome) & {"wrong_team", "no_engineering", "not_business_centre"} == found
    assert bool(outcome.stderr) is bool(found)


@pytest.mark.rule("R150")
def test_a_ticket_may_itself_need_engineering(run: Run) -> None:
    """Flow chart 1.0: without a line in the table too."""
    assert "no_engineering" in codes(run("dispatch", made(run, "--needs-engineering"), "--to", "tech1", "--json"))


@pytest.mark.rule("R044")
def test_open_jobs_are_counted(run: Run, root: str) -> None:
    """A site's limit: the third job is sent, said and found; finished ones do not count."""
    with Path(root, "site.toml").open("a", encoding="utf-8") as file:
        file.write("\n[figures]\nmost_open_jobs = 2\n")
    for _ in range(2):
        assert run("dispatch", made(run), "--to", "tech1").stderr == ""
    third = run("dispatch", made(run), "--to", "tech1", "--json")
    assert "too_many_jobs" in codes(third) and "3 open jobs" in third.stderr
    run("finish", "1", "--result", "好")
    run("finish", "2", "--result", "好")
    assert run("dispatch", made(run), "--to", "tech1").stderr == ""


@pytest.mark.rule("R044")
def test_in_whose_hands_it_was(run: Run) -> None:
    """The chain: who had it, from when to when, how and why it left him."""
    ticket = made(run)
    run("dispatch", ticket, "--to", "tech1", now="2026-11-22T10:05")
    run("dispatch", ticket, "--to", "tech2", "--reason", "师傅请假", now="2026-11-22T10:10")
    run("return", ticket, "--reason", "不会修", now="2026-11-22T10:20")
    run("dispatch", ticket, "--to", "tech1", now="2026-11-22T10:30")
    chain = run("show", ticket, "--json").json()["handlers"]
    seen = [
        (one["staff"], one["since"][11:16], (one["until"] or "")[11:16], one["ended"], one["reason"]) for one in chain
    ]
    assert seen == [
        ("tech1", "10:05", "10:10", "transfer", "师傅请假"),
        ("tech2", "10:10", "10:20", "return", "不会修"),
        ("tech1", "10:30", "", None, None),
    ]
    run("refer", ticket, "--to", "工程部")
    assert run("show", ticket, "--json").json()["handlers"][-1]["ended"] == "refer"
    assert "经手记录" in run("show", ticket, lang="zh").stdout


@pytest.mark.usefixtures("teams")
@pytest.mark.rule("R151")
def test_a_utility_repair_names_the_unit(run: Run) -> None:
    """Flow chart 1.0: the unit of the table unless another is named, and the customer's word."""
    ticket = made(run, "--category", "utility")
    assert "no_agreement_unit" in codes(run("dispatch", ticket, "--to", "tech1", "--json"))
    outcome = run("outside", ticket, "--json")
    assert outcome.json()["outside"]["unit"] == "自来水公司" and "no_agreement_unit" not in codes(outcome)
    run("finish", ticket, "--result", "已修", now="2026-11-22T12:00")
    assert "no_agreement_unit" in codes(run("show", ticket, "--json", now="2026-11-22T13:00"))
    agreed = run("outside", ticket, "--agreed-by", "王芳", "--json", now="2026-11-22T11:00").json()["outside"]
    assert (agreed["agreed_by"], agreed["by"]) == ("王芳", "csc_manager")
    assert "no_agreement_unit" not in codes(run("show", ticket, "--json", now="2026-11-22T13:00"))
    run("outside", made(run), code=2)
    run("outside", ticket, actor="technician", code=23)


@pytest.mark.rule("R109", "R160")
def test_a_matter_is_judged_and_routed(run: Run) -> None:
    """000 P2-三 1.3: a service until it is judged; judged otherwise only with a reason, and it stays in the history."""
    ticket = made(run)
    late = {"now": "2026-11-22T10:16:00+08:00"}
    assert "not_routed" in codes(run("show", ticket, "--json", **late))
    routed = run("route", ticket, "--to", "complaint", "--against", "工程部", "--json")
    assert (routed.json()["kind"], routed.json()["complaint"]["against"]) == ("complaint", "工程部")
    assert "not_routed" not in codes(run("show", ticket, "--json", **late))
    run("complaint", "judge", ticket, "valid")
    run("route", ticket, "--to", "service", code=2)
    back = run("route", ticket, "--to", "报修", "--reason", "实为报修", "--json").json()
    assert (back["kind"], back["complaint"]) == ("service", None)
    assert [event["reason"] for event in run("history", ticket, "--json").json()][-1] == "实为报修"
    run("route", ticket, "--to", "enquiry", "--reason", "x", actor="technician", code=23)
    run("cancel", ticket, "--reason", "x")
    run("route", ticket, "--to", "enquiry", "--reason", "x", code=21)
    assert "not_routed" not in codes(run("show", made(run, "--kind", "service"), "--json", **late))


@pytest.mark.rule("R110")
def test_finance_is_told(run: Run) -> None:
    """000 P2-三 1.2.3: on the list of what is due until finance knows; a filter does many at once."""
    ticket = made(run, "--nature", "paid")
    assert [line["next"] for line in run("due", "--json").json() if line["clock"] == "finance"] == [
        f"cspm tell-finance {ticket}"
    ]
    assert "finance" in run("explain", ticket).stdout
    run("tell-finance", "nature:paid no:finance_told_at")
    assert [line for line in run("due", "--json").json() if line["clock"] == "finance"] == []
    assert run("create", "x", "--nature", "paid", "--finance-told", "--json").json()["finance_told_at"]
    run("tell-finance", ticket, actor="technician", code=23)


@pytest.mark.rule("R051")
@pytest.mark.parametrize(
    ("free", "days", "item", "linked"),
    [(True, 3, "换锁", True), (False, 3, " 换锁 ", True), (True, 31, "换锁", False), (True, 3, "换灯", False)],
)
def test_rework_is_recognised_when_it_comes_in(
    run: Run, root: str, free: bool, days: int, item: str, linked: bool
) -> None:
    """000 P2-一 2.5.4: same unit, same item, within the site's days; free of charge when the site says so."""
    if free:
        with Path(root, "site.toml").open("a", encoding="utf-8") as file:
            file.write("\n[tickets]\nfree_rework = true\n")
    first = made(run, "--item", "换锁")
    run("dispatch", first, "--to", "tech1")
    run("close", first, "--result", "已换")
    later = f"2026-{'11' if days < 8 else '12'}-{22 + days if days < 8 else 23}T10:01:00+08:00"
    again = run("create", "锁又坏了", "--unit", "3-2-1501", "--item", item, "--json", now=later)
    found = again.json()
    assert (found["rework_of"], found["free"]) == ((first, free) if linked else (None, False))
    assert ("Rework of" in again.stderr) is linked
    if linked:
        assert run("show", first, "--json").json()["links"] == [found["id"]]
        priced = run("quote", found["id"], "--line", "换锁:1:50", "--agreed-by", "王芳", "--json", now=later)
        assert ("rework_charged" in codes(priced)) is free and ("free of charge" in priced.stderr) is free


def test_the_same_matter_under_way_is_said(run: Run) -> None:
    """Nobody writes the same matter down twice without noticing."""
    first = made(run, "--item", "换锁")
    assert first in run("create", "锁坏了", "--unit", "3-2-1501", "--item", "换锁").stderr


@pytest.mark.rule("R107", "R113")
def test_papers_are_filed_in_two_copies(run: Run) -> None:
    """000 P2-二 2.8.2, P2-三 1.7.1: by a customer assistant, in the office archive and the owner's file."""
    ticket = made(run, "--kind", "complaint")
    filed = run("archive", ticket, "--json", actor="customer_assistant")
    assert filed.json()["archived"]["copies"] == ["office", "owner_file"] and "copy_missing" not in codes(filed)
    assert "copy_missing" in codes(run("archive", ticket, "--copy", "管理处档案", "--json"))
    run("archive", ticket, actor="technician", code=23)


@pytest.mark.rule("R049")
def test_what_is_out_of_the_warehouse(run: Run) -> None:
    """000 P2-一 2.4.5: the open loans of all tickets, the longest first."""
    ticket = made(run)
    run("materials", ticket, "--take", "梯子:1", "--take", "阀芯:3", "--by", "tech1")
    run("materials", ticket, "--used", "阀芯:1")
    out = [(line["item"], line["quantity"], line["by"]) for line in run("loans", "--json").json()]
    assert out == [("梯子", "1", "tech1"), ("阀芯", "2", "tech1")]
    assert run("loans", "-q").stdout == f"{ticket}\n"
    assert "梯子" in run("loans", lang="zh").stdout
    run("materials", ticket, "--back", "梯子:1", "--back", "阀芯:2")
    assert run("loans", "--json").json() == []


def test_a_public_area_is_marked(run: Run) -> None:
    """An area without a unit is a public one; it can be said too."""
    assert run("create", "灯不亮", "--area", "大堂", "--json").json()["public_area"] is True
    assert run("create", "灯不亮", "--unit", "3-2-1501", "--json").json()["public_area"] is False
    assert run("create", "灯不亮", "--unit", "3-2-1501", "--public-area", "--json").json()["public_area"] is True
