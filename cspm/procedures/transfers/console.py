"""Imports and exports at the terminal: progress on stderr, the outcome on stdout, exit 25 when rows were rejected."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from cspm.errors import N_, Message, Usage
from cspm.procedures.transfers import fields, importing, reports
from cspm.procedures.transfers.reading import Source
from cspm.shell.filters import condition
from cspm.shell.output import put, put_json

if TYPE_CHECKING:
    from cspm.procedures.transfers.actions import TakenBack
    from cspm.procedures.transfers.importing import Outcome
    from cspm.sheets.reader import Reader, Row
    from cspm.shell.desk import Desk

REJECTED = 25
DAMAGED = 1
PRINTED = ("batch", "read", "created", "skipped", "rejected", "rejects_file")
DRY = N_("(dry run, nothing written) {line}")


def imported(desk: Desk, file: str, mapping: str | None, **order: Any) -> None:
    """Run an import and print what became of it; the exit code is 25 when rows were rejected."""
    from time import perf_counter

    begun = perf_counter()
    stdin = sys.stdin.buffer if file == "-" and sys.stdin is not None else None
    if file == "-" and stdin is None:
        raise Usage(problem=Message(N_("Standard input is closed; name a file.")))
    source = Source(file, mapping, stdin, watched)
    outcome = importing.run(desk.office, importing.Order(source, **order), language=desk.language)
    document = {name: getattr(outcome, name) for name in PRINTED}
    if desk.face == "json":
        put_json(desk, document | {"seconds": round(perf_counter() - begun, 3)})
    elif desk.quiet:
        put(desk, f"{outcome.batch}\n".encode())
    else:
        put(desk, (desk.language.message(sentence(document, dry_run=desk.dry_run)) + "\n").encode())
    noted(desk, outcome)
    if outcome.rejected:
        click.get_current_context().exit(REJECTED)


def sentence(document: dict[str, Any], *, dry_run: bool) -> Message:
    """One line: the batch and the counts."""
    line = Message(N_("{batch}: {read} rows read, {created} created, {skipped} skipped, {rejected} rejected"), document)
    return Message.of(DRY, line=line) if dry_run else line


def noted(desk: Desk, outcome: Outcome) -> None:
    """Which rows were passed over or rejected, on stderr: the first ones here, all of the rejected ones in their file."""
    if outcome.passed and not desk.quiet:
        more = outcome.skipped - len(outcome.passed)
        text = N_("Skipped because they are there already: rows {rows}")
        longer = N_("Skipped because they are there already: rows {rows} and {more} more")
        desk.note(Message.of(longer if more else text, rows=outcome.passed, more=more))
    for line in outcome.told:
        desk.note(Message.of(N_("Rejected: {line}"), line=line))
    if outcome.rejects_file:
        desk.note(Message.of(N_("The rejected rows with their reasons: {path}"), path=outcome.rejects_file))


def watched(reader: Reader) -> Iterable[Row]:
    """The rows, with a progress bar on stderr when somebody watches."""
    if sys.stderr is None or not sys.stderr.isatty() or not reader.total:
        return reader
    return _barred(reader, reader.total)


def _barred(reader: Reader, total: int) -> Iterator[Row]:
    with click.progressbar(length=total, file=sys.stderr, label=reader.name) as bar:
        at = 0
        for number, row in enumerate(reader):
            if number % 200 == 0:
                bar.update(reader.position - at)
                at = reader.position
            yield row
        bar.update(total - at)


def taken_back(desk: Desk, outcome: TakenBack) -> None:
    """Print what became of an import that was taken back, and what was kept."""
    if desk.face == "json":
        put_json(desk, outcome._asdict())
        return
    line = Message.of(N_("{batch}: {voided} records taken back, {kept} kept because somebody changed them since"),
                      batch=outcome.batch, voided=outcome.voided, kept=len(outcome.kept))  # fmt: skip
    if desk.dry_run:
        line = Message.of(DRY, line=line)
    put(desk, f"{outcome.batch}\n".encode() if desk.quiet else (desk.language.message(line) + "\n").encode())
    for record_id in outcome.kept:
        desk.note(Message.of(N_("kept: {id}"), id=record_id))


def exported(desk: Desk, kind: str, words: tuple[str, ...], *, masked: bool) -> None:
    """Print the records that fit the filter words as csv, JSON lines or a workbook; exit 1 when files are damaged."""
    where, params = condition(kind, words, desk)
    ids = [str(row["id"]) for row in desk.store.rows(kind, where, params, columns=("id",))]
    known = fields.flat_fields(desk.store.kind(kind))
    export = reports.Export(desk.store.kind(kind), known, masked)
    documents = desk.store.documents(kind, ids)
    if desk.quiet:
        put(desk, "".join(f"{record_id}\n" for record_id in ids).encode())
    elif desk.face == "json":
        put_json(desk, list(reports.objects(export, documents, desk.language)))
    else:
        put(desk, rendered(desk, export, documents))
    harmed = [path for path, _ in desk.store.damaged if path.startswith(f"{kind}/")]
    for path in harmed:
        desk.note(Message.of(N_("Left out because its file is damaged: {path} (see: cspm check)"), path=path))
    if harmed:
        click.get_current_context().exit(DAMAGED)


def rendered(desk: Desk, export: reports.Export, documents: Iterable[Any]) -> bytes:
    """The records in the face that is asked for, or that the name of the output says."""
    ending = (desk.output or "").rpartition(".")[2].lower()
    face = desk.face or {"json": "jsonl"}.get(ending, ending)
    if face == "jsonl":
        return reports.lines(reports.objects(export, documents, desk.language)).encode()
    if face == "xlsx":
        from cspm.paper.workbook import report_xlsx

        for_screen(desk)
        return report_xlsx(reports.exported(export, documents, desk.language, cells=True), desk.language)
    from cspm.paper.separated import report_csv

    return report_csv(reports.exported(export, documents, desk.language), desk.language, for_people=bool(desk.output))


def empty_table(desk: Desk, kind: str) -> bytes:
    """An empty workbook, or the same as csv."""
    from cspm.procedures.transfers.templates import template_fields
    from cspm.sheets.workbook_template import template_csv, template_xlsx
    from cspm.shell.show import say_words

    say_words()
    known = desk.store.kind(kind)
    flat = fields.flat_fields(known)
    if any(flat[name].as_json for name in fields.needed(known, flat)):
        raise Usage(problem=Message.of(N_("{records} are made by their own commands, not typed into a table."),
                                       records=Message(known.label)))  # fmt: skip
    columns = template_fields(known, flat, desk.language)
    if desk.face == "csv" or (not desk.face and (desk.output or "").lower().endswith(".csv")):
        return template_csv(columns, desk.language)
    for_screen(desk)
    return template_xlsx(known.label, columns, language=desk.language)


def for_screen(desk: Desk) -> None:
    """Refuse to print a workbook onto a terminal."""
    if not desk.output and sys.stdout is not None and sys.stdout.isatty():
        raise Usage(problem=Message(N_("A workbook is not for the screen; name a file with --output FILE.")))
