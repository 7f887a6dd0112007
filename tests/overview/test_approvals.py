"""Approvals typed under another's login show in the month's compliance."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Result

Run = Callable[..., Result]


def approved(run: Run, *, login: str) -> None:
    """A contract whose October is drafted and approved by a general manager with that login."""
    run("staff", "amend", "general_manager", f"login={login}", "--reason", "x")
    run(
        "contract", "add", "--id", "BJ", "--contractor", "洁净", "--domain", "cleaning", "--monthly-fee", "1000", "--start", "2026-10-01",
        "--end", "2026-12-31", "--areas", "A1",
    )  # fmt: skip
    run("settlement", "draft", "--contract", "BJ", "--month", "2026-10", actor="cleaning_supervisor")
    run("settlement", "approve", "--contract", "BJ", "--month", "2026-10", actor="general_manager")


@pytest.mark.rule("R127")
def test_an_approval_typed_by_somebody_else_is_listed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record stands in the line of R127 and in a table with both logins; one's own login is silent."""
    monkeypatch.setattr("cspm.cli.os_user", lambda environment: "lina")
    approved(run, login="boss")
    lines = run("compliance", "--month", "2026-11", "--json", code=1).json()
    assert [line["typed_by_others"] for line in lines if "typed_by_others" in line] == [["BJ-2026-10"]]
    assert "lina" in run("compliance", "--month", "2026-11", code=1).stdout


@pytest.mark.rule("R127")
def test_ones_own_approval_is_not_listed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The approver's own login leaves nothing to say."""
    monkeypatch.setattr("cspm.cli.os_user", lambda environment: "boss")
    approved(run, login="boss")
    lines = run("compliance", "--month", "2026-11", "--json", code=1).json()
    assert not any("typed_by_others" in line for line in lines)


def test_with_actor_login_an_approval_needs_the_own_login(run: Run, root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """site.toml's `actor = "login"`: typed under another's login it is refused (23)."""
    with open(f"{root}/site.toml", encoding="utf-8") as file:
        text = file.read()
    with open(f"{root}/site.toml", "w", encoding="utf-8") as file:
        file.write(text.replace('actor = "any"', 'actor = "login"'))
    monkeypatch.setattr("cspm.cli.os_user", lambda environment: "lina")
    with pytest.raises(pytest.fail.Exception, match="exit 23"):
        approved(run, login="boss")
