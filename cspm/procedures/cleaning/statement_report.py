"""The statement of a month as tables: a sheet each in the workbook, sections of a page or of Markdown. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cspm.core.tables import Column, Report, Table
from cspm.errors import N_, Code, Message
from cspm.procedures.cleaning.reports import adjustment_tables
from cspm.procedures.cleaning.states import LINE_REASON, LINE_SEVERITY

FACTS = (Column("field", N_("Field")), Column("value", N_("Value")))
SUMS = (Column("field", N_("Field")), Column("amount", N_("Amount"), "money"))
SPELLS = (
    Column("start", N_("Start"), "date"), Column("end", N_("End"), "date"), Column("days", N_("Days"), "int"),
    Column("monthly_fee", N_("Monthly fee"), "money"),
)  # fmt: skip
LINES = (
    Column("number", N_("No."), "int"), Column("date", N_("Date"), "date"), Column("area", N_("Area")), Column("item", N_("Item")),
    Column("text", N_("Standard")), Column("severity", N_("Severity"), "code", LINE_SEVERITY.name),
    Column("reason", N_("Reason"), "code", LINE_REASON.name), Column("rule", N_("Rule"), "id"), Column("clause", N_("Clause")),
    Column("amount", N_("Amount"), "money"), Column("record", N_("Record"), "id"), Column("records", N_("Made of")),
    Column("replaced_by", N_("Replaced by")),
)  # fmt: skip
REPLACED = (
    Column("date", N_("Date"), "date"), Column("area", N_("Area")), Column("item", N_("Item")), Column("text", N_("Standard")),
    Column("severity", N_("Severity"), "code", LINE_SEVERITY.name), Column("reason", N_("Reason"), "code", LINE_REASON.name),
    Column("rule", N_("Rule"), "id"), Column("clause", N_("Clause")), Column("amount", N_("By the schedule"), "money"),
    Column("record", N_("Record"), "id"), Column("severe", N_("Replaced by"), "id"),
    Column("severe_on", N_("Replaced on"), "date"),
)  # fmt: skip
OBJECTIONS = (
    Column("number", N_("No."), "int"), Column("date", N_("Date"), "date"), Column("record", N_("Record"), "id"),
    Column("amount", N_("Amount"), "money"), Column("text", N_("Objection")), Column("raised_by", N_("Raised by")),
    Column("raised_at", N_("Raised at"), "time"), Column("answer", N_("Answer"), "code", "objection_answer"),
    Column("reason", N_("Reason")), Column("answered_by", N_("Answered by")), Column("answered_at", N_("Answered at"), "time"),
    Column("amended", N_("Amended record"), "id"),
)  # fmt: skip


def statement_report(values: Mapping[str, Any]) -> Report:
    """The tables of a statement from the values of its form; those without a row are left out."""
    account = values["account"]
    notes = [Message.of(N_("Digest: {digest}"), digest=values["digest"])] if values["digest"] else []
    if account.schedule_source == "example":
        notes.append(Message(N_("The contract carries no deduction schedule: the example schedule holds.")))
    if values["outdated"]:
        notes.append(
            Message(N_("The records have changed since this draft: it is to be drawn up anew before it is signed."))
        )
    lines = tuple(
        (row.number, row.line.date, row.area, row.line.item, row.text, row.line.severity, row.line.reason, row.line.rule,
         row.clause, row.line.amount, row.line.record, "  ".join(row.line.records), row.severe)
        for row in values["rows"]
    )  # fmt: skip
    replaced = tuple(
        (one.date, area, one.item, text, one.severity, one.reason, one.rule, clause, one.amount, one.record, one.severe,
         one.severe_on)
        for one, area, text, clause in values["replaced"]
    )  # fmt: skip
    said = tuple(tuple(getattr(one, column.key) for column in OBJECTIONS) for one in values["objections"])
    tables = (
        Table("facts", Message(N_("Statement")), FACTS, facts(values), tuple(notes)),
        Table("spells", Message(N_("Fee of the month")), SPELLS, tuple(tuple(one) for one in values["spells"])),
        Table("sums", Message(N_("Amounts in yuan")), SUMS, sums(values), formulas=formulas(values)),
        Table("lines", Message(N_("Lines")), LINES, lines),
        Table("replaced", Message(N_("Not charged: a severe took its place")), REPLACED, replaced),
        *adjustment_tables([account]),
        Table("objections", Message(N_("Objections and answers")), OBJECTIONS, said),
    )
    title = Message.of(N_("Settlement {id}"), id=values["number"])
    meta = {"site": values["site"], "period": values["month"]}
    return Report("statement", title, values, tuple(table for table in tables if table.rows), meta=meta)


def facts(values: Mapping[str, Any]) -> tuple[tuple[object, ...], ...]:
    """Parties, period, quality of the month, signatures; what nobody said is left out."""
    account, period = values["account"], values["period"]
    days = period and Message.of(
        N_("{start} to {end}, {days} of {all} days"),
        start=period[0],
        end=period[1],
        days=period[2],
        all=values["month_days"],
    )
    found: tuple[tuple[str, object], ...] = (
        (N_("Party A"), values["site"]), (N_("Party B"), account.contractor), (N_("Contract"), account.contract),
        (N_("Domain"), Code("domain", account.domain)), (N_("Areas"), tuple(values["areas"]) or None),
        (N_("Month"), values["month"]), (N_("Period"), days), (N_("Settlement"), Code("settlement", account.status)),
        (N_("Schedule"), Code("schedule_source", account.schedule_source)), (N_("Days inspected"), account.inspection_days),
        (N_("Days without inspection"), values["missing"] or None), (N_("Minor"), values["minor"]),
        (N_("Severe"), values["severe"]), (N_("Verified complaints"), values["complaints"]),
        (N_("Party A, the month's statistics"), values["signed_a"]), (N_("Party B, the month's statistics"), values["signed_b"]),
        (N_("Drawn up by the supervisor"), values["drafted"]),
        (N_("Approved by the general property manager"), values["approved"]), (N_("Paid at"), values["paid"]),
    )  # fmt: skip
    return tuple((Message(name), value) for name, value in found if value is not None)


def sums(values: Mapping[str, Any]) -> tuple[tuple[object, ...], ...]:
    """From the fee to what is payable."""
    account = values["account"]
    return (
        (Message(N_("Fee of the month")), account.fee_for_month), (Message(N_("Gross")), account.gross),
        (Message(N_("Cap")), account.cap), (Message(N_("Deduction")), account.deduction),
        (Message(N_("Adjustments")), values["adjusted"]), (Message(N_("Payable")), account.payable),
    )  # fmt: skip


def formulas(values: Mapping[str, Any]) -> dict[tuple[int, str], str]:
    """How the rows of `sums` come from the days of the fee, the lines and the adjustments. The cap is the contract's."""
    days = values["month_days"]
    found = (
        f"ROUND(SUMPRODUCT({{spells.days}},{{spells.monthly_fee}})/{days},2)", "ROUND(SUM({lines.amount}),2)", "",
        "MAX(0,MIN({sums.amount.2},{sums.amount.3}))", "ROUND(SUM({adjustments.amount}),2)",
        "ROUND(MAX(0,{sums.amount.1}-{sums.amount.4}+{sums.amount.5}),2)",
    )  # fmt: skip
    return {(row, "amount"): text for row, text in enumerate(found, 1) if text}
