"""Inspections typed in a row: read from a file, standard input or an editor, checked line by line, recorded as one change."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.texts import words
from cspm.core.view import View
from cspm.errors import N_, BadValue, CspmError, Message, Usage
from cspm.procedures.cleaning import inspecting
from cspm.procedures.cleaning.actions import contract_in_force
from cspm.procedures.cleaning.evidence import finding_id
from cspm.procedures.cleaning.pasted import WHOLE, Typing, plainly
from cspm.procedures.cleaning.sheet_parts import Fault, LinesRejected, Rechecked, Sheet
from cspm.procedures.cleaning.typed import finding, numbered
from cspm.shell.boundary import line_message
from cspm.shell.lazy import at_terminal

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.desk import Desk
    from cspm.shell.office import Office

ADD = "inspections add"
WRONG = "#!"
"""What stands before a line that tells what is wrong, in the editor."""
OPTIONS = {"contract": "contract_id", "date": "when", "area": "area", "by": "by", "with": "with_", "due": "due",
           "signed_a": "signed_a", "signed_b": "signed_b"}  # fmt: skip
"""The options of `inspection add` by the words that stand for them in a text."""


def several(given: Mapping[str, Any]) -> bool:
    """Whether inspections come from a text. Raises Usage where the options say two things."""
    ways = [
        name
        for name in ("--from", "--edit", "--finding")
        if given[{"--from": "file", "--edit": "editing", "--finding": "findings"}[name]]
    ]
    if len(ways) > 1:
        raise Usage(problem=Message.of(N_("Say either {one} or {other}, not both."), one=ways[0], other=ways[1]))
    return bool(given["file"] or given["editing"])


def one_sheet(desk: Desk, given: Mapping[str, Any]) -> Sheet:
    """The inspection that the options alone tell. Raises BadValue, NoSuchRecord, NotUnique."""
    sheet = Sheet(0, {word: given[name] for word, name in OPTIONS.items()})
    sheet.above["contract"] = desk.store.resolve("contracts", given["contract_id"])
    sheet.checked, sheet.findings = list(words(given["checked"])), [finding(text) for text in given["findings"]]
    return sheet


def typed(desk: Desk, given: Mapping[str, Any]) -> tuple[list[Sheet], list[Rechecked]]:
    """The inspections and rechecks of a file, of standard input or an editor; options hold where the text says nothing else.

    `--checked` holds for each of them. Raises Usage, InputRejected, LinesRejected.
    """
    desk.office.allow(ADD)
    above = {word: given[name] for word, name in OPTIONS.items()}
    if given["editing"]:
        text = edited(desk, above)
    else:
        text = read(desk.office, text_of(given["file"]), above, file=given["file"])
    for sheet in text.sheets:
        sheet.checked = [*words(given["checked"]), *sheet.checked]
    return text.sheets, text.rechecks


def edited(desk: Desk, above: Mapping[str, Any]) -> Typing:
    """What somebody makes of the day's form in an editor; what is wrong stands above it, until nothing is.

    Raises Usage without a terminal and when nothing was saved, LinesRejected when it was left as it was.
    """
    import click

    from cspm.procedures.cleaning.planned_answers import blank_lines

    if not above["contract"] or not at_terminal():
        raise Usage(
            problem=Message(
                N_("--edit opens an editor at a terminal and needs --contract; elsewhere: --from FILE or -")
            )
        )
    contract = desk.store.resolve("contracts", above["contract"])
    told = {word: value for word, value in above.items() if word in ("by", "with", "signed_a", "signed_b")}
    areas = (above["area"],) if above["area"] else ()
    text = blank_lines(desk, contract, above["date"], areas, told)
    while True:
        typed = click.edit(text, extension=".txt", require_save=True)
        if typed is None:
            raise Usage(problem=Message(N_("Nothing was saved in the editor; nothing was written.")))
        try:
            return read(desk.office, typed, {"due": above["due"]}, file="--edit")
        except LinesRejected as error:
            kept = "".join(line for line in typed.splitlines(keepends=True) if not line.startswith(WRONG))
            again = "".join(f"{WRONG} {desk.language.message(line_message(*one))}\n" for one in error.lines) + kept
            if again == typed:
                raise
            text = again


def text_of(file: str) -> str:
    """The text of a file, or of standard input for `-`. Raises InputRejected (25), Usage."""
    from cspm.sheets.decoding import open_text

    if file != "-":
        with open_text(file) as text:
            return text.read()
    if sys.stdin is None:
        raise Usage(problem=Message(N_("There is nothing to read: standard input is closed.")))
    stream = getattr(sys.stdin, "buffer", None)
    data = sys.stdin.read().encode() if stream is None else stream.read()
    with open_text(io.BytesIO(data), name="-") as text:
        return text.read()


def read(office: Office, text: str, given: Mapping[str, Any], *, file: str) -> Typing:
    """The inspections and rechecks of a text, each line checked. Raises LinesRejected with every line that is wrong."""
    typing = Typing(given, now=office.now, tz=office.terms.tz)
    typing.read(text)
    faults = list(typing.faults)
    wrong = {fault.line for fault in faults}
    for sheet in typing.sheets:
        if sheet.line not in wrong:
            try:
                placed(office, sheet)
            except CspmError as error:
                faults.append(Fault(sheet.line, plainly(error)))
    for number, one in enumerate(typing.rechecks):
        try:
            typing.rechecks[number] = possible(office, one)
        except CspmError as error:
            faults.append(Fault(one.line, plainly(error)))
    if faults:
        raise LinesRejected(file, faults)
    return typing


def possible(office: Office, one: Rechecked) -> Rechecked:
    """The recheck with the whole number of its finding, which is there and was made before. Raises as `recheck`."""
    inspection, number = numbered(one.finding)
    found = office.store.resolve("inspections", inspection)
    there: Any = View(office.store.document("inspections", found))
    inspecting.behind(inspecting.problem_of(there, number), one.at or office.now)
    by = office.store.resolve("staff", one.by) if one.by else None
    return one._replace(finding=finding_id(found, number), by=by)


def placed(office: Office, sheet: Sheet) -> None:
    """The sheet with whole ids: its contract in force on that day, its inspector known, `all` items spelled out.

    Raises NoSuchRecord, NotUnique, NotPossibleNow, BadValue.
    """
    above, store = sheet.above, office.store
    above["contract"] = store.resolve("contracts", above["contract"])
    contract = contract_in_force(office, above["contract"], above["date"].date(), field="date")
    if above.get("by"):
        above["by"] = store.resolve("staff", above["by"])
    if any(word in WHOLE for word in sheet.checked):
        from cspm.procedures.cleaning.reading import grounds

        whole = [item["id"] for item in grounds(store).places(contract, (above["area"],))[0].items]
        named = [word for word in sheet.checked if word not in WHOLE]
        sheet.checked = [*named, *(item for item in whole if item not in named)]
    if not sheet.filled:
        raise BadValue(field="area", value=above["area"], problem=Message(N_("nothing was checked or found")))


def add_all(office: Office, sheets: Sequence[Sheet], rechecks: Sequence[Rechecked] = ()) -> list[Revision]:
    """All of them as one change, in the order typed: all or none; each inspection once, as it is then.

    Raises as `inspecting.add_inspection` and `inspecting.recheck`.
    """
    with office.change():
        made = [add_sheet(office, sheet) for sheet in sheets]
        for one in rechecks:
            inspection, number = numbered(one.finding)
            made.append(
                inspecting.recheck(office, inspection, number, result=one.result, due=one.due, by=one.by, at=one.at)
            )
    return list({record.id: record for record in made}.values())


def add_sheet(office: Office, sheet: Sheet) -> Revision:
    """One of them."""
    above = sheet.above
    due = above.get("due")
    return inspecting.add_inspection(
        office, above["contract"], when=above["date"], area=above["area"], by=above.get("by"), with_=above.get("with"),
        checked=tuple(dict.fromkeys(sheet.checked)), findings=sheet.findings, due=due if isinstance(due, datetime) else None,
        signed={"a": above.get("signed_a"), "b": above.get("signed_b")},
    )  # fmt: skip
