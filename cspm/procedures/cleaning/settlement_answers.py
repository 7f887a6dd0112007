"""What the commands of settlements answer, and how a settlement is named on the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cspm.core.periods import last_month
from cspm.core.shown import judged_tables
from cspm.errors import N_, Code, Message, Usage
from cspm.procedures.cleaning.account import settlement_id
from cspm.shell.output import changed, face_of, put_report, shown

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.desk import Desk


def contract_month(desk: Desk, record: str | None, contract: str | None, month: str | None) -> tuple[str, str]:
    """The contract's id and the month: as the settlement's id says them (`C1-2026-10`), or one by one, the month the last
    complete one unless typed. Raises NoSuchRecord, Usage."""
    if record is not None and (contract is not None or month is not None):
        raise Usage(problem=Message(N_("Name the settlement by its id, or by --contract and --month, not both.")))
    if record is not None:
        name, dash, last = record.rpartition("-")
        name, dash, year = name.rpartition("-")
        if name and dash and re.fullmatch("[0-9]{4}-[0-9]{2}", f"{year}-{last}"):
            return desk.store.resolve("contracts", name), f"{year}-{last}"
        found = desk.store.document("settlements", desk.store.resolve("settlements", record))
        return found["contract"], found["month"]
    if contract is None:
        raise Usage(problem=Message(N_("Which settlement? Name its id (C1-2026-10), or --contract and --month.")))
    return desk.store.resolve("contracts", contract), month or last_month(desk.now, desk.site.tz)


def settlement_named(desk: Desk, record: str | None, contract: str | None, month: str | None) -> str:
    """The id of the settlement that is there. Raises as `contract_month`, RefusedByRule without a draft."""
    found = settlement_id(*contract_month(desk, record, contract, month))
    if not desk.store.exists("settlements", found):
        from cspm.procedures.cleaning.settling import refuse

        refuse("no_draft", N_("there is no draft for {month}. First: cspm settlement draft"), month=found[-7:])
    return found


def settled(desk: Desk, record: Revision) -> None:
    """After a step of a settlement."""
    sentence = Message.of(
        N_("{id}: {state}. Deduction {deduction}, payable {payable}"), id=record.id, state=Code("state", record.state),
        deduction=record.statement["deduction"], payable=record.statement["payable"],
    )  # fmt: skip
    changed(desk, "settlements", record.document(), sentence)


def objected(record: Revision, number: int) -> Message:
    """After an objection or its answer: which it is, and what is payable now."""
    one = next(one for one in record.objections if one.number == number)
    facts = {"id": record.id, "number": number, "line": one.record, "payable": record.payable}
    if one.answer is None:
        return Message.of(N_("{id}: objection {number} to {line} is taken down"), **facts)
    said = N_("{id}: objection {number} to {line} is {answer}; payable {payable}")
    if one.answer == "accepted" and one.amended is None:
        said = N_("{id}: objection {number} to {line} is {answer}, nothing was left to amend; payable {payable}")
    elif one.answer == "accepted" and record.state != "draft":
        said = N_(
            "{id}: objection {number} to {line} is {answer}; the month is approved, the next one carries the adjustment"
        )
    return Message.of(said, answer=Code("objection_answer", one.answer), **facts)


APART = ("objections",)
ASIDE = ("statement", "replaced", "deadlines", "findings", *APART)
"""What of a settlement stands in tables of its own."""


def settlement_shown(desk: Desk, record_id: str) -> None:
    """One settlement: who drew up, signed, approved and paid it, its statement, objections, deadlines and findings."""
    from cspm.procedures.cleaning.reports import settlement_tables
    from cspm.shell.part_tables import part_tables
    from cspm.shell.show import show_record

    document = shown(desk, "settlements", desk.store.document("settlements", record_id))
    told = (
        *settlement_tables(document), *part_tables(desk, "settlements", document, APART), *judged_tables(document),
    )  # fmt: skip
    show_record(desk, "settlements", document, skip=ASIDE, tables=told)


def settlement_printed(
    desk: Desk, form: str, *, pdf: bool, record: str | None, contract: str | None, month: str | None
) -> None:
    """A form of a month's settlement, or with `-o xlsx|md|csv|table` its tables. Raises as `contract_month`."""
    from cspm.procedures.cleaning.statement import statement
    from cspm.procedures.cleaning.statement_report import statement_report
    from cspm.sheets.standard import default_standard
    from cspm.shell.printing import put_form

    found, period = contract_month(desk, record, contract, month)
    default = {item["id"]: item for item in default_standard()}
    values = statement(
        desk.store, found, period, terms=desk.terms, now=desk.now, language=desk.language.code, default=default
    )
    if form == "payment_note":
        from cspm.procedures.cleaning.settling import refuse

        values["copies"] = ()  # it goes to finance alone
        if values["approved"] is None:
            refuse("not_approved", N_("the settlement of {month} is not approved yet"), month=period)
    face = desk.face or face_of(desk.output)
    if form == "statement" and face in ("xlsx", "md", "csv", "table"):
        put_report(desk, statement_report(values), ids=(values["number"],))
    else:
        put_form(desk, f"cleaning/{form}.html", values, name=f"{found}-{period}", pdf=pdf)
