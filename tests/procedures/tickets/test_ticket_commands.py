"""A ticket's life from the shell: every verb, what it refuses, what scripts get."""

from __future__ import annotations

import json
from typing import Any

import pytest

Run = Any
KEYS = [
    "id",
    "kind",
    "source_id",
    "state",
    "unit",
    "area",
    "category",
    "urgency",
    "text",
    "customer",
    "channel",
    "source",
    "nature",
    "item",
    "first_receiver",
    "assignee",
    "with",
    "team",
    "received_at",
    "registered_at",
    "appointment_at",
    "promised_at",
    "dispatched_at",
    "replied_at",
    "reply_text",
    "accepted_at",
    "arrived_at",
    "price_agreed_at",
    "price_agreed_by",
    "started_at",
    "finished_at",
    "signed_at",
    "signed_by",
    "sign_opinion",
    "closed_at",
    "cancelled_at",
    "declined_at",
    "holds",
    "result",
    "materials",
    "charges",
    "amount",
    "payment_method",
    "paid_on",
    "return_point",
    "rework_count",
    "links",
    "callbacks",
    "complaint",
    "deadlines",
    "findings",
    "created_by",
    "import_batch",
    "revision",
    "history",
]


@pytest.fixture
def ticket(run: Run) -> str:
    """A service ticket, just registered."""
    return str(
        run("create", "厨房水龙头漏水", "--unit", "3-2-1501", "--caller", "王芳", "--phone", "138", "-q").stdout.strip()
    )


def through(run: Run, ticket: str, *verbs: tuple[str, ...]) -> str:
    """The state after some verbs; each stands for `cspm VERB TICKET ...`."""
    for verb, *more in verbs:
        run(verb, ticket, *more)
    return str(run("show", ticket, "--json").json()["state"])


DISPATCH = ("dispatch", "--to", "tech1")
DONE = ("finish", "--result", "好了")


def test_numbers_follow_each_other_within_a_month(run: Run) -> None:
    """T-YYYYMM-NNNN by the month of registration, without gaps."""
    ids = [run("create", f"事项{n}", "-q").stdout.strip() for n in range(3)]
    other = run("create", "十二月", "-q", now="2026-12-01T00:00:00+08:00").stdout.strip()
    assert [*ids, other] == ["T-202611-0001", "T-202611-0002", "T-202611-0003", "T-202612-0001"]


def test_show_has_every_key_that_scripts_rely_on(run: Run, ticket: str) -> None:
    """Keys are always present, null or empty when there is nothing."""
    document = run("show", ticket, "--json").json()
    assert set(KEYS) <= set(document)
    assert (document["assignee"], document["holds"], document["revision"], len(document["history"])) == (None, [], 1, 1)
    assert set(document["history"][0]) >= {
        "revision",
        "action",
        "at",
        "recorded_at",
        "by",
        "recorded_by",
        "changed",
        "reason",
        "hash",
    }
    assert set(document["deadlines"][0]) == {"clock", "due", "met_at", "state", "rule"}
    assert set(document["findings"][0]) == {"code", "rule", "clause", "severity", "message"}


WAYS = [
    ([DISPATCH], "dispatched"),
    ([DISPATCH, ("accept",)], "accepted"),
    ([DISPATCH, ("accept",), ("arrive",)], "arrived"),
    ([DISPATCH, ("arrive",), ("start",)], "in_progress"),
    ([DISPATCH, ("hold", "--reason", "等配件")], "on_hold"),
    ([DISPATCH, ("arrive",), ("hold", "--reason", "等配件"), ("resume",)], "arrived"),
    ([DISPATCH, ("return", "--reason", "不归我")], "registered"),
    ([("refer", "--to", "工程部")], "referred"),
    ([DISPATCH, DONE, ("sign", "--signed-by", "王芳")], "signed"),
    ([DISPATCH, DONE, ("reject", "--reason", "还漏")], "rework"),
    ([DISPATCH, DONE, ("reject", "--reason", "还漏"), ("start",), DONE, ("close",)], "closed"),
    ([DISPATCH, ("close", "--result", "好了")], "closed"),
    ([DISPATCH, DONE, ("close",), ("reopen", "--reason", "又漏", "--due", "明天 18:00")], "rework"),
    ([("decline", "--reason", "没有此项服务")], "declined"),
    ([DISPATCH, ("cancel", "--reason", "不修了")], "cancelled"),
    ([("undo",)], "void"),
    ([DISPATCH, ("undo",)], "registered"),
    ([DISPATCH, ("accept",), ("undo",), ("undo",)], "registered"),
]


@pytest.mark.rule("R051", "R048", "R041")
@pytest.mark.parametrize(
    ("verbs", "state"), WAYS, ids=lambda value: value if isinstance(value, str) else " ".join(verb[0] for verb in value)
)
def test_verbs_lead_where_the_table_says(run: Run, ticket: str, verbs: list[tuple[str, ...]], state: str) -> None:
    """Each way through the machine ends in its state, and history has one event per step."""
    assert through(run, ticket, *verbs) == state
    document = run("show", ticket, "--json").json()
    assert len(document["history"]) == document["revision"] == len(verbs) + 1


REFUSED = [
    ((), ("accept",), 21, "not_possible_now"),
    ((), ("close", "--result", "x"), 21, "not_possible_now"),
    ((), ("finish", "--result", "x"), 21, "not_possible_now"),
    ((DISPATCH,), ("close",), 22, "no_result"),
    ((DISPATCH, DONE), ("cancel", "--reason", "x"), 21, "not_possible_now"),
    ((DISPATCH, ("materials", "--take", "梯子:1")), ("close", "--result", "x"), 22, "tools_out"),
    ((), ("dispatch", "--to", "nobody"), 20, "no_such_record"),
    ((), ("decline",), 2, "usage"),
    ((), ("reopen", "--reason", "x", "--due", "明天"), 21, "not_possible_now"),
    ((DISPATCH,), ("finish", "--result", "x", "--check", "没有等号"), 2, "bad_value"),
    ((), ("amend", "nosuch=1", "--reason", "x"), 2, "bad_value"),
    ((), ("amend", "received_at=不是时间", "--reason", "x"), 2, "bad_value"),
    ((), ("dispatch", "--to", "tech1", "--revision", "9"), 24, "changed_meanwhile"),
]


@pytest.mark.rule("R006", "R049")
@pytest.mark.parametrize(
    ("before", "verb", "code", "reason"), REFUSED, ids=lambda value: value if isinstance(value, str) else None
)
def test_what_may_not_be_is_refused_and_changes_nothing(
    run: Run, ticket: str, before: tuple[tuple[str, ...], ...], verb: tuple[str, ...], code: int, reason: str
) -> None:
    """The exit code and one JSON refusal on stderr; the record stays as it was."""
    through(run, ticket, *before)
    was = run("show", ticket, "--json").json()
    result = run(verb[0], ticket, *verb[1:], "--json", code=code)
    refusal = json.loads(result.stderr)
    assert refusal["code"] == reason and set(refusal) == {"error", "code", "rule", "clause", "message"}
    assert run("show", ticket, "--json").json()["history"] == was["history"]


@pytest.mark.rule("R047")
def test_a_paid_service_needs_its_price_before_the_start(run: Run) -> None:
    """Refused with rule and clause; after the quote it starts, and the amount is the sum of the lines."""
    ticket = run("create", "家庭保洁", "--nature", "有偿服务", "-q").stdout.strip()
    run("dispatch", ticket, "--to", "tech1")
    run("arrive", ticket)
    assert "R047" in run("start", ticket, code=22).stderr
    run("quote", ticket, "--line", "保洁:2:60", "--line", "玻璃:1:35.5", "--agreed-by", "王芳")
    run("start", ticket)
    document = run("show", ticket, "--json").json()
    assert (document["amount"], [line["amount"] for line in document["charges"]]) == ("155.50", ["120.00", "35.50"])


@pytest.mark.rule("R047")
def test_close_from_dispatch_may_carry_who_agreed(run: Run) -> None:
    """`close` straight from dispatch takes --agreed-by for a paid service and refuses without it."""
    ticket = run("create", "换锁", "--nature", "paid", "-q").stdout.strip()
    run("dispatch", ticket, "--to", "tech1")
    run("close", ticket, "--result", "换好", code=22)
    run("close", ticket, "--result", "换好", "--agreed-by", "王芳", "--payment", "微信")
    document = run("show", ticket, "--json").json()
    assert (document["state"], document["price_agreed_by"], document["payment_method"]) == ("closed", "王芳", "wechat")


@pytest.mark.rule("R345")
def test_corrections_keep_the_old_value(run: Run, ticket: str) -> None:
    """`amend` takes dotted names, labels and times as people say them; what was there stays in the history."""
    run("amend", ticket, "customer.phone=139", "category=维修", "received_at=今天 9:30", "--reason", "听错")
    document = run("show", ticket, "--json").json()
    assert (document["customer"]["phone"], document["category"]) == ("139", "repair")
    assert document["received_at"] == "2026-11-22T09:30:00+08:00"
    assert document["history"][0]["changed"]["customer"]["phone"] == "138"
    assert document["history"][1]["reason"] == "听错"


def test_who_did_it_and_who_typed_it(run: Run, ticket: str) -> None:
    """The desk types for the assignee; a technician types for himself only (23)."""
    run("dispatch", ticket, "--to", "tech1", actor="front_desk")
    run("accept", ticket, actor="front_desk")
    event = run("history", ticket, "--json").json()[-1]
    assert (event["by"], event["recorded_by"]) == ("tech1", "front_desk")
    run("arrive", ticket, "--by", "tech2", actor="tech1", code=23)


@pytest.mark.rule("R029", "R084", "R108")
def test_anybody_may_take_in_a_matter_but_dispatch_belongs_to_the_desk(run: Run) -> None:
    """R029: every employee accepts every request; a technician may not dispatch (23)."""
    ticket = run(
        "create", "路灯不亮", "--area", "A1", "--channel", "来访", "--source", "监控中心", "-q", actor="tech1"
    ).stdout.strip()
    run("dispatch", ticket, "--to", "tech1", actor="tech1", code=23)
    document = run("show", ticket, "--json").json()
    assert (document["channel"], document["source"]) == ("visit", "monitoring")


def test_someone_who_left_may_do_nothing(run: Run) -> None:
    """A member of staff outside his dates is refused (23), an unknown one does not exist (20), nobody is nobody (23)."""
    run("create", "x", actor="left", code=23)
    run("create", "x", actor="ghost", code=20)
    run("create", "x", actor=None, code=23)


def test_lists_are_sorted_by_the_nearest_deadline_and_filtered(run: Run) -> None:
    """Open tickets, nearest deadline first; filter words narrow; labels work as values; -q gives ids."""
    late = run("create", "慢", "--unit", "3-2-1501", "-q", now="2026-11-22T09:00:00+08:00").stdout.strip()
    soon = run("create", "快", "--unit", "10-1-101", "--category", "维修", "-q").stdout.strip()
    assert run("list", "-q").lines() == [late, soon]
    assert run("list", "due:past", "-q").lines() == [late]
    assert run("list", "category:维修", "-q").lines() == [soon]
    assert run("list", "unit:3-2", "-q").lines() == [late]
    assert run("list", "no:assignee", "received:2026-11", "-q").lines() == [late, soon]
    assert run("list", "state:closed", "--json").json() == []
    row = run("list", "--json").json()[0]
    assert list(row) == [
        "id",
        "kind",
        "state",
        "unit",
        "area",
        "category",
        "urgency",
        "text",
        "customer_name",
        "assignee",
        "received_at",
        "due",
        "clock",
        "overdue",
    ]
    run("list", "nonsense", code=2)
    run("list", "colour:red", code=2)


def test_search_finds_one_and_two_characters(run: Run, ticket: str) -> None:
    """Search is right for 漏 and 漏水, for names and rooms, and finds nothing that is not there."""
    for words in ("漏", "漏水", "王芳", "1501", "厨房 漏水"):
        assert run("search", *words.split(), "-q").lines() == [ticket], words
    assert run("search", "电梯", "-q").lines() == []


def test_ids_come_from_stdin_and_filters_change_many(run: Run) -> None:
    """`-` reads ids; a filter over three records needs --yes without a terminal (2)."""
    ids = [run("create", f"事{n}", "-q").stdout.strip() for n in range(5)]
    run("dispatch", "-", "--to", "tech1", stdin="\n".join(ids[:2]))
    run("cancel", "state:open", "--reason", "x", code=2)
    run("cancel", "state:registered", "--reason", "重复", "--yes")
    states = [run("show", one, "--json").json()["state"] for one in ids]
    assert states == ["dispatched", "dispatched", "cancelled", "cancelled", "cancelled"]


def test_a_dry_run_shows_and_writes_nothing(run: Run, ticket: str) -> None:
    """What would be is printed as `show` would; the record stays at its revision."""
    planned = run("dispatch", ticket, "--to", "tech1", "--dry-run", "--json").json()
    assert (planned["state"], run("show", ticket, "--json").json()["state"]) == ("dispatched", "registered")
    run("create", "x", "--dry-run")
    assert run("list", "-q").lines() == [ticket]


def test_late_entries_keep_both_times(run: Run) -> None:
    """`at` is when it happened (--now), `recorded_at` when it was typed."""
    ticket = run("create", "昨天的事", "-q", now="2026-11-21 9:30").stdout.strip()
    event = run("history", ticket, "--json").json()[0]
    assert event["at"] == "2026-11-21T09:30:00+08:00" and event["recorded_at"] != event["at"]


def test_explain_prints_each_clock_as_a_ledger(run: Run, ticket: str) -> None:
    """The JSON of explain has every key; windows add up to net_minutes."""
    run("reply", ticket, "马上到", now="2026-11-22T10:12:00+08:00")
    clock = run("explain", ticket, "--json").json()[0]
    assert {
        "clock",
        "rule",
        "clause",
        "start",
        "due",
        "met_at",
        "state",
        "windows",
        "pauses",
        "net_minutes",
        "override",
    } <= set(clock)
    assert (clock["net_minutes"], sum(window["minutes"] for window in clock["windows"]), clock["state"]) == (
        12.0,
        12.0,
        "met",
    )


@pytest.mark.rule("R055")
def test_the_work_order_prints_in_three_copies(run: Run, ticket: str, golden: Any) -> None:
    """Owner, centre and finance each get one; what the customer typed is escaped."""
    run("amend", ticket, "text=<script>alert(1)</script>水管", "--reason", "x")
    page = run("print", ticket, lang="zh").stdout
    assert page.count("客户服务工作单</h1>") == 3 and "<script>alert" not in page
    assert all(holder in page for holder in ("业主留存", "客服中心存档", "财务记账"))
    golden("work_order.html", page)


def test_wrong_ids_and_values_end_with_a_sentence(run: Run, ticket: str) -> None:
    """No traceback for ids, times, kinds, options that are none; the exit code says what kind of mistake it is."""
    for code, words in (
        (20, ("show", "T-202611-9999")), (20, ("show", "../../etc/passwd")), (20, ("show", "99")), (20, ("show", "\x00")),
        (2, ("create",)), (2, ("create", "x", "--kind", "复仇")), (2, ("create", "x", "--appointment", "某天")), (2, ("list", "--colour")),
        (2, ("nosuch",)), (2, ("pay", ticket, "--method", "贝壳")), (20, ("undo", "T-209901-0001")),
    ):  # fmt: skip
        result = run(*words, code=code)
        assert result.stderr and "Traceback" not in result.stderr


def test_the_owner_known_to_the_register_is_taken_over(run: Run) -> None:
    """Area, phone and class of a registered unit come from the register."""
    run(
        "units",
        "add",
        "3-2-1501",
        "--area",
        "A3",
        "--owner",
        "王芳",
        "--phone",
        "139",
        "--customer-class",
        "业主",
        "--special",
    )
    document = run("create", "漏水", "--unit", "3-2-1501", "--caller", "王芳", "--json").json()
    assert (document["area"], document["customer"]) == (
        "A3",
        {"name": "王芳", "phone": "139", "customer_class": "owner", "special": True},
    )


def test_an_enquiry_is_answered_and_closed_at_once(run: Run) -> None:
    """Enquiries close from registration; the answer counts as the reply (R043)."""
    ticket = run("create", "停车费多少", "--kind", "咨询", "-q").stdout.strip()
    run("close", ticket, "--result", "每月 300 元")
    document = run("show", ticket, "--json").json()
    assert (document["state"], document["replied_at"] is not None) == ("closed", True)


def test_undo_without_an_id_takes_back_ones_own_last_change(run: Run) -> None:
    """Not what somebody else did meanwhile; on whatever record it was."""
    mine = run("create", "我的", "-q", actor="front_desk").stdout.strip()
    run("create", "别人的", "-q", actor="tech1")
    run("reply", mine, "已知", actor="front_desk")
    assert run("undo", "--json", actor="front_desk").json()["id"] == mine
    assert run("show", mine, "--json").json()["replied_at"] is None
    run("undo", actor="finance", code=20)
