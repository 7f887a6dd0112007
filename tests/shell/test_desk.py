"""Several records in one command, who acts and when, what `-q` prints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def ids(run: Run) -> list[str]:
    """Three tickets."""
    return [run("create", text, "-q").stdout.strip() for text in ("tap", "lamp", "door")]


def test_several_ids_are_one_json_document(run: Run, ids: list[str]) -> None:
    """An array for several words, stdin and filters, the object for one."""
    assert [one["id"] for one in run("dispatch", "1", "2", "--to", "tech1", "--json").json()] == ids[:2]
    assert [one["id"] for one in run("accept", "-", "--json", stdin="1\n2\n").json()] == ids[:2]
    assert [one["id"] for one in run("hold", "state:accepted", "--reason", "x", "--json").json()] == ids[:2]
    assert run("resume", "1", "--json").json()["id"] == ids[0]


@pytest.mark.parametrize("verb", ["show", "explain", "print"])
def test_several_are_looked_at_as_one_document(run: Run, ids: list[str], verb: str) -> None:
    """`-` and filters give an array, an id the document itself."""
    assert len(run(verb, "-", "--json", stdin="\n".join(ids)).json()) == 3
    assert len(run(verb, "state:registered", "--json").json()) == 3
    assert run(verb, "1", "--json").json() is not None


def test_looking_at_many_asks_nothing(run: Run, ids: list[str]) -> None:
    """Only changes of more than three records need `--yes`."""
    run("create", "window")
    assert run("show", "state:registered", "-q").lines()[:3] == ids
    run("decline", "state:registered", "--reason", "x", code=2)


@pytest.mark.parametrize("stdin", ["1\n99\n", "99\n1\n"])
def test_one_wrong_id_and_nothing_is_done(run: Run, ids: list[str], stdin: str) -> None:
    """All ids are looked up before the first change, typed or on stdin."""
    run("dispatch", "-", "--to", "tech1", stdin=stdin, code=20)
    run("dispatch", *stdin.split(), "--to", "tech1", code=20)
    assert run("show", ids[0], "--json").json()["revision"] == 1


def test_a_record_named_twice_is_changed_once(run: Run, ids: list[str]) -> None:
    """Short and whole id of the same ticket."""
    assert len(run("dispatch", "1", ids[0], "--to", "tech1", "--json").json()) == 1


def test_no_ids_are_noted(run: Run) -> None:
    """An empty stdin or a filter that fits nothing: exit 0, a note on stderr, an empty array."""
    said = run("dispatch", "-", "--to", "tech1", "--json", stdin="\n")
    assert said.json() == []
    assert "No ids" in said.stderr
    assert "No record" in run("dispatch", "state:dispatched", "--to", "tech1").stderr


@pytest.mark.parametrize("words", [("show",), ("history",), ("explain",), ("print",), ("dispatch", "--to", "tech1")])
def test_quiet_prints_the_bare_id(run: Run, ids: list[str], words: tuple[str, ...]) -> None:
    """Wherever there is one."""
    assert run(words[0], "2", *words[1:], "-q").stdout == f"{ids[1]}\n"


def test_quiet_is_refused_where_there_are_no_ids(run: Run, ids: list[str]) -> None:
    """A report is no list; the records behind one of its numbers are."""
    run("report", "monthly", "-q", code=2)
    assert run("report", "monthly", "--month", "2026-11", "--explain", "tickets.received", "-q").lines() == ids


def test_the_actor_who_is_nobody_is_named_as_such(run: Run) -> None:
    """The sentence says that the actor is meant and where the ids stand."""
    said = run("create", "x", actor="NOBODY", code=20).stderr
    assert "--actor" in said
    assert "cspm staff list" in said


def test_the_actor_in_another_case_is_the_same_person(run: Run) -> None:
    """`CSC_Manager` is `csc_manager`."""
    assert run("create", "x", "--json", actor="CSC_Manager").json()["created_by"] == "csc_manager"


def test_a_time_that_is_none_is_told_in_the_readers_language(run: Run) -> None:
    """`--now garbage`."""
    assert run("list", now="garbage", lang="zh", code=2).stderr.startswith("未执行：--now：garbage 无效：请写")
    assert "yesterday 14:00" in run("list", now="garbage", code=2).stderr


def test_unknown_fields_are_answered_with_labels(run: Run, ids: list[str]) -> None:
    """No internal names; in Chinese the labels."""
    said = run("amend", "1", "foo=1", "--reason", "x", lang="zh", code=2).stderr
    assert "工种" in said
    assert "with_" not in said
