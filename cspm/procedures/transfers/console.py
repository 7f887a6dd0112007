"""Imports and exports at the terminal: progress on stderr, the outcome on stdout, exit 25 when rows were rejected."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from cspm.errors import Message, N_, Usage
from cspm.procedures.transfers import fields, importing, reports
from cspm.shell.filters import condition
from cspm.shell.output import put, put_json

if TYPE_CHECKING:
    from cspm.procedures.transfers.actions import TakenBack
    from cspm.sheets.reader import Reader, Row
    from cspm.shell.desk import Desk

REJECTED = 25


def imported(desk: Desk, **given: Any) -> None:
    """Run an import and print what became of it; the exit code is 25 when rows were rejected."""
    from time import perf_counter

    begun = perf_counter()
    order = importing.Order(**given)
    stdin = sys.stdin.buffer if order.file == "-" and sys.stdin is not None else None
    outcome = importing.run(desk.office, order, language=desk.language, stdin=stdin, watch=watched)
    document = outcome._asdict() | {"seconds": round(perf_counter() - begun, 3)}
    if desk.face == "json":
        put_json(desk, document)
    elif desk.quiet:
        put(desk, f"{outcome.batch}\n".encode())
    else:
        put(desk, (desk.language.message(sentence(desk, document)) + "\n").encode())
    if outcome.rejected:
        if outcome.rejects_file:
            desk.note(Message.of(N_("The rejected rows with their reasons: {path}"), path=outcome.rejects_file))
        click.get_current_context().exit(REJECTED)


def sentence(desk: Desk, document: dict[str, Any]) -> Message:
    """One line: the batch and the counts."""
    line = Message(N_("{batch}: {read} rows read, {created} created, {skipped} skipped, {rejected} rejected"), document)
    return Message.of(N_("(dry run, nothing written) {line}"), line=line) if desk.dry_run else line


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
    put(desk, (desk.language.message(line) + "\n").encode())
    for record_id in outcome.kept:
        desk.note(Message.of(N_("kept: {id}"), id=record_id))


def exported(desk: Desk, kind: str, words: tuple[str, ...]) -> bytes:
    """The records that fit the filter words as csv, JSON lines or a workbook."""
    where, params = condition(kind, words, desk)
    ids = [str(row["id"]) for row in desk.store.rows(kind, where, params, columns=("id",))]
    documents = desk.store.documents(kind, ids)
    known = fields.flat_fields(kind)
    ending = (desk.output or "").rpartition(".")[2].lower()
    face = desk.face or (ending if ending in ("csv", "jsonl", "xlsx") else "csv")
    if face in ("jsonl", "json"):
        return "".join(reports.lines(documents, known)).encode()
    report = reports.exported(kind, documents, known, language=desk.language)
    if face == "csv":
        from cspm.paper.separated import report_csv

        return report_csv(report, desk.language, for_people=bool(desk.output))
    for_screen(desk)
    from cspm.paper.workbook import report_xlsx

    return report_xlsx(report, desk.language)


def empty_table(desk: Desk, kind: str) -> bytes:
    """An empty workbook, or the same as csv."""
    from cspm.register import KINDS
    from cspm.sheets.workbook_template import template_csv, template_xlsx

    columns = reports.template_fields(fields.flat_fields(kind), desk.language)
    if desk.face == "csv" or (desk.output or "").lower().endswith(".csv"):
        return template_csv(columns, desk.language)
    for_screen(desk)
    return template_xlsx(KINDS[kind].label, columns, language=desk.language)


def for_screen(desk: Desk) -> None:
    """Refuse to print a workbook onto a terminal."""
    if not desk.output and sys.stdout is not None and sys.stdout.isatty():
        raise Usage(problem=Message(N_("A workbook is not for the screen; name a file with --output FILE.")))
