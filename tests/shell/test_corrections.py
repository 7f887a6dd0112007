"""Corrections of any record by FIELD=VALUE."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def ticket(run: Run) -> str:
    """A ticket of 张三."""
    return str(run("create", "the tap drips", "--caller", "张三", "--phone", "139", "--json").json()["id"])


@pytest.mark.rule("R345")
def test_a_field_of_a_part_is_corrected_and_the_rest_kept(run: Run, ticket: str) -> None:
    """`customer.name=王芳` leaves the phone as it was; the old value stays in the history."""
    after = run("amend", ticket, "customer.name=王芳", "--reason", "misheard", "--json").json()
    assert (after["customer"]["name"], after["customer"]["phone"]) == ("王芳", "139")
    assert after["history"][0]["changed"]["customer"]["name"] == "张三"
    assert after["history"][1]["reason"] == "misheard"


def test_values_are_typed_as_people_say_them(run: Run, ticket: str) -> None:
    """Times, labels of closed values, lists of staff, nothing at all."""
    words = ("received_at=昨天 9:30", "category=维修", "with=tech1,tech2", "customer.phone=")
    after = run("amend", ticket, *words, "--reason", "x", "--json").json()
    assert after["received_at"] == "2026-11-21T09:30:00+08:00"
    assert after["category"] == "repair"
    assert after["with"] == ["tech1", "tech2"]
    assert after["customer"]["phone"] is None


@pytest.mark.parametrize(
    "word", ["state=closed", "history=", "id=1", "colour=red", "customer=x", "customer.colour=red"]
)
def test_what_is_no_correction_is_refused(run: Run, ticket: str, word: str) -> None:
    """The frame, whole parts, fields there are not: exit 2, nothing changed."""
    run("amend", ticket, word, "--reason", "x", code=2)
    assert run("show", ticket, "--json").json()["revision"] == 1


@pytest.mark.parametrize("word", ["text=", "urgency=", "customer.special=", "received_at=", "工种=", "customer.name="])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_required_is_not_cleared(run: Run, ticket: str, word: str, lang: str) -> None:
    """One sentence that says so, without "None" or what the model has to say; what may be empty is cleared."""
    if word in ("工种=", "customer.name="):
        run("amend", ticket, word, "--reason", "x")
        return
    said = run("amend", ticket, word, "--reason", "x", lang=lang, code=2).stderr
    assert "it is required" in said or "必填" in said
    assert "None" not in said and said.count("\n") == 1


@pytest.mark.parametrize("word", ["assignee=nobody", "with=tech1,nobody", "first_receiver=nobody"])
def test_staff_must_be_known(run: Run, ticket: str, word: str) -> None:
    """An id that no member of staff has: exit 20."""
    run("amend", ticket, word, "--reason", "x", code=20)
