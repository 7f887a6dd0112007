"""The filings that the manuals ask for, as data: by which rule, how often, by whom, for whom, and what has to be in it."""

from __future__ import annotations

from cspm.core.figures import Figure
from cspm.procedures.filings import figures
from cspm.tuples import NamedTuple


class Form(NamedTuple):
    """One filing that is asked for: every `every` (day, week, month, quarter, year), by whom (`makers`: roles).

    With `each` everyone active in a maker's role files his own; else one for the office is enough. `within` is how long
    after the period's end it may come, `wanted` the switch by which a site leaves it out. `has` are fields that must be
    filled in, `sent_to` the roles that get it, `approver` the role without whose approval it does not stand, `ahead`
    says that it is made for the period before that begins. `profiles`: empty for all sites.
    """

    name: str
    rule: str
    clause: str
    every: str
    makers: tuple[str, ...]
    within: Figure
    wanted: Figure
    each: bool = False
    has: tuple[str, ...] = ("text",)
    sent_to: tuple[str, ...] = ()
    approver: str = ""
    approval_rule: tuple[str, str] = ("", "")
    ahead: bool = False
    profiles: tuple[str, ...] = ()


VK, HOSPITAL, CENTER = ("vk",), ("hospital",), ("center",)
DAILY, MONTHLY, QUARTERLY = figures.DAILY_WITHIN, figures.MONTHLY_WITHIN, figures.QUARTERLY_WITHIN
WANTED = {figure.key.removeprefix("asks_"): figure for figure in figures.WANTED}

FORMS: tuple[Form, ...] = (
    Form("service_analysis", "R070", "000 P2-一 2.8.3", "month", ("dispatch_assistant", "dispatch_director", "csc_director"),
         MONTHLY, WANTED["service_analysis"], has=("text", "causes"), sent_to=("general_manager",)),
    Form("complaint_statistics", "R106", "000 P2-二 2.8.1", "month", ("customer_assistant",), MONTHLY,
         WANTED["complaint_statistics"], has=("text", "topics"), sent_to=("general_manager",)),
    Form("callback_summary", "R388", "004 A15 回访一", "month",
         ("dispatch_assistant", "customer_assistant", "front_desk"), MONTHLY, WANTED["callback_summary"],
         sent_to=("csc_director",)),
    Form("management_review", "R162", "000 P1-二 1.12", "year", ("csc_manager", "csc_director"), QUARTERLY,
         WANTED["management_review"], has=("text", "attended")),
    Form("complaint_daily", "R212", "002 §4", "day", ("specialist",), DAILY, WANTED["complaint_daily"], each=True,
         sent_to=("csc_manager",), profiles=VK),
    Form("exchange_meeting", "R213", "002 §4", "month", ("csc_manager", "csc_director"), MONTHLY,
         WANTED["exchange_meeting"], has=("text", "attended"), profiles=VK),
    Form("closing_appraisal", "R214", "002 §4", "quarter", ("csc_manager", "csc_director"), QUARTERLY,
         WANTED["closing_appraisal"], profiles=VK),
    Form("complaint_topic", "R215", "002 §4", "quarter", ("csc_manager", "csc_director"), QUARTERLY,
         WANTED["complaint_topic"], sent_to=("expert_panel", "company_leader"), profiles=VK),
    Form("department_assessment", "R216", "002 §4", "quarter", ("csc_manager", "csc_director"), QUARTERLY,
         WANTED["department_assessment"], sent_to=("department_head",), profiles=VK),
    Form("activity", "R225", "002 §4", "quarter", ("specialist",), QUARTERLY, WANTED["activity"], each=True, profiles=VK),
    Form("agent_log", "R254", "004 A1 附件一 五.2", "day", ("customer_assistant",), DAILY, WANTED["agent_log"], each=True,
         profiles=CENTER),
    Form("daily_summary", "R255", "004 A1 附件一 五.1", "day", ("customer_assistant", "front_desk"), DAILY,
         WANTED["daily_summary"], profiles=CENTER),
    Form("complaint_analysis", "R316", "004 A7 一.5", "quarter", ("csc_manager", "csc_director", "department_head"), QUARTERLY,
         WANTED["complaint_analysis"], has=("text", "causes", "corrective", "preventive"), approver="company_leader",
         approval_rule=("R317", "004 A7 一.6"), profiles=HOSPITAL),
    Form("consultation_summary", "R380", "004 A15 咨询四", "quarter", ("customer_assistant", "front_desk", "dispatch_assistant"),
         QUARTERLY, WANTED["consultation_summary"], has=("text", "topics"), sent_to=("csc_director",)),
    Form("bulletin", "R381", "004 A15 咨询五", "quarter", ("csc_director",), QUARTERLY, WANTED["bulletin"],
         has=("text", "topics"), ahead=True),
    Form("accident_month", "R372", "004 A12 6.3", "month", ("department_head", "engineering", "csc_manager", "csc_director"), MONTHLY,
         WANTED["accident_month"], sent_to=("security", "company_leader")),
    Form("accident_year", "R372", "004 A12 6.3", "year", ("department_head", "engineering", "csc_manager", "csc_director"), QUARTERLY,
         WANTED["accident_year"], sent_to=("security", "company_leader")),
    Form("callback_audit", "R393", "004 A15 回访六", "quarter", ("quality",), QUARTERLY, WANTED["callback_audit"]),
)  # fmt: skip

BY_NAME = {form.name: form for form in FORMS}
