"""What the commands of inspections and settlements answer, and how ids of findings and months are taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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

    With --dry-run each tells what would be judged otherwise, severes of other days too. Raises Usage,
    LinesRejected (25) with every line that is wrong, and what `inspecting.add_inspection` raises.
    """
    from cspm.procedures.cleaning import typing_in

    several = typing_in.several(given)
    sheets, rechecks = typing_in.typed(desk, given) if several else ([typing_in.one_sheet(desk, given)], [])
    records = typing_in.add_all(desk.office, sheets, rechecks)
    judged = typing_in.foreseen(desk, records) if desk.dry_run else {}
    if desk.face == "json":
        documents = [{**shown(desk, "inspections", one.document()), **told(judged, one.id)} for one in records]
        put_json(desk, documents if several else documents[0])
        return
    for record in records:
        inspected(desk, record)
        if judged.get(record.id) and not desk.quiet:
            from cspm.procedures.cleaning.explaining import change_sentence

            said = [desk.language.message(change_sentence(one)) for one in judged[record.id]]
            put(desk, "".join(f"  {one}\n" for one in said).encode("utf-8", "replace"))


def told(judged: Mapping[str, list[dict[str, Any]]], record: str) -> dict[str, Any]:
    """`judged` for the JSON of a dry run; nothing for a change that was made."""
    return {"judged": judged[record]} if record in judged else {}


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
