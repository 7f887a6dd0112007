"""`cspm service`, `team`, `demand`, `damage`, `lease` at the command line: the registers and what they find."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
AC = ("service", "add", "AC", "--name", "空调清洗", "--nature", "paid", "--category", "household", "--per", "台")


def codes(outcome: Any) -> set[str]:
    """The codes of a printed record's findings."""
    return {finding["code"] for finding in outcome.json()["findings"]}


def broken(run: Run, rule: str, **ask: Any) -> list[str]:
    """The records that broke a rule this month."""
    lines = run("compliance", "--month", "2026-11", "--json", code=1, **ask).json()
    return next(line["records"] for line in lines if line["rule"] == rule)


@pytest.mark.rule("R028", "R047")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--nature", "paid", "--price", "80", "--offered-from", "2026-11-01"), set()),
        (("--nature", "paid", "--offered-from", "2026-11-01"), {"price_of_nature"}),
        (("--nature", "routine", "--offered-from", "2026-11-01"), set()),
        (("--nature", "routine", "--price", "80"), {"price_of_nature"}),
        (("--nature", "business", "--price", "80", "--low-amount", "60", "--high-amount", "100"), set()),
        (("--nature", "paid", "--price", "80", "--low-amount", "90"), {"price_bounds"}),
        (("--nature", "paid", "--price", "80", "--high-amount", "70"), {"price_bounds"}),
    ],
)
def test_an_entry_of_the_price_list_has_one_nature_and_its_price(
    run: Run, words: tuple[str, ...], found: set[str]
) -> None:
    """000 P2-一 2.1.1-2.1.3, 2.4.4: routine services are free, the others have a price within its bounds."""
    assert codes(run("service", "add", "X", "--name", "清洗", *words, "--json")) == found


def test_the_life_of_an_entry(run: Run) -> None:
    """Proposed, priced by finance, offered by the department, withdrawn; each only by whose it is."""
    assert run(*AC, "--json").json()["state"] == "proposed"
    run("service", "price", "AC", "--price", "80", actor="technician", code=23)
    assert run("service", "price", "AC", "--price", "80", "--json", actor="finance").json()["state"] == "priced"
    assert run("service", "offer", "AC", "--json", actor="technician", code=23).stderr.count("R035")
    assert run("service", "offer", "AC", "--json").json()["offered_from"] == "2026-11-22"
    run("service", "offer", "AC", code=21)
    gone = run("service", "withdraw", "AC", "--reason", "停办", "--json").json()
    assert (gone["state"], gone["offered_to"]) == ("withdrawn", "2026-11-22")
    assert "已停办" in run("service", "withdraw", "AC", "--reason", "x", code=21, lang="zh").stderr


def test_a_printed_price_list_is_imported(run: Run, tmp_path: Any) -> None:
    """Rows without a state are offered; the export imports again."""
    file = tmp_path / "list.csv"
    file.write_text(
        "id,name,nature,category,price,low_amount\nAC,空调清洗,有偿,家政,80,60\nL,换灯,常规,维修,,\n", encoding="utf-8"
    )
    assert run("import", str(file), "--as", "services", "--json").json()["created"] == 2
    found = {row["id"]: row for row in run("service", "list", "--json").json()}
    assert (found["AC"]["state"], found["AC"]["price"], found["L"]["nature"]) == ("offered", "80.00", "routine")
    assert "空调清洗" in run("service", "export", "-o", "csv").stdout


@pytest.mark.rule("R035")
def test_who_waits_for_a_service_is_told_when_it_opens(run: Run) -> None:
    """000 P2-一 2.2.7: recorded, reported to the department; once it is offered they are listed and told in time."""
    run(*AC, "--price", "80")
    first = run("demand", "add", "--item", "空调清洗", "--requester", "王芳", "-q").stdout.strip()
    run("demand", "add", "--item", "ac", "--requester", "李娜")
    run("demand", "add", "--item", "遛狗")
    assert run("demand", "waiting", "--json").json() == []
    assert "2 customers wait" in run("service", "offer", "AC").stderr
    waiting = run("demand", "waiting", "AC", "--json").json()
    assert [line["requester"] for line in waiting] == ["王芳", "李娜"]
    due = [line for line in run("due", "--json").json() if line["rule"] == "R035" and line["clock"] == "quota"]
    assert (due[0]["required"], due[0]["record"]) == (2, "AC") and "demand announce D-202611-0001 D-" in due[0]["next"]
    later = {"now": "2026-11-25T10:00:00+08:00"}
    assert first in broken(run, "R035", **later)
    run("demand", "announce", first, "--how", "phone", now="2026-11-23T09:00:00+08:00")
    run("demand", "report", "2", "--reported-to", "经营部", now="2026-11-23T09:00:00+08:00")
    assert "D-202611-0002" in broken(run, "R035", **later) and "D-202611-0001" not in broken(run, "R035", **later)
    run("demand", "announce", first, code=21)


@pytest.mark.rule("R035")
@pytest.mark.parametrize(
    ("reported", "found"),
    [("2026-11-23T09:59", set()), ("2026-11-24T09:00", {"demand_not_reported"}), (None, {"demand_not_reported"})],
)
def test_a_demand_is_reported_to_the_department(run: Run, reported: str | None, found: set[str]) -> None:
    """000 P2-一 2.2.7, timely (A57): within a working day; 22 November 2026 is a Sunday."""
    run("demand", "add", "--item", "遛狗")
    if reported:
        run("demand", "report", "1", "--reported-to", "经营部", now=f"{reported}:00+08:00")
    assert codes(run("demand", "show", "1", "--json", now="2026-11-26T10:00:00+08:00")) == found


@pytest.mark.rule("R053")
def test_a_damage_is_reported_negotiated_and_settled(run: Run) -> None:
    """000 P2-一 2.5.6: reported to a manager, negotiated by the office, settled with an amount, closed."""
    ticket = run("create", "擦玻璃", "--unit", "3-2-1501", "--caller", "王芳", "-q").stdout.strip()
    run("dispatch", ticket, "--to", "tech1")
    made = run("damage", "add", "--loss", "broken", "--item", "花瓶", "--ticket", "1", "--json", actor="tech1").json()
    assert (made["ticket"], made["unit"], made["customer"], made["by"]) == (ticket, "3-2-1501", "王芳", "tech1")
    run("damage", "settle", made["id"], "--compensation-amount", "200", "--agreed-by", "王芳", actor="tech1", code=23)
    assert "L-202611-0001" in run("close", ticket, "--result", "已擦", "--signed-by", "王芳").stderr
    assert "damage_not_settled" in codes(run("show", ticket, "--json"))
    run("damage", "report", made["id"], "--reported-to", "csc_manager", actor="tech1")
    run("damage", "negotiate", made["id"], "--demanded-amount", "300")
    settled = run("damage", "settle", made["id"], "--compensation-amount", "200", "--agreed-by", "王芳", "--json")
    assert settled.json()["compensation_amount"] == "200.00" and codes(settled) == set()
    assert run("damage", "close", made["id"], "--json", actor="finance").json()["state"] == "closed"


@pytest.mark.rule("R053")
@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((("report", "--reported-to", "csc_manager"),), set()),
        ((("report", "--reported-to", "front_desk"),), {"damage_not_reported"}),
        ((), {"damage_not_reported"}),
        (
            (
                ("report", "--reported-to", "general_manager"),
                ("settle", "--compensation-amount", "0", "--agreed-by", "王芳"),
            ),
            {"damage_not_negotiated"},
        ),
    ],
)
def test_what_is_left_out_of_a_damage_is_found(run: Run, steps: tuple[tuple[str, ...], ...], found: set[str]) -> None:
    """000 P2-一 2.5.6: which manager knows, and whether anybody negotiated."""
    run("damage", "add", "--loss", "lost", "--item", "钥匙")
    for verb, *words in steps:
        run("damage", verb, "1", *words)
    assert codes(run("damage", "show", "1", "--json", now="2026-11-30T10:00:00+08:00")) == found


def test_a_settled_ticket_closes_without_a_word(run: Run) -> None:
    """R053 is kept when the customer and the office agreed before; unknown tickets are refused."""
    ticket = run("create", "擦玻璃", "-q").stdout.strip()
    run("dispatch", ticket, "--to", "tech1")
    run("damage", "add", "--loss", "broken", "--item", "花瓶", "--ticket", ticket)
    run("damage", "negotiate", "1")
    run("damage", "settle", "1", "--compensation-amount", "10", "--agreed-by", "王芳")
    closed = run("close", ticket, "--result", "好", "--json")
    assert closed.json()["unsettled"] == [] and "damage_not_settled" not in codes(closed)
    run("damage", "add", "--loss", "broken", "--item", "花瓶", "--ticket", "77", code=20)


LEASE = ("lease", "add", "B2-15", "--business", "parking", "--object", "B2-15 车位", "--party", "李先生")


@pytest.mark.rule("R157")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--start", "2026-01-01", "--end", "2026-12-31", "--amount", "3600"), set()),
        (("--start", "2026-01-01", "--amount", "3600"), {"lease_incomplete"}),
    ],
)
def test_a_business_contract_has_term_and_amount(run: Run, words: tuple[str, ...], found: set[str]) -> None:
    """000 P2-一 2.1.3: agency for flats, parking spaces, venues."""
    assert codes(run(*LEASE, *words, "--json")) == found
    run(*LEASE[:3], "--business", "hotel", "--object", "x", "--party", "y", code=2)


@pytest.mark.rule("R157")
def test_a_term_that_ends_before_it_begins(run: Run) -> None:
    """It is refused when it is typed; on old paper that is imported it is found."""
    run(*LEASE, "--start", "2026-12-31", "--end", "2026-01-01", "--amount", "3600", code=2)
    paper = {"id": "B2-15", "business": "parking", "object": "B2-15 车位", "party": "李先生", "amount": "3600",
             "start": "2026-12-31", "end": "2026-01-01"}  # fmt: skip
    run("import", "-", "--as", "leases", stdin=json.dumps(paper))
    assert codes(run("lease", "show", "B2-15", "--json")) == {"lease_term"}


@pytest.mark.rule("R157")
def test_contracts_that_end_are_on_the_list(run: Run) -> None:
    """From 30 days before the end until it is renewed or ended; one that ran out breaks the rule."""
    run(*LEASE, "--start", "2026-01-01", "--end", "2026-12-10", "--amount", "3600")
    due = [line["record"] for line in run("due", "--json").json() if line["rule"] == "R157"]
    assert due == ["B2-15"]
    early = run("due", "--json", now="2026-11-05T10:00:00+08:00").json()
    assert [line for line in early if line["rule"] == "R157"] == []
    lines = run("compliance", "--month", "2026-12", "--json", code=1, now="2027-01-05T10:00:00+08:00").json()
    assert next(line for line in lines if line["rule"] == "R157")["records"] == ["B2-15"]
    run("lease", "renew", "B2-15", "--renewed-by", "B2-15-2")
    assert [line for line in run("due", "--json").json() if line["rule"] == "R157"] == []
