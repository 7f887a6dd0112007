"""How soon a filing comes after its period, and which filings a site asks for at all. Sites override them in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

DAILY_WITHIN = Figure(
    "daily_filing_within", "R212", "002 §4", "days", ((MANUAL, 1),),
    N_("A day's report or log is there by the end of the next day (in good time, A57)."),
)  # fmt: skip
MONTHLY_WITHIN = Figure(
    "monthly_filing_within", "R213", "002 §4", "days", ((MANUAL, 10),),
    N_("A month's report or meeting is there this many days after the month (in good time, A57)."),
)  # fmt: skip
QUARTERLY_WITHIN = Figure(
    "quarterly_filing_within", "R215", "002 §4", "days", ((MANUAL, 15),),
    N_("A quarter's or year's report is there this many days after its end (in good time, A57)."),
)  # fmt: skip


def _wanted(form: str, rule: str, clause: str, *, usual: bool = True) -> Figure:
    return Figure(
        f"asks_{form}", rule, clause, "switch", ((MANUAL, usual),), N_("Whether the site asks for this filing.")
    )


WANTED = (
    _wanted("service_analysis", "R070", "000 P2-一 2.8.3"),
    _wanted("complaint_statistics", "R106", "000 P2-二 2.8.1"),
    _wanted("callback_summary", "R388", "004 A15 回访一"),
    _wanted("management_review", "R162", "000 P1-二 1.12"),
    _wanted("complaint_daily", "R212", "002 §4"),
    _wanted("exchange_meeting", "R213", "002 §4"),
    _wanted("closing_appraisal", "R214", "002 §4"),
    _wanted("complaint_topic", "R215", "002 §4"),
    _wanted("department_assessment", "R216", "002 §4"),
    _wanted("activity", "R225", "002 §4"),
    _wanted("agent_log", "R254", "004 A1 附件一 五.2"),
    _wanted("daily_summary", "R255", "004 A1 附件一 五.1"),
    _wanted("complaint_analysis", "R316", "004 A7 一.5"),
    _wanted("consultation_summary", "R380", "004 A15 咨询四"),
    _wanted("bulletin", "R381", "004 A15 咨询五"),
    _wanted("callback_audit", "R393", "004 A15 回访六"),
    _wanted("accident_month", "R372", "004 A12 6.3", usual=False),
    _wanted("accident_year", "R372", "004 A12 6.3", usual=False),
)
"""A site leaves a filing out with `asks_... = false`; quotas of both manuals run together by default (A19). Reports on
accidents are asked for where works are contracted out, which the site says with `asks_accident_month = true`."""

FIGURES = (DAILY_WITHIN, MONTHLY_WITHIN, QUARTERLY_WITHIN, *WANTED)
