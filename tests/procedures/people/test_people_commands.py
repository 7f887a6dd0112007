"""`cspm staff`, `cspm units`, `cspm areas` as staff and scripts use them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_staff_are_added_and_shown(run: Run) -> None:
    """`add` prints the record, `show --json` the same one."""
    made = run(
        "staff", "add", "wang", "--name", "王芳", "--role", "front_desk", "--areas", "一期，二期", "--json"
    ).json()
    assert (made["id"], made["role"], made["areas"], made["state"]) == (
        "wang",
        "front_desk",
        ["一期", "二期"],
        "active",
    )
    assert run("staff", "show", "wang", "--json").json() == made
    assert "front desk" in run("staff", "show", "wang").stdout


def test_the_frame_of_a_staff_record_is_promised(run: Run) -> None:
    """All keys are there, empty ones as null, in stable order."""
    made = run("staff", "add", "wang", "--name", "王芳", "--role", "front_desk", "--json").json()
    assert list(made) == [
        "id", "name", "role", "team", "areas", "phone", "login", "active_from", "active_to", "state",
        "created_by", "import_batch", "revision", "history",
    ]  # fmt: skip


def test_a_role_may_be_typed_by_its_chinese_label(run: Run) -> None:
    """前台 is front_desk."""
    assert run("staff", "add", "wang", "--name", "王芳", "--role", "前台", "--json").json()["role"] == "front_desk"


def test_blanks_around_a_value_are_no_part_of_it(run: Run) -> None:
    """And a value of blanks alone is none."""
    typed = ("--name", " 王芳 ", "--role", "front_desk", "--phone", " ")
    made = run("staff", "add", "wang", *typed, "--json").json()
    assert (made["name"], made["phone"]) == ("王芳", None)


def test_an_unknown_role_is_refused_with_those_there_are(run: Run) -> None:
    """Exit 2, and the sentence lists roles."""
    said = run("staff", "add", "wang", "--name", "王芳", "--role", "king", code=2)
    assert "technician" in said.stderr
    assert said.stdout == ""


def test_a_site_adds_posts_and_roles(run: Run, root: str) -> None:
    """A post mapped in site.toml acts as its role; a role of the site's own is taken by its label and shown by it."""
    with Path(root, "site.toml").open("a", encoding="utf-8") as file:
        file.write('\n[roles]\n"客服主任" = "csc_manager"\nbutler = { zh = "管家", en = "butler of the house" }\n')
    run("staff", "add", "zhao", "--name", "赵", "--role", "客服主任")
    run("staff", "add", "qian", "--name", "钱", "--role", "管家", actor="zhao")
    assert run("staff", "show", "qian", "--json").json()["role"] == "butler"
    assert "butler of the house" in run("staff", "list").stdout
    assert run("check").code == 0


def test_an_id_is_taken_once(run: Run) -> None:
    """A second entry under the same id is refused (21), also when the first is void."""
    run("areas", "add", "一期", "--name", "一期花园")
    run("areas", "add", "一期", "--name", "again", code=21)
    run("areas", "void", "一期", "--reason", "merged")
    run("areas", "add", "一期", "--name", "again", code=21)


@pytest.mark.parametrize("typed", ["../x", "a/b", "", ".hidden", "a" * 70, "with blank"])
def test_what_cannot_be_an_id_is_refused(run: Run, typed: str) -> None:
    """Exit 2 before anything is written, and the sentence says what an id is made of."""
    assert "letters, digits" in run("areas", "add", typed, "--name", "x", code=2).stderr
    assert run("areas", "list", "--json").json() == []


def test_units_are_sorted_as_numbers(run: Run) -> None:
    """2-1-302 stands before 10-1-101."""
    for unit in ("10-1-101", "2-1-1001", "2-1-302"):
        run("units", "add", unit)
    assert run("units", "list", "-q").lines() == ["2-1-302", "2-1-1001", "10-1-101"]


def test_units_are_filtered(run: Run) -> None:
    """By their columns, yes and no included; a bad key is refused."""
    run("units", "add", "3-2-1501", "--owner", "张三", "--special", "--customer-class", "业主")
    run("units", "add", "3-2-1502", "--owner", "李四", "--vacant")
    assert run("units", "list", "owner:张三", "-q").lines() == ["3-2-1501"]
    assert run("units", "list", "special:yes", "-q").lines() == ["3-2-1501"]
    assert run("units", "list", "vacant:是", "-q").lines() == ["3-2-1502"]
    assert run("units", "list", "customer_class:owner", "-q").lines() == ["3-2-1501"]
    run("units", "list", "colour:red", code=2)


def test_a_list_gives_yes_and_no_as_such(run: Run) -> None:
    """JSON has true and false, not the index's 1 and 0."""
    run("units", "add", "3-2-1501", "--special")
    assert run("units", "list", "--json").json()[0]["special"] is True


def test_a_correction_keeps_the_old_value(run: Run) -> None:
    """`amend` changes the record; the history shows old and new value and the reason."""
    run("staff", "amend", "tech1", "phone=139", "负责区域=一期", "--reason", "new phone")
    after = run("staff", "show", "tech1", "--json").json()
    assert (after["phone"], after["areas"], after["revision"]) == ("139", ["一期"], 2)
    history = run("staff", "history", "tech1").stdout
    assert "13800000001 → 139" in history
    assert "new phone" in history
    events = run("staff", "history", "tech1", "--json").json()
    assert [event["action"] for event in events] == ["add", "amend"]
    assert events == after["history"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("colour=red", "known fields"),
        ("state=void", "never corrected"),
        ("phone", "FIELD=VALUE"),
        ("role=king", "role"),
    ],
)
def test_what_cannot_be_corrected_is_refused(run: Run, word: str, said: str) -> None:
    """An unknown or fixed field, a word without =, a value it cannot have: exit 2, nothing changed."""
    assert said in run("staff", "amend", "tech1", word, "--reason", "x", code=2).stderr
    assert run("staff", "show", "tech1", "--json").json()["revision"] == 1


def test_a_required_field_cannot_be_emptied(run: Run) -> None:
    """A name stays."""
    run("staff", "amend", "tech1", "name=", "--reason", "x", code=2)


def test_void_needs_a_reason_and_leaves_the_list(run: Run) -> None:
    """A voided entry is kept and shown, and left out of lists unless they are asked for all."""
    run("staff", "void", "tech2", code=2)
    run("staff", "void", "tech2", "--reason", "left")
    assert "tech2" not in run("staff", "list", "-q").lines()
    assert "tech2" in run("staff", "list", "--all", "-q").lines()
    assert run("staff", "list", "state:void", "-q").lines() == ["tech2"]
    assert run("staff", "show", "tech2", "--json").json()["state"] == "void"
    run("staff", "void", "tech2", "--reason", "again", code=21)


def test_several_are_voided_at_once_with_one_document(run: Run) -> None:
    """With --json several records are one array; ids may come from stdin."""
    done = run("staff", "void", "-", "--reason", "left", "--json", stdin="tech1\ntech2\n").json()
    assert [record["state"] for record in done] == ["void", "void"]


@pytest.mark.parametrize("actor", ["front_desk", "technician", "finance"])
def test_the_registers_are_kept_by_few(run: Run, actor: str) -> None:
    """Others read, but may not add, amend or void (23); nothing is written."""
    assert run("units", "list", actor=actor).code == 0
    run("units", "add", "1-1-101", actor=actor, code=23)
    run("staff", "amend", "tech1", "phone=1", "--reason", "x", actor=actor, code=23)
    run("staff", "void", "tech1", "--reason", "x", actor=actor, code=23)
    assert run("units", "list", "--json").json() == []


def test_who_has_left_may_change_nothing(run: Run) -> None:
    """A member of staff past `active_to` is refused, and so is one who was voided."""
    run("staff", "amend", "csc_manager", "active_to=2026-11-21", "--reason", "left", actor="site_admin")
    run("areas", "add", "1", "--name", "x", actor="csc_manager", code=23)
    run("areas", "add", "1", "--name", "x", actor="nobody", code=20)


def test_a_dry_run_writes_nothing(run: Run) -> None:
    """The record is worked out and shown; afterwards it is not there."""
    assert run("areas", "add", "一期", "--name", "x", "--dry-run", "--json").json()["id"] == "一期"
    run("areas", "show", "一期", code=20)


def test_an_outdated_revision_is_refused(run: Run) -> None:
    """`--revision` of another state: exit 24."""
    run("staff", "amend", "tech1", "phone=1", "--reason", "x", "--revision", "1")
    run("staff", "amend", "tech1", "phone=2", "--reason", "x", "--revision", "1", code=24)


def test_labels_are_in_the_readers_language(run: Run) -> None:
    """Headings and values of `show` in Chinese; the JSON keys never change."""
    said = run("staff", "show", "tech1", lang="zh").stdout
    assert "角色" in said
    assert "姓名" in said
    assert set(json.loads(run("staff", "show", "tech1", "--json", lang="zh").stdout)) >= {"role", "name"}


def test_the_first_staff_are_registered_by_the_operating_system_user(run: Run, root: str) -> None:
    """In a site without any staff whoever sits there is the administrator; afterwards he is nobody."""
    for file in Path(root, "staff").iterdir():
        file.unlink()
    run("staff", "add", "wang", "--name", "王芳", "--role", "site_admin", actor=None)
    run("staff", "add", "li", "--name", "李", "--role", "front_desk", actor=None, code=23)
    assert run("staff", "list", "-q").lines() == ["wang"]


def test_days_are_filtered_by_period(run: Run) -> None:
    """`active_to:2026-06`, and what is past today."""
    assert run("staff", "list", "active_to:2026-06", "-q").lines() == ["left"]
    assert run("staff", "list", "active_to:past", "-q").lines() == ["left"]
    assert run("staff", "list", "active_to:2026-07..", "-q").lines() == []
