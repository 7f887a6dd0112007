"""What a command prints: records after a change, one document, a report in the face that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, Message, OutputFailed, SavedNotPrinted, Usage

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.tables import Report
    from cspm.shell.desk import Desk

    Told = tuple[Revision, Message | None]


def put(desk: Desk, data: bytes, *, output: str | None = None) -> None:
    """Write to stdout or to the named file; raises OutputFailed when it could not be written to the end."""
    target = output if output is not None else desk.output
    if target and target != "-":
        from cspm.paper.file_out import write_file

        write_file(target, data)
        desk.note(Message.of(N_("Written: {path}"), path=target))
        return
    try:
        write_stdout(data)
    except OutputFailed as error:
        store = desk.__dict__.get("store")
        if store is not None and store.saved:  # the change stands: whoever reads "failed" must not type it again
            raise SavedNotPrinted(ids=tuple(store.saved), problem=error.facts["problem"]) from error
        raise


def write_stdout(data: bytes) -> None:
    """Bytes to stdout, flushed, so that a full disk or a closed stdout is not taken for success."""
    if sys.stdout is None:
        raise OutputFailed(problem=Message(N_("standard output is closed")))
    stream = getattr(sys.stdout, "buffer", None)
    try:
        if stream is None:
            sys.stdout.write(data.decode("utf-8"))
        else:
            sys.stdout.flush()
            stream.write(data)
            stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        from cspm.core.troubles import trouble

        raise OutputFailed(problem=trouble(error)) from error


def put_json(desk: Desk, document: object) -> None:
    """One JSON document."""
    from cspm.paper.document import json_text

    put(desk, json_text(spoken(desk, document)).encode("utf-8", "surrogatepass"))


def spoken(desk: Desk, document: object) -> object:
    """The document with its messages said in the reader's language; keys and codes stay as they are."""
    if isinstance(document, Message):
        return desk.language.message(document)
    if isinstance(document, Mapping):
        return {key: spoken(desk, value) for key, value in document.items()}
    if type(document) in (list, tuple):
        return [spoken(desk, item) for item in document]  # type: ignore[attr-defined]  # checked just above
    return document


def put_report(desk: Desk, report: Report, *, ids: Sequence[str] | None = None) -> None:
    """A report in the face asked for; `-q` prints the bare ids of a list and is refused for what has none (Usage).

    Files that are no readable records are said on stderr, and the exit code is then 1: the answer lacks them.
    """
    damaged = warn(desk)
    if desk.quiet and ids is not None:
        put(desk, "".join(f"{record_id}\n" for record_id in ids).encode())
    elif desk.quiet:
        problem = N_("-q prints ids, and this is no list; leave -q out (or name a number with --explain).")
        raise Usage(problem=Message(problem))
    else:
        put_faced(desk, report)
    if damaged:
        import click

        click.get_current_context().exit(1)


SCREENFUL = 200
"""Rows of a list that somebody at a terminal is shown; pipes and files get all."""


def most_rows(desk: Desk, asked: int | None) -> int | None:
    """How many rows a list may have: as asked for (0: all), else a screenful on a terminal; None for all."""
    if asked is not None:
        return asked or None
    table = (desk.face or face_of(desk.output) or "table") == "table" and not desk.quiet and not desk.output
    return SCREENFUL if table and sys.stdout is not None and sys.stdout.isatty() else None


def put_faced(desk: Desk, report: Report) -> None:
    """A report as `-o`, the file's name or the terminal want it."""
    face = desk.face or face_of(desk.output) or "table"
    if face == "xlsx" and not desk.output and sys.stdout is not None and sys.stdout.isatty():
        raise Usage(problem=Message(N_("A workbook is not for the screen; name a file with --output FILE.")))
    if face == "json":
        put_json(desk, report.document)
        return
    from cspm.paper.faces import render

    if face == "html":  # a sheet of paper says of what site and when, also where the screen need not
        report = report._replace(meta={"site": desk.site.name, "as_of": desk.now, **report.meta})
    terminal = not desk.output and sys.stdout is not None and sys.stdout.isatty()
    put(
        desk,
        render(report, face, desk.language, terminal=terminal, width=width(terminal), for_people=bool(desk.output)),
    )


def warn(desk: Desk) -> int:
    """Say on stderr what the store has to say beside the answer; how many files are no records and count nowhere."""
    store = desk.__dict__.get("store")
    if store is None:
        return 0
    for note in store.notes:
        desk.note(note)
    damaged = store.known_damage()
    if damaged:
        text = N_("{count} files are no readable records and are not counted ({path}, ...). See: cspm check")
        desk.note(Message.of(text, count=len(damaged), path=damaged[0][0]))
    return len(damaged)


def put_reports(desk: Desk, reports: Sequence[Report], *, ids: Sequence[str], many: bool) -> None:
    """The reports of several records as one: an array with --json, their tables one after the other."""
    if not many:
        put_report(desk, reports[0], ids=ids)
    else:
        from cspm.core.tables import Report

        title = reports[0].title if reports else Message("")
        tables = tuple(table for report in reports for table in report.tables)
        put_report(desk, Report("records", title, [report.document for report in reports], tables), ids=ids)


def face_of(output: str | None) -> str:
    """The face that a file name asks for, empty when it says nothing."""
    ending = (output or "").rpartition(".")[2].lower()
    return {"json": "json", "csv": "csv", "xlsx": "xlsx", "md": "md", "html": "html", "htm": "html"}.get(ending, "")


def width(terminal: bool) -> int | None:
    """Columns of the terminal, None when there is none."""
    if not terminal:
        return None
    import shutil

    return shutil.get_terminal_size().columns


def changed(desk: Desk, kind: str, document: Mapping[str, Any], sentence: Message | None = None) -> None:
    """After a change: the record as `show` prints it with --json, its bare id with -q, else one line."""
    if desk.face == "json":
        put_json(desk, shown(desk, kind, document))
    elif desk.quiet:
        put(desk, f"{document['id']}\n".encode())
    else:
        line = desk.language.message(sentence or default_line(desk, document))
        if desk.dry_run:
            line = desk.language.message(Message(N_("(dry run, nothing written)"))) + " " + line
        put(desk, (line + "\n").encode("utf-8", "replace"))


def put_answer(desk: Desk, document: object, lines: Sequence[Message]) -> None:
    """What a command answers: its document with --json, else one line per message."""
    if desk.face == "json":
        put_json(desk, document)
        return
    put(desk, "".join(desk.language.message(line) + "\n" for line in lines).encode("utf-8", "replace"))


def changed_each(desk: Desk, kind: str, typed: tuple[str, ...], *, act: Callable[[str], Revision | Told]) -> None:
    """Do `act` for every id that was typed, as one change, then print each record; a refusal leaves all as they were.

    `act` gives the record, or the record and the sentence that tells what was done.
    """
    from cspm.shell.desk import several

    put_changed(desk, kind, desk.office.each(desk.each(kind, typed), act), many=several(typed))


def put_changed(desk: Desk, kind: str, made: Sequence[Revision | Told], *, many: bool) -> None:
    """After a change of several records: each as `changed` prints it; with --json one array, or the record if not `many`."""
    told = [one if isinstance(one, tuple) else (one, None) for one in made]
    if desk.face == "json":
        documents = [shown(desk, kind, record.document()) for record, _ in told]
        put_json(desk, documents if many else documents[0])
        return
    for record, sentence in told:
        changed(desk, kind, record.document(), sentence)


def default_line(desk: Desk, document: Mapping[str, Any]) -> Message:
    """`T-202611-0042: dispatched`, the id with its state."""
    from cspm.errors import Code

    state = document.get("state")
    if state is None:
        return Message.of(N_("{id}: saved"), id=document["id"])
    return Message.of(N_("{id}: {state}"), id=document["id"], state=Code("state", str(state)))


def shown(desk: Desk, kind: str, document: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record as `show --json` gives it: the file's content with what its procedure derives (deadlines, findings)."""
    from cspm.core.kinds import load
    from cspm.register import KINDS

    show = KINDS[kind].show
    return load(show)(document, desk.terms, desk.now) if show else document
