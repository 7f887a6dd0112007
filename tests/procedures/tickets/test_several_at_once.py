"""Several ids in one command are one change: all or nothing, one lock, one journal, and taken back as a whole."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm.shell.corrections import together
from cspm.shell.desk import Desk
from cspm.shell.office import Office
from cspm.store import commit, journal
from tests.conftest import desk_of

Run = Callable[..., Any]


@pytest.fixture
def three(run: Run) -> list[str]:
    """Three registered tickets."""
    return [run("create", f"matter {number}", "-q").stdout.strip() for number in range(3)]


def states(run: Run) -> list[str]:
    """The states of all tickets in the order of their numbers."""
    return [one["state"] for one in sorted(run("list", "--all", "--json").json(), key=lambda one: str(one["id"]))]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_one_refused_is_none_done(run: Run, three: list[str], lang: str) -> None:
    """The second cannot be accepted: the first is not either, and the sentence names the second."""
    run("dispatch", three[0], three[2], "--to", "tech1")
    said = run("accept", *three, code=21, lang=lang)
    assert said.stdout == ""
    assert said.stderr.count("\n") == 1
    assert f"refused at {three[1]}; none of the 3" in said.stderr or f"停在 {three[1]}，共 3 条" in said.stderr
    assert states(run) == ["dispatched", "registered", "dispatched"]
    assert run("show", three[0], "--json").json()["revision"] == 2


def test_a_refusal_by_rule_or_role_names_the_id_too(run: Run, three: list[str]) -> None:
    """What says nothing of the record by itself: a blank result, a role."""
    run("dispatch", *three, "--to", "tech1")
    assert f"refused at {three[0]};" in run("close", *three, code=22).stderr
    assert f"refused at {three[0]};" in run("dispatch", *three, "--to", "tech2", actor="warehouse", code=23).stderr
    assert "refused at" not in run("close", three[0], code=22).stderr


def test_one_journal_and_one_lock(run: Run, three: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """All files of the command are carried out as one."""
    calls: list[int] = []
    real = commit.carry_out

    def counted(root: str, puts: Any, **more: Any) -> None:
        calls.append(len(puts))
        real(root, puts, **more)

    monkeypatch.setattr("cspm.store.commit.carry_out", counted)
    run("dispatch", *three, "--to", "tech1")
    assert calls == [3]


def test_a_reader_never_sees_half(run: Run, root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """P5: whoever lists while the files are moved into place sees all before or all after."""
    ids = [run("create", f"m {number}", "-q").stdout.strip() for number in range(12)]
    run("list", "-q")
    seen: list[set[str]] = []

    def look() -> None:
        desk = desk_of(root, str(tmp_path / "other-cache"))
        seen.append({str(row["state"]) for row in desk.store.rows("tickets", columns=("state",))})
        seen.append({desk.store.document("tickets", one)["state"] for one in (ids[0], ids[-1])})

    real = journal.disk.rename

    def watched(source: str, target: str) -> None:
        reader = threading.Thread(target=look)
        reader.start()
        reader.join()
        real(source, target)

    monkeypatch.setattr("cspm.store.journal.disk.rename", watched)
    run("dispatch", *ids, "--to", "tech1")
    assert len(seen) > 12
    assert all(len(one) == 1 for one in seen)
    assert states(run) == ["dispatched"] * 12


def test_the_permission_is_read_under_the_lock(run: Run, three: list[str], desk: Desk) -> None:
    """Whoever lost the role while the command waited for the lock is refused."""
    office: Office = desk.office
    assert office.actor.role == "csc_manager"
    run("staff", "amend", "csc_manager", "role=warehouse", "--reason", "moved", actor="site_admin")
    from cspm.errors import NotAllowed
    from cspm.procedures.tickets import actions

    with pytest.raises(NotAllowed):
        actions.dispatch(office, three[0], to="tech1")


def test_undo_takes_the_whole_command_back(run: Run, three: list[str]) -> None:
    """Asked first, as it changes several; `--yes` answers; once more takes back what went before, one by one or together."""
    run("dispatch", *three, "--to", "tech1")
    run("cancel", *three, "--reason", "not wanted")
    asked = run("undo", code=2).stderr
    assert "3 records" in asked and all(one in asked for one in three)
    assert states(run) == ["cancelled"] * 3
    assert [one["id"] for one in run("undo", "--yes", "--json").json()] == three
    assert states(run) == ["dispatched"] * 3


def test_undo_of_a_command_that_went_on_is_refused_in_one_sentence(run: Run, three: list[str]) -> None:
    """One of the three was accepted since: whole is not possible, and the sentence says what is."""
    run("dispatch", *three, "--to", "tech1")
    run("accept", three[1], actor="tech1")
    said = run("undo", "--yes", code=21).stderr
    assert said.count("\n") == 1 and f"cspm undo {three[1]}" in said
    assert states(run) == ["dispatched", "accepted", "dispatched"]
    run("undo", three[1])
    assert states(run) == ["dispatched"] * 3


def test_undo_of_one_named_leaves_the_others(run: Run, three: list[str]) -> None:
    """`undo ID` is that record's last change."""
    run("dispatch", *three, "--to", "tech1")
    run("undo", three[2])
    assert states(run) == ["dispatched", "dispatched", "registered"]


def test_two_tickets_taken_in_are_two_commands(run: Run, three: list[str]) -> None:
    """However fast they were typed, `undo` takes back one."""
    run("undo")
    assert states(run).count("registered") == 2


def test_undo_does_not_take_back_what_somebody_else_did_meanwhile(run: Run, three: list[str], desk: Desk) -> None:
    """Between looking and the lock another change came: 24."""
    from cspm.errors import ChangedMeanwhile
    from cspm.procedures.tickets import corrections

    run("dispatch", *three, "--to", "tech1")
    found, action = together(desk.office, "tickets", three[0])
    assert (list(found), action) == (three, "dispatch")
    run("accept", three[1], actor="tech1")
    with pytest.raises(ChangedMeanwhile):
        corrections.undo(desk.office, "tickets", found)
    assert states(run) == ["dispatched", "accepted", "dispatched"]


def test_a_dry_run_of_several_writes_nothing(run: Run, three: list[str]) -> None:
    """Worked out and shown."""
    assert len(run("dispatch", *three, "--to", "tech1", "--dry-run").lines()) == 3
    assert states(run) == ["registered"] * 3


def test_a_link_is_taken_back_on_both_sides(run: Run, three: list[str]) -> None:
    """One change of two records."""
    complaint = run("create", "noise", "--kind", "complaint", "-q").stdout.strip()
    run("complaint", "link", complaint, three[0])
    run("undo", "--yes")
    assert [run("show", one, "--json").json()["links"] for one in (complaint, three[0])] == [[], []]


def test_blanks_are_nothing_typed(run: Run, three: list[str]) -> None:
    """Not shown as a value that nobody can see."""
    for blank in ("", "   "):
        assert "--reason: nothing was typed" in run("cancel", *three, "--reason", blank, code=2).stderr


def test_undo_names_the_records_in_their_order(run: Run, three: list[str]) -> None:
    """Whichever of them was typed first."""
    run("dispatch", *reversed(three), "--to", "tech1")
    assert ", ".join(three) in run("undo", code=2).stderr
