"""What the commands of inspections and settlements answer, and how ids of findings and months are taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cspm.core.tables import Report
from cspm.errors import N_, Code, Message
from cspm.procedures.cleaning import inspection_reports as reports
from cspm.procedures.cleaning.evidence import finding_id
from cspm.procedures.cleaning.typed import numbered
from cspm.shell.desk import read_ids
from cspm.shell.filters import condition
from cspm.shell.output import changed, default_line, put, put_json, shown

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.desk import Desk

FINDINGS_IN = N_("{id}: {state}. Findings: {findings}")


def inspected(desk: Desk, record: Revision) -> None:
    """After a change of an inspection: as every change, and the ids of its findings, bare with -q."""
    document = record.document()
    findings = tuple(
        Message.of(
            "{id} {item} {severity}", id=finding_id(record.id, one.number), item=one.item,
            severity=Code("finding_severity", one.severity),
        )
        for one in record.findings
    )  # fmt: skip
    state = Code("state", record.state)
    sentence = Message.of(FINDINGS_IN, id=record.id, state=state, findings=findings) if findings else None
    changed(desk, "inspections", document, sentence or default_line(desk, document))
    if desk.quiet and desk.face != "json":
        put(desk, "".join(f"{finding_id(record.id, one.number)}\n" for one in record.findings).encode())


def each_finding(desk: Desk, words: tuple[str, ...], *, act: Callable[[str, int], Revision]) -> None:
    """Do `act` for every finding typed: whole or short ids, `-` for ids on stdin. With --json one document."""
    done = []
    for inspection, number in findings_typed(desk, words):
        done.append(act(inspection, number))
        if desk.face != "json":
            inspected(desk, done[-1])
    if desk.face == "json":
        documents = [shown(desk, "inspections", record.document()) for record in done]
        put_json(desk, documents if len(documents) > 1 else documents[0])


def findings_typed(desk: Desk, words: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The inspection and number of every finding typed. Raises BadValue, NoSuchRecord, NotUnique."""
    for word in words:
        for text in read_ids() if word == "-" else [word]:
            inspection, number = numbered(text)
            yield desk.store.resolve("inspections", inspection), number


def inspection_list(desk: Desk, words: tuple[str, ...], *, everything: bool) -> tuple[Report, list[str]]:
    """The inspections that fit the filter words, latest first, and their ids."""
    where, params = condition("inspections", words, desk)
    stated = any(word.replace("：", ":").startswith(("state:", "状态:")) for word in words)
    scope = "1" if everything or stated else "state != 'void'"
    rows = desk.store.rows(
        "inspections", f"{scope} AND ({where})" if where else scope, params, order="date DESC, sort DESC",
        columns=reports.LISTED,
    )  # fmt: skip
    return reports.inspections_listed(rows), [str(row["id"]) for row in rows]
