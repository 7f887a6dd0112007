"""Exports: every field under a label, in the encoding people need, importable again as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cspm.core.labels import Shape
from cspm.core.language import language
from cspm.core.stamp import Stamp
from cspm.procedures.tickets.model import Ticket
from cspm.procedures.transfers.fields import Flat, flat_fields, headings, meanings
from cspm.register import KINDS
from cspm.store.repository import Store
from cspm.store.site_file import new_site
from tests.conftest import OS_USER, desk_of
from tests.procedures.transfers.sheets import csv_file
from tests.procedures.transfers.strategies import tickets

Run = Callable[..., Any]
FACES = ("csv", "jsonl", "xlsx")
AT = datetime.fromisoformat("2026-11-22T10:00:00+08:00")
DIFFERENT = ("created_by", "import_batch", "revision", "history")


NOT_SHOWN = ("imports",)
"""Kinds of which the example site has no record."""


def content(store: Store, kind: str) -> dict[str, dict[str, Any]]:
    """What the records of a kind say, by id, without how they came."""
    return {
        record_id: {key: value for key, value in store.document(kind, record_id).items() if key not in DIFFERENT}
        for record_id in store.ids(kind)
    }


def fresh(folder: Path, name: str) -> Store:
    """A new, empty site."""
    root = str(folder / name)
    new_site(root, name="新小区", timezone="Asia/Shanghai", profile="dtz", store_id=name, language="")
    return desk_of(root, str(folder / f"{name}-cache")).store


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The record folder of the example site."""
    from click.testing import CliRunner

    from cspm.cli import cspm

    folder = str(tmp_path_factory.mktemp("demo") / "site")
    made = CliRunner().invoke(cspm, ["--now", "2026-11-22T10:00", "demo", folder])
    assert made.exit_code == 0, made.output
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_a_whole_site_comes_back(run: Run, demo: str, tmp_path: Path, face: str, tongue: str) -> None:
    """Every kind of the example exported in one language and imported in the other: equal content."""
    root = str(tmp_path / "there")
    administrator = run("init", root, "--name", "新小区", "--json", store=None, actor=None).json()["administrator"]
    other = {"zh": "en", "en": "zh"}[tongue]
    kinds = [kind for kind in KINDS if kind not in NOT_SHOWN]
    for kind in kinds:
        file = str(tmp_path / f"{kind}.{face}")
        run("export", kind, "-o", face, "--output", file, store=demo, lang=tongue, actor=None)
        found = run("import", file, "--as", kind, "--json", store=root, lang=other, actor=None)
        assert found.json()["rejected"] == 0, found.stderr
    here, there = (desk_of(folder, str(tmp_path / "cache")).store for folder in (demo, root))
    for kind in kinds:
        mine, theirs = content(here, kind), content(there, kind)
        theirs.pop(administrator, None)
        assert mine and theirs == mine, kind
    assert run("check", "--json", store=root, actor=None).json()["findings"] == []


@pytest.mark.parametrize("face", FACES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(rows=st.lists(tickets(), min_size=1, max_size=4))
def test_any_ticket_comes_back(
    run: Run, tmp_path_factory: pytest.TempPathFactory, face: str, rows: list[dict[str, Any]]
) -> None:
    """Formulas, quotes, commas, line ends, brackets, marks of direction: a text is the same text afterwards."""
    folder = tmp_path_factory.mktemp("sites")
    here, there = fresh(folder, "here"), fresh(folder, "there")
    stamp = Stamp(AT, AT, OS_USER, OS_USER, OS_USER)
    with here.batch() as batch:
        for number, row in enumerate(rows, 1):
            batch.put(Ticket.first(stamp, "create", id=f"T-202610-{number:04d}", **row))
    file = str(folder / f"rows.{face}")
    run("export", "tickets", "-o", face, "--output", file, store=here.root, actor=None)
    run("import", file, "--as", "tickets", store=there.root, actor=None)
    assert content(there, "tickets") == content(here, "tickets")


@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_labels_and_unique(run: Run, kind: str) -> None:
    """In each language a heading means one field, and the same one in the other language's installation."""
    known = flat_fields(KINDS[kind])
    meant = meanings(known)
    for tongue in ("zh", "en"):
        named = headings(known, language(tongue))
        assert run("export", kind, lang=tongue).stdout.splitlines()[0].split(",") == list(named.values())
        assert {heading: meant[heading] for heading in named.values()} == {text: name for name, text in named.items()}
        if tongue == "zh":
            assert [text for text in named.values() if text.isascii()] == []


def test_a_label_that_two_fields_share_is_no_heading() -> None:
    """Both columns are then headed by the fields' names; a label that is another field's name is none either."""
    shape = Shape("a", "Phone", "text")
    known = {
        name: Flat(name, label, shape) for name, label in (("a", "Phone"), ("b", "Phone"), ("c", "A"), ("d", "State"))
    }
    assert headings(known, language("en")) == {"a": "a", "b": "b", "c": "c", "d": "State"}
    assert headings(known, language("zh")) == {"a": "a", "b": "b", "c": "c", "d": "状态"}


def test_undone_and_imported_again_is_exported_whole(run: Run, store: Store, tmp_path: Path) -> None:
    """A void record and the living one have the same source id; both come back."""
    file = csv_file(tmp_path)
    run("import", file, "--as", "tickets", "--batch", "B1")
    run("imports", "undo", "B1")
    run("import", file, "--as", "tickets")
    out = str(tmp_path / "out.csv")
    run("export", "tickets", "--output", out)
    there = fresh(tmp_path, "there")
    run("import", out, "--as", "tickets", store=there.root, actor=None)
    assert content(there, "tickets") == content(store, "tickets") and len(store.ids("tickets")) == 4


def test_filters_ids_and_json(run: Run, tmp_path: Path) -> None:
    """Filter words choose; -q gives the ids; --json is an array of the same flat objects as jsonl."""
    run("import", csv_file(tmp_path), "--as", "tickets")
    assert run("export", "tickets", "state:closed", "-q").stdout == "T-202610-0001\n"
    found = run("export", "工单", "--json").json()
    assert [row["source_id"] for row in found] == ["A1", "A2"]
    assert found == [json.loads(line) for line in run("export", "tickets", "-o", "jsonl").stdout.splitlines()]


def test_a_file_for_excel_and_lines_for_a_pipe(run: Run, tmp_path: Path) -> None:
    """With --output a byte order mark and CRLF; without, plain lines. The name of the file says the face."""
    run("import", csv_file(tmp_path), "--as", "tickets")
    for name, begin in (("a.csv", b"\xef\xbb\xbf"), ("a.xlsx", b"PK"), ("a.jsonl", b'{"id"')):
        run("export", "tickets", "--output", str(tmp_path / name))
        assert (tmp_path / name).read_bytes().startswith(begin)
    assert "\r" not in run("export", "tickets").stdout


@pytest.mark.rule("R268")
@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_masked_exports(run: Run, tmp_path: Path, face: str, tongue: str) -> None:
    """No name and no telephone number, headings that say so, and no way back in."""
    run("create", "厨房漏水，请打 13912345678", "--caller", "王小芳", "--phone", "13812345678")
    file = str(tmp_path / f"out.{face}")
    run("export", "tickets", "--masked", "--output", file, lang=tongue)
    assert "masked" in run("import", file, "--as", "tickets", code=25).stderr
    text = run("export", "tickets", "--masked", lang=tongue).stdout
    assert "王**" in text and "138****5678" in text and "139****5678" in text
    assert (
        "小芳" not in text
        and "12345678" not in text
        and {"zh": "电话（已隐藏）", "en": "Phone (masked)"}[tongue] in text
    )


def test_masked_staff(run: Run) -> None:
    """Of colleagues too: name, telephone and login."""
    text = run("export", "staff", "--masked").stdout
    assert "王师傅" not in text and "13800000001" not in text and "王**" in text


def test_a_text_too_long_for_a_cell_is_not_cut_off(run: Run, tmp_path: Path) -> None:
    """A workbook refuses it and names the way; csv has no such bound."""
    run("create", "漏" * 40_000)
    refused = run("export", "tickets", "--output", str(tmp_path / "a.xlsx"), code=2)
    assert "T-202611-0001" in refused.stderr and "-o csv" in refused.stderr and not (tmp_path / "a.xlsx").exists()
    assert "漏" * 40_000 in run("export", "tickets").stdout


def test_damaged_files_are_told(run: Run, root: str, tmp_path: Path) -> None:
    """The sound ones are exported, the damaged one is named, exit 1: no silence."""
    run("import", csv_file(tmp_path), "--as", "tickets")
    Path(root, "tickets/2026/10/T-202610-0002.json").write_text("{", encoding="utf-8")
    said = run("export", "tickets", "-o", "jsonl", code=1)
    assert len(said.stdout.splitlines()) == 1 and "T-202610-0002" in said.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_site_exports_headings(run: Run, tmp_path: Path, kind: str) -> None:
    """No record is no fault: the headings alone, and importing them again creates nothing."""
    there = fresh(tmp_path, "there")
    file = str(tmp_path / "empty.csv")
    run("export", kind, "--output", file, store=there.root, actor=None)
    if kind != "imports":
        assert run("import", file, "--as", kind, "--json").json()["read"] == 0


def test_owners_are_the_owners_of_units(run: Callable[..., Any]) -> None:
    """`owners` and 业主 mean the units: an owner stands on the record of the unit."""
    table = "房号,业主,电话\n3-2-1501,王芳,13800000000\n"
    assert (
        run("import", "-", "--as", "owners", "--json", stdin='{"id": "3-2-1501", "owner": "王芳"}').json()["created"]
        == 1
    )
    assert run("export", "业主", "-o", "csv").stdout == run("export", "units", "-o", "csv").stdout
    Path("owners.csv").write_text(table, encoding="utf-8")
    assert run("import", "owners.csv", "--as", "业主", "--json").json()["skipped"] == 1
    run("template", "owners", "-o", "xlsx", "--output", "owners.xlsx")
