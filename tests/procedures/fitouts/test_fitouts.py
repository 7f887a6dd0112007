"""Fit-out sites: looked at each day, violations stopped at once (000 P1-三 4.5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cspm.procedures.fitouts.model import Fitout
from cspm.procedures.fitouts.rules import RULES
from tests.procedures.registers import entry, said

Run = Callable[..., Any]


@pytest.mark.rule("R024")
@pytest.mark.parametrize("kind", ["blocked_way", "building", "piling", "facade"])
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"stopped_at": "10-05 09:05", "order": "停01"}, "kept"),
        ({"stopped_at": "10-05 09:06"}, "broken"),
        ({}, "broken"),
        ({"cleared_at": "10-05 09:04"}, ""),  # put right before a stop was needed
        ({"cleared_at": "10-05 12:00"}, "broken"),
    ],
)
def test_an_open_violation_is_stopped(kind: str, fields: dict[str, Any], expected: str) -> None:
    """000 P1-三 4.5: ways blocked, unauthorised building or piling, the exterior changed: a stop at once (A57)."""
    wrong = {"number": 1, "violation_type": kind, "found_at": "10-05 09:00", "found_by": "TE", **fields}
    one = entry(Fitout, unit="3-2-1501", start=date(2026, 10, 1), violations=[wrong])
    assert said(RULES, "fitout_not_stopped", one) == expected


@pytest.fixture
def site(run: Run, root: str) -> Run:
    """Two approved sites since Monday, 2 November."""
    path = Path(root, "site.toml")
    path.write_text("since = 2026-11-01\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    asked = ("--inspector", "technician", "--items", "铺地砖,刷墙", "--end", "2026-11-03")
    for number, unit in enumerate(("1-1-101", "1-1-102"), 1):
        run("fitout", "add", "--unit", unit, *asked, now="2026-11-01T08:00:00+08:00")
        run("fitout", "approve", str(number), now="2026-11-01T10:00:00+08:00")
        run("fitout", "enter", str(number), now="2026-11-02T08:00:00+08:00")
    return run


@pytest.mark.rule("R023")
def test_each_active_site_is_inspected_daily(site: Run) -> None:
    """All at once with a filter; a day without a look is listed by `due` and broken in the month."""
    for day in ("02", "03"):
        site("fitout", "inspect", "state:active", "--yes", now=f"2026-11-{day}T10:00:00+08:00", actor="technician")
    site("fitout", "inspect", "1", "--idle", now="2026-11-04T10:00:00+08:00", actor="technician")
    site("fitout", "end", "1", "--ended-on", "2026-11-04", now="2026-11-04T18:00:00+08:00")
    now = "2026-11-05T09:00:00+08:00"
    lines = [line for line in site("due", "--for", "technician", "--json", now=now).json() if line["rule"] == "R023"]
    assert [(line["record"], line["done"], line["required"], line["state"]) for line in lines] == [
        ("FO-202611-0002", 2, 4, "missed"),
    ]  # fmt: skip
    missed = next(line for line in lines if line["state"] == "missed")
    assert missed["next"] == "cspm fitout inspect FO-202611-0002 --date 2026-11-04"
    (told,) = [
        line
        for line in site("compliance", "--month", "2026-11", "--json", now=now, code=1).json()
        if line["rule"] == "R023"
    ]
    assert (told["status"], told["records"], told["value"], told["required"]) == ("broken", ["FO-202611-0002"], 5, 7)


@pytest.mark.rule("R024")
def test_a_violation_from_finding_to_clearing(site: Run) -> None:
    """Found with its stop order, or stopped later; cleared; who answers for it is told what to type."""
    now = "2026-11-03T10:00:00+08:00"
    site("fitout", "violate", "1", "--type", "乱堆乱放", "--text", "楼道堆沙", now=now, actor="technician")
    (line,) = [line for line in site("due", "--for", "technician", "--json", now=now).json() if line["rule"] == "R024"]
    assert (line["clock"], line["next"]) == ("stop_order", "cspm fitout stop FO-202611-0001 NUMBER --order TEXT")
    late = site("fitout", "stop", "1", "1", "--order", "停01", "--json", now="2026-11-03T10:20:00+08:00").json()
    assert [one["code"] for one in late["findings"]] == ["fitout_not_stopped"]
    site("fitout", "clear", "1", "1", now="2026-11-03T15:00:00+08:00")
    good = site(
        "fitout", "violate", "2", "--type", "facade", "--order", "停02", "--told", "经理", "--json", now=now
    ).json()
    assert good["findings"] == [] and good["violations"][0]["stopped_by"] == "csc_manager"
    assert "改变外观" in site("fitout", "show", "2", lang="zh", now=now).stdout


@pytest.mark.parametrize(
    ("words", "actor", "code"),
    [
        (("fitout", "inspect", "1", "--date", "2026-12-01"), "technician", 2),
        (("fitout", "inspect", "1", "--date", "2026-11-01"), "technician", 2),  # not there yet
        (("fitout", "inspect", "9"), "technician", 20),
        (("fitout", "inspect", "1"), "cleaner", 23),
        (("fitout", "violate", "1", "--type", "noise"), "technician", 2),
        (("fitout", "stop", "1", "1"), "technician", 20),
        (("fitout", "end", "1"), "technician", 2),
        (("fitout", "end", "1", "--ended-on", "2026-11-01"), "technician", 2),  # before it began
        (("fitout", "enter", "1"), "technician", 21),
        (("fitout", "approve", "1"), "technician", 23),
        (("fitout", "refuse", "1", "--opinion", "x"), "csc_manager", 21),
        (("fitout", "refund", "1", "--returned-amount", "-1"), "technician", 2),
        (("fitout", "tell", "1", "1", "--to", "经理"), "technician", 20),
        (("fitout", "void", "1", "--reason", "x"), "technician", 23),
    ],
)
def test_what_is_refused(site: Run, words: tuple[str, ...], actor: str, code: int) -> None:
    """Wrong day, unknown, wrong role: one sentence, nothing written."""
    refused = site(*words, actor=actor, code=code)
    assert refused.stderr.strip() and "Traceback" not in refused.stderr
    assert len(site("fitout", "history", "1", "--json").json()) == 3


def test_an_ended_site_does_not_end_twice(site: Run) -> None:
    """21 with what is possible instead."""
    site("fitout", "end", "1", "--ended-on", "2026-11-04")
    site("fitout", "end", "1", "--ended-on", "2026-11-05", code=21)


def test_an_application_is_no_site_yet(site: Run) -> None:
    """Nobody looks at it before it is entered; 21 says what is possible."""
    site("fitout", "add", "--unit", "1-1-103")
    site("fitout", "inspect", "3", code=21)


@pytest.mark.rule("R020")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"applied_on": date(2026, 10, 1), "decided_at": "10-04 17:00", "start": date(2026, 10, 5)}, "kept"),
        (
            {"applied_on": date(2026, 10, 1), "decided_at": "10-05 17:00", "start": date(2026, 10, 5)},
            "kept",
        ),  # the same day
        ({"applied_on": date(2026, 10, 1), "decided_at": "10-06 08:00", "start": date(2026, 10, 5)}, "broken"),
        ({"applied_on": date(2026, 10, 6), "decided_at": "10-05 08:00", "start": date(2026, 10, 5)}, "broken"),
        ({"start": date(2026, 10, 5)}, "broken"),
        ({"start": date(2026, 10, 5), "import_batch": "b"}, ""),
        ({"applied_on": date(2026, 10, 1)}, ""),  # nobody works there yet
    ],
)
def test_approved_before_it_begins(fields: dict[str, Any], expected: str) -> None:
    """000 P1-三 4.2-4.4: application, approval, entry, in this order."""
    assert said(RULES, "fitout_not_approved", entry(Fitout, unit="3-2-1501", **fields)) == expected


@pytest.mark.rule("R021")
@pytest.mark.parametrize(
    ("items", "approved", "found", "expected"),
    [
        (("tiles", "paint"), (), ("tiles",), "kept"),
        (("tiles", "paint"), ("tiles",), ("tiles", "paint"), "broken"),  # declared, not approved
        (("tiles",), (), ("tiles", "wall"), "broken"),
        (("tiles",), (), (), ""),
    ],
)
def test_nothing_beyond_what_was_approved(items: Any, approved: Any, found: Any, expected: str) -> None:
    """000 P1-三 4.3-4.4: works found on site lie within those declared and approved."""
    look = {"date": "2026-10-05", "by": "TE", "found": found}
    one = entry(Fitout, unit="1", items=items, approved_items=approved, start=date(2026, 10, 5), looks=[look])
    assert said(RULES, "fitout_beyond_approval", one) == expected


@pytest.mark.rule("R022")
@pytest.mark.parametrize(("told", "expected"), [("10-05 09:30", "kept"), ("10-05 09:31", "broken"), (None, "broken")])
def test_leaders_are_told_at_once(told: str | None, expected: str) -> None:
    """000 P1-三 4.4: violations and serious accidents, within half an hour unless the site says otherwise."""
    wrong = {"number": 1, "violation_type": "accident", "found_at": "10-05 09:00", "found_by": "TE", "told_at": told}
    assert said(RULES, "fitout_leader_not_told", entry(Fitout, unit="1", violations=[wrong])) == expected


def test_the_months_report(site: Run) -> None:
    """What was applied, approved, begun and finished; looks, violations, deposits; what is left to do, with what to type."""
    site("fitout", "add", "--unit", "1-1-103", now="2026-11-02T09:00:00+08:00")
    for number in ("1", "2"):
        site("fitout", "deposit", number, "--deposit-amount", "2000", now="2026-11-02T09:00:00+08:00")
    site("fitout", "inspect", "state:active", "--yes", now="2026-11-02T10:00:00+08:00", actor="technician")
    site("fitout", "violate", "2", "--type", "piling", now="2026-11-03T10:00:00+08:00", actor="technician")
    site("fitout", "end", "1", "--ended-on", "2026-11-02", now="2026-11-02T18:00:00+08:00")
    site("fitout", "refund", "1", "--returned-amount", "1500", now="2026-11-03T09:00:00+08:00")
    ask = ("report", "fitouts", "--month", "2026-11")
    now = "2026-11-05T09:00:00+08:00"
    document = site(*ask, "--json", now=now).json()
    assert {name: one["count"] for name, one in document["counts"].items()} == {
        "applied": 3, "approved": 2, "rejected": 0, "undecided": 1, "begun": 2, "finished": 1, "working": 1, "violations": 1,
        "taken": 2, "returned": 1, "held": 1,
    }  # fmt: skip
    assert [document["counts"][name]["amount"] for name in ("taken", "returned", "held")] == [
        "4000.00",
        "1500.00",
        "2000.00",
    ]
    assert [(one["id"], one["due"], one["made"], one["missed"], one["open"]) for one in document["sites"]] == [
        ("FO-202611-0001", 1, 1, 0, 0), ("FO-202611-0002", 4, 1, 3, 1),
    ]  # fmt: skip
    assert [(one["what"], one["next"]) for one in document["left"]] == [
        ("unseen", "cspm fitout inspect FO-202611-0002 --date 2026-11-03"),
        ("unstopped", "cspm fitout stop FO-202611-0002 1 --order TEXT"),
        ("untold", "cspm fitout tell FO-202611-0002 1 --to NAME"), ("uncleared", "cspm fitout clear FO-202611-0002 1"),
        ("behind", "cspm fitout end FO-202611-0002 --ended-on DAY"), ("undecided", "cspm fitout approve FO-202611-0003"),
    ]  # fmt: skip
    assert site(*ask, "--explain", "held", "-q", now=now).stdout.split() == ["FO-202611-0002"]
    site(*ask, "--explain", "nothing", code=2)
    assert "期末在押押金" in site(*ask, lang="zh", now=now).stdout
    empty = site("report", "fitouts", "--month", "2026-09", "--json", now=now).json()
    assert empty["sites"] == empty["left"] == [] and empty["counts"]["held"] == {
        "count": 0,
        "amount": "0.00",
        "records": [],
    }
