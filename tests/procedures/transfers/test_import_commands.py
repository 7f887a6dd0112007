"""`cspm import` as people and scripts meet it: what goes in, what is passed over, what is refused and how."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm.store.repository import Store
from tests.conftest import listing
from tests.procedures.transfers.sheets import BAD, TICKETS, csv_file, lines_of, workbook

Run = Callable[..., Any]
MAPPING = """
[columns]
source_id = "No"
received_at = "When"
text = ["What", "More"]
channel = "How"
[constants]
category = "repair"
[values.channel]
"ONLINE" = "online"
"*" = "phone"
"""


def test_rows_become_records(run: Run, store: Store, tmp_path: Path) -> None:
    """Labels become codes, times get the site's zone, a closing time closes, numbers go by the month of receipt."""
    run("import", csv_file(tmp_path), "--as", "tickets", "--batch", "B1")
    first, second = store.document("tickets", "T-202610-0001"), store.document("tickets", "T-202610-0002")
    assert (first["state"], first["category"], first["channel"]) == ("closed", "repair", "phone")
    assert first["received_at"] == first["registered_at"] == "2026-10-01T09:30:00+08:00"
    assert (second["state"], second["import_batch"], second["created_by"]) == ("registered", "B1", "csc_manager")
    assert [event["action"] for event in first["history"]] == ["imported"]
    assert run("check", "--json").json()["findings"] == []


def test_the_outcome_as_json(run: Run, tmp_path: Path) -> None:
    """The keys that scripts read, and exit 25 with the path of the rejected rows."""
    file = csv_file(tmp_path, BAD)
    found = run("import", file, "--as", "tickets", "--batch", "B1", "--json", code=25).json()
    seconds = found.pop("seconds")
    assert seconds >= 0 and found == {
        "batch": "B1", "read": 3, "created": 2, "skipped": 0, "rejected": 1, "rejects_file": file + ".rejected.csv",
    }  # fmt: skip
    assert run("import", file, "--as", "tickets", "-q", "--batch", "B2", code=25).stdout == "B2\n"


def test_bad_rows_go_to_a_file_and_the_first_ones_to_the_screen(run: Run, tmp_path: Path) -> None:
    """Row, column as the file names it, value and reason, in the reader's language."""
    file = csv_file(tmp_path, BAD.replace("received_at", "接报时间"))
    told = run("import", file, "--as", "tickets", lang="zh", code=25).stderr
    assert "第 4 行" in told and "接报时间" in told and "someday" in told
    rows = Path(file + ".rejected.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "row,column,value,reason" and rows[1].startswith("4,接报时间,someday,")


@pytest.mark.parametrize(
    ("name", "encoding"), [("a.csv", "gb18030"), ("b.csv", "utf-8-sig"), ("c.csv", "utf-16"), ("d.txt", "utf-8")]
)
def test_a_table_in_the_encodings_of_spreadsheets(run: Run, tmp_path: Path, name: str, encoding: str) -> None:
    """GBK from Excel, UTF-8 with and without its mark, UTF-16."""
    text = TICKETS.replace("text", "事由").replace("received_at", "接报时间")
    file = csv_file(tmp_path, text, name=name, encoding=encoding)
    assert run("import", file, "--as", "tickets", "--json").json()["created"] == 2


def test_a_workbook_and_json_lines_on_stdin(run: Run, store: Store, tmp_path: Path) -> None:
    """A workbook's numbers stay the digits that they show; `-` reads JSON lines."""
    book = workbook(tmp_path / "a.xlsx", [["Received at", "Phone", "Source id"], ["2026-10-03 8:00", 13800000001, 7]])
    assert run("import", book, "--as", "tickets", "--json").json()["created"] == 1
    run("import", "-", "--as", "tickets", stdin=lines_of([{"received_at": "2026-10-04", "with": ["a", "b"]}]))
    assert store.document("tickets", "T-202610-0001")["customer"]["phone"] == "13800000001"
    assert store.document("tickets", "T-202610-0001")["source_id"] == "7"
    assert store.document("tickets", "T-202610-0002")["with"] == ["a", "b"]


def test_a_row_whose_source_is_there_is_passed_over(run: Run, tmp_path: Path) -> None:
    """Within a file and across files; it is said which rows these were."""
    file = csv_file(tmp_path, TICKETS + "A2,2026-10-02 14:00,灯不亮,repair,visit,\n")
    first = run("import", file, "--as", "tickets", "--json")
    assert (first.json()["created"], first.json()["skipped"]) == (2, 1) and "rows 4" in first.stderr
    again = csv_file(tmp_path, TICKETS, name="again.csv")
    second = run("import", again, "--as", "tickets", "--json")
    assert (second.json()["created"], second.json()["skipped"]) == (0, 2) and "rows 2, 3" in second.stderr
    assert len(run("imports", "list", "--json").json()) == 1


def test_ids_that_are_given_are_kept(run: Run, store: Store, tmp_path: Path) -> None:
    """They come first, so that a row without a number does not take one of theirs; what is there is passed over."""
    text = "id,received_at,text\n,2026-10-01,new\nT-202610-0001,2026-10-02,old\nT-202610-0001,2026-10-02,twice\n"
    found = run("import", csv_file(tmp_path, text), "--as", "tickets", "--json").json()
    assert (found["created"], found["skipped"]) == (2, 1)
    assert store.document("tickets", "T-202610-0001")["text"] == "old"
    assert store.document("tickets", "T-202610-0002")["text"] == "new"


def test_a_mapping_adapts_another_table(run: Run, store: Store, tmp_path: Path) -> None:
    """Columns renamed and joined, words translated, constants filled in."""
    mapping = tmp_path / "map.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    file = csv_file(
        tmp_path, "No,When,What,More,How\n1,2026-10-01 8:00,door,stuck,ONLINE\n2,2026-10-01 9:00,lamp,,FAX\n"
    )
    run("import", file, "--as", "tickets", "--mapping", str(mapping))
    first, second = (store.document("tickets", f"T-202610-000{number}") for number in (1, 2))
    assert (first["text"], first["channel"], first["category"]) == ("door stuck", "online", "repair")
    assert (second["text"], second["channel"]) == ("lamp", "phone")


def test_a_kind_of_ticket_is_for_tickets_only(run: Run, tmp_path: Path) -> None:
    """A mapping's `kind` for units is refused at once, not row by row."""
    mapping = tmp_path / "map.toml"
    mapping.write_text('kind = "service"\n[columns]\nid = "No"\n', encoding="utf-8")
    refused = run("import", csv_file(tmp_path, "No\n1-1-1\n"), "--as", "units", "--mapping", str(mapping), code=25)
    assert "no field kind" in refused.stderr


def test_a_dry_run_says_the_same_and_writes_nothing(run: Run, root: str, tmp_path: Path) -> None:
    """Counts and reasons, exit 25 for bad rows; no record, no file of rejected rows."""
    before = listing(os.path.join(root, "staff"))
    file = csv_file(tmp_path, BAD + "A1,2026-10-05,again,,,\n")
    said = run("import", file, "--as", "tickets", "--dry-run", code=25)
    assert "dry run" in said.stdout and "2 created, 1 skipped, 1 rejected" in said.stdout and "row 4" in said.stderr
    assert not os.path.exists(file + ".rejected.csv") and not os.path.exists(os.path.join(root, "tickets"))
    assert listing(os.path.join(root, "staff")) == before


def test_atomic_takes_all_or_none(run: Run, root: str, tmp_path: Path) -> None:
    """One bad row refuses the file and says which; the file of rejected rows has them all."""
    file = csv_file(tmp_path, BAD)
    refused = run("import", file, "--as", "tickets", "--atomic", code=25).stderr
    assert "1 rows are bad" in refused and "row 4, received_at" in refused
    assert not os.path.exists(os.path.join(root, "tickets")) and os.path.exists(file + ".rejected.csv")
    run("import", csv_file(tmp_path), "--as", "tickets", "--atomic")


@pytest.mark.parametrize(
    ("batch", "code", "word"), [("B1", 21, "exists already"), ("../x", 2, "--batch"), ("", 2, "--batch")]
)
def test_a_batch_has_a_name_of_its_own(run: Run, tmp_path: Path, batch: str, code: int, word: str) -> None:
    """A name that is taken, or is none, is refused before a row is read."""
    run("import", csv_file(tmp_path), "--as", "tickets", "--batch", "B1")
    assert word in run("import", "no-such-file.csv", "--as", "tickets", "--batch", batch, code=code).stderr


def test_a_file_may_have_any_name(run: Run, tmp_path: Path) -> None:
    """The batch's name is made of what an id can hold; two imports within a second differ."""
    names = [
        run(
            "import",
            csv_file(tmp_path, f"received_at\n2026-10-0{number}\n", name="données № 1.csv"),
            "--as",
            "tickets",
            "-q",
        ).stdout
        for number in (1, 2)
    ]
    assert len(set(names)) == 2 and all("donn-es" in name for name in names)


def test_kinds_by_their_labels(run: Run, store: Store, tmp_path: Path) -> None:
    """`--as 员工` is `--as staff`; what is no kind, or is made by importing, is refused with what there is."""
    file = csv_file(tmp_path, "员工编号,姓名,角色\nT9,张三,维修技工\n")
    run("import", file, "--as", "员工")
    assert store.document("staff", "T9")["role"] == "technician"
    for word in ("nonsense", "imports"):
        assert "tickets" in run("import", file, "--as", word, code=2).stderr


FILES: list[tuple[str, bytes, str]] = [
    ("empty.csv", b"", "empty"),
    ("none.csv", b"text,unit\na,b\n", "received_at"),
    ("twice.csv", b"received_at,received_at\n1,2\n", "stands twice"),
    ("same.csv", "received_at,接报时间\n1,2\n".encode(), "both mean the field received_at"),
    ("near.csv", "接报时间点,text\n1,2\n".encode(), "perhaps 接报时间?"),
    ("masked.csv", b"received_at,Phone (masked)\n2026-10-01,138****0000\n", "without --masked"),
    ("masked.jsonl", '{"received_at": "2026-10-01", "customer.phone（已隐藏）": null}'.encode(), "without --masked"),
    ("words.jsonl", b"hello\n", "JSON"),
    ("book.xlsx", b"received_at\n2026-10-01\n", "not a workbook"),
    ("page.csv", b"<html><table></table></html>", "web page"),
    ("table.pdf", b"%PDF-1.4", "pdf"),
    ("nul.csv", b"received_at\n2026\x00\n", "NUL"),
]


@pytest.mark.parametrize(("name", "data", "word"), FILES, ids=[name for name, _, _ in FILES])
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(
    run: Run, root: str, tmp_path: Path, name: str, data: bytes, word: str
) -> None:
    """Exit 25, the file's name and what to do; nothing is written."""
    (tmp_path / name).write_bytes(data)
    refused = run("import", str(tmp_path / name), "--as", "tickets", code=25).stderr
    assert name in refused and word in refused and len(refused.splitlines()) == 1
    assert not os.path.exists(os.path.join(root, "tickets"))


def test_a_folder_and_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """Said as what they are."""
    assert "folder" in run("import", str(tmp_path), "--as", "tickets", code=25).stderr
    assert "no such file" in run("import", str(tmp_path / "x.csv"), "--as", "tickets", code=25).stderr


def test_rejected_rows_need_a_place(run: Run, root: str, tmp_path: Path) -> None:
    """Where their file cannot be written the import is refused, and nothing is written."""
    file = csv_file(tmp_path, BAD)
    os.mkdir(file + ".rejected.csv")
    assert "folder of your own" in run("import", file, "--as", "tickets", code=25).stderr
    assert not os.path.exists(os.path.join(root, "tickets"))


def test_who_may_import(run: Run, tmp_path: Path) -> None:
    """The site's administrator and the heads; a technician is refused (23), a stranger is not known (20)."""
    file = csv_file(tmp_path)
    run("import", file, "--as", "tickets", actor="site_admin")
    run("import", file, "--as", "tickets", actor="tech1", code=23)
    run("import", file, "--as", "tickets", actor="stranger", code=20)


def test_the_imports_are_listed_newest_first(run: Run, tmp_path: Path) -> None:
    """With their counts; -q gives the bare names."""
    run("import", csv_file(tmp_path), "--as", "tickets", "--batch", "B1", now="2026-11-01T08:00:00+08:00")
    run("import", csv_file(tmp_path, "id,name\nN1,花园\n"), "--as", "areas", "--batch", "B2")
    assert run("imports", "list", "-q").stdout.split() == ["B2", "B1"]
    found = run("imports", "list", "--json").json()[1]
    assert (found["kind"], found["file"], found["created"], found["state"]) == ("tickets", "rows.csv", 2, "done")
    assert "已完成" in run("imports", "list", lang="zh").stdout
