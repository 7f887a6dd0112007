"""`cspm patrol-route`, `patrol`, `defect` at the desk: planned, made, linked with repairs; what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
MORNING, EVENING = "2026-11-02T09:30:00+08:00", "2026-11-02T18:30:00+08:00"


@pytest.fixture
def site(run: Run, root: str) -> Run:
    """A route of three points, twice a day, since November."""
    path = Path(root, "site.toml")
    path.write_text("since = 2026-11-02\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    run("patrol-route", "add", "R1", "--points", "配电房,水泵房,消防栓", "--patroller", "specialist", "--windows",
        "8:00-10:00,16:00-18:00", "--active-from", "2026-11-01", "--area", "B1")  # fmt: skip
    return run


@pytest.mark.rule("R179")
def test_planned_made_late_and_missed(site: Run) -> None:
    """The first window in time, the second late; the next day is missed and named by `due`, what is excused is not."""
    site("patrol", "done", "R1", now=MORNING, actor="specialist")
    late = site("patrol", "done", "R1", "--json", now=EVENING, actor="specialist").json()
    assert (late["id"], [one["code"] for one in late["findings"]]) == ("R1.2026-11-02.2", ["patrol_late"])
    extra = site("patrol", "done", "R1", "--json", now=EVENING, actor="specialist").json()
    assert (extra["number"], extra["due"]) == (3, None)
    site("patrol", "done", "R1", "--number", "1", now=EVENING, code=21)  # made already
    now = "2026-11-04T12:00:00+08:00"
    assert [line["status"] for line in site("patrol", "plan", "--date", "2026-11-02", "--to", "2026-11-03", "--json", now=now).json()] == [
        "on_time", "late", "missed", "missed",
    ]  # fmt: skip
    site("patrol", "excuse", "R1", "--date", "2026-11-03", "--reason", "台风", now=now)
    (quota,) = [line for line in site("due", "--for", "specialist", "--json", now=now).json() if line["rule"] == "R179"]
    assert (quota["done"], quota["required"], quota["state"]) == (2, 5, "missed")
    assert quota["next"] == "cspm patrol done R1 --date 2026-11-03 --number 2"
    document = site("report", "patrols", "--month", "2026-11", "--json", now=now).json()
    (line,) = document["routes"]
    assert {key: line[key] for key in ("on_time", "late", "excused", "missed", "open", "extra")} == {
        "on_time": 1, "late": 1, "excused": 1, "missed": 4, "open": 1, "extra": 1,
    }  # fmt: skip
    assert "R1.2026-11-02.1" in site("report", "patrols", "--month", "2026-11", "--explain", "R1", "-q", now=now).stdout


@pytest.mark.rule("R179")
def test_a_defect_makes_its_ticket_and_both_name_each_other(site: Run) -> None:
    """In one change: patrol, defect, ticket; from then on the defect shows how its repair stands."""
    made = site("patrol", "done", "R1", "--defect", "水泵房=漏水", "--json", now=MORNING, actor="specialist").json()
    assert [(one["place"], one["fine"], one["defect"]) for one in made["points"]][1] == (
        "水泵房",
        False,
        "DF-202611-0001",
    )
    ticket = site("show", "1", "--json", now=MORNING).json()
    assert (ticket["defects"], ticket["text"], ticket["area"], ticket["category"]) == (
        ["DF-202611-0001"], "水泵房 漏水", "B1", "repair",
    )  # fmt: skip
    assert "DF-202611-0001" in site("show", "1", lang="zh", now=MORNING).stdout
    site("dispatch", "1", "--to", "tech1", now=MORNING)
    shown = site("defect", "show", "1", "--json", now=MORNING).json()
    assert (shown["state"], shown["repair"]["ticket"], shown["repair"]["state"], shown["repair"]["assignee"]) == (
        "linked", "T-202611-0001", "dispatched", "tech1",
    )  # fmt: skip
    assert "维修进度" in site("defect", "show", "1", lang="zh", now=MORNING).stdout
    assert site("defect", "open", "-q", now=MORNING).stdout.split() == ["DF-202611-0001"]
    site("finish", "1", "--result", "更换阀门", "--by", "tech1", now=EVENING)
    site("close", "1", "--signed-by", "专员", now=EVENING)
    assert site("defect", "open", "-q", now=EVENING).stdout == ""


@pytest.mark.rule("R179")
def test_a_defect_of_a_known_ticket_is_linked(site: Run) -> None:
    """No second ticket for what is known; one ticket may be about several defects."""
    site("create", "水泵房漏水", "--area", "B1", now=MORNING)
    site("patrol", "done", "R1", "--ticket", "水泵房=1", "--unseen", "消防栓", now=MORNING, actor="specialist")
    assert site("show", "1", "--json").json()["defects"] == ["DF-202611-0001"]
    assert len(site("list", "--json").json()) == 1
    site("defect", "add", "--text", "又漏", "--place", "水泵房", now=EVENING)
    site("defect", "repair", "2", "--ticket", "1", now=EVENING)
    assert site("show", "1", "--json").json()["defects"] == ["DF-202611-0001", "DF-202611-0002"]


@pytest.mark.rule("R188", "R179")
def test_a_cleaners_defect_is_registered_reported_repaired(site: Run) -> None:
    """The cleaner writes it down, tells the department; the specialist sends it to repair."""
    made = site(
        "defect", "add", "--text", "灯不亮", "--place", "2栋大堂", "--json", now=MORNING, actor="cleaner"
    ).json()
    assert (made["found_how"], made["state"]) == ("cleaning", "found")
    due = {line["clock"] for line in site("due", "--for", "cleaner", "--json", now=MORNING).json()}
    assert due == {"defect_repair", "defect_report"}
    site("defect", "report", "1", "--reported-to", "工程部", now=EVENING, actor="cleaner")
    site("defect", "repair", "1", now=EVENING, actor="specialist")
    done = site("defect", "show", "1", "--json", now=EVENING).json()
    assert (done["state"], done["findings"], {line["state"] for line in done["deadlines"]}) == ("linked", [], {"met"})
    site("defect", "add", "--text", "地面湿", "--place", "大堂", now=EVENING, actor="cleaner")
    site("defect", "dismiss", "2", "--decision", "刚拖过地", now=EVENING, actor="specialist")
    site("defect", "repair", "2", now=EVENING, code=21)


@pytest.mark.parametrize(
    ("words", "actor", "code"),
    [
        (("patrol-route", "add", "R2"), "csc_manager", 2),  # no points
        (("patrol-route", "add", "R2", "--points", "A", "--plan", "weekdays"), "csc_manager", 2),
        (("patrol-route", "add", "R2", "--points", "A", "--windows", "morning"), "csc_manager", 2),
        (("patrol-route", "add", "R2", "--points", "A", "--interval", "0"), "csc_manager", 2),
        (("patrol-route", "add", "R2", "--points", "A"), "cleaner", 23),
        (("patrol", "done", "R9"), "specialist", 20),
        (("patrol", "done", "R1", "--date", "2026-12-01"), "specialist", 2),
        (("patrol", "done", "R1", "--number", "7"), "specialist", 2),
        (("patrol", "done", "R1", "--defect", "屋顶=漏水"), "specialist", 2),  # no point of this route
        (("patrol", "done", "R1", "--defect", "水泵房="), "specialist", 2),
        (("patrol", "done", "R1", "--defect", "水泵房"), "specialist", 2),
        (("patrol", "done", "R1", "--ticket", "水泵房=99"), "specialist", 20),
        (("patrol", "done", "R1", "--began-at", "2026-11-02 09:00", "--ended-at", "2026-11-02 08:59"), "specialist", 2),
        (("patrol", "done", "R1", "--ended-at", "2027-11-02 09:00"), "specialist", 2),  # still to come
        (("patrol", "done", "R1"), "cleaner", 23),
        (("patrol", "excuse", "R1", "--reason", " "), "specialist", 2),
        (("defect", "add", "--text", "x"), "specialist", 2),
        (("defect", "repair", "1"), "specialist", 20),
    ],
)
def test_what_is_refused(site: Run, words: tuple[str, ...], actor: str, code: int) -> None:
    """Wrong words, unknown points, wrong role: one sentence, nothing written."""
    refused = site(*words, actor=actor, code=code)
    assert refused.stderr.strip() and "Traceback" not in refused.stderr
    assert site("patrol", "list", "-q").stdout == site("defect", "list", "-q").stdout == site("list", "-q").stdout == ""


def test_records_are_printed_in_both_languages(site: Run) -> None:
    """A page for each planned patrol, empty before and filled in after it."""
    site("patrol", "done", "R1", "--defect", "水泵房=漏水", now=MORNING, actor="specialist")
    page = site("patrol", "print", "R1", "--date", "2026-11-02", lang="zh").stdout
    assert "公共设施巡检记录" in page and "DF-202611-0001" in page and page.count('class="sheet"') == 2
    assert "Patrol record of public facilities" in site("patrol", "print", "--date", "2026-11-03").stdout
    site("patrol", "print", "--date", "2026-10-01", code=2)
