"""`cspm callbacks queue`: what is still to be called, in which order, how and by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from october import terms

from cspm.errors import Message
from cspm.procedures.callbacks.lists import Caller, caller_for, queue

Run = Callable[..., Any]
STAFF = (
    Caller("ca1", "customer_assistant", ("A", "B")), Caller("ca2", "customer_assistant", ("C",)),
    Caller("d1", "dispatch_assistant"), Caller("d2", "dispatch_assistant"), Caller("f1", "front_desk"),
    Caller("m1", "csc_manager"),
)  # fmt: skip


def waiting(**fields: Any) -> dict[str, Any]:
    """A row of the queue: a service reported by telephone, unless said otherwise."""
    return {
        "id": "T-202610-0001", "kind": "service", "due": 1_794_326_400_000_000, "attempts": 0, "area": "A",
        "rework_count": 0, "nature_judged": None, "front_desk": False, "workers": ("tech1",), **fields,
    }  # fmt: skip


@pytest.mark.rule("R063", "R099")
@pytest.mark.parametrize(
    ("fields", "caller"),
    [
        ({}, "d2"),
        ({"id": "T-202610-0002"}, "d1"),
        ({"front_desk": True}, "ca1"),
        ({"front_desk": True, "area": "C"}, "ca2"),
        ({"front_desk": True, "area": "X"}, "d2"),
        ({"front_desk": True, "area": None}, "d2"),
        ({"front_desk": True, "workers": ("ca1",)}, "d2"),
        ({"workers": ("tech1", "d2")}, "d1"),
        ({"kind": "complaint"}, "ca1"),
        ({"kind": "complaint", "area": "X"}, "f1"),
        ({"kind": "complaint", "nature_judged": "major"}, "m1"),
        ({"kind": "complaint", "nature_judged": "major", "workers": ("m1",)}, None),
    ],
)
def test_who_calls_back(fields: dict[str, Any], caller: str | None) -> None:
    """000 P2-一 2.7.3, P2-二 2.7.1-2: the area's assistant for the front desk, else dispatch; never the worker."""
    assert caller_for(waiting(**fields), STAFF) == caller


@pytest.mark.rule("R100")
@pytest.mark.parametrize(
    ("fields", "method", "reason"),
    [
        ({}, "phone", "service"),
        ({"rework_count": 1}, "phone", "rework"),
        ({"kind": "complaint", "nature_judged": "valid"}, "phone", "complaint"),
        ({"kind": "complaint", "nature_judged": "major", "rework_count": 1}, "visit", "complaint"),
    ],
)
def test_how_and_why(fields: dict[str, Any], method: str, reason: str) -> None:
    """By phone, a major complaint at the door; because of a service, a rework or a complaint."""
    (line,) = queue([waiting(**fields)], STAFF, terms(), title=Message("x")).document  # type: ignore[misc]
    assert (line["method"], line["reason"]) == (method, reason)


def finished(run: Run, at: str, *options: str) -> str:
    """A ticket whose work was finished at that time of October."""
    made = str(run("create", "漏水", *options, "-q", now="2026-10-01 8:00").stdout.strip())
    run("dispatch", made, "--to", "tech1", now="2026-10-01 8:05")
    run("finish", made, "--result", "好", now=f"2026-10-{at}")
    run("close", made, now=f"2026-10-{at}")
    return made


def tickets(run: Run, *words: str) -> list[str]:
    """The ids in the queue."""
    return list(run("callbacks", "queue", *words, "-q").lines())


@pytest.mark.rule("R062", "R064")
def test_the_queue_is_in_the_order_in_which_work_ended(run: Run) -> None:
    """000 P2-一 2.7.3: oldest work first, whatever its number; each line with the five facts a caller needs."""
    late, early = finished(run, "20 9:00"), finished(run, "03 9:00")
    found = run("callbacks", "queue", "--json").json()
    assert found == [
        {"ticket": one, "due": "2026-11-11T00:00:00+08:00", "method": "phone", "caller": "dispatch_assistant",
         "reason": "service", "attempts": 0}
        for one in (early, late)
    ]  # fmt: skip


@pytest.mark.rule("R064")
def test_who_leaves_the_queue_and_who_comes_back(run: Run) -> None:
    """Reached: out. Dissatisfied: out until the rework is done, then in again. Tried on three days: out (A83)."""
    good, bad, gone = (finished(run, f"0{day} 9:00") for day in (2, 3, 4))
    run("callback", good, "--method", "phone", "--satisfied", now="2026-10-06")
    run("callback", bad, "--method", "phone", "--dissatisfied", now="2026-10-06")
    run("callback", gone, "--method", "phone", "--unreachable", now="2026-10-06 9:00")
    run("callback", gone, "--method", "phone", "--unreachable", now="2026-10-06 17:00")
    assert [(line["ticket"], line["attempts"]) for line in run("callbacks", "queue", "--json").json()] == [(gone, 2)]
    run("finish", bad, "--result", "重修", now="2026-10-08")
    assert [line["reason"] for line in run("callbacks", "queue", "--json").json()] == ["service", "rework"]
    run("callback", gone, "--method", "phone", "--unreachable", now="2026-10-07")
    run("callback", gone, "--method", "phone", "--unreachable", now="2026-10-08")
    assert tickets(run) == [bad]


def test_the_queue_of_a_month_and_what_is_never_in_it(run: Run) -> None:
    """--month asks for one month's work; enquiries and invalid complaints owe no callback."""
    one, grievance = finished(run, "05 9:00"), finished(run, "06 9:00", "--kind", "complaint")
    finished(run, "07 9:00", "--kind", "enquiry")
    invalid = finished(run, "08 9:00", "--kind", "complaint")
    run("complaint", "judge", invalid, "invalid")
    assert tickets(run) == tickets(run, "--month", "2026-10") == [one, grievance]
    assert tickets(run, "--month", "2026-09") == []


@pytest.mark.rule("R063")
def test_the_front_desks_slips_go_to_the_areas_assistant(run: Run) -> None:
    """Reported at the service desk, or the slip handed in there: the area's customer assistant calls."""
    run("staff", "add", "ca7", "--name", "片区助理", "--role", "customer_assistant", "--areas", "A,B")
    desk = finished(run, "05 9:00", "--area", "A", "--source", "service_desk")
    hotline = finished(run, "06 9:00", "--area", "A", "--source", "hotline")
    slip = str(run("create", "漏水", "--area", "B", "-q", now="2026-10-01 8:00").stdout.strip())
    run("dispatch", slip, "--to", "tech1", now="2026-10-01 8:05")
    run("close", slip, "--result", "好", "--return-point", "front_desk", now="2026-10-07 9:00")
    found = {line["ticket"]: line["caller"] for line in run("callbacks", "queue", "--json").json()}
    assert found == {desk: "ca7", hotline: "dispatch_assistant", slip: "ca7"}
