"""What works, shifts and meters tell of the safety of outsourced crews: tables of cases, each with its clause (004 A12 4)."""

from __future__ import annotations

from typing import Any

import pytest

from cspm.core.rules import Broken
from cspm.procedures.works.meter import Meter
from cspm.procedures.works.model import Shift, Work
from cspm.procedures.works.rules import METER, SHIFT, WORK
from tests.procedures.registers import entry, said, when
from tests.procedures.tickets.lives import at, terms

NOTICE = {"posted_on": "2026-10-05", "beside_box": True, "marked": True, "informed": "社区"}
DEFECTS = ("screws", "rs485_reversed", "rs485_loose", "wrong_meter", "polarity")
WIRING = ("line_neutral", "in_out", "terminals", "rs485", "rs485_screws", "collector_power")


def work(**fields: Any) -> Any:
    """A rotation agreed for 20 to 23 October."""
    plain = {"work_type": "rotation", "crew": "JD", "start": "2026-10-20", "end": "2026-10-23"}
    return entry(Work, **{**plain, **fields})


def shift(**fields: Any) -> Any:
    """A shift on 2026-10-20 with two workers who signed."""
    plain = {
        "work": "W1", "date": "2026-10-20", "held_at": "10-20 08:00", "tasks": "换表", "hazards": ("触电",),
        "present": ("张一", "李二"), "signed": ("张一", "李二"),
    }  # fmt: skip
    return entry(Shift, **{**plain, **fields})


def meter(**fields: Any) -> Any:
    """A meter that was changed as the order says."""
    plain = {"work": "W1", "order_no": "Z1", "old_no": "A1", "new_no": "B1", "removed_no": "A1", "installed_no": "B1",
             "installed_at": "10-20 10:00", "state": "installed"}  # fmt: skip
    return entry(Meter, **{**plain, **fields})


@pytest.mark.rule("R351")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (NOTICE, "kept"),  # 5 to 20 October: 15 days
        ({**NOTICE, "posted_on": "2026-10-06"}, "broken"),  # 14 days
        ({**NOTICE, "posted_on": "2026-09-30"}, "kept"),
        ({**NOTICE, "posted_on": None}, "broken"),
        ({**NOTICE, "beside_box": False}, "broken"),
        ({**NOTICE, "informed": None}, "broken"),
        ({**NOTICE, "marked": False}, "broken"),
        ({**NOTICE, "work_type": "installation"}, ""),  # the notice is for users whose meters are changed
    ],
)
def test_a_notice_hangs_fifteen_days_before(fields: dict[str, Any], expected: str) -> None:
    """004 A12 4.1.4: 調表通知單應最少提前15天進行張貼, beside the box, community or property told."""
    assert said(WORK, "meter_notice_late", work(**{"started_at": "10-20 08:00", **fields})) == expected


def test_a_notice_posted_after_the_beginning_says_so() -> None:
    """No negative count of days."""
    (rule,) = [one for one in WORK if one.code == "meter_notice_late"]
    first, *_ = rule.check(work(**NOTICE, started_at="10-04 08:00"), terms())
    assert isinstance(first, Broken) and first.message.text == "The notice was posted on {day}, after the work began"


def test_a_site_may_ask_for_another_notice() -> None:
    """`works_notice_days` of the site holds; nothing is judged before the work begins."""
    one = work(**{**NOTICE, "posted_on": "2026-10-10"}, started_at="10-20 08:00")
    assert said(WORK, "meter_notice_late", one, terms(figures={"works_notice_days": 10})) == "kept"
    assert said(WORK, "meter_notice_late", work()) == ""


@pytest.mark.rule("R352")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"power_off_at": "10-20 07:50", "disconnection": "进线刀闸"}, "kept"),
        ({"power_off_at": "10-20 07:50"}, "broken"),
        ({"power_off_at": "10-20 08:10", "disconnection": "进线刀闸"}, "broken"),
        ({}, "broken"),
        ({"work_type": "rotation"}, ""),
    ],
)
def test_the_power_is_off_before_new_meters_are_installed(fields: dict[str, Any], expected: str) -> None:
    """004 A12 4.1.5: 確認電源無電,并且有可靠明顯的斷開點."""
    one = work(**{"work_type": "installation", "started_at": "10-20 08:00", **fields})
    assert said(WORK, "power_not_confirmed", one) == expected


@pytest.mark.rule("R358")
@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (("contractor", "inspector", "owner"), "kept"),
        (("contractor", "inspector"), "broken"),
        (("contractor", "contractor", "owner"), "broken"),
        ((), "broken"),
    ],
)
def test_three_sides_sign_the_check_record(sides: tuple[str, ...], expected: str) -> None:
    """004 A12 4.3.3: 三方進行簽字確認, of the check of a new batch."""
    signatures = [{"at": "10-26 10:00", "side": side, "name": "某", "by": "a"} for side in sides]
    one = work(work_type="installation", inspected_at="10-26 09:00", signatures=signatures)
    assert said(WORK, "check_record_unsigned", one) == expected


@pytest.mark.rule("R348")
@pytest.mark.parametrize(
    ("fields", "signed", "told"),
    [
        ({}, "kept", "kept"),
        ({"signed": ("张一",)}, "broken", "kept"),
        ({"signed": ("张一",), "signatures": [{"at": "10-20 08:30", "names": ("李二",), "by": "a"}]}, "kept", "kept"),
        (
            {"signed": ("张一",), "signatures": [{"at": "10-21 00:00", "names": ("李二",), "by": "a"}]},
            "broken",
            "kept",
        ),
        ({"signed": ("张一", "李二", "赵六")}, "broken", "kept"),  # signed, and was not there
        ({"present": (), "signed": ()}, "broken", "kept"),
        ({"tasks": None}, "kept", "broken"),
        ({"hazards": ()}, "kept", "broken"),
        ({"held_at": "10-21 08:00"}, "kept", "broken"),  # the day after
        ({"held_at": "10-20 17:00", "ended_at": "10-20 16:00"}, "kept", "broken"),  # after the work
    ],
)
def test_everybody_signs_the_ledger_of_the_meeting(fields: dict[str, Any], signed: str, told: str) -> None:
    """004 A12 4.1.1: 班前會內容要形成可查的臺賬,并且由施工人員全員進行簽字."""
    one = shift(**fields)
    assert said(SHIFT, "ledger_unsigned", one) == signed
    assert said(SHIFT, "ledger_incomplete", one) == told


@pytest.mark.rule("R350")
@pytest.mark.parametrize(
    ("dress", "guardian", "expected"),
    [
        (((("张一", "李二"), ("uniform", "helmet", "badge")),), None, "kept"),
        (((("张一",), ("uniform", "helmet", "badge")), (("李二",), ("uniform", "helmet"))), None, "broken"),
        (((("张一", "李二"), ("uniform", "helmet", "badge")),), "李二", "broken"),  # no armband
        (((("张一", "李二"), ("uniform", "helmet", "badge")), (("李二",), ("armband",))), "李二", "kept"),
        ((), None, "broken"),
    ],
)
def test_everybody_wears_what_is_asked(dress: Any, guardian: str | None, expected: str) -> None:
    """004 A12 4.1.3: 統一的工作服,戴好安全帽、佩戴工作牌、工作監護人戴好監護袖套."""
    looked = [{"at": "10-20 08:10", "by": "a", "workers": who, "wears": wears} for who, wears in dress]
    assert said(SHIFT, "clothing_incomplete", shift(dress=looked, guardian=guardian)) == expected


@pytest.mark.rule("R404")
@pytest.mark.parametrize(
    ("hazards", "isolations", "expected"),
    [
        (("触电", "坠落"), (("围栏", ()),), "kept"),  # one measure for all
        (("触电", "坠落"), (("隔板", ("触电",)),), "broken"),
        (("触电", "坠落"), (("隔板", ("触电",)), ("安全带", ("坠落",))), "kept"),
        (("触电",), (), "broken"),
        ((), (), ""),  # that none is named is a matter of the ledger
    ],
)
def test_hazards_are_kept_apart(hazards: Any, isolations: Any, expected: str) -> None:
    """004 A12 4.2.1: 用有效手段隔離可能的危險點."""
    done = [{"at": "10-20 08:10", "by": "a", "measure": how, "hazards": what} for how, what in isolations]
    assert said(SHIFT, "hazards_not_isolated", shift(hazards=hazards, isolations=done)) == expected


@pytest.mark.rule("R359")
@pytest.mark.parametrize(
    ("swept", "expected"),
    [("10-20 17:30", "kept"), ("10-20 18:00", "kept"), ("10-20 18:01", "broken"), (None, "broken")],
)
def test_the_site_is_swept_at_once(swept: str | None, expected: str) -> None:
    """004 A12 4.3.1: 在工作完成后應立刻打掃施工現場 (A57: within an hour)."""
    one = shift(ended_at="10-20 17:00", swept_at=swept)
    assert said(SHIFT, "site_not_swept", one) == expected
    assert when(SHIFT, "site_not_swept", shift(ended_at="10-20 17:00")) == [at("10-20 18:00")]


@pytest.mark.rule("R354")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "kept"),
        ({"removed_no": " a1 "}, "kept"),  # blanks and case are no difference
        ({"removed_no": "A9"}, "broken"),
        ({"installed_no": "B9"}, "broken"),
        ({"removed_no": None}, "broken"),  # nobody read it
        ({"user": "张", "user_seen": "李"}, "broken"),
        ({"user": "张", "user_seen": None}, "kept"),  # where it is possible
        ({"installed_at": None, "state": "listed"}, ""),
        ({"old_no": None, "removed_no": None}, ""),  # a new meter
    ],
)
def test_the_numbers_are_those_of_the_order(fields: dict[str, Any], expected: str) -> None:
    """004 A12 4.2.3: numbers removed and installed agree with the order, the user where possible."""
    assert said(METER, "meter_not_as_ordered", meter(**fields)) == expected


@pytest.mark.rule("R353")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "kept"),
        ({"order_no": None}, "broken"),
        ({"position": None}, "broken"),
        ({"breaker": None}, "broken"),
        ({"user": None}, "broken"),
        ({"new_no": None, "installed_no": None}, "broken"),
        ({"installed_no": "B9"}, "broken"),
        ({"old_no": "A1"}, ""),  # a rotated one
    ],
)
def test_a_new_meter_has_all_five(fields: dict[str, Any], expected: str) -> None:
    """004 A12 4.2.4: 實現裝接單、表計、表位、空開、用戶全對應."""
    new = {"old_no": None, "removed_no": None, "position": "1", "breaker": "K1", "user": "张"}
    assert said(METER, "meter_not_five", meter(**{**new, **fields})) == expected


@pytest.mark.rule("R357", "R403")
@pytest.mark.parametrize(
    ("fields", "five", "six"),
    [
        ({"looked": DEFECTS, "wiring": WIRING}, "kept", "kept"),
        ({"looked": DEFECTS[:4], "wiring": WIRING}, "broken", "kept"),
        ({"looked": DEFECTS[:4], "defects": DEFECTS[4:], "wiring": WIRING}, "kept", "kept"),  # found wrong: looked at
        ({"looked": DEFECTS, "wiring": WIRING[:5]}, "kept", "broken"),
        ({"looked": DEFECTS, "wiring": WIRING, "miswired": ("line_neutral",)}, "kept", "broken"),
        ({"looked": DEFECTS}, "kept", "broken"),
    ],
)
def test_a_check_looks_at_every_point(fields: dict[str, Any], five: str, six: str) -> None:
    """004 A12 4.3.2: the five defects; 4.2.2: the six points of the wiring, none wrong."""
    one = meter(checked_at="10-24 10:00", **fields)
    assert (said(METER, "meter_check_incomplete", one), said(METER, "meter_miswired", one)) == (five, six)
    assert said(METER, "meter_check_incomplete", meter()) == ""
