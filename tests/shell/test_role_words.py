"""A role as it is typed: what is understood, and which near ones a refusal names, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
UNDERSTOOD = [
    ("csc_manager", "csc_manager"), ("客服中心经理", "csc_manager"), ("客服经理", "csc_manager"), ("CSC Manager", "csc_manager"),
    ("技工", "technician"), ("领班", "cleaning_leader"), ("chief", "chief"),
]  # fmt: skip
UNCLEAR = [
    ("经理", ("csc_manager 客服中心经理", "general_manager 总物业经理"), "ends several"),
    ("主任", ("csc_director 客服主任", "dispatch_director 调度主任"), "ends several"),
    ("manager", ("csc_manager 客服中心经理", "general_manager 总物业经理"), "in the other language"),
    ("csc", ("csc_manager 客服中心经理", "csc_director 客服主任"), "the beginning of two codes"),
    ("客服经里", ("csc_manager 客服中心经理",), "mistyped"),
    ("CSC manger", ("csc_manager 客服中心经理",), "mistyped"),
]  # fmt: skip


@pytest.fixture
def ticket(root: str, run: Run) -> None:
    """A ticket at a site with a post and a role of its own."""
    with open(f"{root}/site.toml", "a", encoding="utf-8") as file:
        file.write('\n[roles]\n"领班" = "cleaning_leader"\nchief = {zh = "主理", en = "chief"}\n')
    run("create", "x")


@pytest.mark.usefixtures("ticket")
@pytest.mark.parametrize(("typed", "code"), UNDERSTOOD)
def test_what_is_understood(typed: str, code: str, run: Run) -> None:
    """Codes, labels, the end that only one has, posts of the site."""
    assert run("escalate", "1", "--to", typed, "--reason", "x", "--json").json()["escalations"][0]["role"] == code


@pytest.mark.usefixtures("ticket")
@pytest.mark.parametrize(("typed", "near", "why"), UNCLEAR)
def test_a_refusal_names_the_near_ones(typed: str, near: tuple[str, ...], why: str, run: Run) -> None:
    """And only those: who types 经理 does not read every role of the manuals."""
    for words in (("escalate", "1", "--reason", "x", "--to"), ("due", "--role"), ("permissions", "--role")):
        said = run(*words, typed, lang="zh", code=2).stderr
        assert all(one in said for one in near) and "前台" not in said, why
    english = run("escalate", "1", "--reason", "x", "--to", typed, lang="en", code=2).stderr
    assert all(one.split()[0] in english for one in near) and "front desk" not in english


@pytest.mark.usefixtures("ticket")
def test_a_word_that_is_like_no_role_lists_them(run: Run) -> None:
    """There every role stands; nothing is written."""
    assert "前台" in run("escalate", "1", "--to", "老板", "--reason", "x", lang="zh", code=2).stderr
    assert "front desk" in run("escalate", "1", "--to", "老板", "--reason", "x", code=2).stderr
    assert run("show", "1", "--json").json()["escalations"] == []


def test_the_same_words_in_the_staff_table(run: Run) -> None:
    """`staff add` names them too."""
    assert (
        "csc_manager 客服中心经理"
        in run("staff", "add", "X1", "--name", "x", "--role", "经理", lang="zh", code=2).stderr
    )
