"""`explain`: every fact of a clock stands in the table itself, so that no face loses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cspm.overview.obligations import duties
from cspm.procedures.tickets.reports import STARTS

Run = Callable[..., Any]


@pytest.mark.rule("R043")
@pytest.mark.parametrize("face", ["table", "md", "csv"])
def test_every_face_of_explain_has_the_facts(run: Run, face: str) -> None:
    """Rule, clause, figure, start, due and result of the reply clock, through a pipe too."""
    ticket = run("create", "灯不亮", "-q").stdout.strip()
    text = run("explain", ticket, "-o", face).stdout.replace("\\_", "_")
    for fact in ("R043", "000 P2-一 2.4.3", "reply_within", "Started by", "Due", "Outcome", "The site's own value"):
        assert fact in text


def test_every_clock_of_a_ticket_says_what_started_it() -> None:
    """Whichever procedure adds the clock: who answers for it stands in its obligations."""
    assert {clock for kind, clock in duties() if kind == "tickets"} <= set(STARTS)


def test_a_followed_repair_is_explained(run: Run) -> None:
    """The clock until the owner is told stands there with its start."""
    ticket = run("create", "灯不亮", "--category", "repair", "-q").stdout.strip()
    run("dispatch", ticket, "--to", "tech1")
    run("follow", ticket, "--to", "specialist")
    run("finish", ticket, "--result", "换了灯管")
    assert "owner_told" in {line["clock"] for line in run("explain", ticket, "--json").json()}
    assert "the work ended" in run("explain", ticket).stdout
