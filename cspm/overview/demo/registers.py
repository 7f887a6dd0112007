"""The registers of the example beside its tickets: visits, incidents, referrals, the company's communications, filings."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from cspm.core.periods import Span
from cspm.overview.demo.stage import SEED, Later
from cspm.overview.demo.stories import Act, At, told
from cspm.procedures.callbacks import sampling
from cspm.procedures.filings.forms import FORMS
from cspm.procedures.filings.obligations import wanted
from cspm.procedures.filings.periods import due, of_span

if TYPE_CHECKING:
    from cspm.overview.demo.stage import Stage
    from cspm.store.repository import Store

VISIT = (
    Act(At(0, "09:10"), "SP01", "add",
        {"customer": "业主", "purpose": "季度走访", "planned_on": At(2, "00:00"), "appointment_at": At(2, "15:00"),
         "confirmed_by": "业主", "visitor": "SP01"}),
    Act(At(2, "14:55"), "SP01", "meet",
        {"met": "业主", "form_carried": True, "opinions": "希望增加儿童设施", "answers": "已说明本年度计划",
         "question": "停车位何时增加"}),
    Act(At(2, "17:00"), "SP01", "report", {"reported_to": "管理公司"}),
    Act(At(3, "16:00"), "SP01", "answer", {"solution": "明年一季度新增车位"}),
    Act(At(4, "09:00"), "SP01", "archive", {"file": "走访记录"}),
)  # fmt: skip
INCIDENT = (
    Act(At(0, "21:05"), "SE01", "add",
        {"incident_type": "engineering", "text": "一街区水管爆裂", "area": "A1", "place": "地下车库入口", "found_by": "SE01"}),
    Act(At(0, "21:07"), "SE01", "notify", {"role": "engineering"}),
    Act(At(0, "21:08"), "SE01", "act", {"measures": "关闭阀门，设置警示"}),
    Act(At(0, "21:25"), "EN01", "attend", {"department": "工程部"}),
    Act(At(0, "21:30"), "SE01", "leave"),
    Act(At(0, "23:00"), "EN01", "handle", {"result": "更换管段，恢复供水"}),
    Act(At(0, "23:20"), "SE01", "report", {"reported_to": "客服中心经理", "account": "当晚修复，无人受伤"}),
    Act(At(1, "09:00"), "CM01", "decide", {"decision": "不再上报"}),
    Act(At(1, "09:10"), "CM01", "close"),
)  # fmt: skip
REFERRAL = (
    Act(At(0, "10:00"), "CM01", "add",
        {"department": "工程部", "text": "外墙渗水需公司安排维修", "gravity": "complex", "manner": "report", "report": "外墙渗水报告",
         "received_by": "工程部"}),
    Act(At(2, "15:00"), "DH01", "handle", {"result": "已安排外墙施工队", "handled_by": "DH01"}),
    Act(At(2, "16:00"), "CM01", "feed-back"),
)  # fmt: skip
COMMUNICATION = (
    Act(At(0, "11:00"), "HR01", "add", {"customer": "业主", "text": "来信反映电梯异响"}),
    Act(At(0, "11:10"), "HR01", "tell", {"told_to": "CM01"}),
    Act(At(1, "16:00"), "CM01", "clear", {"result": "电梯公司已调整导轨"}),
)  # fmt: skip
REMARK = (
    Act(At(0, "09:00"), "FD01", "add", {"text": "保安很热心"}),
    Act(At(0, "10:00"), "FD01", "report", {"reported_to": "department_head"}),
)
WELCOME = (Act(At(0, "17:30"), "CM01", "add", {"slot": "homecoming", "place": "一街区大堂"}),)
DEMAND = (
    Act(At(0, "10:30"), "FD01", "add", {"item": "宠物照看", "requester": "业主", "helped": "介绍附近宠物店"}),
    Act(At(0, "10:40"), "FD01", "report", {"reported_to": "客服中心"}),
)
DAMAGE = (
    Act(At(0, "15:10"), "TE01", "add", {"loss": "broken", "item": "花瓶", "customer": "业主", "place": "客厅", "text": "搬梯子时碰倒"}),
    Act(At(0, "15:20"), "TE01", "report", {"reported_to": "csc_manager"}),
    Act(At(1, "10:00"), "CM01", "negotiate", {"demanded_amount": Decimal("200.00")}),
    Act(At(1, "10:30"), "CM01", "settle", {"compensation_amount": Decimal("150.00"), "agreed_by": "业主", "agreed_on": At(1, "10:30")}),
    Act(At(2, "09:30"), "CM01", "close"),
)  # fmt: skip
LEASE = (
    Act(At(0, "14:00"), "AD01", "add",
        {"business": "parking", "object": "地下车位 B-018", "party": "业主",
         "start": At(1, "00:00"), "end": At(365, "00:00"), "amount": Decimal("3600.00")}),
)  # fmt: skip
CONDUCT = (
    Act(At(0, "16:30"), "CM01", "add", {"staff": "FD03", "conduct": "rude", "text": "客户反映接待时语气生硬"}),
    Act(At(1, "09:20"), "CM01", "confirm", {"decision": "属实，已谈话并安排礼仪培训"}),
)
INTERNAL = (
    Act(At(0, "11:30"), "FD01", "add", {"against": "工程部", "told": "CM01", "text": "两次催促未安排人员"}),
    Act(At(0, "14:00"), "CM01", "answer", {"answer": "已与工程部约定当日到场"}),
)
ACCIDENT = (
    Act(At(0, "10:40"), "EN01", "add",
        {"accident_type": "other", "text": "搬运电表时擦伤手臂", "place": "三街区表箱间", "contractor": "安装队", "work": "换表",
         "persons": "安装工一人"}),
    Act(At(0, "10:45"), "EN01", "tell", {"recipient": "work_leader", "name": "工作负责人"}),
    Act(At(0, "17:00"), "EN01", "write", {"account": "未戴手套搬运，皮外伤", "sent_to": ("centre_leader", "safety_department")}),
    Act(At(3, "15:00"), "DH01", "investigate",
        {"cause": "未戴防护手套", "responsible": "班组长提醒谈话", "measures": "班前检查手套", "educated": "全员班前会学习",
         "code_ref": "安全事故调查规程"}),
    Act(At(4, "09:00"), "DH01", "close"),
)  # fmt: skip
STORIES = (
    ("visit", 3, VISIT),
    ("incident", 9, INCIDENT),
    ("referral", 12, REFERRAL),
    ("communication", 17, COMMUNICATION),
    ("remark", 14, REMARK),
    ("welcome", 14, WELCOME),
    ("demand", 5, DEMAND),
    ("damage", 11, DAMAGE),
    ("lease", 6, LEASE),
    ("accident", 8, ACCIDENT),
    ("conduct", 19, CONDUCT),
    ("internal-complaint", 20, INTERNAL),
)
"""By the command of the register, the day of the month on which its story begins."""

AT_HOME = ("visit", "communication", "demand", "damage", "remark")
"""What is about somebody's home."""

FILER = {
    "dispatch_assistant": "DA01",
    "csc_manager": "CM01",
    "csc_director": "CD01",
    "quality": "QU01",
    "customer_assistant": "CA01",
}
CONTENT = {"text": "见附件", "causes": "配件老化", "topics": ("收费标准",), "attended": ("CM01", "CD01")}


def lived(stage: Stage, day: datetime, units: list[str]) -> None:
    """The stories that begin on a day."""
    for command, number, story in STORIES:
        if day.day == number:
            more = {"unit": stage.random.choice(units)} if command in AT_HOME else {}
            typed = f"ZL-{day:%Y%m}" if command == "lease" else None
            try:
                told(stage, command, day, story, record_id=typed, **more)
            except Later:
                continue


def filed(stage: Stage, month: str) -> None:
    """What a month asks to be filed, each thing the day before it is due."""
    for form in FORMS:
        if not form.profiles and wanted(form, Span.month(month, stage.terms.tz), stage.terms):
            for period in of_span(form, Span.month(month, stage.terms.tz), stage.terms):
                day = due(form, period, stage.terms) - timedelta(days=1)
                fields = {name: CONTENT[name] for name in form.has} | {"sent_to": form.sent_to}
                act = Act(At(0, "15:00"), FILER[form.makers[0]], "add", {"form": form.name, "period": period, **fields})
                try:
                    told(stage, "filing", day, (act,))
                except Later:
                    continue


def drawn(stage: Stage, store: Store) -> None:
    """The director's sample of the last quarter, and a deduction that was proposed for a complaint and turned down."""
    sampling.draw(stage.at(stage.end, "CD01"), quarter=None, seed=SEED)
    complaints = store.rows("tickets", "kind = 'complaint'", columns=("id",))
    day = stage.end - timedelta(days=1)
    acts = (
        Act(At(0, "09:00"), "CM01", "add", {"ticket": complaints[0]["id"], "text": "未在当日答复"}),
        Act(At(0, "10:00"), "GM01", "turn-down", {"opinion": "客户同意次日答复，不扣"}),
    )
    told(stage, "penalty", day, acts)
