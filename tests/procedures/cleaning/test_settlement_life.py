"""A month's settlement on the command line: draft, statistics, objections, approval, payment; what `due` says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

Run = Callable[..., Any]
MONTH = "2026-10"
ID = "C1-2026-10"


@pytest.fixture
def drafted(run: Run) -> list[str]:
    """Contract C1 (10,000 yuan, example schedule), four minors in October: one alone, three in a row; drafted on the 3rd."""
    run(
        "contract", "add", "--id", "C1", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "10000",
        "--start", "2026-01-01", "--end", "2026-12-31", "--areas", "A",
    )  # fmt: skip
    made = [inspect(run, f"2026-10-0{day}", item) for day, item in ((5, "C01"), (6, "C03"), (7, "C03"), (8, "C03"))]
    settle(run, "draft", now="2026-11-03", actor="cleaning_supervisor")
    return made


def inspect(run: Run, day: str, item: str) -> str:
    """An inspection with a minor of an item; the finding's id."""
    said = run(
        "inspection", "add", "--contract", "C1", "--date", f"{day} 10:00", "--area", "A", "--by", "cleaning_supervisor",
        "--with", "周经理", "--finding", f"{item}:minor:poor_result", "-q", now=f"{day} 10:00",
    )  # fmt: skip
    return str(said.lines()[1])


def settle(
    run: Run, verb: str, *words: str, actor: str = "cleaning_supervisor", month: str = MONTH, **more: Any
) -> Any:
    """A step of the settlement of C1."""
    return run("settlement", verb, f"C1-{month}", *words, "--json", actor=actor, **more)


def object_to(run: Run, line: str, **more: Any) -> Any:
    """The contractor objects to a line on the 4th."""
    words = ("--line", line, "--text", "当日已清理", "--by", "周经理")
    return settle(run, "object", *words, **{"now": "2026-11-04 10:00", **more})


def answer(run: Run, number: int, result: str, *words: str, **more: Any) -> Any:
    """The supervisor answers on the 5th."""
    given = ("--objection", str(number), "--result", result, "--reason", "照片核实", *words)
    return settle(run, "answer", *given, **{"now": "2026-11-05 10:00", **more})


@pytest.mark.rule("R117", "R127")
def test_a_settlement_from_draft_to_payment(run: Run, drafted: list[str]) -> None:
    """000 P2-四 3.1.2, 3.3: statistics signed by both, approved by the general manager, noted to finance, paid; all kept."""
    for side, name in (("甲方", "朱督导"), ("b", "周经理")):
        settle(run, "sign", "--side", side, "--by", name, now="2026-11-06 10:00")
    settle(run, "approve", actor="general_manager", now="2026-11-09")
    noted = settle(run, "note", "--account", "建行 6227", now="2026-11-09").json()
    assert (noted["payee"], noted["payee_account"], noted["state"]) == ("洁净公司", "建行 6227", "approved")
    words = ("--method", "转账", "--receipt", "F-881", "--on", "2026-11-12")
    paid = settle(run, "pay", *words, actor="finance", now="2026-11-12").json()
    assert (paid["state"], paid["paid_amount"], paid["paid_on"]) == ("paid", "9450.00", "2026-11-12")
    assert (paid["payment_method"], paid["receipt_no"], paid["signed_b_by"]) == ("transfer", "F-881", "周经理")
    shown = run("settlement", "show", ID, "--json", now="2026-12-20").json()
    assert shown["findings"] == []
    assert {line["clock"]: line["state"] for line in shown["deadlines"]} == dict.fromkeys(
        ("sign_a", "sign_b", "approval", "payment"), "met"
    )


@pytest.mark.rule("R117")
def test_a_side_signs_once_and_other_figures_are_signed_again(run: Run, drafted: list[str]) -> None:
    """The signature is about the figures: the same draft again keeps it, another one takes it back."""
    settle(run, "sign", "--side", "a", "--by", "朱督导", now="2026-11-04")
    settle(run, "sign", "--side", "a", "--by", "朱督导", now="2026-11-04", code=21)
    assert settle(run, "draft", now="2026-11-04").json()["signed_a_by"] == "朱督导"
    inspect(run, "2026-10-20", "C09")
    again = settle(run, "draft", now="2026-11-05").json()
    assert (again["signed_a_by"], again["signed_a_at"]) == (None, None)
    settle(run, "sign", "--side", "a", "--by", "朱督导", now="2026-11-05")
    settle(run, "sign", "--side", "b", "--by", "x", month="2026-09", now="2026-11-05", code=22)


@pytest.mark.rule("R127")
def test_an_accepted_objection_amends_the_record_and_the_draft(run: Run, drafted: list[str]) -> None:
    """The finding is a problem point only, with the reason in its history; the draft follows, by line number or record."""
    assert object_to(run, drafted[0]).json()["objections"][0]["amount"] == "50.00"
    object_to(run, drafted[0], code=21)  # one waits for its answer already
    said = answer(run, 1, "采纳")
    assert said.json()["payable"] == "9500.00"
    one = said.json()["objections"][0]
    assert (one["answer"], one["reason"], one["answered_by"], one["amended"]) == (
        "accepted", "照片核实", "cleaning_supervisor", drafted[0],
    )  # fmt: skip
    finding = run("inspection", "show", drafted[0].rpartition(".")[0], "--json").json()["findings"][0]
    assert (finding["severity"], finding["reason"]) == ("none", None)
    events = run("inspection", "history", drafted[0].rpartition(".")[0], "--json").json()
    assert events[-1]["reason"] == f"{ID}#1: 照片核实"
    answer(run, 1, "rejected", code=21)
    answer(run, 2, "rejected", code=20)


@pytest.mark.rule("R127")
def test_an_objection_to_a_severe_amends_one_of_the_three(run: Run, drafted: list[str]) -> None:
    """Without --record the last of the three; the two left are charged as minors. Another's record is refused (2)."""
    object_to(run, "2")
    answer(run, 1, "accepted", "--record", drafted[0], code=2)
    said = answer(run, 1, "accepted", "--record", drafted[2]).json()
    assert [(line["severity"], line["record"]) for line in said["statement"]["lines"]] == [
        ("minor", drafted[0]), ("minor", drafted[1]), ("minor", drafted[3]),
    ]  # fmt: skip
    assert said["payable"] == "9850.00"


@pytest.mark.rule("R127")
def test_a_rejected_objection_stands_with_its_reason(run: Run, drafted: list[str]) -> None:
    """Nothing changes but that it was answered; what is not answered before the approval is a finding."""
    object_to(run, "1")
    object_to(run, "2")
    kept = answer(run, 1, "rejected").json()
    assert (kept["payable"], kept["objections"][0]["reason"]) == ("9450.00", "照片核实")
    settle(run, "approve", actor="general_manager", now="2026-11-06")
    shown = run("settlement", "show", ID, "--json", now="2026-11-07").json()
    assert "objection_not_answered" in [one["code"] for one in shown["findings"]]


@pytest.mark.rule("R127")
def test_an_objection_after_the_approval_is_an_adjustment(run: Run, drafted: list[str]) -> None:
    """The approved month stays as it is; the next one that is not approved books the difference."""
    settle(run, "approve", actor="general_manager", now="2026-11-06")
    object_to(run, drafted[0], now="2026-11-20")
    done = answer(run, 1, "accepted", now="2026-11-21")
    assert (done.json()["payable"], done.json()["state"]) == ("9450.00", "approved")
    november = run("report", "deductions", "--month", "2026-11", "--json", now="2026-12-01").json()["contracts"][0]
    assert [(one["month"], one["amount"]) for one in november["adjustments"]] == [(MONTH, "50.00")]


@pytest.mark.rule("R118", "R125", "R126", "R127")
def test_what_an_accepted_objection_amends(run: Run, drafted: list[str]) -> None:
    """A failed recheck is done, false bins are as counted, a complaint is the contractor's no more."""
    run("inspection", "recheck", drafted[0], "--result", "poor", now="2026-10-06 16:00")
    run(
        "bins",
        "add",
        "--contract",
        "C1",
        "--date",
        "2026-10-09",
        "--area",
        "A",
        "--counted",
        "3",
        "--reported",
        "5",
        now="2026-10-09",
    )
    ticket = run("create", "垃圾未清", "--kind", "complaint", "-q", now="2026-10-10 9:00").lines()[0]
    run(
        "complaint",
        "attribute",
        ticket,
        "--contract",
        "C1",
        "--breach",
        "yes",
        "--impact",
        "slight",
        now="2026-10-10 10:00",
    )
    for side in ("a", "b"):
        run("complaint", "confirm", ticket, "--side", side, "--by", "王芳", now="2026-10-11 10:00")
    lines = settle(run, "draft", now="2026-11-04").json()["statement"]["lines"]
    assert [(line["rule"], line["amount"]) for line in lines] == [
        ("R119", "50.00"), ("R118", "50.00"), ("R121", "500.00"), ("R125", "500.00"), ("R126", "100.00"),
    ]  # fmt: skip
    object_to(run, drafted[0], code=2)  # two lines are about this finding
    for number, line in enumerate(("2", lines[3]["record"], ticket), 1):
        object_to(run, line)
        last = answer(run, number, "accepted").json()
    assert [line["rule"] for line in last["statement"]["lines"]] == ["R119", "R121"]
    checks = run("inspection", "show", drafted[0].rpartition(".")[0], "--json").json()["findings"][0]["rechecks"]
    assert checks[0]["result"] == "done"
    assert run("bins", "list", "--json").json()[0]["reported"] == 3


@pytest.mark.rule("R127")
@pytest.mark.parametrize(
    ("verb", "words", "actor"),
    [
        ("answer", ("--objection", "1", "--result", "accepted", "--reason", "x"), "finance"),
        ("answer", ("--objection", "1", "--result", "accepted", "--reason", "x"), "front_desk"),
        ("object", ("--line", "1", "--text", "x", "--by", "y"), "front_desk"),
        ("sign", ("--side", "a", "--by", "x"), "technician"),
        ("note", (), "front_desk"),
    ],
)
def test_the_wrong_role_is_refused(run: Run, drafted: list[str], verb: str, words: tuple[str, ...], actor: str) -> None:
    """Exit 23, and nothing is written."""
    object_to(run, "2")
    settle(run, verb, *words, actor=actor, now="2026-11-12", code=23)
    assert run("settlement", "show", ID, "--json").json()["revision"] == 2


@pytest.mark.rule("R127")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("object", ID, "--line", "9", "--text", "x", "--by", "y"), 2),
        (("object", ID, "--line", "1", "--text", "x", "--by", "y", "--contract", "C1"), 2),
        (("draft",), 2),
        (("sign", ID, "--side", "c", "--by", "x"), 2),
        (("answer", ID, "--objection", "0", "--result", "accepted", "--reason", "x"), 2),
        (("note", ID), 22),
        (("pay", ID, "--amount", "x"), 2),
        (("approve", "C9-2026-10"), 20),
    ],
)
def test_wrong_input_is_refused(run: Run, drafted: list[str], words: tuple[str, ...], code: int) -> None:
    """A line that is not there, two ways of naming, nobody named, a third side, before the approval."""
    for lang in ("zh", "en"):
        said = run("settlement", *words, actor="general_manager", now="2026-11-12", lang=lang, code=code)
        assert said.stderr.strip() and "Traceback" not in said.stderr


@pytest.mark.rule("R117", "R127")
def test_due_says_who_must_do_what(run: Run, drafted: list[str], root: str) -> None:
    """Draft by the supervisor, signatures, the answer, the approval by the manager, the payment by finance; what to type."""
    object_to(run, "1")

    def due(now: str) -> dict[str, tuple[str, str, str]]:
        lines = run("due", "--json", now=now).json()
        mine = [line for line in lines if line["record"].startswith("C1-")]
        return {line["clock"] + line["record"][2:]: (line["role"], line["due"][:10], line["next"]) for line in mine}

    found = due("2026-11-06")
    assert found["approval-2026-10"] == ("general_manager", "2026-11-11", f"cspm settlement approve {ID}")
    assert found["sign_b-2026-10"][2] == f"cspm settlement sign {ID} --side b --by NAME"
    assert found["objection-2026-10"][0] == "cleaning_supervisor"
    assert "quota-2026-10" not in found  # October is drafted
    settle(run, "approve", actor="general_manager", now="2026-11-07")
    assert due("2026-11-08")["payment-2026-10"] == ("finance", "2026-11-16", f"cspm settlement pay {ID}")
    december = due("2026-12-02")
    assert december["quota-2026-11"] == ("cleaning_supervisor", "2026-12-06", "cspm settlement draft C1-2026-11")
    assert due("2027-02-02")["quota-2026-11"][1] == "2026-12-06"  # never drafted: it stays until it is


@pytest.mark.rule("R127")
def test_a_month_that_is_never_drafted_breaks_the_rule(run: Run, drafted: list[str]) -> None:
    """Compliance of December names November's settlement, which fell due on the 5th; October's draft kept its day."""

    def verdict(month: str, now: str) -> tuple[str, list[str]]:
        lines = run("compliance", "--month", month, "--json", now=now, code=1).json()
        found = next(line for line in lines if line["rule"] == "R127")
        return found["status"], found["records"]

    assert verdict("2026-11", "2026-11-08")[0] == "kept"
    assert verdict("2026-12", "2026-12-04")[1] == []
    assert verdict("2026-12", "2026-12-07") == ("broken", ["C1-2026-11"])


def test_a_site_that_settles_nothing_is_not_asked(run: Run) -> None:
    """Without `since` in site.toml a contract alone asks for no draft."""
    run(
        "contract", "add", "--id", "C1", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "10000",
        "--start", "2026-01-01", "--end", "2026-12-31",
    )  # fmt: skip
    assert [line for line in run("due", "--json", now="2026-11-06").json() if "settlement" in line["next"]] == []


@pytest.mark.rule("R117", "R127")
def test_the_statement_says_everything_that_is_signed(run: Run, drafted: list[str]) -> None:
    """Parties, period, every line with clause and what replaced it, sums, capitals, objections, signatures, digest."""
    object_to(run, "1")
    answer(run, 1, "rejected")
    settle(run, "sign", "--side", "b", "--by", "周经理", now="2026-11-06")
    digest = run("settlement", "show", ID, "--json").json()["digest"]
    page = run("settlement", "print", ID, lang="zh", now="2026-11-07").stdout
    for word in (
        "测试小区", "洁净公司", "2026-10-01 至 2026-10-31，31 天中的 31 天", "10000.00 × 31 / 31", "合同没有扣款细则：按示例细则计算",
        "550.00", "9450.00", "人民币玖仟肆佰伍拾元整", "当日已清理", "不采纳：照片核实", "周经理", digest, *drafted, "000 P2-四 3.2.3.2",
        "未另扣款：已由严重不合格取代",
    ):  # fmt: skip
        assert word in page, word
    assert "10000.00 × 31 / 31" in run("settlement", "print", ID, lang="en").stdout
    assert "重新编制" not in page
    inspect(run, "2026-10-20", "C09")
    assert "须重新编制" in run("settlement", "print", ID, lang="zh").stdout


@pytest.mark.rule("R127")
def test_the_statement_as_a_workbook_and_as_markdown(run: Run, drafted: list[str], tmp_path: Any) -> None:
    """Real numbers in the workbook, and the lines sum to the gross amount that it says."""
    path = tmp_path / "statement.xlsx"
    run("settlement", "print", ID, "--output", str(path), lang="zh")
    book = CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_name("明细").to_python()
    place = rows[0].index("金额")
    amounts = [row[place] for row in rows[1:3]]
    sums = {row[0]: row[1] for row in book.get_sheet_by_name("金额（元）").to_python()}
    assert sum(amounts) == sums["扣款合计"] == 550
    assert sums["应付金额"] == 9450
    text = run("settlement", "print", ID, "-o", "md", lang="en").stdout
    assert "| Payable | 9450.00 |" in text and "example schedule holds" in text


@pytest.mark.rule("R127")
def test_the_payment_note_is_printed_once_approved(run: Run, drafted: list[str]) -> None:
    """Payee, account, amount in figures and capitals; before the approval there is none (22)."""
    words = ("settlement", "print", ID, "--form", "payment_note")
    run(*words, code=22)
    settle(run, "approve", actor="general_manager", now="2026-11-09")
    settle(run, "note", "--payee", "洁净公司分公司", "--account", "建行 6227", now="2026-11-09")
    page = run(*words, lang="zh").stdout
    for word in ("付款通知单", "洁净公司分公司", "建行 6227", "9450.00", "人民币玖仟肆佰伍拾元整"):
        assert word in page
