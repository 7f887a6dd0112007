"""The command line of cleaning: from the contract to the payment."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
OCTOBER = "2026-10"
SCHEDULE = """
minor = "50.00"            # 每次轻微不合格
severe = 500
verified_complaint = 100.0
cap_percent = "20"
[item.C03]
minor = "80.00"
"""


@pytest.fixture
def contract(run: Run, tmp_path: Any) -> str:
    """A contract C1 for 10,000 yuan a month, with areas A and B and the schedule above."""
    path = tmp_path / "schedule.toml"
    path.write_text(SCHEDULE, encoding="utf-8")
    run(
        "contract", "add", "--id", "C1", "--contractor", "洁净公司", "--domain", "cleaning",
        "--monthly-fee", "10000", "--start", "2026-01-01", "--end", "2026-12-31", "--areas", "A，B", "--schedule", str(path),
    )  # fmt: skip
    return "C1"


def inspect(run: Run, when: str, *findings: str, clean: str = "", area: str = "A", **more: Any) -> str:
    """Record an inspection; its id."""
    words = [word for finding in findings for word in ("--finding", finding)]
    said = run(
        "inspection", "add", "--contract", "C1", "--date", when, "--area", area, "--by", "cleaning_supervisor", "--with", "周经理",
        "--checked", clean, *words, "-q", **more,
    )  # fmt: skip
    return str(said.lines()[0])


def settle(run: Run, verb: str, month: str = OCTOBER, *, actor: str = "general_manager", **more: Any) -> Any:
    """A step of the settlement of C1."""
    return run("settlement", verb, "--contract", "C1", "--month", month, "--json", actor=actor, **more)


def test_a_contract_keeps_its_schedule(run: Run, contract: str) -> None:
    """The schedule of the file stands in the contract, amounts with two decimals."""
    document = run("contract", "show", contract, "--json").json()
    assert document["schedule"] == {
        "minor": "50.00", "severe": "500.00", "verified_complaint": "100.00", "cap_percent": "20",
        "item": {"C03": {"minor": "80.00"}},
    }  # fmt: skip
    assert (document["schedule_source"], document["areas"], document["monthly_fee"]) == (
        "contract",
        ["A", "B"],
        "10000.00",
    )


@pytest.mark.rule("R127")
def test_a_contract_without_schedule_says_example(run: Run) -> None:
    """A02: the example holds and is named."""
    said = run("contract", "add", "--id", "C2", "--contractor", "X", "--domain", "greening", "--monthly-fee", "1",
               "--start", "2026-01-01", "--end", "2026-12-31")  # fmt: skip
    assert "example" in said.stderr
    assert run("contract", "show", "C2", "--json").json()["schedule_source"] == "example"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--id", "C1"), 21),
        (("--id", "a/b"), 2),
        (("--id", "x" * 60), 2),
        (("--end", "2025-12-31"), 2),
        (("--monthly-fee", "-1"), 2),
        (("--monthly-fee", "nan"), 2),
        (("--domain", "washing"), 2),
    ],
)
def test_a_bad_contract_is_refused(run: Run, contract: str, args: tuple[str, ...], code: int) -> None:
    """Each bad value in one sentence, and nothing is written."""
    good = {
        "--id": "C9",
        "--contractor": "X",
        "--domain": "pest",
        "--monthly-fee": "1",
        "--start": "2026-01-01",
        "--end": "2026-12-31",
    }
    words = [word for pair in {**good, args[0]: args[1]}.items() for word in pair]
    run("contract", "add", *words, code=code)
    assert run("contract", "list", "-q").lines() == ["C1"]


@pytest.mark.rule("R115", "R158")
def test_an_inspection_prints_its_ids(run: Run, contract: str) -> None:
    """With -q the inspection's id and its findings' ids stand bare, one a line; Chinese words are taken."""
    said = run("inspection", "add", "--contract", contract, "--date", "2026-10-05", "--area", "A", "--checked", "C01,C03",
               "--finding", "C03:轻微:效果差:门口有烟头", "--finding", "C09", "-q", now="2026-10-05 10:00")  # fmt: skip
    assert said.lines() == ["I-202610-0001", "I-202610-0001.1", "I-202610-0001.2"]
    document = run("inspection", "show", "1", "--json", now="2026-10-05 11:00").json()
    first, second = document["findings"]
    assert (first["id"], first["severity"], first["reason"], first["note"]) == (
        "I-202610-0001.1",
        "minor",
        "poor_result",
        "门口有烟头",
    )
    assert (second["item"], second["severity"], second["reason"]) == ("C09", "none", None)
    assert document["at"] == "2026-10-05T10:00:00+08:00"
    assert {one["code"] for one in document["broken"]} == {"not_joint", "no_due_time"}


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--contract", "C7"), 20),
        (("--date", "2027-01-01"), 2),
        (("--date", "2025-12-31"), 2),
        (("--finding", ":minor"), 2),
        (("--finding", "C03:bad"), 2),
        (("--finding", "C03:minor:bribery"), 2),
        (("--finding", "C03:severe:poor_result"), 2),
        (("--finding", "C03:severe:three_in_a_row"), 2),
        (("--by", "nobody"), 20),
    ],
)
def test_a_bad_inspection_is_refused(run: Run, contract: str, args: tuple[str, ...], code: int) -> None:
    """Bad values are refused in one sentence, and no number is taken."""
    good = {"--contract": contract, "--date": "2026-10-05", "--area": "A"}
    words = [word for pair in {**good, args[0]: args[1]}.items() for word in pair]
    run("inspection", "add", *words, code=code)
    assert run("inspection", "list", "-q").lines() == []


@pytest.mark.rule("R158", "R115")
def test_what_is_odd_is_recorded_and_reported(run: Run, contract: str) -> None:
    """An item outside the standard, an area outside contract and register, no signature: findings, no refusal."""
    run("standard", "load-default")
    run("areas", "add", "A", "--name", "一期")
    run("areas", "add", "B", "--name", "二期")
    inspect(run, "2026-10-05", "X99:minor:poor_result", area="Z", now="2026-10-05 10:00")
    settle(run, "draft", now="2026-11-03")
    findings = deductions(run)["findings"]
    assert [(one["record"], one["rule"], one["code"]) for one in findings] == [
        ("I-202610-0001", "R115", "area_not_covered"), ("I-202610-0001", "R115", "area_not_registered"),
        ("I-202610-0001", "R116", "inspection_not_signed"), ("I-202610-0001", "R116", "inspection_not_signed"),
        ("I-202610-0001", "R118", "no_due_time"), ("I-202610-0001", "R158", "item_not_in_standard"),
    ]  # fmt: skip


def deductions(run: Run, *words: str, month: str = OCTOBER, now: str = "2026-11-22 10:00") -> Any:
    """`report deductions` of a month as JSON."""
    return run("report", "deductions", "--month", month, *words, "--json", now=now).json()


def test_the_report_has_the_promised_shape(run: Run, contract: str) -> None:
    """Keys, money as text with two decimals, dates, counts: what scripts rely on."""
    inspect(run, "2026-10-05", "C03:minor:poor_result", "C04:severe:judged", clean="C01", now="2026-10-05 10:00")
    run(
        "bins",
        "add",
        "--contract",
        contract,
        "--date",
        "2026-10-06",
        "--area",
        "B",
        "--counted",
        "3",
        "--reported",
        "4",
    )
    report = deductions(run)
    assert list(report)[:3] == ["month", "as_of", "contracts"]
    assert (report["month"], report["as_of"]) == ("2026-10", "2026-11-22T10:00:00+08:00")
    account = report["contracts"][0]
    assert list(account) == [
        "contract", "contractor", "domain", "monthly_fee", "fee_for_month", "schedule_source", "inspection_days",
        "missing_days", "minor", "severe", "lines", "gross", "cap", "deduction", "adjustments", "payable", "status",
        "approved_by",
    ]  # fmt: skip
    assert account["lines"][0] == {
        "date": "2026-10-05", "area": "A", "item": "C03", "severity": "minor", "reason": "poor_result", "rule": "R119",
        "amount": "80.00", "record": "I-202610-0001.1", "records": ["I-202610-0001.1"],
    }  # fmt: skip
    assert [line["reason"] for line in account["lines"]] == ["poor_result", "judged", "false_bins"]
    assert (account["minor"], account["severe"], account["inspection_days"], len(account["missing_days"])) == (
        1,
        2,
        1,
        30,
    )
    figures = {
        key: account[key] for key in ("fee_for_month", "gross", "cap", "deduction", "payable", "status", "approved_by")
    }
    assert figures == {
        "fee_for_month": "10000.00", "gross": "1080.00", "cap": "2000.00", "deduction": "1080.00", "payable": "8920.00",
        "status": "open", "approved_by": None,
    }  # fmt: skip


def test_the_report_speaks_chinese_in_a_fresh_process(run: Run, contract: str, root: str) -> None:
    """Severities, reasons and sources are labelled although nothing but the report was loaded."""
    inspect(run, "2026-10-05", "C03:minor:poor_result", now="2026-10-05 10:00")
    command = [
        sys.executable,
        "-m",
        "cspm",
        "--store",
        root,
        "--lang",
        "zh",
        "report",
        "deductions",
        "--month",
        OCTOBER,
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert not re.search("poor_result|minor|\\bcontract\\b", done.stdout)


@pytest.mark.parametrize("face", ["csv", "md", "html", "xlsx", "table"])
def test_the_report_has_every_face(run: Run, contract: str, tmp_path: Any, face: str) -> None:
    """Each face carries the line and says the example schedule where it holds."""
    run("contract", "add", "--id", "C2", "--contractor", "X", "--domain", "pest", "--monthly-fee", "100",
        "--start", "2026-01-01", "--end", "2026-12-31")  # fmt: skip
    inspect(run, "2026-10-05", "C03:minor:poor_result", now="2026-10-05 10:00")
    out = tmp_path / "report"
    run("report", "deductions", "--month", OCTOBER, "-o", face, "--output", str(out))
    data = out.read_bytes()
    assert data
    if face != "xlsx":
        assert "I-202610-0001.1" in data.decode("utf-8-sig")
        assert "example" in data.decode("utf-8-sig")


def test_a_contract_outside_its_days_is_not_in_the_report(run: Run, contract: str) -> None:
    """Only contracts with a day in force; a void one never; an unknown one is refused."""
    assert deductions(run, month="2025-12")["contracts"] == []
    run("report", "deductions", "--month", OCTOBER, "--contract", "C7", code=20)
    run("contract", "void", contract, "--reason", "typed twice")
    assert deductions(run)["contracts"] == []
    run("inspection", "add", "--contract", contract, "--date", "2026-10-05", "--area", "A", code=21)


@pytest.mark.rule("R118")
def test_rechecks(run: Run, contract: str) -> None:
    """A failed recheck is a minor on its day; the clock of rectification goes on to the new time; done ends it."""
    record = inspect(run, "2026-10-05", "C03:none", now="2026-10-05 10:00")
    run("inspection", "recheck", f"{record}.1", "--result", "poor", now="2026-10-05 9:59", code=2)
    run("inspection", "recheck", f"{record}.2", "--result", "poor", now="2026-10-06 9:00", code=20)
    run("inspection", "recheck", record, "--result", "poor", now="2026-10-06 9:00", code=2)
    run("inspection", "recheck", "1.1", "--result", "poor", "--due", "2026-10-07 12:00", now="2026-10-06 9:00")
    shown = run("inspection", "show", "1", "--json", now="2026-10-07 13:00").json()
    assert [one["state"] for one in shown["deadlines"] if one["rule"] == "R118"] == ["missed"]
    assert "not_rectified" in {one["code"] for one in shown["broken"]}
    said = run("inspection", "recheck", "-", "--result", "done", "-q", now="2026-10-07 11:00", stdin=f"{record}.1\n")
    assert said.lines() == [record, f"{record}.1"]
    shown = run("inspection", "show", "1", "--json", now="2026-10-07 13:00").json()
    assert [one["state"] for one in shown["deadlines"] if one["rule"] == "R118"] == ["met"]
    account = deductions(run)["contracts"][0]
    assert [(line["date"], line["reason"], line["rule"], line["amount"]) for line in account["lines"]] == [
        ("2026-10-06", "not_rectified", "R118", "80.00")
    ]


@pytest.mark.rule("R116")
def test_both_sides_sign_on_the_day(run: Run, contract: str) -> None:
    """Two signatures make it signed; one side signs once; a late one is a finding."""
    record = inspect(run, "2026-10-05", clean="C01", now="2026-10-05 10:00")
    one = run("inspection", "sign", record, "--side", "甲方", "--by", "王芳", "--json", now="2026-10-05 11:00").json()
    assert (one["state"], one["signed_a_by"], one["signed_b_at"]) == ("recorded", "王芳", None)
    run("inspection", "sign", record, "--side", "a", "--by", "王芳", now="2026-10-05 11:00", code=21)
    two = run("inspection", "sign", record, "--side", "b", "--by", "周经理", "--json", now="2026-10-06 0:00").json()
    assert two["state"] == "signed"
    assert [str(found["code"]) for found in two["broken"]] == ["inspection_not_signed"]


def test_a_finding_is_corrected_with_its_reason(run: Run, contract: str) -> None:
    """The new judgement counts, the old one stays in the history; only those who inspect may do it."""
    record = inspect(run, "2026-10-05", "C03:minor:poor_result", now="2026-10-05 10:00")
    run("inspection", "correct", f"{record}.1", "C03:none", "--reason", "judged too hard", actor="finance", code=23)
    run("inspection", "correct", f"{record}.1", "C03:none", "--reason", "judged too hard")
    assert deductions(run)["contracts"][0]["lines"] == []
    history = run("inspection", "history", record, "--json").json()
    assert history[0]["changed"]["findings"][0]["severity"] == "minor"
    assert history[1]["reason"] == "judged too hard"


@pytest.mark.parametrize(
    "bad", [("--counted", "-1"), ("--reported", "-1"), ("--counted", "x"), ("--date", "2027-05-01")]
)
def test_bad_bins_are_refused(run: Run, contract: str, bad: tuple[str, str]) -> None:
    """Negative bins and days outside the contract."""
    good = {"--contract": contract, "--date": "2026-10-05", "--area": "A", "--counted": "1", "--reported": "1"}
    run("bins", "add", *[word for pair in {**good, bad[0]: bad[1]}.items() for word in pair], code=2)


@pytest.mark.rule("R127")
def test_a_settlement_from_draft_to_payment(run: Run, contract: str) -> None:
    """Draft by the supervisor, again after a correction, approval by the general manager, payment by finance."""
    inspect(run, "2026-10-05", "C03:minor:poor_result", now="2026-10-05 10:00")
    settle(run, "pay", now="2026-11-03", code=22)
    settle(run, "approve", now="2026-11-03", code=22)
    first = settle(run, "draft", actor="cleaning_supervisor", now="2026-11-03").json()
    assert (first["id"], first["state"], first["payable"], first["statement"]["status"]) == (
        "C1-2026-10",
        "draft",
        "9920.00",
        "draft",
    )
    inspect(run, "2026-10-06", "C03:minor:poor_result", now="2026-10-06 10:00")
    refusal = settle(run, "approve", now="2026-11-03", code=22)
    assert "R127" in refusal.stderr
    assert settle(run, "draft", actor="finance", now="2026-11-04").json()["payable"] == "9840.00"
    settle(run, "pay", actor="finance", now="2026-11-04", code=22)
    approved = settle(run, "approve", now="2026-11-05").json()
    assert (approved["state"], approved["approved_by"], approved["approved_at"]) == (
        "approved", "general_manager", "2026-11-05T00:00:00+08:00",
    )  # fmt: skip
    assert len(approved["digest"]) == 64
    for verb in ("approve", "draft"):
        settle(run, verb, now="2026-11-06", code=22)
    assert settle(run, "pay", actor="finance", now="2026-11-09").json()["state"] == "paid"
    settle(run, "pay", actor="finance", now="2026-11-09", code=22)
    report = deductions(run)["contracts"][0]
    assert (report["status"], report["approved_by"], report["payable"]) == ("paid", "general_manager", "9840.00")


@pytest.mark.rule("R127")
@pytest.mark.parametrize(
    ("verb", "actor"),
    [("approve", "csc_manager"), ("approve", "finance"), ("approve", "site_admin"), ("draft", "site_admin"), ("draft", "front_desk"),
     ("pay", "cleaning_supervisor"), ("pay", "site_admin")],
)  # fmt: skip
def test_the_wrong_role_is_refused(run: Run, contract: str, verb: str, actor: str) -> None:
    """Exit 23 before any other reason."""
    settle(run, verb, actor=actor, now="2026-11-03", code=23)


@pytest.mark.rule("R127")
def test_approvals_keep_their_order(run: Run, contract: str) -> None:
    """Not before the month is over, not before an earlier month, no gap after the first month that was settled."""
    settle(run, "draft", now="2026-10-20")
    settle(run, "approve", now="2026-10-31 23:59", code=22)
    settle(run, "draft", "2026-11", now="2026-12-01")
    settle(run, "approve", "2026-11", now="2026-12-01", code=22)
    settle(run, "draft", "2026-12", now="2026-11-30", code=22)
    settle(run, "draft", "2027-01", now="2027-02-01", code=2)
    settle(run, "approve", now="2026-12-01")
    settle(run, "approve", "2026-11", now="2026-12-01")
    settle(run, "draft", "2026-09", now="2026-12-01")
    settle(run, "approve", "2026-09", now="2026-12-01", code=22)


@pytest.mark.rule("R127")
def test_a_correction_after_the_approval_is_an_adjustment(run: Run, contract: str) -> None:
    """The approved month stands; the credited minor is booked in the next month's settlement, once."""
    record = inspect(run, "2026-10-05", "C03:minor:poor_result", now="2026-10-05 10:00")
    settle(run, "draft", now="2026-11-01")
    settle(run, "approve", now="2026-11-01")
    run("inspection", "correct", f"{record}.1", "C03:none", "--reason", "credited")
    assert deductions(run)["contracts"][0]["deduction"] == "80.00"
    november = deductions(run, month="2026-11", now="2026-12-01 9:00")["contracts"][0]
    promised = {"month": "2026-10", "frozen": "80.00", "recomputed": "0.00", "amount": "80.00"}
    assert [{key: made[key] for key in promised} for made in november["adjustments"]] == [promised]
    assert november["payable"] == "10080.00"
    settle(run, "draft", "2026-11", now="2026-12-01")
    settle(run, "approve", "2026-11", now="2026-12-01")
    assert deductions(run, month="2026-12", now="2027-01-02 9:00")["contracts"][0]["adjustments"] == []


def test_a_dry_run_writes_nothing(run: Run, contract: str) -> None:
    """Each change works out and shows its result only."""
    inspect(run, "2026-10-05", "C03", now="2026-10-05 10:00")
    run("inspection", "recheck", "1.1", "--result", "poor", "--dry-run", now="2026-10-06")
    run("settlement", "draft", "--contract", contract, "--month", OCTOBER, "--dry-run", now="2026-11-02")
    assert run("settlement", "list", "-q").lines() == []
    assert run("inspection", "show", "1", "--json").json()["findings"][0]["rechecks"] == []


@pytest.mark.rule("R127")
def test_a_fee_that_changes_by_date(run: Run, contract: str) -> None:
    """Two fees in one month are reckoned by days; outside the contract and the wrong role are refused."""
    run("contract", "fee", contract, "--monthly-fee", "13100", "--from", "2026-10-16", "--reason", "more areas")
    account = deductions(run)["contracts"][0]
    assert (account["monthly_fee"], account["fee_for_month"]) == ("13100.00", "11600.00")
    run("contract", "fee", contract, "--monthly-fee", "1", "--from", "2027-10-16", "--reason", "x", code=2)
    run(
        "contract",
        "fee",
        contract,
        "--monthly-fee",
        "1",
        "--from",
        "2026-10-16",
        "--reason",
        "x",
        actor="front_desk",
        code=23,
    )


@pytest.mark.rule("R120", "R126")
def test_complaints_attributed_to_the_contract(run: Run, contract: str) -> None:
    """Three complaints confirmed by both sides, with breach and considerable impact, are one severe."""
    for _ in range(3):
        ticket = run("create", "垃圾未清", "--kind", "complaint", "-q", now="2026-10-05 9:00").lines()[0]
        run("complaint", "attribute", ticket, "--contract", contract, "--area", "A", "--item", "C03", "--breach", "yes",
            "--impact", "considerable", now="2026-10-05 10:00")  # fmt: skip
        for side in ("a", "b"):
            run("complaint", "confirm", ticket, "--side", side, "--by", "王芳", now="2026-10-06 10:00")
    lines = deductions(run)["contracts"][0]["lines"]
    assert [(line["reason"], line["amount"], len(line["records"])) for line in lines] == [("complaints", "500.00", 3)]


def test_the_forms_print(run: Run, contract: str) -> None:
    """The statement has every line, the amount in capitals and both parties; the daily record its findings."""
    run("standard", "load-default")
    record = inspect(run, "2026-10-05", "C03:minor:poor_result:烟头<b>", clean="C01", now="2026-10-05 10:00")
    settle(run, "draft", now="2026-11-01")
    page = run("settlement", "print", "--contract", contract, "--month", OCTOBER, now="2026-11-02", lang="zh").stdout
    for word in ("C1-2026-10", "洁净公司", "I-202610-0001.1", "9920.00", "人民币玖仟玖佰贰拾元整"):
        assert word in page
    form = run("inspection", "print", record, lang="zh").stdout
    assert "烟头&lt;b&gt;" in form
    assert "单元门、大堂门口无烟头" in form


@pytest.mark.rule("R158")
def test_the_default_standard_is_loaded_once(run: Run) -> None:
    """A second time nothing is added; the site's own words stay."""
    first = run("standard", "load-default", "--json").json()
    assert len(first["created"]) >= 30
    run("standard", "amend", "C03", "zh=门口洁净", "--reason", "contract")
    assert run("standard", "load-default", "--json").json() == {"created": [], "kept": len(first["created"])}
    assert run("standard", "show", "C03", "--json").json()["zh"] == "门口洁净"
    domains = {line["domain"] for line in run("standard", "list", "--json").json()}
    assert domains == {"cleaning", "greening", "pest"}


def test_inspections_go_out_and_come_in_again(run: Run, contract: str, tmp_path: Any) -> None:
    """An export imports unchanged; a table with contract, area and day alone is enough."""
    inspect(run, "2026-10-05", "C03:minor:poor_result", clean="C01", now="2026-10-05 10:00")
    out = tmp_path / "out.csv"
    run("inspection", "export", "-o", "csv", "--output", str(out))
    assert run("import", str(out), "--as", "inspections", "--json").json()["skipped"] == 1
    bare = tmp_path / "bare.csv"
    bare.write_text('contract,area,date,findings\nC1,A,2026-10-06,"[""C03:minor:recurs""]"\nC1,A,,\n', encoding="utf-8")
    said = run("import", str(bare), "--as", "inspections", "--json", code=25).json()
    assert (said["created"], said["rejected"]) == (1, 1)
    made = run("inspection", "show", "I-202610-0002", "--json").json()
    assert (made["at"], made["findings"][0]["reason"]) == ("2026-10-06T00:00:00+08:00", "recurs")
