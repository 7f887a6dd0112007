"""What is filed for each day, month and quarter: in time, whole, sent to whom, approved. Tables of cases with clauses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cspm.core.rules import Broken
from cspm.core.site import Site
from cspm.core.terms import Terms
from cspm.procedures.filings.forms import BY_NAME, FORMS
from cspm.procedures.filings.periods import due
from cspm.procedures.filings.rules import RULES
from tests.procedures.registers import entry

Run = Callable[..., Any]
SECOND = timedelta(seconds=1)
DAY, MONTH, QUARTER = "2026-10-12", "2026-10", "2026-Q3"

CASES = (
    ("service_analysis", "dtz", MONTH, "11-11 00:00", "R070"),
    ("complaint_daily", "vk", DAY, "10-14 00:00", "R212"),
    ("exchange_meeting", "vk", MONTH, "11-11 00:00", "R213"),
    ("closing_appraisal", "vk", QUARTER, "10-16 00:00", "R214"),
    ("complaint_topic", "vk", QUARTER, "10-16 00:00", "R215"),
    ("department_assessment", "vk", QUARTER, "10-16 00:00", "R216"),
    ("activity", "vk", QUARTER, "10-16 00:00", "R225"),
    ("agent_log", "center", DAY, "10-14 00:00", "R254"),
    ("daily_summary", "center", DAY, "10-14 00:00", "R255"),
    ("complaint_analysis", "hospital", QUARTER, "10-16 00:00", "R316"),
    ("consultation_summary", "dtz", QUARTER, "10-16 00:00", "R380"),
    ("bulletin", "dtz", "2026-Q4", "10-01 00:00", "R381"),
    ("callback_audit", "dtz", QUARTER, "10-16 00:00", "R393"),
    ("management_review", "dtz", "2025", "01-16 00:00", "R162"),
    ("complaint_statistics", "dtz", MONTH, "11-11 00:00", "R106"),
    ("callback_summary", "sales", MONTH, "11-11 00:00", "R388"),
    ("accident_month", "dtz", MONTH, "11-11 00:00", "R372"),
    ("accident_year", "dtz", "2025", "01-16 00:00", "R372"),
)
"""Form, profile, period, until when it is in time (10 days after a month, 15 after a quarter, a day after a day), rule."""


def site(profile: str) -> Terms:
    """The manual's figures at a site of that profile."""
    return Terms.of(Site.from_table({"name": "测试", "id": "t", "timezone": "Asia/Shanghai", "profile": profile}))


def filing(form: str, period: str, filed: datetime, **fields: Any) -> Any:
    """A filing with everything that the form asks for, unless said otherwise."""
    from cspm.procedures.filings.model import Filing

    whole: dict[str, Any] = {
        name: ("x",) if name in ("topics", "attended") else "见附件" for name in ("text", *BY_NAME[form].has)
    }
    own = {"form": form, "period": period, "filed_at": filed, "by": "x", "sent_to": BY_NAME[form].sent_to}
    return entry(Filing, **{**own, **whole, **fields})


def broken(one: Any, terms: Terms) -> set[str]:
    """The codes of the rules that it breaks."""
    speaking = [rule for rule in RULES if rule.speaks(terms)]
    return {rule.code for rule in speaking for found in rule.check(one, terms) if isinstance(found, Broken)} - {
        "complaint_analysis_not_approved"
    }


@pytest.mark.rule(
    "R070", "R212", "R213", "R214", "R215", "R216", "R225", "R254", "R255", "R316", "R380", "R381", "R393", "R162",
    "R106", "R388",
)  # fmt: skip
@pytest.mark.parametrize(("form", "profile", "period", "until", "rule"), CASES)
def test_each_is_there_in_time(form: str, profile: str, period: str, until: str, rule: str) -> None:
    """002 §4, 004 A1, A7, A15, 000 P2-一 2.8.3: up to its last instant it is in time, then it is late."""
    terms = site(profile)
    last = due(BY_NAME[form], period, terms)
    assert (f"{last:%m-%d %H:%M}", BY_NAME[form].rule) == (until, rule)
    assert broken(filing(form, period, last), terms) == set()
    assert broken(filing(form, period, last + SECOND), terms) == {f"{form}_late"}


@pytest.mark.rule(
    "R070", "R212", "R213", "R214", "R215", "R216", "R225", "R254", "R255", "R316", "R380", "R381", "R393", "R162",
    "R106", "R388",
)  # fmt: skip
@pytest.mark.parametrize(("form", "profile", "period"), [case[:3] for case in CASES])
def test_each_is_whole_and_sent_to_whom_it_is_for(form: str, profile: str, period: str) -> None:
    """The same clauses: what each form has to have, and who gets it; elsewhere nobody asks for another profile's."""
    terms, data = site(profile), BY_NAME[form]
    in_time = due(data, period, terms) - SECOND
    for name in data.has:
        empty = () if name in ("topics", "attended") else None
        assert broken(filing(form, period, in_time, **{name: empty}), terms) == {f"{form}_incomplete"}
    for role in data.sent_to:
        others = tuple(one for one in data.sent_to if one != role)
        assert broken(filing(form, period, in_time, sent_to=others), terms) == {f"{form}_incomplete"}
    if data.profiles:
        assert broken(filing(form, period, in_time + 9 * SECOND, text=None), site("sales")) == set()


@pytest.mark.rule("R317")
@pytest.mark.parametrize(("approved", "kept"), [("10-31 00:00", True), ("10-31 00:01", False), (None, False)])
def test_the_analysis_is_approved_by_the_company(approved: str | None, kept: bool) -> None:
    """004 A7 一.6: the quarter's analysis goes to the company's general manager for approval."""
    terms = site("hospital")
    (rule,) = [one for one in RULES if one.code == "complaint_analysis_not_approved"]
    last = due(BY_NAME["complaint_analysis"], QUARTER, terms)
    at = datetime.fromisoformat(f"2026-{approved.replace(' ', 'T')}:00+08:00") if approved else None
    one = filing("complaint_analysis", QUARTER, last, approved_at=at)
    assert [isinstance(found, Broken) for found in rule.check(one, terms)] == [not kept]


@pytest.fixture
def hospital(root: str) -> None:
    """The site is a hospital's, and asks for filings since July."""
    path = Path(root, "site.toml")
    text = path.read_text("utf-8").replace('profile = "dtz"', 'profile = "hospital"')
    path.write_text(f'since = "2026-07-01"\n{text}', "utf-8")


@pytest.mark.rule("R316", "R317")
def test_each_group_of_complaints_has_measures(run: Run, hospital: None) -> None:
    """004 A7 一.5: what was complained of in the quarter has corrective and preventive measures, group by group."""
    for kind in ("property", "service"):
        ticket = run("create", "电梯停运", "--kind", "complaint", "-q", now="2026-08-03 09:00").stdout.strip()
        run("complaint", "judge", ticket, "valid", "--type", kind, now="2026-08-03 09:10")
    words = (
        "--form",
        "complaint_analysis",
        "--period",
        QUARTER,
        "--text",
        "见附件",
        "--causes",
        "老化",
        "--corrective",
        "更换",
    )
    name = run("filing", "add", *words, "--preventive", "检查", "-q", now="2026-10-10 09:00").stdout.strip()

    def status() -> Any:
        lines = run("compliance", "--month", "2026-10", "--json", code=1).json()
        return next(line for line in lines if line["rule"] == "R316")

    measure = ("filing", "measure", name, "--corrective", "更换", "--preventive", "季度检查")
    run(*measure, "--group", "property", now="2026-10-10 10:00")
    assert name in status()["records"]
    run(*measure, "--group", "service", now="2026-10-10 10:05", actor="technician", code=23)
    run("filing", "measure", name, "--group", "service", code=2)
    run(*measure, "--group", "service", now="2026-10-10 10:05")
    assert name not in status()["records"]
    run("filing", "approve", name, now="2026-10-12 10:00", code=23)
    run("filing", "approve", name, now="2026-10-12 10:00", actor="company_leader")
    run(*measure, "--group", "sales", now="2026-10-12 10:05", code=21)


def test_every_form_is_in_the_table() -> None:
    """A form that is added needs its case here."""
    assert {case[0] for case in CASES} | {"management_review"} == {form.name for form in FORMS}
