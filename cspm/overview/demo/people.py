"""Who works and lives in the example site: four blocks, a member of staff in every role. All of them are made up."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from cspm.core.stamp import Stamp
from cspm.procedures.people.model import Area, Staff, Unit

if TYPE_CHECKING:
    from cspm.overview.demo.stage import Stage

FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗"
GIVEN = (
    "芳",
    "伟",
    "娜",
    "敏",
    "静",
    "丽",
    "强",
    "磊",
    "洋",
    "艳",
    "勇",
    "军",
    "杰",
    "娟",
    "涛",
    "明",
    "超",
    "霞",
    "平",
    "刚",
)
BLOCKS = (("A1", "一街区"), ("A2", "二街区"), ("A3", "三街区"), ("A4", "四街区"))

STAFF: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("GM01", "general_manager", "", ()), ("CM01", "csc_manager", "", ()), ("CD01", "csc_director", "", ()),
    ("DD01", "dispatch_director", "dispatch", ()), ("DA01", "dispatch_assistant", "dispatch", ()),
    ("DA02", "dispatch_assistant", "dispatch", ()), ("DA03", "dispatch_assistant", "dispatch", ()),
    ("FD01", "front_desk", "", ("A1",)), ("FD02", "front_desk", "", ("A2",)), ("FD03", "front_desk", "", ("A3",)),
    ("FD04", "front_desk", "", ("A4",)), ("CA01", "customer_assistant", "", ("A1",)),
    ("CA02", "customer_assistant", "", ("A2",)), ("CA03", "customer_assistant", "", ("A3",)),
    ("CA04", "customer_assistant", "", ("A4",)), ("SP01", "specialist", "", ("A1", "A2")),
    ("TE01", "technician", "repair", ("A1", "A2")), ("TE02", "technician", "repair", ("A3", "A4")),
    ("TE03", "technician", "repair", ()), ("TE04", "technician", "household", ()), ("EN01", "engineering", "engineering", ()),
    ("CS01", "cleaning_supervisor", "cleaning", ()), ("CL01", "cleaning_leader", "cleaning", ()),
    ("AD01", "administrator", "", ()), ("FI01", "finance", "", ()), ("WH01", "warehouse", "", ()),
    ("SE01", "security", "", ()), ("PF01", "public_facilities", "", ()), ("HR01", "admin_hr", "", ()),
    ("QU01", "quality", "", ()), ("DH01", "department_head", "", ()), ("EX01", "expert_panel", "", ()),
    ("CO01", "company_leader", "", ()), ("BJ01", "cleaner", "cleaning", ("A1",)), ("BJ02", "cleaner", "cleaning", ("A2",)),
)  # fmt: skip


def name(random: Random) -> str:
    """A made-up name."""
    return random.choice(FAMILY) + random.choice(GIVEN) + (random.choice(GIVEN) if random.random() < 0.4 else "")


def phone(random: Random) -> str:
    """A number that no network gives out (199 0000 ....)."""
    return f"1990000{random.randrange(10_000):04d}"


def fill(stage: Stage, begin: datetime) -> list[str]:
    """Areas, staff and units; the units in their order."""
    stamp = Stamp(begin, begin, "admin", "admin", "demo")
    random, units = stage.random, []
    with stage.store.change() as change:
        admin = Staff.first(stamp, "add", id="admin", name="示例管理员", role="site_admin", login="demo")
        change.put(admin)
        for area, label in BLOCKS:
            change.put(Area.first(stamp, "add", id=area, name=label))
        for staff, role, team, areas in STAFF:
            made = Staff.first(
                stamp,
                "add",
                id=staff,
                name=name(random),
                role=role,
                team=team or None,
                areas=areas,
                phone=phone(random),
            )
            change.put(made)
        for number, (area, _) in enumerate(BLOCKS, 1):
            for building in (1, 2):
                for floor in range(1, 19, 2):
                    units.append(f"{number}-{building}-{floor}0{random.randrange(1, 5)}")
                    unit = Unit.first(
                        stamp, "add", id=units[-1], area=area, owner=name(random), phone=phone(random),
                        customer_class="owner" if random.random() < 0.8 else "tenant", special=random.random() < 0.04,
                    )  # fmt: skip
                    change.put(unit)
    return units
