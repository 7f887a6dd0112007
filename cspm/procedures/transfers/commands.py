"""import, imports (list, undo), export, template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_
from cspm.procedures.transfers.kind_type import KindType
from cspm.shell.lazy import group
from cspm.shell.options import changes, reads
from cspm.shell.output import put, put_report

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

MADE_HERE = ("imports",)
"""Records of imports are made by importing; nobody types them."""


@changes("import")
@click.argument("file", metavar="FILE")
@click.option(
    "--as", "kind", required=True, type=KindType(without=MADE_HERE), metavar="KIND",
    help=N_("What the rows are: tickets, units, staff ..."),
)  # fmt: skip
@click.option("--mapping", metavar="MAP.toml", help=N_("How the file's columns become fields."))
@click.option("--atomic", is_flag=True, help=N_("All rows or none."))
@click.option("--batch", metavar="NAME", help=N_("A name for this import."))
@click.option("--again", is_flag=True, help=N_("Even if this very file was imported already."))
def import_(desk: Desk, **given: Any) -> None:
    """Read records from a csv, jsonl or xlsx file, or JSON lines from stdin (-).

    Good rows go in, bad rows go to FILE.rejected.csv. A row whose source id is already there is passed over, so the
    same file can be imported twice; a file without source ids is refused the second time.
    """
    from cspm.procedures.transfers.console import imported

    imported(desk, **given)


imports = group("Imports: which there were, and taking one back.")


@reads("list")
def list_imports(desk: Desk) -> None:
    """List the imports, newest first."""
    from cspm.procedures.transfers import reports

    ids = [str(row["id"]) for row in desk.store.rows("imports", order="imported_at DESC, sort DESC", columns=("id",))]
    put_report(desk, reports.listed(list(desk.store.documents("imports", ids))), ids=ids)


@changes("undo")
@click.argument("batch", metavar="BATCH")
def undo_import(desk: Desk, batch: str) -> None:
    """Take an import back: its records become void, those that somebody changed since are kept and listed."""
    from cspm.procedures.transfers import actions
    from cspm.procedures.transfers.console import taken_back

    taken_back(desk, actions.undo(desk.office, batch))


@reads("export", faces=("csv", "jsonl", "xlsx"))
@click.argument("kind", type=KindType(), metavar="KIND")
@click.argument("words", nargs=-1, metavar="[FILTER]...")
@click.option("--masked", is_flag=True, help=N_("Without names and telephone numbers; such a file is not for import."))
def export(desk: Desk, kind: str, words: tuple[str, ...], masked: bool) -> None:
    """Write records to a file that imports again unchanged: -o csv, jsonl or xlsx."""
    from cspm.procedures.transfers.console import exported

    exported(desk, kind, words, masked=masked)


@reads("template", faces=("xlsx", "csv"))
@click.argument("kind", type=KindType(without=MADE_HERE), metavar="KIND")
def template(desk: Desk, kind: str) -> None:
    """An empty workbook with the headings, drop-downs and one example row: -o xlsx or csv."""
    from cspm.procedures.transfers.console import empty_table

    put(desk, empty_table(desk, kind))


imports.add_command(list_imports)
imports.add_command(undo_import)
