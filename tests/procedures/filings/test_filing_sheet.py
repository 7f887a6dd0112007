"""`cspm filing print`: the sheet of a period's report as it is signed and kept, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from cspm.core.language import language
from cspm.core.site import Site
from cspm.core.terms import Terms
from cspm.paper.form import form_html
from cspm.procedures.filings.forms import FORMS, Form
from cspm.procedures.filings.model import Filing
from cspm.procedures.filings.sheet import filing_sheet
from tests.procedures.registers import entry

Run = Callable[..., Any]
PERIODS = {"day": "2026-10-12", "month": "2026-10", "quarter": "2026-Q3", "year": "2025"}


def words(page: str) -> str:
    """What the page says, without its tags and styles."""
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL))


def test_an_analysis_goes_round_and_is_signed(run: Run) -> None:
    """Who made it, of which days, what is done group by group, who reviewed and approved it, and where to sign."""
    made = run(
        "filing", "add", "--form", "complaint_analysis", "--period", "2026-Q3", "--text", "投诉12件", "--causes", "设备老化",
        "--corrective", "更换轴承", "--sent-to", "general_manager", "-q", now="2026-10-10 09:00",
    ).stdout.strip()  # fmt: skip
    run(
        "filing",
        "measure",
        made,
        "--group",
        "property",
        "--corrective",
        "大修",
        "--preventive",
        "季检",
        "--department",
        "工程部",
    )
    run("filing", "review", made, "--opinion", "同意")
    draft = words(run("filing", "print", made, lang="zh").stdout)
    for said in (
        "用户投诉分析报告 2026-Q3",
        "2026-07-01 – 2026-09-30",
        "csc_manager",
        "更换轴承",
        "工程部",
        "季检",
        "总物业经理",
        "同意",
    ):
        assert said in draft
    assert "公司领导" in draft.rpartition("审批人")[2]  # room for who has to approve it
    run("filing", "approve", made, actor="company_leader")
    page = run("filing", "print", made).stdout
    assert "complaint analysis 2026-Q3" in words(page)
    assert "Approved at 2026-11-22 10:00" in words(page) and "does not stand" not in page
    values = run("filing", "print", made, "--json").json()
    assert values["measures"][0]["group"] == "property" and values["due"].startswith("2026-10-16")


def test_what_was_turned_down_says_so(run: Run) -> None:
    """A filing that does not stand cannot be taken for one that does."""
    made = run("filing", "add", "--form", "bulletin", "--text", "内刊", "-q").stdout.strip()
    run("filing", "turn-down", made, "--opinion", "重写")
    assert "本报送件不作数：已退回" in words(run("filing", "print", made, lang="zh").stdout)
    run("filing", "print", "F-209901-0001", code=20)
    both = run("filing", "print", "form:bulletin", "--json").json()
    assert [one["number"] for one in both] == [made]


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_what_a_form_asks_for_has_its_place(form: Form) -> None:
    """An empty filing prints with room for everything that its form asks for; `by_group` only for the analysis."""
    filed = datetime.fromisoformat("2026-11-22T10:00:00+08:00")
    document = entry(Filing, form=form.name, period=PERIODS[form.every], by="x", filed_at=filed).document()
    terms = Terms.of(Site.from_table({"name": "测试", "id": "t", "timezone": "Asia/Shanghai"}))
    values = filing_sheet(document, terms, datetime.fromisoformat("2026-11-23T09:00:00+08:00"))
    page = words(form_html("filings/filing.html", values, language("en")))
    labels = {
        "text": "Text", "causes": "Causes", "corrective": "Corrective measures", "preventive": "Preventive measures",
        "topics": "Topics", "attended": "Attended by",
    }  # fmt: skip
    for name in form.has:
        assert labels[name] in page
    assert ("Measures by group" in page) == (form.name == "complaint_analysis")
