"""What the commands of inspections and settlements answer, and how ids of findings and months are taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

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


def added(desk: Desk, given: dict[str, Any]) -> None:
    """`inspection add`: one inspection as the options say it, or all of a file, of standard input or an editor.

    Each tells what is judged otherwise by it, severes of other days too; with --dry-run what would be. Raises Usage,
    LinesRejected (25) with every line that is wrong, and what `inspecting.add_inspection` raises.
    """
    from cspm.procedures.cleaning import typing_in, verdicts

    several = typing_in.several(given)
    sheets, rechecks = typing_in.typed(desk, given) if several else ([typing_in.one_sheet(desk, given)], [])
    records = typing_in.add_all(desk.office, sheets, rechecks)
    judged = verdicts.changed(desk, records)
    if desk.face == "json":
        documents = [
            {**shown(desk, "inspections", one.document()), **({"judged": judged[one.id]} if desk.dry_run else {})}
            for one in records
        ]
        put_json(desk, documents if several else documents[0])
    else:
        for record in records:
            inspected(desk, record, judged[record.id])
    verdicts.noted(desk, records, judged)


def inspected(desk: Desk, record: Revision, judged: Sequence[Mapping[str, Any]] = ()) -> None:
    """After a change of an inspection: as every change, and the ids of its findings, bare with -q; then what is `judged`
    otherwise."""
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
    elif judged and desk.face != "json":
        from cspm.procedures.cleaning.verdicts import sentences

        put(desk, "".join(f"  {one}\n" for one in sentences(desk, judged)).encode("utf-8", "replace"))


def each_finding(desk: Desk, words: tuple[str, ...], *, act: Callable[[str, int], Revision]) -> None:
    """Do `act` for every finding typed: whole or short ids, `-` for ids on stdin. With --json one document."""
    from cspm.procedures.cleaning import verdicts

    done = []
    for inspection, number in findings_typed(desk, words):
        done.append(act(inspection, number))
        judged = verdicts.changed(desk, done[-1:])
        if desk.face != "json":
            inspected(desk, done[-1], judged[inspection])
        verdicts.reached(desk, done[-1:], judged)
    if desk.face == "json":
        documents = [shown(desk, "inspections", record.document()) for record in done]
        put_json(desk, documents if len(documents) > 1 else documents[0])


def findings_typed(desk: Desk, words: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The inspection and number of every finding typed. Raises BadValue, NoSuchRecord, NotUnique."""
    for word in words:
        for text in read_ids() if word == "-" else [word]:
            yield finding_typed(desk, text)


def finding_typed(desk: Desk, word: str) -> tuple[str, int]:
    """The inspection and number of one finding. Raises BadValue, NoSuchRecord, NotUnique."""
    inspection, number = numbered(word)
    return desk.store.resolve("inspections", inspection), number


def record_typed(desk: Desk, word: str) -> tuple[str, int | None]:
    """An inspection, or a finding of one with its number. Raises BadValue, NoSuchRecord, NotUnique."""
    if "." in word:
        return finding_typed(desk, word)
    return desk.store.resolve("inspections", word), None


def key_typed(word: str) -> tuple[str, str | None, str | None]:
    """`C1:A:C03` as contract, area and item; what is left out is None."""
    parts = [part.strip() or None for part in word.replace("：", ":").split(":", 2)]
    contract, area, item = (*parts, None, None)[:3]
    return contract or "", area, item


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
