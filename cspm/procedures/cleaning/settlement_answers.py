"""What the commands of settlements answer, and how a settlement is named on the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cspm.core.money import money_text
from cspm.core.periods import last_month, month_bounds
from cspm.core.shown import judged_tables
from cspm.errors import N_, Code, Message, Usage
from cspm.procedures.cleaning.account import settlement_id
from cspm.procedures.cleaning.settlement_obligations import DUTIES
from cspm.shell.desk import several
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


def settled(desk: Desk, record: Revision, text: str = "", **facts: object) -> None:
    """After a step of a settlement: what came of it, and what to type next."""
    told = {
        "id": record.id, "state": Code("state", record.state), "deduction": record.statement["deduction"],
        "payable": record.statement["payable"], **facts,
    }  # fmt: skip
    said = Message.of(text or N_("{id}: {state}. Deduction {deduction}, payable {payable}"), **told)
    changed(desk, "settlements", record.document(), onward(record, said))


def onward(record: Revision, said: Message) -> Message:
    """A sentence with the command that comes next."""
    following = following_of(record)
    return Message.of(N_("{sentence}. Next: {command}"), sentence=said, command=following) if following else said


def following_of(record: Revision) -> str:
    """The command that comes next for a settlement: what is not signed, answered, approved, noted or paid yet."""
    if record.state == "draft":
        unsigned = [f"sign_{side}" for side in "ab" if getattr(record, f"signed_{side}_at") is None]
        unanswered = ["objection"] if any(one.answer is None for one in record.objections) else []
        return DUTIES["settlements", (unsigned + unanswered + ["approval"])[0]].command.format(id=record.id)
    if record.state == "approved" and record.noted_at is None:
        return f"cspm settlement note {record.id}"
    return DUTIES["settlements", "payment"].command.format(id=record.id) if record.state == "approved" else ""


def drafted(desk: Desk, record: Revision) -> None:
    """After a draft: also that signatures under other figures were taken back, and that the month still runs."""
    settled(desk, record)
    note_unsigned(desk, record)
    if desk.now < month_bounds(record.month, desk.site.tz)[1]:
        desk.note(Message.of(N_("{month} is not over: draw it up again when it is."), month=record.month))


def note_unsigned(desk: Desk, record: Revision) -> None:
    """Say that a new draft took signatures back."""
    last = record.document()["history"][-1]
    if last["action"] == "draft" and {"signed_a_at", "signed_b_at"} & set(last["changed"]) and record.revision > 1:
        desk.note(Message(N_("The figures are others now: the signatures are taken back, both sides sign again.")))


def signed(desk: Desk, record: Revision, side: str) -> None:
    """After a signature."""
    name = getattr(record, f"signed_{side}_by")
    settled(desk, record, N_("{id}: signed by {side}, {name}"), side=Code("side", side), name=name)


def noted(desk: Desk, record: Revision) -> None:
    """After the payment note."""
    text = N_("{id}: payment note over {payable} to {payee}. Print it: cspm settlement print {id} --form payment_note")
    settled(desk, record, text, payee=record.payee)


def paid(desk: Desk, record: Revision) -> None:
    """After the payment; one that is not what was approved is said."""
    amount = record.paid_amount
    settled(desk, record, N_("{id}: {amount} paid on {day}"), amount=money_text(amount), day=str(record.paid_on))
    if amount != record.payable:
        text = N_("{payable} was approved: the difference is a finding (paid_otherwise).")
        desk.note(Message.of(text, payable=money_text(record.payable)))


def objected(record: Revision, number: int) -> Message:
    """After an objection or its answer: which it is, what is payable now, what comes next."""
    one = next(one for one in record.objections if one.number == number)
    facts = {"id": record.id, "number": number, "line": one.record, "payable": record.payable}
    if one.answer is None:
        return onward(record, Message.of(N_("{id}: objection {number} to {line} is taken down"), **facts))
    said = N_("{id}: objection {number} to {line} is {answer}; payable {payable}")
    if one.answer == "accepted" and one.amended is None:
        said = N_("{id}: objection {number} to {line} is {answer}, nothing was left to amend; payable {payable}")
    elif one.answer == "accepted" and record.state != "draft":
        said = N_(
            "{id}: objection {number} to {line} is {answer}; the month is approved, the next one carries the adjustment"
        )
    return onward(record, Message.of(said, answer=Code("objection_answer", one.answer), **facts))


APART = ("objections", "ladder")
ASIDE = ("statement", "replaced", "deadlines", "findings", *APART)
"""What of a settlement stands in tables of its own."""


def settlement_shown(desk: Desk, record: str) -> None:
    """Settlements: who drew up, signed, approved and paid each, its statement, objections, deadlines and findings."""
    from cspm.procedures.cleaning.reports import settlement_tables
    from cspm.shell.part_tables import part_tables
    from cspm.shell.show import show_records

    found = desk.each("settlements", record, changing=False)
    documents = [shown(desk, "settlements", desk.store.document("settlements", one)) for one in found]
    show_records(
        desk, "settlements", documents, many=several(record), skip=ASIDE,
        tables=lambda document: (
            *settlement_tables(document), *part_tables(desk, "settlements", document, APART), *judged_tables(document),
        ),
    )  # fmt: skip


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
