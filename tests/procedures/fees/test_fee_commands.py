"""Fees through the command line: written off, handed out, bundled, checked, reviewed, notified, reported, printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
NEXT = "2026-11-01T10:00"


def order(
    run: Run, day: str, *, price: str = "50", unit: str = "3-2-1501", payment: str | None = "bill", month: str = "10"
) -> str:
    """A paid order of that day of October, closed at noon at the desk."""
    at = f"2026-{month}-{day}T"
    name = run(
        "create", "水龙头漏水", "--unit", unit, "--caller", "王芳", "--nature", "paid", "-q", now=f"{at}09:00"
    ).stdout.strip()
    run("dispatch", name, "--to", "tech1", now=f"{at}09:05")
    run("quote", name, "--line", f"龙头:1:{price}", "--agreed-by", "王芳", now=f"{at}10:00")
    run("finish", name, "--result", "好", now=f"{at}11:00")
    paid = ["--payment", payment] if payment else []
    run("close", name, *paid, "--return-point", "front_desk", now=f"{at}12:00")
    return str(name)


def fees(run: Run, month: str = "2026-10", **more: Any) -> dict[str, Any]:
    """The fee report of a month."""
    found: dict[str, Any] = run("report", "fees", "--month", month, "--json", **more).json()
    return found


@pytest.mark.rule("R056")
@pytest.mark.rule("R055")
def test_an_order_is_written_off_at_the_desk(run: Run) -> None:
    """Who brought it, when, where; the centre's copy with it; not before the work is done, not twice, not by a technician."""
    run("create", "龙头", "--nature", "paid")
    run("dispatch", "1", "--to", "tech1")
    assert run("writeoff", "1", code=21).stderr
    run("quote", "1", "--line", "龙头:1:50", "--agreed-by", "王芳")
    run("finish", "1", "--result", "好")
    assert "R056" in run("can", "tech1", "writeoff", "--json", code=1).stdout
    run("writeoff", "1", actor="tech1", code=23)
    shown = run("writeoff", "1", "--where", "前台", "--copy", "业主", "--json", actor="front_desk").json()
    assert (shown["written_off_by"], shown["return_point"], shown["state"]) == ("tech1", "front_desk", "finished")
    assert [copy["holder"] for copy in shown["copies"]] == ["csc", "owner"]
    assert "written off already" in run("writeoff", "1", code=21).stderr
    shown = run("handout", "1", "--copy", "finance", "--copy", "owner", "--json").json()
    assert [copy["holder"] for copy in shown["copies"]] == ["csc", "owner", "finance"]


@pytest.mark.rule("R056")
def test_closing_with_the_slip_writes_off(run: Run) -> None:
    """The slip of a paid order handed in at closing is its write-off; rework takes it back."""
    name = order(run, "05")
    shown = run("show", name, "--json").json()
    assert (shown["written_off_at"], shown["written_off_by"]) == (shown["closed_at"], "tech1")
    shown = run("reopen", name, "--reason", "还漏", "--due", "2026-12-01T10:00", "--json").json()
    assert shown["written_off_at"] is None
    run("create", "灯", "--nature", "routine")
    run("dispatch", "202611-1", "--to", "tech1")
    assert (
        run("close", "202611-1", "--result", "x", "--return-point", "dispatch", "--json").json()["written_off_at"]
        is None
    )


@pytest.mark.rule("R054")
@pytest.mark.rule("R059")
def test_a_month_is_bundled_and_frozen(run: Run) -> None:
    """Drafted as often as needed, handed over once; late ones come with the next bundle and are marked."""
    first, second = order(run, "05"), order(run, "20", price="30", unit="3-2-1502")
    assert "2 orders" in run("bundle", "draft", "--month", "2026-10", now="2026-10-25T10:00").stdout
    assert (
        "not over"
        in run(
            "bundle", "hand-over", "--month", "2026-10", "--to", "administrator", now="2026-10-30T23:00", code=22
        ).stderr
    )
    shown = run("bundle", "hand-over", "--month", "上月", "--to", "administrator", "--json", now=NEXT).json()
    assert [one["ticket"] for one in shown["orders"]] == [first, second]
    assert (shown["amount"], shown["received_role"], shown["state"]) == ("80.00", "administrator", "handed_over")
    late = order(run, "08", price="20")
    assert "handed over" in run("bundle", "draft", "--month", "2026-10", now=NEXT, code=22).stderr
    found = fees(run, now=NEXT)
    assert (found["missing"], found["amount"], found["count"]) == ([late], "80.00", 2)
    run("bundle", "hand-over", "--month", "2026-11", "--to", "administrator", now="2026-12-01T09:00")
    (one,) = fees(run, "2026-11")["orders"]
    assert (one["ticket"], one["booked_at"][:10]) == (late, "2026-10-08")


@pytest.mark.rule("R054")
def test_bundles_keep_their_order(run: Run) -> None:
    """A month with orders comes before the next; a month behind one that was handed over is closed."""
    order(run, "05", month="08")
    run("bundle", "hand-over", "--month", "2026-08", "--to", "administrator", now="2026-09-01T09:00")
    order(run, "05", month="09")
    order(run, "05")
    said = run("bundle", "hand-over", "--month", "2026-10", "--to", "administrator", now=NEXT, code=22).stderr
    assert "cspm bundle hand-over --month 2026-09" in said
    run("bundle", "draft", "--month", "2027-01", now=NEXT, code=22)
    run("bundle", "hand-over", "--month", "2026-09", "--to", "administrator", now=NEXT)
    run("bundle", "hand-over", "--month", "2026-10", "--to", "administrator", now=NEXT)
    assert "next bundle" in run("bundle", "draft", "--month", "2026-07", now=NEXT, code=22).stderr
    run("bundle", "hand-over", "--month", "2026-11", "--to", "nobody", now="2026-12-01T09:00", code=20)


@pytest.mark.rule("R058")
def test_finance_checks_and_the_manager_reviews(run: Run) -> None:
    """In this order, by these roles; sent back it is checked again."""
    order(run, "05")
    run("bundle", "draft", "--month", "2026-10", now=NEXT)
    run("bundle", "check", "FB-2026-10", actor="finance", now=NEXT, code=21)
    run("bundle", "hand-over", "--month", "2026-10", "--to", "administrator", now=NEXT)
    run("bundle", "review", "FB-2026-10", actor="general_manager", now=NEXT, code=21)
    run("bundle", "check", "FB-2026-10", now=NEXT, code=23)
    run("bundle", "check", "FB-2026-10", "--remark", "相符", actor="finance", now="2026-11-02T09:00")
    run("bundle", "review", "FB-2026-10", actor="finance", now="2026-11-02T10:00", code=23)
    assert "bundle review FB-2026-10" in run("due", now="2026-11-02T10:00").stdout
    run("bundle", "send-back", "FB-2026-10", "--opinion", "金额不符", actor="general_manager", now="2026-11-02T10:00")
    run("bundle", "check", "FB-2026-10", actor="finance", now="2026-11-02T11:00")
    run("bundle", "review", "FB-2026-10", "--opinion", "同意", actor="general_manager", now="2026-11-02T12:00")
    found = fees(run, now="2026-11-02T13:00")["batch"]
    assert (found["state"], found["checked_by"], found["reviewed_by"]) == ("reviewed", "finance", "general_manager")


@pytest.mark.rule("R058")
def test_a_correction_after_the_hand_over_is_a_difference(run: Run) -> None:
    """The frozen figures stay; amount, method, nature and state that changed are listed; a payment is none."""
    first, second = order(run, "05"), order(run, "06", price="30", payment=None)
    run("bundle", "hand-over", "--month", "2026-10", "--to", "administrator", now=NEXT)
    assert fees(run)["differences"] == []
    run("pay", second, "--method", "cash")
    assert fees(run)["differences"] == []
    run("amend", first, "amount=45.00", "payment_method=cash", "--reason", "多收")
    run("reopen", second, "--reason", "还漏", "--due", "2026-12-01T10:00")
    found = fees(run)
    assert (found["amount"], found["by_payment_method"]) == ("80.00", {"-": "30.00", "bill": "50.00"})
    assert found["differences"] == [
        {"ticket": first, "field": "amount", "frozen": "50.00", "now": "45.00"},
        {"ticket": first, "field": "payment_method", "frozen": "bill", "now": "cash"},
        {"ticket": second, "field": "state", "frozen": None, "now": "rework"},
    ]
    assert first in run("report", "fees", "--month", "2026-10", "--explain", "differences").stdout
    assert "移交后的差异" in run("report", "fees", "--month", "2026-10", lang="zh").stdout


@pytest.mark.rule("R057")
def test_the_report_adds_up(run: Run) -> None:
    """By method and item, unpaid, per unit; open months are computed from the orders as they are; keys can be explained."""
    first, second = order(run, "05"), order(run, "06", price="30.50", payment="cash", unit="3-2-1502")
    run("pay", second, "--method", "cash", "--on", "2026-10-06")
    found = fees(run)
    assert (found["batch"]["state"], found["amount"]) == ("open", "80.50")
    assert found["by_payment_method"] == {"bill": "50.00", "cash": "30.50"} and found["by_item"] == {"龙头": "80.50"}
    assert found["unpaid"] == {"count": 1, "amount": "50.00", "orders": [first]}
    assert [line["unit"] for line in found["units"]] == ["3-2-1501", "3-2-1502"]
    explained = run("report", "fees", "--month", "2026-10", "--explain", "by_payment_method.cash", "-q").lines()
    assert explained == [second]
    assert "known keys" in run("report", "fees", "--month", "2026-10", "--explain", "x", code=2).stderr
    assert fees(run, "2026-09")["count"] == 0


@pytest.mark.rule("R060")
def test_the_lines_of_the_notices(run: Run) -> None:
    """Each unit's orders with number and amount, once; before the hand-over there is nothing to send (21), by finance (23)."""
    first, second, third = order(run, "05"), order(run, "06", price="30"), order(run, "07", unit="3-2-1502")
    run("bundle", "draft", "--month", "2026-10", now=NEXT)
    run("bundle", "notify", "FB-2026-10", actor="finance", now=NEXT, code=21)
    run("bundle", "hand-over", "--month", "2026-10", "--to", "administrator", now=NEXT)
    run("bundle", "notify", "FB-2026-10", now=NEXT, code=23)
    run("bundle", "notify", "FB-2026-10", "--unit", "3-2-1501", actor="finance", now=NEXT)
    assert "cspm bundle notify FB-2026-10" in run("due", now=NEXT).stdout
    shown = run("bundle", "notify", "FB-2026-10", "--json", actor="finance", now=NEXT).json()
    lines = {one["unit"]: [line["ticket"] for line in one["lines"]] for one in shown["notices"]}
    assert lines == {"3-2-1501": [first, second], "3-2-1502": [third]}
    assert [one["amount"] for one in shown["notices"]] == ["80.00", "50.00"]
    assert "cspm bundle notify" not in run("due", now=NEXT).stdout
    assert "cspm report fees --month 2026-09" in run("bundle", "notices", "--month", "2026-09", code=20).stderr


@pytest.mark.rule("R060")
def test_what_is_not_paid_is_due_and_breaks_no_rule(run: Run) -> None:
    """Finance collects: so many of so many paid; the customer's delay is not the office's breach."""
    first = order(run, "05")
    order(run, "06", payment="cash")
    run("pay", "2", "--method", "cash")
    run("bundle", "hand-over", "--month", "2026-10", "--to", "administrator", now=NEXT)
    (line,) = (
        one
        for one in run("due", "--json", now="2026-11-03T10:00").json()
        if one["rule"] == "R060" and one["clock"] == "quota"
    )
    assert (line["required"], line["done"], line["role"], line["record"]) == (2, 1, "finance", "FB-2026-10")
    assert line["next"] == f"cspm pay {first} --method METHOD"
    run("bundle", "notify", "FB-2026-10", actor="finance", now=NEXT)
    months = run("compliance", "--month", "2026-11", "--json", now="2026-12-20T10:00", code=1).json()
    assert {one["rule"]: one["status"] for one in months}["R060"] == "kept"
    run("pay", first, "--method", "transfer", now="2026-11-05T10:00")
    assert not [one for one in run("due", "--json", now="2026-11-06T10:00").json() if one["rule"] == "R060"]


@pytest.mark.rule("R059")
def test_the_bundle_is_due_on_the_first(run: Run) -> None:
    """Once the site hands bundles over, each month's is owed by the 1st 24:00; not handed over it is broken, with its id."""
    order(run, "05", month="09")
    run("bundle", "hand-over", "--month", "2026-09", "--to", "administrator", now="2026-10-01T09:00")
    order(run, "05")
    (line,) = (one for one in run("due", "--json", now=NEXT).json() if one["rule"] == "R059")
    assert (line["record"], line["due"][:16], line["state"]) == ("FB-2026-10", "2026-11-02T00:00", "running")
    assert line["next"] == "cspm bundle hand-over --month 2026-10 --to STAFF"
    months = run("compliance", "--month", "2026-11", "--json", now="2026-11-03T10:00", code=1).json()
    (rule,) = (one for one in months if one["rule"] == "R059")
    assert (rule["status"], rule["records"]) == ("broken", ["FB-2026-10"])


def test_the_forms_in_both_languages(run: Run) -> None:
    """The fee report with its signatures, a notice for each unit."""
    first = order(run, "05")
    order(run, "06", unit="3-2-1502", price="30")
    run("bundle", "hand-over", "--month", "2026-10", "--to", "administrator", now=NEXT)
    page = run("bundle", "print", "--month", "2026-10", lang="zh").stdout
    assert "财务收费报表 2026-10" in page and first in page and "捌拾元整" in page
    both = run("bundle", "notices", "--month", "2026-10").stdout
    assert both.count("<section") == 2 and "To be paid" in both
    one = run("bundle", "notices", "--month", "2026-10", "--unit", "3-2-1502", lang="zh").stdout
    assert one.count("<section") == 1 and "管理费通知" in one and "30.00" in one
    assert run("bundle", "notices", "--month", "2026-10", "--unit", "9-9", code=20).stderr
    assert run("bundle", "print", "--month", "2026-10", "--json").json()["number"] == "FB-2026-10"


def test_a_bundle_in_its_register(run: Run) -> None:
    """Listed, shown with clocks and findings, its history; a dry run writes nothing."""
    order(run, "05")
    run("bundle", "hand-over", "--month", "2026-10", "--to", "finance", "--dry-run", now=NEXT)
    assert run("bundle", "list", "--json").json() == []
    run("bundle", "hand-over", "--month", "2026-10", "--to", "finance", now=NEXT)
    shown = run("bundle", "show", "FB-2026-10", "--json", now=NEXT).json()
    assert {line["clock"] for line in shown["deadlines"]} == {"fee_check", "fee_notice"}
    assert [line["code"] for line in shown["findings"]] == ["bundle_late"]
    assert [event["action"] for event in run("bundle", "history", "FB-2026-10", "--json").json()] == ["bundle-over"]
    assert run("bundle", "list", "-q").lines() == ["FB-2026-10"]
