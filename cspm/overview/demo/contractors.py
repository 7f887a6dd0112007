"""The two contractors of the example: contracts, a joint inspection every day, bins, and one settled month."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from cspm.overview.demo.hours import minutes
from cspm.overview.demo.people import BLOCKS
from cspm.overview.demo.stage import Later
from cspm.procedures.cleaning import actions, inspecting, objections, removals, settling
from cspm.procedures.cleaning.typed import Typed
from cspm.sheets.standard import default_standard

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.overview.demo.stage import Stage
    from cspm.shell.office import Office

CLEANING, GREENING = "BJ-2026", "LH-2026"
SCHEDULE = {
    "minor": "50.00",
    "severe": "500.00",
    "verified_complaint": "100.00",
    "cap_percent": "20",
    "item": {"C03": {"minor": "80.00"}},
}
ITEMS = {CLEANING: ("C01", "C02", "C03", "C04", "C05"), GREENING: ("G01", "G02", "G03")}
OBJECTIONS = (
    ("当日下雨，清扫安排在下午", "accepted", "值班记录属实，改为问题点"),
    ("整改后已通知督导", "rejected", "复查照片显示仍未达标"),
)
BAD_WEEK, BAD_AREA = (11, 12, 13), "A2"
SLIPPED = 9
"""The day of a quarter's last month on which somebody slipped."""
AREAS = tuple(area for area, _ in BLOCKS)


def contracts(stage: Stage, begin: datetime) -> None:
    """The execution standard; cleaning with its own deduction schedule, greening with the example one."""
    year = (begin.date(), date(begin.year + 1, 12, 31))
    boss = stage.at(begin, "CM01")
    actions.load_standard(stage.at(begin, "admin"), default_standard())
    for contract_id, contractor, domain, fee, schedule in (
        (CLEANING, "洁净物业清洁公司", "cleaning", "86000.00", SCHEDULE), (GREENING, "青枝园林养护公司", "greening", "24000.00", None),
    ):  # fmt: skip
        actions.add_contract(
            boss, contract_id, schedule=schedule, contractor=contractor, domain=domain, monthly_fee=Decimal(fee), start=year[0],
            end=year[1], areas=AREAS,
        )  # fmt: skip


def inspected(stage: Stage, day: datetime) -> None:
    """The day's joint inspections, with rechecks on the next day, and the bins."""
    random = stage.random
    for contract in (CLEANING, GREENING):
        if random.random() < (0.015 if contract == CLEANING else 0.04):
            continue  # a day nobody went round: the report lists it
        try:
            one_round(stage, day + minutes(stage, 0, 60), contract)
        except Later:
            return
    try:
        counted = random.randint(38, 46)
        lied = 3 if random.random() < 0.008 else 0
        removals.add_bins(
            stage.at(day + timedelta(hours=9), "CS01"), CLEANING, day=day.date(), area=random.choice(AREAS), counted=counted,
            reported=counted + lied, by="CS01", washed=True,
            swept=True, company="城环清运公司", vehicle="示A-0012",
        )  # fmt: skip
    except Later:
        return


def one_round(stage: Stage, at: datetime, contract: str) -> None:
    """One inspection: checked items, what was found, both signatures, rechecks of what was found."""
    random = stage.random
    items = ITEMS[contract]
    area = AREAS[at.toordinal() % len(AREAS)] if random.random() < 0.7 else random.choice(AREAS)
    bad = [item for item in items if random.random() < (0.14 if item == items[0] else 0.05)]
    checked = [item for item in items if item in bad or random.random() < 0.75]
    found = [problem(stage, item) for item in bad]
    if contract == CLEANING and at.month % 2 == 0 and at.day in BAD_WEEK:  # three days running: a severe one
        area, found, checked = BAD_AREA, [Typed(items[0], "minor", "poor_result", "大堂地面连日未清洗")], [items[0]]
    found = [marked(one, at) for one in found]
    made = inspecting.add_inspection(
        stage.at(at, "CS01"), contract, when=at, area=area, by="CS01", with_="外判单位经理", checked=checked, findings=found,
        due=(at + timedelta(days=1)).replace(hour=17, minute=0) if found else None,
    )  # fmt: skip
    inspecting.sign(stage.at(at + timedelta(minutes=20), "CS01"), made.id, side="a", by="CS01")
    if random.random() < 0.98:
        inspecting.sign(stage.at(at + timedelta(minutes=25), "CS01"), made.id, side="b", by="外判单位经理")
    rechecked(stage, made, at)


def marked(one: Typed, at: datetime) -> Typed:
    """What is small is put right on the spot every other day; once in a quarter a minor had a serious consequence, and
    should have been judged severe (R119)."""
    fixed = one.severity == "none" and at.day % 2 == 1
    return one._replace(fixed=fixed, serious=one.severity == "minor" and at.month % 3 == 0 and at.day == SLIPPED)


def problem(stage: Stage, item: str) -> Typed:
    """What is found on an item: a nonconformity or only a problem point."""
    if stage.random.random() < 0.6:
        return Typed(item, "minor", stage.random.choice(("poor_result", "not_to_plan")), "现场照片已存档")
    return Typed(item, "none", None, "轻微问题点")


def rechecked(stage: Stage, made: Revision, at: datetime) -> None:
    """Each finding is looked at again on the next day, and once more when that failed."""
    for found in (one for one in made.findings if one.fixed_at is None):
        when = at + timedelta(hours=24)
        done = stage.random.random() < 0.88
        due = None if done else (when + timedelta(days=1)).replace(hour=17, minute=0)
        office = stage.at(when, "CS01")
        inspecting.recheck(office, made.id, found.number, result="done" if done else "poor", due=due, by="CS01")
        if not done:
            later = stage.at(when + timedelta(hours=24), "CS01")
            inspecting.recheck(later, made.id, found.number, result="done", by="CS01")


def settled(stage: Stage, months: tuple[str, ...], ends: tuple[datetime, ...]) -> None:
    """Every month drafted on the 5th and signed; all but the last approved on the 8th and paid. In the last one the
    contractor has not signed yet, and an objection waits for its answer."""
    for contract in (CLEANING, GREENING):
        for month, end in zip(months, ends, strict=True):
            try:
                one_month(stage, contract, month, end, last=month == months[-1])
            except Later:
                break


def one_month(stage: Stage, contract: str, month: str, end: datetime, *, last: bool) -> None:
    """The settlement of a month, which ended at `end`. Raises Later."""

    def at(day: int, hour: int, staff: str) -> Office:
        return stage.at(end + timedelta(days=day - 1, hours=hour), staff)

    settlement = settling.draft(at(5, 10, "CS01"), contract, month).id
    settling.sign(at(5, 11, "CS01"), settlement, side="a", by="CS01")
    for number, (text, result, reason) in enumerate(OBJECTIONS if contract == CLEANING else (), 1):
        objections.object_to(at(5, 14, "CS01"), settlement, line=str(number), text=text, by="外判单位经理")
        if last:
            return
        objections.answer(at(6, 10, "CS01"), settlement, number, result=result, reason=reason)
    if last:
        return
    for side, name in (("a", "CS01"), ("b", "外判单位经理")):
        if side == "b" or contract == CLEANING:  # the accepted objection took the supervisor's signature back
            settling.sign(at(7, 15, "CS01"), settlement, side=side, by=name)
    settling.approve(at(8, 11, "GM01"), contract, month)
    settling.note(at(8, 14, "CS01"), contract, month, payee=None, account="建设银行 示例支行")
    settling.pay(at(13, 9, "FI01"), contract, month, payment_method="transfer", receipt_no=f"FK-{month}")
