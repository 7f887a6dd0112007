"""Lists and searches of many tickets: cut where asked, whole where scripts read them, the same whatever the way there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cspm.core.language import Language
from cspm.paper.cell import one_line, piped, shown
from cspm.procedures.tickets.queries import OPEN, ORDER
from cspm.procedures.tickets.reports import LIST_COLUMNS
from cspm.shell import output
from cspm.shell.output import SCREENFUL, most_rows
from cspm.store.reading import Reading
from tests.conftest import desk_of

Run = Callable[..., Any]


@pytest.fixture
def site(run: Run, root: str, tmp_path: Any) -> str:
    """Ninety tickets over three months, every third about a leak."""
    rows = [
        f"S{n},{'漏水' if n % 3 == 0 else '灯坏'} 第{n}件,2026-{8 + n % 3:02}-{1 + n % 28:02} 09:{n % 60:02}"
        for n in range(90)
    ]
    table = tmp_path / "rows.csv"
    table.write_text("source_id,text,received_at\n" + "\n".join(rows) + "\n", "utf-8")
    run("import", str(table), "--as", "tickets")
    return root


@pytest.mark.parametrize("words", [("list", "--all"), ("list",), ("search", "漏水"), ("search", "received:2026-09")])
def test_a_limit_gives_the_first_rows(site: str, run: Run, words: tuple[str, ...]) -> None:
    """`--limit N` is the head of the whole list, 0 all of it; a table that is cut says so, one that is not does not."""
    whole = run(*words, "-q").stdout.split()
    assert len(whole) > 5 and run(*words, "-q", "--limit", "0").stdout.split() == whole
    assert run(*words, "-q", "--limit", "4").stdout.split() == whole[:4]
    assert [row["id"] for row in run(*words, "--json", "--limit", "4").json()] == whole[:4]
    assert "前 4 条" in run(*words, "-o", "md", "--limit", "4", lang="zh").stdout
    assert "--limit" not in run(*words, "-o", "md", "--limit", str(len(whole))).stdout
    assert run(*words, "--limit", "-1", code=2).stderr


def test_only_a_screen_has_a_limit_by_itself(site: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """Nothing that a script reads is cut unasked."""
    desk = desk_of(site, str(tmp_path / "cache"))
    assert most_rows(desk, None) is None  # a pipe
    monkeypatch.setattr(output.sys.stdout, "isatty", lambda: True, raising=False)
    assert (most_rows(desk, None), most_rows(desk, 0), most_rows(desk, 7)) == (SCREENFUL, None, 7)
    for face, quiet, file in (("json", False, None), ("", True, None), ("", False, "x.csv")):
        desk.face, desk.quiet, desk.output = face, quiet, file
        assert most_rows(desk, None) is None


@pytest.mark.parametrize("words", ["received:2026-09", "received:2026-09-03..2026-10-05", "received:2030-01", "unit:1"])
def test_a_month_is_searched_by_itself(site: str, run: Run, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Looking only where a month's tickets lie finds what looking everywhere finds."""
    found = run("search", "漏水", words, "-q").stdout
    monkeypatch.setattr(Reading, "_bounds", lambda *_: None)
    assert run("search", "漏水", words, "-q").stdout == found


def test_a_months_bounds_come_from_an_index(site: str, tmp_path: Any) -> None:
    """A month has bounds; what no index tells alone has none, for finding them would cost more than they save."""
    reading = Reading(desk_of(site, str(tmp_path / "cache")).store.index())
    reading.query("SELECT 1")
    august = reading._bounds("tickets", "received_at < ?", (1_788_000_000_000_000,))
    assert august is not None and 0 < august[0] <= august[1]
    assert reading._bounds("tickets", "customer_name = ?", ("x",)) is None
    reading.close()


def test_open_tickets_are_found_without_the_closed_ones(site: str, tmp_path: Any) -> None:
    """What lists ask for, with or without a month, is answered by an index over the open tickets alone."""
    store = desk_of(site, str(tmp_path / "cache")).store
    for where in (OPEN, f"{OPEN} AND (received_at >= 1 AND received_at < 9)"):
        plan = store.query(f"EXPLAIN QUERY PLAN SELECT id FROM tickets WHERE {where} ORDER BY {ORDER} LIMIT 9")
        assert "tickets_partial" in plan[0]["detail"], plan[0]["detail"]


@pytest.mark.parametrize("text", ["漏水", " a ", "a\tb", "a\nb", "\x1b[31mx", "‮x", "", "\ud800"])
def test_the_short_way_for_words_is_no_other_way(text: str) -> None:
    """A cell of a piped list is what `shown` gives, in one line."""
    for code in ("zh", "en"):
        tongue = Language(code)
        for column in LIST_COLUMNS:
            if column.kind in ("text", "code"):
                assert piped(text, column, tongue) == one_line(shown(text, column, tongue))
