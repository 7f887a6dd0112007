"""`cspm backup`, `cspm restore`, `cspm seal`, `cspm anchor` on the command line."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm.overview.safekeeping_actions import leaves
from cspm.shell.desk import Desk
from cspm.store.rendering import render
from tests.conftest import Result
from tests.overview.makers import CHINA, feed, some_tickets, ticket

Run = Callable[..., Result]
MONTH = "2026-10"
ASIDE = ("generated_at", "as_of")


@pytest.fixture
def ids(desk: Desk) -> list[str]:
    """Three tickets of October: one closed, two open."""
    return feed(
        desk,
        [
            ticket("2026-10-05 09:00", closed_at="2026-10-05 12:00"),
            ticket("2026-10-06 09:00"),
            ticket("2026-10-07 09:00"),
        ],
    )


def rewritten(root: str, record_id: str, text: str) -> None:
    """Forge a ticket: its first event made anew with another text, so that the history adds up."""
    from cspm.core.history import chained

    path = Path(root, "tickets", "2026", "10", f"{record_id}.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    bare = {key: value for key, value in document["history"][0].items() if key != "hash"}
    bare["changed"]["text"] = text
    path.write_bytes(render({**document, "text": text, "history": [chained("", **bare)]}))


def test_backup_and_restore(run: Run, ids: list[str], tmp_path: Path) -> None:
    """Both say what they did; the new store is sound and has the same records."""
    made = run("backup", "site.tar.gz", "--json").json()
    assert (made["file"], made["skipped"]) == (os.path.abspath("site.tar.gz"), [])
    said = run("restore", "site.tar.gz", str(tmp_path / "again"), "--json", store=None, actor=None).json()
    assert (said["site"], said["name"], said["records"]) == ("test-site", "测试小区", made["records"])
    assert run("check", "--json", store=said["store"]).json() == {"records": made["records"], "findings": []}
    for record_id in ids:
        assert run("show", record_id, "--json").json() == run("show", record_id, "--json", store=said["store"]).json()
    assert run("anchor").stdout.split()[0] == run("anchor", store=said["store"]).stdout.split()[0]


def test_restore_makes_records_by_default(run: Run) -> None:
    """./records, as `init` does; once more is refused (21)."""
    assert "SHA-256" in run("backup", "site.tar").stdout
    assert "cspm check" in run("restore", "site.tar", store=None).stdout
    run("check", store=os.path.abspath("records"))
    run("restore", "site.tar", store=None, code=21)


def test_backups_are_refused(run: Run, root: str) -> None:
    """Over a file 21, another ending 2, no folder 26, no role 23; a record that cannot be read: exit 1, named."""
    run("backup", "site.tar")
    run("backup", "site.tar", code=21)
    run("backup", "site.zip", code=2)
    run("backup", "nowhere/site.tar", code=26)
    run("backup", "other.tar", actor="technician", code=23)
    Path(root, "staff", "tech1.json").unlink()
    Path(root, "staff", "tech1.json").mkdir()
    assert "staff/tech1.json" in run("backup", "other.tar", code=1).stdout


def test_restores_are_refused(run: Run) -> None:
    """What is no backup 25; nothing is made."""
    Path("bad.tar").write_bytes(b"x" * 1000)
    run("restore", "bad.tar", store=None, code=25)
    run("restore", "none.tar", store=None, code=25)
    assert not os.path.lexists("records")


def test_a_seal_keeps_the_figures_of_the_report(desk: Desk, run: Run) -> None:
    """They are those of the monthly report, without the times at which it was asked for."""
    feed(desk, some_tickets(3, 60, zone=CHINA))
    report = run("report", "monthly", "--month", MONTH, "--json").json()
    made = run("seal", "--month", MONTH, "--json").json()
    assert made["figures"] == {key: value for key, value in report.items() if key not in ASIDE}
    assert (made["version"], made["by"], made["month"]) == (1, "csc_manager", MONTH)
    run("seal", "--month", MONTH, "--compare")


def test_sealing_twice(run: Run, ids: list[str], root: str) -> None:
    """Equal figures: nothing is written; others: refused (21), unless it is said why (`--again`)."""
    first = run("seal", "--json").json()
    file = Path(root, ".cspm", "seals", f"{MONTH}.json")
    before = file.read_bytes()
    assert run("seal", "--month", MONTH, "--json", now="2026-12-01T10:00:00+08:00").json() == first
    assert file.read_bytes() == before
    run("cancel", ids[1], "--reason", "no longer wanted", now="2026-10-30T10:00:00+08:00")
    assert "--compare" in run("seal", code=21).stderr
    assert file.read_bytes() == before
    run("seal", "--again", code=2)
    run("seal", "--reason", "typed late", code=2)
    again = run("seal", "--again", "--reason", "typed late", "--json").json()
    assert (again["version"], again["reason"]) == (2, "typed late")
    assert json.loads(file.read_bytes())["versions"] == [first, again]
    run("seal", "--compare")


def test_a_month_is_sealed_when_it_is_over(run: Run) -> None:
    """Until its last midnight it is refused (22)."""
    run("seal", "--month", MONTH, now="2026-10-31T23:59:59+08:00", code=22)
    run("seal", "--month", MONTH, now="2026-11-01T00:00:00+08:00")


@pytest.mark.parametrize("role", ["csc_manager", "general_manager", "csc_director", "finance"])
def test_who_may_seal(run: Run, role: str) -> None:
    """Those who answer for the figures, and nobody else (23)."""
    run("seal", actor="front_desk", code=23)
    run("seal", actor="site_admin", code=23)
    run("seal", actor=role)
    assert run("seal", "--list", "--json", actor="technician").json()[0]["by"] == role


def test_compare_shows_what_differs(run: Run, ids: list[str], root: str) -> None:
    """Every figure and every record; a forged history is told from work that went on."""
    run("seal")
    assert "nothing differs" in run("seal", "--compare").stdout
    run("cancel", ids[1], "--reason", "no longer wanted", now="2026-10-30T10:00:00+08:00")
    rewritten(root, ids[2], "forged")
    found = run("seal", "--compare", "--json", code=1).json()
    figures = {one["key"]: (one["sealed"], one["now"]) for one in found["figures"]}
    assert figures["tickets.cancelled"] == (0, 1)
    assert all(sealed != now for sealed, now in figures.values())
    assert found["records"] == [
        {"kind": "tickets", "id": ids[1], "sealed": 1, "now": 2, "kept": True},
        {"kind": "tickets", "id": ids[2], "sealed": 1, "now": 1, "kept": False},
    ]
    said = run("seal", "--compare", code=1).stdout
    assert "tickets.cancelled: 0 when it was sealed, now 1" in said
    assert "no longer in its history" in said


def test_compare_shows_records_that_came_or_went(desk: Desk, run: Run, ids: list[str], root: str) -> None:
    """A number that was not there, one that is gone, one that is damaged."""
    run("seal")
    (new,) = feed(desk, [ticket("2026-10-08 09:00")])
    Path(root, "tickets/2026/10", f"{ids[0]}.json").unlink()
    Path(root, "tickets/2026/10", f"{ids[1]}.json").write_text("{", encoding="utf-8")
    records = run("seal", "--compare", "--json", code=1).json()["records"]
    assert [(one["id"], one["sealed"], one["now"], one["kept"]) for one in records] == [
        (ids[0], 1, None, False), (ids[1], 1, None, False), (new, None, 1, True),
    ]  # fmt: skip


def test_time_that_passes_is_no_difference(run: Run, ids: list[str]) -> None:
    """Clocks that ran out after the sealing are not counted: figures are compared as of the sealing."""
    run("seal", "--month", MONTH, now="2026-11-01T00:00:00+08:00")
    run("seal", "--month", MONTH, "--compare", now="2027-06-01T00:00:00+08:00")


def test_seals_are_listed(run: Run) -> None:
    """The last version of each; no seal is said too, and there is nothing to compare with (20)."""
    assert run("seal", "--list").stdout == "No month is sealed.\n"
    run("seal", "--compare", code=20)
    run("seal", "--list", "--compare", code=2)
    run("seal", "--month", "2026-09")
    run("seal", "--month", MONTH)
    assert [one["month"] for one in run("seal", "--list", "--json").json()] == ["2026-09", MONTH]
    assert [one["month"] for one in run("seal", "--list", "--month", MONTH, "--json").json()] == [MONTH]
    assert len(run("seal", "--list").lines()) == 2


def test_check_names_what_was_done_to_sealed_records(run: Run, ids: list[str], root: str) -> None:
    """A forged history that adds up, and an edited seal; work that goes on is nothing."""
    run("seal")
    run("cancel", ids[1], "--reason", "no longer wanted")
    run("check")
    rewritten(root, ids[2], "forged")
    found: Any = run("check", "--json", code=1).json()["findings"]
    assert [(one["code"], one["record"]) for one in found if one["level"] != "info"] == [("sealed", ids[2])]
    file = Path(root, ".cspm", "seals", f"{MONTH}.json")
    file.write_text(file.read_text(encoding="utf-8").replace('"received": 3', '"received": 2'), encoding="utf-8")
    found = run("check", "--json", code=1).json()["findings"]
    assert [one["path"] for one in found if one["code"] == "sealed"] == [f".cspm/seals/{MONTH}.json"]


def test_an_anchor_shows_any_change(run: Run, ids: list[str], root: str) -> None:
    """Its own exit code and sentence; a reformatted file is no change."""
    made = run("anchor", "--json").json()
    assert made["records"] == 3 + len(os.listdir(Path(root, "staff")))
    path = Path(root, "tickets/2026/10", f"{ids[0]}.json")
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    assert "are those of the anchor" in run("anchor", "--verify", made["anchor"].upper()).stdout
    rewritten(root, ids[2], "forged")
    assert run("anchor", "--verify", made["anchor"], "--json", code=1).json()["verified"] is False
    assert "not those of the anchor" in run("anchor", "--verify", made["anchor"], code=1).stdout
    run("anchor", "--verify", "abc", code=2)


def test_every_value_has_its_key() -> None:
    """Nested objects by their names, items of lists by their numbers; what is empty is a value."""
    document: Any = {"a": {"b": 1, "c": [{"d": 2}, 3]}, "e": [], "f": None}
    assert dict(leaves(document)) == {"a.b": 1, "a.c.1.d": 2, "a.c.2": 3, "e": [], "f": None}
