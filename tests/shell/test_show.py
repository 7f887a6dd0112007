"""One record and its history for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cspm.core.labels import labels, spoken
from cspm.core.language import language
from cspm.errors import Code, Message
from cspm.register import KINDS
from cspm.shell.desk import Desk
from cspm.shell.show import apart, history_report, label_of, record_report, say_words, shown_value

Run = Callable[..., Any]
LABELS = {"customer": "Customer", "customer.name": "Name", "customer.phone": "Phone", "text": "Matter"}


def said(value: object) -> str:
    """A shown value in English."""
    return language("en").shown(value)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("received_at", "2026-11-22T09:30:15+08:00", "2026-11-22 09:30"),
        ("state", "on_hold", "on hold"),
        ("channel", "pigeon", "pigeon"),
        ("special", True, "yes"),
        ("with", ["tech1", "tech2"], "tech1, tech2"),
        ("customer", {"name": "张三", "phone": None}, "Name: 张三"),
        ("rework_count", 2, "2"),
        ("amount", "80.00", "80.00"),
    ],
)
def test_values_are_shown_as_people_read_them(desk: Desk, name: str, value: object, shown: str) -> None:
    """Times to the minute, codes by label, lists and parts in a line."""
    cell = shown_value(name, value, desk=desk, labels=LABELS)
    assert said(Message("{cell}", {"cell": cell})) == shown


def test_only_what_holds_something_is_shown(desk: Desk) -> None:
    """Empty fields and the history are left out; the document is the whole record."""
    document = {"id": "wang", "name": "王芳", "team": None, "areas": [], "special": False, "history": [{}]}
    report = record_report(KINDS["staff"], document, desk=desk, labels=labels(KINDS["staff"]))
    assert [said(row[0]) for row in report.tables[0].rows] == ["Staff id", "Name", "special"]
    assert report.document is document


def test_fields_of_the_frame_have_labels() -> None:
    """A kind that gives none for `created_by` shows the common one."""
    assert label_of("created_by", {}) == "Recorded by"
    assert label_of("id", {"id": "Unit"}) == "Unit"
    assert label_of("anything", {}) == "anything"


def event(revision: int, action: str, by: str = "desk", **changed: Any) -> dict[str, Any]:
    """An event as a file holds it."""
    return {
        "revision": revision, "action": action, "at": "2026-11-22T09:30:00+08:00",
        "recorded_at": "2026-11-22T10:00:00+08:00", "by": by, "recorded_by": "desk", "os_user": "", "changed": changed,
        "reason": None, "hash": "",
    }  # fmt: skip


def test_history_shows_old_and_new_values(desk: Desk) -> None:
    """A first value alone, a change with an arrow, an item appended, a field cleared; by whom, and who typed it."""
    events = [
        event(1, "create", text="drips", id="T-1"),
        event(2, "amend", by="tech1", text="bursts"),
        event(3, "hold", **{"holds+": ["parts"]}),
        event(4, "amend", text=None),
    ]
    report = history_report({"id": "T-1", "history": events}, desk=desk, labels=LABELS)
    rows = report.tables[0].rows
    assert [[said(change) for change in row[4]] for row in rows] == [  # type: ignore[attr-defined]
        ["Matter: drips"], ["Matter: drips → bursts"], ["holds: + parts"], ["Matter: bursts → -"],
    ]  # fmt: skip
    assert said(rows[1][2]) == "tech1, typed by desk"
    assert rows[0][2] == "desk"
    assert report.document is events


def test_codes_stay_codes_in_cells(desk: Desk) -> None:
    """The face decides the language, so cells hold codes."""
    assert shown_value("state", "void", desk=desk, labels={}) == Code("state", "void")


def test_json_is_the_file(run: Run, desk: Desk) -> None:
    """`show --json` prints the document, `history --json` its history."""
    document = desk.store.document("staff", "tech1")
    assert run("staff", "show", "tech1", "--json").json() == document
    assert run("staff", "history", "tech1", "--json").json() == document["history"]


def test_values_of_parts_have_the_words_of_their_field(desk: Desk) -> None:
    """The method of a callback and the severity of a finding are labelled although other fields share their names."""
    one = {"method": "visit", "reached": True}
    cell = shown_value(
        "callbacks", [one], desk=desk, labels={"callbacks.method": "Method", "callbacks.reached": "Reached"}
    )
    assert said(Message("{cell}", {"cell": cell})) == "Method: door visit, Reached: yes"
    words = spoken(KINDS["inspections"])
    assert shown_value("findings.severity", "none", desk=desk, labels=words) == Code("finding_severity", "none")


@pytest.mark.parametrize(
    ("kind", "field", "text", "shown"),
    [
        ("accidents", "told.recipient", "centre_leader", "leader of the centre"),
        ("accidents", "sent_to", "authority", "authority"),
        ("assessments", "about", "site_quality", "quality on site"),
        ("shifts", "dress.wears", "helmet", "safety helmet"),
        ("post_work", "done.duty", "lamps", "corridor lamps"),
        ("post_work", "done", "lamps@1-1", "corridor lamps (1-1)"),  # as the index keeps it
        ("teams", "roles", "front_desk", "front desk"),
        ("filings", "sent_to", "csc_manager", "CSC manager"),
    ],
)
def test_the_model_tells_the_words_of_a_field(desk: Desk, kind: str, field: str, text: str, shown: str) -> None:
    """What a field of another name declares as its vocabulary is what people read, in lists and in parts."""
    say_words()
    cell = shown_value(field, text, desk=desk, labels=spoken(KINDS[kind]))
    assert said(Message("{cell}", {"cell": cell})) == shown


def test_a_label_with_a_full_stop_is_shown_whole(desk: Desk) -> None:
    """`Callback no.` is no dotted name."""
    cell = shown_value("spotchecks", {"callback": 2}, desk=desk, labels={"spotchecks.callback": "Callback no."})
    assert said(Message("{cell}", {"cell": cell})) == "Callback no.: 2"


def test_only_what_differs_in_a_part_is_told() -> None:
    """A changed part shows its changed fields, a changed list of parts its changed items."""
    assert apart({"nature": "valid", "type": None}, {"nature": "valid", "type": "sales"}) == (None, {"type": "sales"})
    assert apart([{"a": 1}, {"a": 2}], [{"a": 1}, {"a": 3}]) == ([{"a": 2}], [{"a": 3}])
    assert apart("x", "y") == ("x", "y")


def test_every_action_of_a_history_has_a_label() -> None:
    """A move of a register or a ticket is never shown as a bare code once the words are loaded."""
    say_words()
    from cspm.core.words import VOCABULARIES
    from cspm.register import PROCEDURES

    machines = [machine for one in PROCEDURES for machine in one.part("states", "MACHINES")]
    verbs = {move.verb for machine in machines for move in machine.moves} | {
        "create",
        "imported",
        "add",
        "recheck",
        "draft",
    }
    assert verbs <= set(VOCABULARIES["action"].labels)
