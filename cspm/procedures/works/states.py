"""The lives of crews, gear, works, shifts and meters, their steps, and who may take them."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

WORK_TYPE = vocabulary(
    "work_type", rotation="meter rotation", installation="batch installation",
    also=(("轮换", "rotation"), ("新装", "installation")),
)  # fmt: skip
GEAR_TYPE = vocabulary(
    "gear_type", helmet="safety helmet", mat="insulating mat", tool="personal tool", gloves="insulating gloves",
    shoes="insulating shoes", tester="voltage tester", belt="safety belt", other="other",
)  # fmt: skip
CLOTHING = vocabulary(
    "clothing", uniform="uniform", helmet="safety helmet", badge="work badge", armband="guardian's armband"
)
LOAD_CLASS = vocabulary(
    "load_class", second="second class", third="third class", also=(("二级", "second"), ("三级", "third"))
)
DEFECT = vocabulary(
    "meter_defect", screws="screws not tight", rs485_reversed="485 line reversed", rs485_loose="485 line loose",
    wrong_meter="wrong meter", polarity="polarity reversed",
)  # fmt: skip
WIRING = vocabulary(
    "meter_wiring", line_neutral="live and neutral", in_out="incoming and outgoing", terminals="terminal screws",
    rs485="485 wiring", rs485_screws="485 screws", collector_power="collector's power line",
)  # fmt: skip
SIDE = vocabulary(
    "work_side", contractor="contractor", inspector="inspecting team", owner="property or responsible person",
    also=(("施工单位", "contractor"), ("检查单位", "inspector"), ("物业", "owner")),
)  # fmt: skip
extend(
    "state", planned="planned", working="working", inspected="checked", held="held", over="over", listed="listed",
    installed="installed", in_use="in use", discarded="discarded", active="active",
)  # fmt: skip
vocabulary(
    "notice_part", beside_box="beside the meter box", informed="community or property", marked="users are marked"
)
vocabulary(
    "meter_field", order_no="install order", old_no="old number", new_no="new number", position="position", breaker="breaker",
    user="user", removed_no="number removed", installed_no="number installed", user_seen="user on site",
)  # fmt: skip
vocabulary("match_fault", gap="missing", double="on several meters")
vocabulary("audit_state", kept="kept", broken="broken", open="open")
extend("field", tasks="tasks", hazards="hazards")
extend("clock", sweep="sweeping", posting="notice to users", signatures="three signatures")

CREWS = Machine(
    "crews", "active", (Move("rebase", ("active",), ""), Move("void", ("active",), "void")), ("active", "void")
)
GEAR = Machine(
    "gear",
    "in_use",
    (
        Move("test", ("in_use",), ""),
        Move("discard", ("in_use",), "discarded"),
        Move("void", ("in_use", "discarded"), "void"),
    ),
    ("discarded", "void"),
)
ALIVE = ("planned", "working", "finished", "inspected")
WORKS = Machine(
    "works",
    "planned",
    (
        Move("notify", ("planned", "working"), ""),
        Move("power-off", ("planned", "working"), ""),
        Move("start", ("planned",), "working"),
        Move("rest", ("planned", "working"), ""),
        Move("finish", ("working",), "finished"),
        Move("draw", ("finished", "inspected"), ""),
        Move("inspect", ("finished",), "inspected"),
        Move("sign", ("finished", "inspected"), ""),
        Move("close", ("inspected",), "closed"),
        Move("void", ALIVE, "void"),
    ),
    ("closed", "void"),
)
SHIFTS = Machine(
    "shifts",
    "held",
    (
        *(Move(verb, ("held", "over"), "") for verb in ("sign", "dress", "isolate", "look")),
        Move("end", ("held",), "over"),
        Move("sweep", ("held", "over"), ""),
        Move("void", ("held", "over"), "void"),
    ),
    ("over", "void"),
)
METERS = Machine(
    "meters",
    "listed",
    (
        Move("install", ("listed",), "installed"),
        *(Move(verb, ("installed",), "") for verb in ("check", "rectify", "collect")),
        Move("void", ("listed", "installed"), "void"),
    ),
    ("installed", "void"),
)
MACHINES = (CREWS, GEAR, WORKS, SHIFTS, METERS)

LEDGER, VALID, DRESSED = ("R348", "004 A12 4.1.1"), ("R349", "004 A12 4.1.2"), ("R350", "004 A12 4.1.3")
NOTICE, POWER = ("R351", "004 A12 4.1.4"), ("R352", "004 A12 4.1.5")
FIVE, NUMBERS = ("R353", "004 A12 4.2.4"), ("R354", "004 A12 4.2.3")
ROTATED, INSTALLED = ("R355", "004 A12 4.3.2"), ("R356", "004 A12 4.3.3")
DEFECTS, SIGNED, SWEPT = ("R357", "004 A12 4.3.2"), ("R358", "004 A12 4.3.3"), ("R359", "004 A12 4.3.1")
COLLECTED = ("R360", "004 A12 4.3.2")
WIRED, HAZARDS = ("R403", "004 A12 4.2.2"), ("R404", "004 A12 4.2.1")

CREW_STEPS = (
    Step("rebase", N_("Another performance base from a day on"), ("start", "base_amount"), ("start", "base_amount"), into="bases"),
)  # fmt: skip
GEAR_STEPS = (
    Step("test", N_("It was tested and is valid for longer"), ("tested_on", "expires_on"), ("tested_on", "expires_on"), by="by",
         into="tests"),
    Step("discard", N_("It is used no more"), ("discarded_on",), ("discarded_on",)),
)  # fmt: skip
WORK_STEPS = (
    Step("notify", N_("The notice hangs beside the meter boxes, community or property know of it"),
         ("posted_on", "beside_box", "marked", "informed"), ("posted_on",), by="posted_by"),
    Step("power-off", N_("The power was confirmed off, with a visible disconnection"), ("power_off_at", "disconnection"),
         at="power_off_at", by="power_off_by"),
    Step("start", N_("The work began"), ("started_at",), at="started_at"),
    Step("rest", N_("A day on which the crew does not work"), ("rest_on", "why"), ("rest_on",), into="rests"),
    Step("finish", N_("The work is done"), ("finished_at",), at="finished_at"),
    Step("inspect", N_("The check of the work is done and its record complete"), ("inspected_at", "opinion", "sample_note"),
         at="inspected_at", by="inspected_by"),
    Step("sign", N_("One of the three sides signed the check record"), ("side", "name", "at"), ("side", "name"), at="at", by="by",
         into="signatures"),
    Step("close", N_("Nothing is left to do"), (), at="closed_at"),
)  # fmt: skip
SHIFT_STEPS = (
    Step("sign", N_("Workers signed the ledger"), ("names", "at"), ("names",), at="at", by="by", into="signatures"),
    Step("dress", N_("What workers wear was looked at"), ("workers", "wears", "at"), ("workers",), at="at", by="by", into="dress"),
    Step("isolate", N_("Hazards were kept apart from the work"), ("measure", "hazards", "at"), ("measure",), at="at", by="by",
         into="isolations"),
    Step("look", N_("The install team checked meeting and ledger"), ("result", "at"), at="at", by="by", into="looks"),
    Step("end", N_("The day's work ended"), ("ended_at",), at="ended_at"),
    Step("sweep", N_("The site was swept"), ("swept_at",), at="swept_at", by="swept_by"),
)  # fmt: skip
METER_STEPS = (
    Step("install", N_("It was changed or installed: the numbers as read on site"),
         ("removed_no", "installed_no", "user_seen", "installed_at", "installed_by"), ("installed_no",), at="installed_at"),
)  # fmt: skip

TEAM = (*DESK, "technician", "engineering", "public_facilities", "specialist", "customer_assistant", "quality")
"""The install team (装拆班) and the centre, who look after outsourced crews."""
CHECKERS = (*DESK, "technician", "engineering", "public_facilities", "quality")
KEEPERS = (*DESK, "engineering", "public_facilities", "administrator")
PERMITS = (
    Permit("crews add", KEEPERS, "R368", "004 A12 5"),
    Permit("crews rebase", ("csc_manager", "csc_director", "general_manager", "finance"), "R368", "004 A12 5"),
    Permit("gear add", TEAM, *VALID),
    Permit("gear test", TEAM, *VALID),
    Permit("gear discard", TEAM, *VALID),
    Permit("works add", KEEPERS, *NOTICE),
    Permit("works notify", TEAM, *NOTICE),
    Permit("works power-off", TEAM, *POWER),
    Permit("works start", TEAM, *LEDGER),
    Permit("works rest", TEAM, *LEDGER),
    Permit("works finish", TEAM, *ROTATED),
    Permit("works draw", CHECKERS, *ROTATED),
    Permit("works inspect", CHECKERS, *ROTATED),
    Permit("works sign", TEAM, *SIGNED),
    Permit("works close", KEEPERS, *SIGNED),
    Permit("works void", DESK, *ROTATED),
    Permit("shifts add", TEAM, *LEDGER),
    Permit("shifts sign", TEAM, *LEDGER),
    Permit("shifts dress", TEAM, *DRESSED),
    Permit("shifts isolate", TEAM, *HAZARDS),
    Permit("shifts look", CHECKERS, *LEDGER),
    Permit("shifts end", TEAM, *SWEPT),
    Permit("shifts sweep", TEAM, *SWEPT),
    Permit("meters add", TEAM, *NUMBERS),
    Permit("meters install", TEAM, *NUMBERS),
    Permit("meters check", CHECKERS, *DEFECTS),
    Permit("meters rectify", TEAM, *DEFECTS),
    Permit("meters collect", TEAM, *COLLECTED),
    *(Permit(f"{kind} void", DESK, "R345", "004 A11 6") for kind in ("crews", "gear", "shifts", "meters")),
)
extend(
    "action",
    **{
        "rebase": "change the base", "test": "test", "discard": "discard", "notify": "notify", "power-off": "confirm power off",
        "rest": "day off", "draw": "draw", "inspect": "check", "dress": "look at clothing", "isolate": "isolate hazards",
        "look": "look at the ledger", "end": "end", "sweep": "sweep", "install": "install", "check": "check",
        "rectify": "put right", "collect": "check the collection",
        "crews add": "add crews", "crews rebase": "change the base of crews", "gear add": "add gear", "gear test": "test gear",
        "gear discard": "discard gear", "works add": "add works", "works notify": "notify of works",
        "works power-off": "confirm power off at works", "works start": "start works", "works rest": "days off of works",
        "works finish": "finish works", "works draw": "draw meters of works", "works inspect": "check works",
        "works sign": "sign checks of works", "works close": "close works", "works void": "void works",
        "shifts add": "write the pre-shift ledger", "shifts sign": "sign the pre-shift ledger",
        "shifts dress": "look at clothing of shifts", "shifts isolate": "isolate hazards of shifts",
        "shifts look": "look at the pre-shift ledger", "shifts end": "end shifts", "shifts sweep": "sweep after shifts",
        "meters add": "add meters", "meters install": "install meters", "meters check": "check meters",
        "crews void": "void crews", "gear void": "void gear", "shifts void": "void the pre-shift ledger",
        "meters void": "void meters", "meters rectify": "put meters right", "meters collect": "check the collection of meters",
    },
)  # fmt: skip
