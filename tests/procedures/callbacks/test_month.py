"""The callbacks of a month in figures: coverage, quotas, and the tickets behind them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from october import at, call, row, service, terms

from cspm.core.tables import Report
from cspm.procedures.callbacks.reports import callbacks_report, coverage, quota_sources, quotas, sources
from cspm.procedures.tickets.model import Complaint, Spotcheck, Ticket

TERMS = terms()
LATER = at("2027-01-31")
OCTOBER = "2026-10"


def figures(*tickets: Ticket, month: str = OCTOBER, as_of: datetime = LATER) -> dict[str, Any]:
    """The coverage of a month over these tickets."""
    return coverage([row(ticket) for ticket in tickets], month, TERMS, as_of)


def numbered(count: int, **fields: Any) -> list[Ticket]:
    """So many tickets alike."""
    return [service(id=f"T-202610-{number:04d}", **fields) for number in range(1, count + 1)]


def done(quota: str, role: str | None, *tickets: Ticket, month: str = OCTOBER) -> tuple[int, int]:
    """What a quota of the month asks for and what was done of it."""
    lines = quotas([row(ticket) for ticket in tickets], month, TERMS)
    return next((line["required"], line["done"]) for line in lines if (line["rule"], line["role"]) == (quota, role))


def test_a_month_with_everything_in_it() -> None:
    """The definitions of the report, in one month: ten due, reached, at the door, satisfied, given up, on time."""
    tries = tuple(call(when, reached=False) for when in ("10-07", "10-08", "10-09"))
    bad = (call("10-06", satisfied=False),)
    said = [
        (call("10-06"),), (call("10-07", method="visit", signed_by="王"),), (call("11-12"),), bad, tries,
        (*tries[:2], call("10-10")), (*bad, call("10-20")), (call("10-06", method="other"),), (), (call("11-11 0:00"),),
    ]  # fmt: skip
    tickets = [service(id=f"T-202610-{number:04d}", callbacks=calls) for number, calls in enumerate(said, 1)]
    assert figures(*tickets) == {
        "due": 10, "done": 8, "rate": 0.8, "visits": 1, "visit_rate": 0.1429, "satisfied": 7, "dissatisfied": 1,
        "unreachable": 1, "satisfaction_rate": 0.875, "done_by_10th": 7,
    }  # fmt: skip


@pytest.mark.rule("R064")
@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({}, 1),
        ({"finished_at": at("10-01 0:00")}, 1),
        ({"finished_at": at("09-30 23:59")}, 0),
        ({"finished_at": at("11-01 0:00")}, 0),
        ({"finished_at": None}, 1),
        ({"finished_at": None, "closed_at": at("11-01 0:00")}, 0),
        ({"finished_at": at("10-31"), "closed_at": at("11-02")}, 1),
        ({"state": "finished", "closed_at": None}, 1),
        ({"state": "rework", "closed_at": None}, 1),
        ({"state": "cancelled"}, 0),
        ({"state": "declined"}, 0),
        ({"state": "void"}, 0),
        ({"kind": "complaint"}, 0),
        ({"kind": "enquiry"}, 0),
        ({"import_batch": "2015"}, 0),
        ({"import_batch": "2015", "state": "finished", "closed_at": None}, 1),
    ],
)
def test_what_is_due_in_a_month(fields: dict[str, Any], due: int) -> None:
    """A10, A81: services by the end of their work; not those cancelled, declined, taken back or imported as closed."""
    assert figures(service(**fields))["due"] == due


def test_nothing_due_has_no_rates() -> None:
    """Rates are null when their base is 0."""
    empty = figures()
    assert (empty["due"], empty["done"], empty["visits"]) == (0, 0, 0)
    assert (empty["rate"], empty["visit_rate"], empty["satisfaction_rate"]) == (None, None, None)


@pytest.mark.rule("R064")
def test_by_the_tenth_is_unknown_before_its_end() -> None:
    """`done_by_10th` is null until day 10 24:00 of the next month, and counts those reached by then."""
    tickets = (service(callbacks=(call("11-10 23:59"),)), *numbered(2, callbacks=(call("11-11 0:01"),)))
    assert figures(*tickets, as_of=at("11-10 23:59"))["done_by_10th"] is None
    assert figures(*tickets, as_of=at("11-11 0:00"))["done_by_10th"] == 1
    assert figures(*tickets)["done_by_10th"] == 1


def test_what_was_reached_later_does_not_count_yet() -> None:
    """`done` are those reached by the time of the report."""
    one = service(callbacks=(call("11-05"),))
    assert [figures(one, as_of=at(when))["done"] for when in ("11-04", "11-06")] == [0, 1]


@pytest.mark.rule("R065")
@pytest.mark.parametrize(("phoned", "visited", "required"), [(0, 0, 0), (1, 0, 1), (19, 1, 1), (20, 1, 2), (38, 2, 2)])
def test_five_percent_of_a_months_callbacks_are_door_visits(phoned: int, visited: int, required: int) -> None:
    """000 P2-一 2.7.4: the share is of the callbacks made in the month, up to the next whole number (A08)."""
    calls = [call("10-06")] * phoned + [call("10-06", method="visit", signed_by="王")] * visited
    tickets = [service(id=f"T-202610-{number:04d}", callbacks=(one,)) for number, one in enumerate(calls, 1)]
    assert done("R065", None, *tickets) == (required, visited)


@pytest.mark.rule("R065")
def test_the_base_are_callbacks_made_in_the_month_that_reached_somebody() -> None:
    """A08, A83: September's work called in October counts, an attempt in vain and a complaint do not."""
    visit = call("10-06", method="visit", signed_by="王")
    september = service(finished_at=at("09-20"), callbacks=(visit,))
    vain = service(id="T-202610-0002", callbacks=(call("10-06", method="visit", reached=False),))
    grievance = service(id="T-202610-0003", kind="complaint", callbacks=(visit,))
    found = figures(september, vain, grievance)
    assert (found["visits"], found["visit_rate"]) == (1, 1.0)


@pytest.mark.rule("R068")
def test_spot_checks_of_the_two_managers_count_each_callback_once() -> None:
    """000 P2-一 2.7.5: at least three each (A09), distinct callbacks (A84); nobody else's checks count."""
    manager = [("csc_manager", 1), ("csc_manager", 1), ("csc_manager", 2)]
    checks = [*manager, ("general_manager", 1), ("dispatch_director", 1)]
    one = service(
        callbacks=(call("10-06"), call("10-07")),
        spotchecks=tuple(Spotcheck(at=at("10-20"), by=role, role=role, callback=which) for role, which in checks),
    )
    assert done("R068", "csc_manager", one) == (3, 2)
    assert done("R068", "general_manager", one) == (3, 1)
    assert done("R068", "csc_manager", one, month="2026-11") == (3, 0)


@pytest.mark.rule("R103", "R104")
@pytest.mark.parametrize(("rule", "role", "required"), [("R103", "csc_manager", 3), ("R104", "general_manager", 1)])
def test_managers_call_complainants_themselves(rule: str, role: str, required: int) -> None:
    """000 P2-二 2.7.7: each complaint callback of theirs counts (A74), no service callback or spot check (A75)."""
    own = call("10-06", by=role, role=role)
    grievance = service(kind="complaint", complaint=Complaint(nature="valid"), callbacks=(own, call("10-07")))
    check = Spotcheck(at=at("10-08"), by=role, role=role, callback=1)
    other = service(id="T-202610-0002", callbacks=(own,), spotchecks=(check,))
    assert done(rule, role, grievance, other) == (required, 1)


REPORTED = st.lists(
    st.tuples(
        st.sampled_from(["10-06", "10-31 23:59", "11-10", "11-20"]), st.sampled_from(["phone", "visit"]),
        st.sampled_from([True, False, None]),
    ),
    max_size=3,
)  # fmt: skip


@given(st.lists(REPORTED, max_size=12))
def test_figures_agree_with_each_other_and_with_their_records(all_said: list[list[tuple[str, str, Any]]]) -> None:
    """Whatever was called: parts never exceed the whole, rates are parts of it, and the records behind are as many."""
    tickets = [
        service(
            id=f"T-202610-{number:04d}",
            callbacks=tuple(
                call(when, method=how, reached=said is not None, satisfied=said)
                for when, how, said in sorted(calls, key=str)
            ),
        )
        for number, calls in enumerate(all_said, 1)
    ]
    rows = [row(ticket) for ticket in tickets]
    found, behind = coverage(rows, OCTOBER, TERMS, LATER), sources(rows, OCTOBER, TERMS, LATER)
    assert found["due"] == len(tickets) >= found["done"] >= found["done_by_10th"]
    assert found["satisfied"] + found["dissatisfied"] == found["done"]
    assert found["done"] + found["unreachable"] <= found["due"]
    assert found["rate"] == (round(found["done"] / found["due"], 4) if tickets else None)
    for name in ("due", "done", "satisfied", "dissatisfied", "unreachable", "done_by_10th"):
        assert len(behind[name]) == found[name]
    assert set(behind["visits"]) <= set(behind["made"])


def written() -> Report:
    """October's report over one of each."""
    bad = call("10-06", satisfied=False, action="重修", due=at("10-08"))
    tries = tuple(call(when, reached=False) for when in ("10-07", "10-08", "10-09"))
    visit = call("10-07", method="visit", signed_by="王", by="tech9", role="customer_assistant")
    said = [(call("10-06"),), (bad,), tries, (visit,)]
    tickets = [service(id=f"T-202610-{number:04d}", callbacks=calls) for number, calls in enumerate(said, 1)]
    return callbacks_report([row(ticket) for ticket in tickets], OCTOBER, TERMS, LATER)


@pytest.mark.rule("R388", "R392")
def test_the_written_report_of_a_month() -> None:
    """004 A15 回访一: coverage, who called, who was dissatisfied and what is done about it, who was not reached."""
    document: Any = written().document
    assert (document["month"], document["callbacks"]["due"], len(document["quotas"])) == (OCTOBER, 4, 5)
    assert document["callers"] == [
        {"by": "dispatch_assistant", "reached": 2, "visits": 0, "satisfied": 1, "dissatisfied": 1},
        {"by": "tech9", "reached": 1, "visits": 1, "satisfied": 1, "dissatisfied": 0},
    ]
    assert document["dissatisfied"] == [
        {
            "ticket": "T-202610-0002", "at": at("10-06"), "by": "dispatch_assistant", "method": "phone",
            "opinion": "还行", "action": "重修", "due": at("10-08"), "file": None, "state": "closed",
        },
    ]  # fmt: skip
    assert document["causes"] == [{"cause": "还行", "count": 1}]
    assert {line["policy"]: (line["on"], line["required"], line["done"]) for line in document["policies"][:3]} == {
        "month": (True, 4, 3), "repairs": (True, 0, 0), "visits": (True, 1, 1),
    }  # fmt: skip
    assert document["unreachable"] == [{"ticket": "T-202610-0003", "attempts": 3, "last": at("10-09")}]


def test_every_number_of_the_report_is_traced() -> None:
    """`--explain KEY` gives the tickets behind a number; an unknown key is a KeyError."""
    report = written()
    assert report.sources is not None
    assert report.sources("callbacks.done") == ("T-202610-0001", "T-202610-0002", "T-202610-0004")
    assert report.sources("callbacks.unreachable") == ("T-202610-0003",)
    assert report.sources("quotas.R065") == ("T-202610-0004",)
    assert report.sources("policies.month") == ("T-202610-0001", "T-202610-0002", "T-202610-0004")
    assert report.sources("causes.还行") == ("T-202610-0002",)
    assert set(report.keys) > {"callbacks.due", "quotas.R068.csc_manager", "quotas.R104.general_manager"}
    with pytest.raises(KeyError):
        report.sources("callbacks.nothing")


def test_quota_sources_name_who_was_called() -> None:
    """The records behind what a manager did of a quota."""
    mine = call("10-06", by="gm", role="general_manager", method="visit", signed_by="王")
    grievance = service(kind="complaint", callbacks=(mine,))
    assert quota_sources([row(grievance)], OCTOBER, TERMS)["R104", "general_manager"] == (grievance.id,)
