"""A cleaning contractor's year: a joint inspection every day, signed, rechecked, and every month settled.

In each odd month one thing goes wrong with the inspections, and one with the settlement of that month, which shows in the
even month after it: so every month breaks exactly one rule. Each profile has its share of what can go wrong.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from cspm.core.periods import month_bounds
from cspm.core.site import PROFILES
from cspm.overview.demo.arrangements import THEIRS
from cspm.procedures.cleaning import actions, inspecting, objections, removals, settling
from cspm.procedures.cleaning.typed import Typed
from cspm.sheets.standard import default_standard
from cspm.shell.office import Office
from tests.year.scene import YEAR, Scene

CONTRACT, AREA, OTHER_AREA = "BJ-2025", "A1", "A2"
ITEM = "C03"
SUPERVISOR, MANAGER, FINANCE = "CS01", "GM01", "FI01"
FOUND_ON = (3, 10, 17, 24)
"""The days on which something is found; on the second of them the first recheck fails."""
BAD_DAY = 17
"""The day of a month on which what goes wrong with the inspections goes wrong."""
INSPECTED = {
    "not_inspected": "R115", "nobody_of_theirs": "R115", "area_of_nobody": "R115", "unsigned": "R116", "signed_next_day": "R116",
    "no_due_time": "R118", "put_right_late": "R118", "no_reason": "R119", "serious_minor": "R119", "harm_untold": "R123",
    "bribery_untold": "R124", "false_bins": "R125", "item_of_nobody": "R158",
}  # fmt: skip
SETTLED = {
    "statistics_unsigned": "R117", "statistics_signed_late": "R117", "drafted_late": "R127", "approved_late": "R127",
    "objection_unanswered": "R127", "paid_late": "R127", "paid_otherwise": "R127",
}  # fmt: skip
"""What can go wrong with a month's settlement; it shows in the month after."""
SPOT = {
    "no_reason": Typed(ITEM, "minor", None, "烟头"), "serious_minor": Typed(ITEM, "minor", "poor_result", "烟头", serious=True),
    "harm_untold": Typed(ITEM, "severe", "serious_harm", None), "bribery_untold": Typed(ITEM, "severe", "bribery", None),
    "item_of_nobody": Typed("X99", "minor", "poor_result", "烟头"),
}  # fmt: skip
"""What is found on the bad day instead."""


def wrong(profile: str, month: str) -> str:
    """What goes wrong with that month at a site of that profile: with its inspections, or with the settlement before it."""
    number, place = int(month[5:]), PROFILES.index(profile) * 6
    known = list(INSPECTED if number % 2 else SETTLED)
    return known[(place + (number - 1) // 2) % len(known)]


def broken(profile: str, month: str) -> str:
    """The one rule that the month breaks."""
    return (INSPECTED | SETTLED)[wrong(profile, month)]


def begun(scene: Scene) -> None:
    """The standard, and a contract over the year with the example schedule."""
    begin = datetime(YEAR, 1, 1, 0, 20, tzinfo=scene.terms.tz)
    with scene.store.together():
        actions.load_standard(scene.at(begin, "CM01"), default_standard())
        actions.add_contract(
            scene.at(begin, "CM01"), CONTRACT, schedule=None, contractor="洁净物业清洁公司", domain="cleaning",
            monthly_fee=Decimal("86000.00"), start=date(YEAR, 1, 1), end=date(YEAR, 12, 31), areas=(AREA,),
        )  # fmt: skip
    scene.store.refresh()


def lived(scene: Scene, month: str) -> None:
    """The inspections of a month, and its settlement in the next."""
    twist = wrong(scene.profile, month) if int(month[5:]) % 2 else ""
    begin, end = month_bounds(month, scene.terms.tz)
    with scene.store.together():
        day = begin
        while day < end:
            inspected(scene, day, twist if day.day == BAD_DAY else "")
            day += timedelta(days=1)
    scene.store.refresh()
    settled(scene, month, end, wrong(scene.profile, f"{end:%Y-%m}") if twist else "")


def inspected(scene: Scene, day: datetime, twist: str) -> None:
    """A day: what was checked and found, both signatures, the recheck of what was found."""
    if twist == "not_inspected":
        return
    at, due = day + timedelta(hours=9), day + timedelta(hours=17)
    found = [SPOT.get(twist, Typed(ITEM, "minor", "poor_result", "烟头"))] if day.day in FOUND_ON else []
    theirs = None if twist == "nobody_of_theirs" else THEIRS
    made = inspecting.add_inspection(
        scene.at(at, SUPERVISOR), CONTRACT, when=at, area=OTHER_AREA if twist == "area_of_nobody" else AREA, by=SUPERVISOR,
        with_=theirs, checked=(ITEM, "C07"), findings=found, due=None if twist == "no_due_time" else due,
        signed={"a": SUPERVISOR, "b": None if twist in ("unsigned", "signed_next_day") else THEIRS},
    )  # fmt: skip
    if twist == "signed_next_day":
        inspecting.sign(scene.at(at + timedelta(days=1), SUPERVISOR), made.id, side="b", by=THEIRS)
    if twist == "false_bins":
        removals.add_bins(
            scene.at(at, SUPERVISOR), CONTRACT, day=day.date(), area=AREA, counted=40, reported=42, by=SUPERVISOR,
            washed=True, swept=True,
        )  # fmt: skip
    if found:
        rechecked(scene, made.id, due, fails=day.day == FOUND_ON[1], late=twist == "put_right_late")


def rechecked(scene: Scene, inspection: str, due: datetime, *, fails: bool, late: bool) -> None:
    """The recheck an hour before the agreed time, or an hour after it; one that fails has another on the next day."""
    when = due + timedelta(hours=1 if late else -1)
    if fails:
        again = due + timedelta(days=1)
        inspecting.recheck(scene.at(when, SUPERVISOR), inspection, 1, result="poor", due=again)
        when += timedelta(days=1)
    inspecting.recheck(scene.at(when, SUPERVISOR), inspection, 1, result="done")


def settled(scene: Scene, month: str, end: datetime, twist: str) -> None:
    """The settlement of a month that ended at `end`: drafted on the 5th, objected to, answered, signed, approved, paid."""

    def on(day: int, staff: str = SUPERVISOR) -> Office:
        return scene.at(end + timedelta(days=day - 1, hours=10), staff)

    record = settling.draft(on(6 if twist == "drafted_late" else 5), CONTRACT, month).id
    objections.object_to(on(6), record, line="1", text="当日下雨", by=THEIRS)
    if twist != "objection_unanswered":
        objections.answer(on(7), record, 1, result="rejected", reason="照片为证")
    settling.sign(on(7), record, side="a", by=SUPERVISOR)
    if not twist.startswith("statistics"):
        settling.sign(on(7), record, side="b", by=THEIRS)
    settling.approve(on(12 if twist == "approved_late" else 8, MANAGER), CONTRACT, month)
    if twist == "statistics_signed_late":
        settling.sign(on(9), record, side="b", by=THEIRS)
    settling.note(on(13), CONTRACT, month, payee=None, account=None)
    amount = Decimal("1.00") if twist == "paid_otherwise" else None
    settling.pay(on(16 if twist == "paid_late" else 14, FINANCE), CONTRACT, month, amount=amount)
