"""`cspm posts`, `round`, `walk`, `sighting` at the desk: a day typed in a line, what is owed, the month, what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
MONDAY, EVENING = "2026-11-02T08:00:00+08:00", "2026-11-02T18:00:00+08:00"
RULES = ("R183", "R184", "R185", "R189", "R192", "R202")


@pytest.fixture
def site(run: Run, root: str) -> Iterator[Run]:
    """A site with a corridor, an outdoor and a leader's post since November; `cleaner`, tech1 (a stand-in) and the leader."""
    path = Path(root, "site.toml")
    path.write_text("since = 2026-11-01\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    run("posts", "add", "L1", "--post-type", "corridor", "--places", "1栋,2栋", "--owner", "cleaner", "--starts", "07:30",
        "--active-from", "2026-11-01")  # fmt: skip
    run(
        "posts",
        "add",
        "W1",
        "--post-type",
        "室外保洁员",
        "--places",
        "A区",
        "--owner",
        "tech1",
        "--active-from",
        "2026-11-01",
    )
    run("posts", "add", "BZ", "--post-type", "leader", "--owner", "cleaning_leader", "--active-from", "2026-11-01")
    yield run


def verdicts(run: Run, month: str = "2026-11", now: str = "2026-12-05T09:00:00+08:00") -> dict[str, tuple[Any, ...]]:
    """What compliance says of these rules."""
    lines = run("compliance", "--month", month, "--json", now=now, code=1).json()
    return {line["rule"]: (line["status"], line["value"], line["required"]) for line in lines}


@pytest.mark.rule("R183", "R184", "R189")
def test_a_day_is_typed_in_a_line(site: Run) -> None:
    """All posts at once, all but what was left out; a second time adds only what is new; nothing is written for what was
    not done."""
    made = site("posts", "done", "--all", "--except", "扶手@2栋", "--json", now=EVENING, actor="cleaning_leader").json()
    assert [one["id"] for one in made] == ["L1.2026-11-02", "W1.2026-11-02"]
    assert {part["duty"]: part["places"] for part in made[0]["done"]} == {
        "sweep_corridors": ["1栋", "2栋"], "wipe_unit_doors": ["1栋", "2栋"], "wipe_handrails": ["1栋"],
    }  # fmt: skip
    assert {part["by"] for part in made[0]["done"]} == {"cleaner"}
    again = site("posts", "done", "--all", "--json", now=EVENING).json()
    assert [(one["id"], one["revision"]) for one in again] == [("L1.2026-11-02", 2)]
    site("posts", "done", "--all", now=EVENING, code=2)
    week = site("posts", "done", "--post", "L1", "--every", "week", "--except", "@2栋", "--json", now=EVENING).json()
    assert (week[0]["id"], len(week[0]["done"])) == ("L1.2026-W45", 6)
    assert len(site("post-work", "list", "--json").json()) == 3


@pytest.mark.rule("R183", "R185", "R189", "R192")
def test_what_is_owed_today_by_whom(site: Run) -> None:
    """`posts owed` lists it duty by duty, `due` person by person with what to type; what is over and not done is missed."""
    lines = site("posts", "owed", "--for", "cleaner", "--json", now=MONDAY).json()
    assert len(lines) == 6 + 12 + 4 and {line["status"] for line in lines} == {"open"}
    site("posts", "done", "--all", now=EVENING)
    site("posts", "done", "--all", "--date", "2026-11-01", now=EVENING)
    due = site("due", "--for", "cleaner", "--json", now=EVENING).json()
    assert {line["rule"]: (line["done"], line["required"], line["state"]) for line in due} == {
        "R184": (0, 2, "running"), "R185": (0, 2, "running"),
    }  # fmt: skip
    late = site("due", "--overdue", "--for", "cleaner", "--json", now="2026-11-05T08:00:00+08:00", code=1).json()
    assert [(line["rule"], line["record"], line["next"]) for line in late] == [
        ("R183", "L1", "cspm posts done --post L1 --date 2026-11-03 --all"),
    ]  # fmt: skip
    (leader,) = site("due", "--for", "cleaning_leader", "--json", now=MONDAY).json()
    assert (leader["rule"], leader["next"]) == ("R192", "cspm round add --date 2026-11-01 --all-present")
    assert site("posts", "owed", "--missed", "-q", now="2026-11-05T08:00:00+08:00").stdout.split() == ["L1", "W1"]


@pytest.mark.rule("R183", "R184", "R185", "R189", "R192", "R202")
def test_a_month_kept_and_a_month_broken(site: Run) -> None:
    """Everything done and every round made: all kept; from the day on that something is left out, broken."""
    for day in range(1, 31):
        evening = f"2026-11-{day:02d}T18:00:00+08:00"
        site("posts", "done", "--all", now=evening)
        site("round", "add", "--all-present", "--own-zones", "--inspected", "A区", now=evening, actor="cleaning_leader")
        if day in (8, 15, 22, 29):
            site("posts", "done", "--every", "week", "--all", now=evening)
    site("posts", "done", "--every", "month", "--all", now="2026-11-30T18:00:00+08:00")
    found = verdicts(site)
    assert {rule: found[rule] for rule in RULES} == {
        "R183": ("kept", 60, 60), "R184": ("kept", 8, 8), "R185": ("kept", 2, 2), "R189": ("kept", 30, 30),
        "R192": ("kept", 30, 30), "R202": ("kept", 2, 2),
    }  # fmt: skip
    document = site("report", "posts", "--month", "2026-11", "--json", now="2026-12-05T09:00:00+08:00").json()
    assert document["missed"] == [] and document["rounds"] == {"required": 30, "done": 30}
    after = verdicts(site, "2026-12", "2027-01-05T09:00:00+08:00")
    assert {after[rule][0] for rule in RULES if rule != "R202"} == {"broken"}


@pytest.mark.rule("R202")
def test_two_owners_or_none(site: Run) -> None:
    """Entrusting it changes the owner from its day on; a place with two owners and a zone without one are named."""
    handed = site("posts", "entrust", "L1", "--to", "tech2", "--from", "2026-11-10", "--json").json()
    assert (handed["owner"], [one["staff"] for one in handed["holders"]]) == ("tech2", ["cleaner", "tech2"])
    lines = site("posts", "owed", "--date", "2026-11-09", "--post", "L1", "--json").json()
    assert {line["owner"] for line in lines if line["every"] == "day"} == {"cleaner"}
    site("posts", "entrust", "L1", "--to", "tech1", "--from", "2026-11-10", code=2)
    site(
        "posts",
        "add",
        "L9",
        "--post-type",
        "corridor",
        "--places",
        "2栋",
        "--owner",
        "tech1",
        "--active-from",
        "2026-11-10",
    )
    site("posts", "add", "L8", "--post-type", "corridor", "--places", "8栋", "--active-from", "2026-11-10")
    (line,) = [
        line for line in site("compliance", "--month", "2026-11", "--json", code=1).json() if line["rule"] == "R202"
    ]
    assert (line["status"], line["records"]) == ("broken", ["L1", "L8", "L9"])


@pytest.mark.rule("R192", "R202", "R189")
def test_the_leaders_round(site: Run) -> None:
    """Attendance with the post's hour, looks, tasks, places, problems by owner of the zone; acted on by number."""
    made = site("round", "add", "--all-present", "--own-zones", "--in", "cleaner=7:40", "--untidy", "tech1=未戴工牌",
                "--problem", "1栋=烟头", "--inspected", "A区", "--json", now=EVENING, actor="cleaning_leader").json()  # fmt: skip
    assert (made["id"], made["by"], made["expected"]) == ("BZ.2026-11-02", "cleaning_leader", ["cleaner", "tech1"])
    assert [(one["staff"], one["tidy"]) for one in made["attendance"]] == [("cleaner", True), ("tech1", False)]
    assert made["problems"][0]["owner"] == "cleaner"
    assert [finding["code"] for finding in made["findings"]] == ["post_late"]
    more = site("round", "add", "--absent", "tech1=病假", "--problem", "A区=落叶", "--json", now=EVENING).json()
    assert [one["number"] for one in more["problems"]] == [1, 2] and more["attendance"][1]["absent"] == "病假"
    solved = site("round", "solve", "BZ.2026-11-02", "1", "--action", "已清", "--json", now=EVENING).json()
    assert solved["problems"][0]["acted_by"] == "csc_manager"
    site("round", "solve", "BZ.2026-11-02", "9", "--action", "x", now=EVENING, code=20)
    owners = site("report", "posts", "--month", "2026-11", "--json", now=EVENING).json()["owners"]
    assert {one["owner"]: (one["problems"], one["late"], one["absent"]) for one in owners} == {
        "cleaner": (1, 1, 0), "tech1": (1, 0, 1),
    }  # fmt: skip


@pytest.mark.rule("R164")
def test_supervision_is_asked_for_and_its_problems_followed(site: Run) -> None:
    """The manager's round of the month; a problem waits for an action, in words or as a ticket."""
    site("walk", "add", "--places", "A区,1栋", "--seen", "cleaner", "--problem", "A区=乱堆", now=MONDAY)
    ask = ("due", "--for", "csc_manager", "--json")
    lines = site(*ask, now=MONDAY).json()
    assert [(line["clock"], line["record"]) for line in lines if line["clock"] == "walk_problem"] == [
        ("walk_problem", "SR-202611-0001")
    ]
    assert not [
        line for line in lines if line["rule"] == "R164" and line["clock"] == "quota"
    ]  # the month's one round is done
    site("create", "杂物堆放", "--area", "A区", now=MONDAY)
    site("walk", "solve", "1", "1", now=MONDAY, code=2)
    done = site("walk", "solve", "1", "1", "--ticket", "1", "--json", now=EVENING).json()
    assert (done["problems"][0]["ticket"], done["findings"]) == ("T-202611-0001", [])
    broken = [line for line in site("compliance", "--month", "2026-11", "--json", now="2026-12-02T09:00:00+08:00", code=1).json()
              if line["rule"] == "R164"]  # fmt: skip
    assert broken[0]["records"] == ["customer_assistant"]


@pytest.mark.rule("R187", "R191")
def test_what_was_noticed(site: Run) -> None:
    """Anybody writes it down; security is told within five minutes; uncivil behaviour is spoken up against."""
    site(
        "sighting",
        "add",
        "--sighting-type",
        "可疑情况",
        "--text",
        "陌生人徘徊",
        "--place",
        "1栋",
        now=MONDAY,
        actor="cleaner",
    )
    (line,) = [line for line in site("due", "--for", "cleaner", "--json", now=MONDAY).json() if line["rule"] == "R187"]
    assert line["next"] == "cspm sighting warn SG-202611-0001 --security-told NAME"
    told = site(
        "sighting", "warn", "1", "--security-told", "门岗", "--json", now="2026-11-02T08:04:00+08:00", actor="cleaner"
    )
    assert [one["state"] for one in told.json()["deadlines"]] == ["met"]
    site("sighting", "add", "--sighting-type", "uncivil", "--text", "乱扔垃圾", now=MONDAY, actor="cleaner")
    assert site("sighting", "show", "2", "--json", now=MONDAY).json()["findings"][0]["code"] == "uncivil_not_stopped"
    assert site("sighting", "speak", "2", "--json", now=MONDAY, actor="cleaner").json()["findings"] == []
    site("sighting", "close", "2", "--response", "已捡起", now=MONDAY, actor="cleaner")
    site("sighting", "close", "2", "--response", "x", now=MONDAY, code=21)


@pytest.mark.parametrize(
    ("words", "actor", "code"),
    [
        (("posts", "done"), "csc_manager", 2),  # nothing was said to be done
        (("posts", "done", "--all", "--date", "2026-12-01"), "csc_manager", 2),  # that day is still to come
        (("posts", "done", "--duty", "wax"), "csc_manager", 2),
        (("posts", "done", "--every", "year", "--all"), "csc_manager", 2),
        (("posts", "done", "--place", "no such place"), "csc_manager", 2),
        (
            (
                "posts",
                "add",
                "L2",
                "--post-type",
                "corridor",
                "--active-from",
                "2026-11-02",
                "--active-to",
                "2026-11-01",
            ),
            "csc_manager",
            2,
        ),
        (("posts", "done", "--all", "--post", "X1"), "csc_manager", 20),
        (("posts", "done", "--all"), "technician", 23),
        (("posts", "excuse", "--duty", "signs", "--reason", "x"), "cleaner", 23),
        (("posts", "excuse", "--duty", "signs", "--reason", " "), "csc_manager", 2),
        (("posts", "add", "L2", "--post-type", "corridor", "--owner", "nobody"), "csc_manager", 20),
        (("posts", "add", "L2", "--post-type", "roof"), "csc_manager", 2),
        (("posts", "add", "L2", "--post-type", "corridor", "--starts", "dawn"), "csc_manager", 2),
        (("posts", "add", "L2", "--post-type", "corridor"), "cleaner", 23),
        (("posts", "add", "L1", "--post-type", "corridor"), "csc_manager", 21),
        (("posts", "entrust", "L1", "--to", "nobody"), "csc_manager", 20),
        (("round", "add", "--in", "cleaner"), "csc_manager", 2),
        (("round", "add", "--in", "cleaner=soon"), "csc_manager", 2),
        (("round", "add", "--absent", "cleaner="), "csc_manager", 2),
        (("round", "add", "--post", "L1", "--all-present"), "csc_manager", 2),  # no leader's post
        (("round", "add", "--all-present"), "cleaner", 23),
        (("walk", "add", "--seen", "nobody"), "csc_manager", 20),
        (("walk", "add"), "cleaner", 23),
    ],
)
def test_what_is_refused(site: Run, words: tuple[str, ...], actor: str, code: int) -> None:
    """Wrong words, unknown people, wrong role: one sentence, nothing written."""
    refused = site(*words, actor=actor, code=code)
    assert refused.stderr.strip() and "Traceback" not in refused.stderr
    assert site("post-work", "list", "-q").stdout == site("round", "list", "-q").stdout == ""


def test_a_void_post_asks_nothing(site: Run) -> None:
    """A post that was given up owes nothing, and nothing is written down at it (21)."""
    site("posts", "void", "W1", "--reason", "外包")
    assert {line["post"] for line in site("posts", "owed", "--json").json()} == {"L1"}
    site("posts", "done", "--post", "W1", "--all", code=21)


def test_a_site_without_posts_is_not_asked(run: Run, root: str) -> None:
    """No posts, no duties, also where the site asks for periodic ones."""
    path = Path(root, "site.toml")
    path.write_text("since = 2026-11-01\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert {line["rule"] for line in run("due", "--json").json()} & {*RULES, "R164"} == set()


def test_excused_is_no_miss(site: Run) -> None:
    """What the leader excuses is not asked for any more, and stands in the month's report."""
    site("posts", "excuse", "--date", "2026-11-02", "--reason", "大雨", "--post", "W1", now=EVENING, code=0)
    document = site("report", "posts", "--month", "2026-11", "--json", now="2026-11-04T09:00:00+08:00").json()
    (roads,) = [line for line in document["posts"] if line["duty"] == "sweep_roads"]
    assert (roads["owed"], roads["excused"], roads["missed"], roads["open"]) == (4, 1, 2, 1)


def test_sheets_reports_and_records_go_out_and_come_in(site: Run, tmp_path: Path) -> None:
    """Task sheets in both languages, the report behind its numbers, export and import unchanged."""
    site("posts", "done", "--all", now=EVENING)
    page = site("posts", "print", "L1", "--date", "2026-11-02", lang="zh").stdout
    assert "保洁岗位任务单" in page and "擦拭楼梯扶手" in page and "✓" in page and page.count('class="sheet"') == 3
    assert len(site("posts", "print", "--every", "day", "--json", now=MONDAY).json()["pages"]) == 2
    site("posts", "print", "BZ", code=2)
    told = site("report", "posts", "--month", "2026-11", lang="zh", now=EVENING).stdout
    assert "按责任人" in told and "清扫楼道" in told
    ask = ("report", "posts", "--month", "2026-11", "--explain", "L1.sweep_corridors", "-q")
    assert site(*ask, now=EVENING).stdout.split() == ["L1.2026-11-02"]
    for kind in ("posts", "post_work"):
        file = tmp_path / f"{kind}.jsonl"
        site("export", kind, "-o", "jsonl", "--output", str(file))
        before = records_in(file.read_text(encoding="utf-8"))
        for one in site("posts" if kind == "posts" else "post-work", "list", "-q").stdout.split():
            Path(str(tmp_path), "records", kind, f"{one}.json").unlink()
        site("import", str(file), "--as", kind)
        assert records_in(site("export", kind, "-o", "jsonl").stdout) == before


def records_in(text: str) -> list[dict[str, Any]]:
    """The records of an export, without the name of the import that brought them."""
    return [{**json.loads(line), "import_batch": None} for line in text.splitlines()]
