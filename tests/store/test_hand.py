"""The second process: the same answers with it, without it, and whoever dies."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm.store import hand
from cspm.store.check import check
from cspm.store.hand import Hand
from cspm.store.repository import Store
from tests.conftest import CHECKOUT
from tests.store.conftest import Open, make_site, open_store
from tests.store.kinds import MONTH, note, stamp

US = os.getpid()


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second process is there from the second chunk on, and chunks are small."""
    monkeypatch.setattr(hand, "ALONE", 2)
    monkeypatch.setattr(hand, "CHUNK", 5)


def doubled(request: list[int]) -> list[Any]:
    """Work for a hand: each number twice, and who did it."""
    time.sleep(0.001)
    return [os.getpid(), [2 * number for number in request]]


def all_answers(one: Hand, upset: Callable[[Hand, int], None] = lambda one, turn: None) -> list[list[Any]]:
    """What comes of sixty requests; `upset` may do something to the hand before each."""
    found = []
    for turn in range(60):
        upset(one, turn)
        found += one.share([turn, turn + 100])
    found += one.rest()
    one.close()
    assert sorted(answer for _, answer in found) == [[2 * turn, 2 * turn + 200] for turn in range(60)]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)  # nobody is left behind
    return found


def kill(one: Hand, turn: int) -> None:
    """Kill the second process in the middle."""
    if turn == 30:
        os.kill(one._pid, signal.SIGKILL)


def test_two_do_the_work() -> None:
    """Both have a part in it."""
    assert len({who for who, _ in all_answers(Hand(doubled))}) == 2


def test_the_second_one_is_killed() -> None:
    """What it did not answer is done here, all of it and once."""
    assert all_answers(Hand(doubled), kill)[-1][0] == US


def test_there_can_be_no_second_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody may fork, one does it all."""

    def refused() -> int:
        raise BlockingIOError(11, "no more processes")

    before = len(os.listdir("/proc/self/fd"))
    monkeypatch.setattr(os, "fork", refused)
    assert {who for who, _ in all_answers(Hand(doubled))} == {US}
    assert len(os.listdir("/proc/self/fd")) == before


def test_the_second_one_fails_where_we_do_not() -> None:
    """Its error is not ours: the chunk is done again here."""

    def failing(request: list[int]) -> list[Any]:
        if os.getpid() != US:
            raise MemoryError
        return doubled(request)

    assert {who for who, _ in all_answers(Hand(failing))} == {US}


def test_an_error_is_raised_here() -> None:
    """What fails everywhere fails with us, as if there were no second process."""

    def failing(request: list[int]) -> list[Any]:
        if request[0] == 40:
            raise KeyError(40)
        return doubled(request)

    one = Hand(failing)
    with pytest.raises(KeyError):
        all_answers(one)
    one.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_what_does_not_fit_into_the_pipe_is_done_here() -> None:
    """So neither ever waits for the other to read; answers may be of any size."""

    def large(request: bytes) -> list[Any]:
        return [os.getpid(), len(request), b"x" * 3_000_000]

    one = Hand(large)
    found = [answer for size in (10, 10, 10, 5_000_000, 10, 10) for answer in one.share(b"y" * size)] + one.rest()
    one.close()
    assert sorted(size for _, size, _ in found) == [10] * 5 + [5_000_000]
    assert all(who == US for who, size, _ in found if size > 10) and {who for who, _, _ in found} != {US}


def test_the_second_one_keeps_nothing_open(tmp_path: Path) -> None:
    """No lock, no database, not even the other ends of its pipes: so nothing outlives us, and it notices our end."""

    def held(request: list[int]) -> list[Any]:
        return [
            os.getpid(),
            [os.readlink(f"/proc/self/fd/{fd}") for fd in range(3, 200) if os.path.lexists(f"/proc/self/fd/{fd}")],
        ]

    one = Hand(held)
    with (tmp_path / "lock").open("w"):
        found = [answer for turn in range(9) for answer in one.share([turn])] + one.rest()
    one.close()
    theirs = [links for who, links in found if who != US]
    assert theirs and all(len(links) == 2 and all(link.startswith("pipe:") for link in links) for links in theirs)


def fill(store: Store, count: int, *, before: Callable[[int], None] = lambda number: None) -> None:
    """A batch of notes, one in ten of them changed again within it."""
    with store.batch() as batch:
        for number in range(count):
            before(number)
            record_id = batch.new_id("notes", MONTH)
            batch.put(note(record_id, f"漏水 {number}", tags=("a",) * (number % 3)))
            if number % 10 == 3:
                batch.put(batch.load("notes", record_id).stepped(stamp(minutes=5), "x", text="灯"))


def said(store: Store) -> Any:
    """Everything that the index says of notes, but which files there are and in what order they were read."""
    store.refresh()
    rows = [dict(row) for row in store.query("SELECT * FROM notes ORDER BY id")]
    bare = [{key: value for key, value in row.items() if key not in ("doc", "stamp")} for row in rows]
    lists = [store.query(f"SELECT * FROM {name} ORDER BY kind, id, n") for name in ("clocks", "findings")]
    return bare, [[tuple(row) for row in one] for one in lists], [row["id"] for row in store.search("notes", "漏水")]


def test_a_batch_and_a_new_index_say_the_same_with_one_and_two(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows, clocks, findings and words are equal, and the files are, whoever wrote them."""
    make_site(tmp_path / "other" / "records")
    two, one = open_store(root), open_store(tmp_path / "other" / "records")
    fill(two, 100)
    expected = said(two)
    assert len(expected[0]) == 100 and len(expected[2]) == 90 and check(two).findings == []
    assert two.reindex() == 100 and said(two) == expected
    monkeypatch.setattr(hand, "ALONE", 10**9)
    fill(one, 100)
    assert said(one) == expected
    assert one.reindex() == 100 and said(one) == expected
    files = [
        sorted((path.name, path.read_bytes()) for path in store.rglob("N-*.json"))
        for store in (root, tmp_path / "other")
    ]
    assert files[0] == files[1]
    one.close()
    two.close()


def test_damage_is_found_by_both(root: Path, again: Open) -> None:
    """A damaged file is named whoever reads it."""
    fill(again(), 60)
    for number in (2, 20, 40, 58):
        (root / "notes" / "2026" / "11" / f"N-202611-{number:04d}.json").write_bytes(b"{")
    store = again()
    assert store.reindex() == 60
    assert len(store.damaged) == 4 and len(store.ids("notes")) == 56


def helpers() -> list[int]:
    """The processes that this one has started and not seen the end of."""
    return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


def test_a_batch_survives_its_second_process(again: Open) -> None:
    """Killed in the middle, nothing is missing."""

    def before(number: int) -> None:
        if number == 70:
            (helper,) = helpers()
            os.kill(helper, signal.SIGKILL)

    fill(again(), 100, before=before)
    assert len(again().ids("notes")) == 100 and check(again()).findings == []


def test_a_batch_that_is_given_up_leaves_nothing(root: Path, again: Open) -> None:
    """An error after some records: no file, no second process, no lock."""

    def before(number: int) -> None:
        if number == 70:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fill(again(), 100, before=before)
    assert helpers() == [] and list((root / ".cspm" / "tmp").iterdir()) == [] and again().ids("notes") == []
    fill(again(), 10)
    assert again().ids("notes")[-1] == "N-202611-0010"


KILLED = """
import os, signal, sys
from pathlib import Path
from cspm.store import hand
from tests.store.conftest import open_store
from tests.store.test_hand import fill, helpers
hand.ALONE, hand.CHUNK = 2, 5
def before(number):
    if number == 70:
        print(*helpers(), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
fill(open_store(Path(sys.argv[1])), 100, before=before)
"""


def test_we_are_killed(root: Path, again: Open) -> None:
    """The second process ends by itself, holds no lock, and the next command finds nothing of it."""
    environment = {**os.environ, "PYTHONPATH": CHECKOUT}
    command = [sys.executable, "-c", KILLED, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr
    (helper,) = done.stdout.split()
    for _ in range(500):
        if not os.path.exists(f"/proc/{helper}") or "Z" in Path(f"/proc/{helper}/stat").read_text().split()[2]:
            break
        time.sleep(0.01)
    else:
        pytest.fail("the second process lives on")
    begun = time.monotonic()
    fill(again(), 10)
    assert time.monotonic() - begun < 5
    assert again().ids("notes")[-1] == "N-202611-0010" and list((root / ".cspm" / "tmp").iterdir()) == []
    assert check(again()).findings == []


def test_the_collector_is_off_for_as_long_as_it_takes() -> None:
    """And on again afterwards, also after an error; few requests do not touch it."""
    one = Hand(doubled)
    one.share([1])
    assert gc.isenabled()
    one.share([2])
    assert not gc.isenabled()
    one.rest()
    one.close()
    assert gc.isenabled()
