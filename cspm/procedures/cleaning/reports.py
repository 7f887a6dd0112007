"""The month's deductions (R117, R127) and one inspection, for people and scripts. Pure: readers are handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from cspm.core.days import side_by_side
from cspm.core.rules import Finding, run
from cspm.core.tables import Chart, Column, Report, Table
from cspm.core.terms import Terms
from cspm.core.view import listed
from cspm.errors import N_, Code, Message
from cspm.procedures.cleaning import derive, inspection_rules, removal_rules
from cspm.procedures.cleaning.account import Account, document_of
from cspm.procedures.cleaning.evidence import moment
from cspm.procedures.cleaning.ledger import Ledger, frozen_account
from cspm.procedures.cleaning.reading import Reader, contracts, ledger_of, wholes
from cspm.procedures.cleaning.states import LINE_CHANGE, LINE_REASON, LINE_SEVERITY, SCHEDULE_ENTRY, SCHEDULE_SOURCE

SUMMARY = (
    Column("contract", N_("Contract"), "id"), Column("contractor", N_("Contractor")),
    Column("fee_for_month", N_("Fee of the month"), "money"), Column("minor", N_("Minor"), "int"),
    Column("severe", N_("Severe"), "int"), Column("gross", N_("Gross"), "money"), Column("cap", N_("Cap"), "money"),
    Column("deduction", N_("Deduction"), "money"), Column("adjustment", N_("Adjustments"), "money"),
    Column("payable", N_("Payable"), "money"), Column("status", N_("Settlement"), "code", "settlement"),
    Column("schedule_source", N_("Schedule"), "code", SCHEDULE_SOURCE.name),
)  # fmt: skip
LINES = (
    Column("contract", N_("Contract"), "id"), Column("date", N_("Date"), "date"), Column("area", N_("Area")),
    Column("item", N_("Item")), Column("severity", N_("Severity"), "code", LINE_SEVERITY.name),
    Column("reason", N_("Reason"), "code", LINE_REASON.name), Column("rule", N_("Rule"), "id"),
    Column("amount", N_("Amount"), "money"), Column("records", N_("Made of")),
)  # fmt: skip
ADJUSTMENTS = (
    Column("contract", N_("Contract"), "id"), Column("month", N_("Month")),
    Column("frozen", N_("As approved"), "money"), Column("gross", N_("Gross now"), "money"),
    Column("cap", N_("Cap now"), "money"), Column("recomputed", N_("As recomputed"), "money"),
    Column("amount", N_("Adjustment"), "money"),
)  # fmt: skip
ADJUSTED = (
    Column("contract", N_("Contract"), "id"), Column("month", N_("Month")),
    Column("change", N_("Change"), "code", LINE_CHANGE.name), *LINES[1:-2],
    Column("effect", N_("Effect on the gross"), "money"), LINES[-1],
)  # fmt: skip
"""The lines that made an adjustment, each with what it does to the sum of its month's lines."""
FINDINGS = (
    Column("record", N_("Record"), "id"), Column("rule", N_("Rule"), "id"), Column("clause", N_("Clause")),
    Column("message", N_("Not kept")),
)  # fmt: skip


def deductions(reader: Reader, month: str, *, contract: str | None, terms: Terms, now: datetime) -> Report:
    """The account of every contract that has one in the month, or of one contract (`report deductions`).

    Raises NoSuchRecord. Records behind a figure: `sources("contracts.C1.minor")`, also `severe gross deduction payable
    inspection_days adjustments`.
    """
    ledgers = [ledger_of(reader, document, terms) for document in contracts(reader, contract)]
    ledgers = [ledger for ledger in ledgers if contract is not None or ledger.concerns(month)]
    accounts = [(ledger, ledger.account(month, now)) for ledger in ledgers]
    sources = {key: records for ledger, account in accounts for key, records in traced(ledger, account, month).items()}
    found = findings_of(reader, [ledger.contract for ledger in ledgers], month, terms=terms, now=now)
    return Report(
        "deductions",
        Message.of(N_("Deductions of {month}"), month=month),
        {
            "month": month, "as_of": now, "contracts": [document_of(account) for _, account in accounts],
            "findings": [finding_of(one) for one in found],
        },
        tables([account for _, account in accounts], found),
        charts([account for _, account in accounts]),
        sources=lambda key: sources[key],
        keys=tuple(sources),
        meta={"site": terms.site.name, "period": month, "as_of": now},
    )  # fmt: skip


def finding_of(one: Finding) -> dict[str, Any]:
    """A finding as JSON has it."""
    return {
        "record": one.record, "code": one.code, "rule": one.rule, "clause": one.clause, "severity": one.level,
        "message": one.message,
    }  # fmt: skip


def tables(accounts: Sequence[Account], found: Sequence[Finding]) -> tuple[Table, ...]:
    """Sums, lines, adjustments with the lines that made them, findings; from the adjustments on only what there is."""
    lines = tuple(
        (account.contract, *line[:7], "  ".join(line.records)) for account in accounts for line in account.lines
    )
    sums = tuple(map(summed, accounts))
    made = [
        Table("deductions", Message(N_("Accounts of the month")), SUMMARY, sums, notes(accounts)),
        Table("lines", Message(N_("Lines")), LINES, lines),
        *adjustment_tables(accounts),
    ]
    if found:
        rows = tuple((one.record, one.rule, one.clause, one.message) for one in found)
        made.append(Table("findings", Message(N_("Findings")), FINDINGS, rows))
    return tuple(made)


def adjustment_tables(accounts: Iterable[Account]) -> Iterator[Table]:
    """The adjustments, and the lines that made them; nothing where there is none."""
    adjusted = [(account.contract, made) for account in accounts for made in account.adjustments]
    rows = tuple((contract, *(getattr(made, column.key) for column in ADJUSTMENTS[1:])) for contract, made in adjusted)
    if rows:
        yield Table("adjustments", Message(N_("Adjustments of approved months")), ADJUSTMENTS, rows)
    lines = tuple(
        (contract, made.month, one.change, *one.line[:6], one.effect, "  ".join(one.line.records))
        for contract, made in adjusted for one in made.lines
    )  # fmt: skip
    if lines:
        yield Table("adjusted", Message(N_("Lines that made the adjustments")), ADJUSTED, lines)


def summed(account: Account) -> tuple[object, ...]:
    """The row of an account."""
    values = document_of(account) | {"adjustment": sum((made.amount for made in account.adjustments), Decimal("0.00"))}
    return tuple(values[column.key] for column in SUMMARY)


def notes(accounts: Iterable[Account]) -> tuple[Message, ...]:
    """What has to be said below the sums: the example schedule (A02), days without inspection (R115)."""
    said = []
    for account in accounts:
        if account.schedule_source == "example":
            text = N_("{contract}: schedule: example. The contract's own is given with: cspm contract schedule")
            said.append(Message.of(text, contract=account.contract))
        if account.lacking:
            entries = tuple(Code(SCHEDULE_ENTRY.name, entry) for entry in account.lacking)
            text = N_("{contract}: the schedule lacks {entries}; the example's amounts hold for them.")
            said.append(Message.of(text, contract=account.contract, entries=entries))
        days = account.missing_days
        if days:
            text = N_("{contract}: {count} days without inspection (R115): {days}")
            said.append(Message.of(text, contract=account.contract, count=len(days), days=side_by_side(days)))
    return tuple(said)


def charts(accounts: Sequence[Account]) -> tuple[Chart, ...]:
    """Deductions by contract; fees are a hundred times as large and would hide them."""
    labels = tuple(account.contract for account in accounts)
    series = ((N_("Deduction"), tuple(float(account.deduction) for account in accounts)),)
    drawn = any(account.deduction for account in accounts)
    return (Chart("deductions", Message(N_("Deductions by contract")), labels, series),) if drawn else ()


def traced(ledger: Ledger, account: Account, month: str) -> dict[str, tuple[str, ...]]:
    """The record ids behind the figures of an account, by key."""

    def behind(*severities: str) -> tuple[str, ...]:
        lines = [line for line in account.lines if not severities or line.severity in severities]
        return tuple(sorted({record_of(record) for line in lines for record in line.records}))

    visits = tuple(sorted(record for records in ledger.inspections_of(month).values() for record in records))
    booked = tuple(sorted(ledger.settlements[made.month]["id"] for made in account.adjustments))
    everything = behind()
    found = {
        "minor": behind("minor"), "severe": behind("severe"), "lines": everything, "gross": everything,
        "deduction": everything, "payable": tuple(sorted({*everything, *booked})), "inspection_days": visits,
        "adjustments": booked,
    }  # fmt: skip
    return {f"contracts.{account.contract}.{key}": records for key, records in found.items()}


def record_of(record: str) -> str:
    """The record that a line's id is about: the inspection of a finding, else itself."""
    return record.rpartition(".")[0] if record.startswith("I-") and "." in record else record


def findings_of(
    reader: Reader, wanted: Sequence[Mapping[str, Any]], month: str, *, terms: Terms, now: datetime
) -> list[Finding]:
    """What the inspections and bin counts of a month broke by now, those beside contract, standard and areas too."""
    known = {document["id"]: document for document in wanted}
    standard = frozenset(row["id"] for row in reader.rows("standard", "state != 'void'", columns=("id",)))
    areas = frozenset(row["id"] for row in reader.rows("areas", "state != 'void'", columns=("id",)))
    found: list[Finding] = []
    for document in monthly(reader, "inspections", month, known):
        found += derive.inspection(document, terms).findings
        found += run(inspection_rules.CROSS, placed(document, known[document["contract"]], standard, areas), terms)
    for document in monthly(reader, "bins", month, known):
        found += removal_rules.bins(document, terms).findings
    return sorted((one for one in found if one.at <= now), key=lambda one: (one.record, one.rule, one.code))


def monthly(reader: Reader, kind: str, month: str, known: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The records of a month that belong to these contracts."""
    condition = "state != 'void' AND date LIKE ?"
    return [document for document in wholes(reader, kind, condition, (f"{month}-%",)) if document["contract"] in known]


def placed(
    document: Mapping[str, Any], contract: Mapping[str, Any], standard: frozenset[str], areas: frozenset[str]
) -> inspection_rules.Placed:
    """An inspection beside its contract, the standard and the areas."""
    items = dict.fromkeys([*(one["item"] for one in listed(document["findings"])), *listed(document["checked"])])
    return inspection_rules.Placed(
        document["id"], moment(document["at"]), document["area"], tuple(items), contract, standard, areas
    )


def settlement_tables(document: Mapping[str, Any]) -> tuple[Table, ...]:
    """A settlement's statement as drafted or approved: its sums, its lines by the numbers that an objection names,
    what it adjusts."""
    account = frozen_account(document)
    sums, lines, *others = tables([account], ())
    numbered = tuple((number, *row[1:]) for number, row in enumerate(lines.rows, 1))
    columns = Column("number", N_("No."), "int"), *LINES[1:]
    return sums, lines._replace(columns=columns, rows=numbered), *others
