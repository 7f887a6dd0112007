"""`inspection explain` and `contract explain`: the records of a judgement put together, for people and scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message, NoSuchRecord
from cspm.procedures.cleaning import explaining, figures
from cspm.procedures.cleaning.account import Line, days_of
from cspm.procedures.cleaning.evidence import finding_id
from cspm.procedures.cleaning.reading import BINS, INSPECTION, OF_CONTRACT, Reader, ledger_of, wholes
from cspm.procedures.cleaning.reports import LINES
from cspm.procedures.cleaning.states import FINDING_REASON, SIGHTING

STEPS = (
    Column("at", N_("When"), "time"), Column("area", N_("Area")), Column("item", N_("Item")), Column("record", N_("Record"), "id"),
    Column("seen", N_("Seen"), "code", SIGHTING.name), Column("reason", N_("Reason"), "code", FINDING_REASON.name),
    Column("run", N_("Run"), "int"), Column("day", N_("Of the day"), "int"), Column("rule", N_("Rule"), "id"),
    Column("message", N_("What it does")),
)  # fmt: skip
OTHERS = (
    Column("record", N_("Record"), "id"), Column("date", N_("Date"), "date"), Column("rule", N_("Rule"), "id"),
    Column("clause", N_("Clause")), Column("message", N_("What it does")),
)  # fmt: skip


def of_finding(reader: Reader, inspection_id: str, number: int, *, terms: Terms, now: datetime) -> Report:
    """Why a finding costs what it costs: the runs that it is part of, what was judged, the lines of the account.

    Document: `{finding contract area item severity reason note due fixed_at judged[] steps[] lines[] messages[]}`.
    Raises NoSuchRecord.
    """
    document = reader.document("inspections", inspection_id)
    found = next((one for one in document["findings"] if one["number"] == number), None)
    if found is None:
        raise NoSuchRecord(id=finding_id(inspection_id, number), command=f"cspm inspection show {inspection_id}")
    name, key = finding_id(inspection_id, number), (document["area"], found["item"])
    ledger = ledger_of(reader, reader.document("contracts", document["contract"]), terms)
    rows = reader.rows("inspections", OF_CONTRACT, (document["contract"],), columns=INSPECTION)
    walk = explaining.walked(rows, terms=terms, until=date.max).get(key, [])
    parts = [part for part in explaining.stretches(walk) if any(step.seen.record == name for step in part)]
    judged = [one for one in ledger.judged if name in one.records]
    months = sorted({f"{one.day:%Y-%m}" for one in judged})
    lines = [line for month in months for line in ledger.account(month, now).lines if name in line.records]
    body = {
        "finding": name, "contract": document["contract"], "area": key[0], "item": key[1],
        **{field: found[field] for field in ("severity", "reason", "note", "due", "fixed_at", "serious")},
        "judged": [explaining.verdict(one) for one in judged],
        "steps": [step for part in parts for step in explaining.told(part, terms)],
        "lines": [line._asdict() for line in lines],
        "messages": list(sentences(name, found, lines)),
    }  # fmt: skip
    title = Message.of(N_("Why {finding} is judged as it is"), finding=name)
    tables = (steps_table(body["steps"], notes=tuple(body["messages"])), *lines_table(document["contract"], lines))
    return Report("explanation", title, body, tables, meta={"site": terms.site.name, "as_of": now})


def sentences(name: str, found: Mapping[str, Any], lines: Sequence[Line]) -> Iterable[Message]:
    """What was judged on the spot, and what of it is charged."""
    severity = Code("finding_severity", found["severity"])
    yield Message.of(N_("{finding} was judged on the spot: {severity}"), finding=name, severity=severity)
    if found["fixed_at"]:
        yield Message(N_("It was put right on the spot: nothing is left to recheck; it is judged all the same"))
    for line in lines:
        text = N_("{date}: {severity}, {amount} yuan ({rule})")
        if len(line.records) > 1:
            text = N_("{date}: {severity}, {amount} yuan ({rule}), made of {records}")
        yield Message.of(
            text, date=line.date, severity=Code("line_severity", line.severity), amount=line.amount, rule=line.rule,
            records=line.records,
        )  # fmt: skip
    if not lines:
        yield Message(N_("Nothing is charged for it"))


def of_month(
    reader: Reader, contract_id: str, month: str, *, area: str | None, item: str | None, terms: Terms, now: datetime
) -> Report:
    """What made the minors and severes of a contract in a month, point by point, with complaints and bin counts.

    Document: `{contract month as_of figures{} keys[{area item steps[]}] complaints[] bins[] lines[]}`. Steps are those of
    the month and of the runs that were open when it began.
    """
    contract = reader.document("contracts", contract_id)
    ledger, days = ledger_of(reader, contract, terms), days_of(month)
    rows = reader.rows("inspections", OF_CONTRACT, (contract_id,), columns=INSPECTION)
    keys = [
        {"area": key[0], "item": key[1], "steps": steps}
        for key, walk in explaining.walked(rows, terms=terms, until=days[-1]).items()
        if area in (None, key[0]) and item in (None, key[1])
        if (steps := [
            step for part in explaining.stretches(walk) if part[-1].seen.day >= days[0]
            for step in explaining.told(part, terms)
        ])
    ]  # fmt: skip
    whole = area is None and item is None
    counts = reader.rows("bins", OF_CONTRACT, (contract_id,), columns=BINS) if whole else ()
    tickets = wholes(reader, "tickets", OF_CONTRACT, (contract_id,)) if whole else ()
    lines = [
        line for line in ledger.account(month, now).lines if area in (None, line.area) and item in (None, line.item)
    ]
    body = {
        "contract": contract_id, "month": month, "as_of": now,
        "figures": {figure.key: terms.figures.value(figure, days[-1]) for figure in figures.LIMITS},
        "keys": keys, "complaints": explaining.complaints(tickets, ledger.judged, month, terms=terms),
        "bins": explaining.bins(counts, month, terms=terms), "lines": [line._asdict() for line in lines],
    }  # fmt: skip
    title = Message.of(N_("What made the deductions of {contract} in {month}"), contract=contract_id, month=month)
    return Report(
        "explanation",
        title,
        body,
        tuple(tables_of(body, lines)),
        meta={"site": terms.site.name, "period": month, "as_of": now},
    )


def tables_of(body: Mapping[str, Any], lines: Sequence[Line]) -> Iterable[Table]:
    """Steps, complaints, bin counts and the lines they come to; each only where there is something."""
    yield steps_table([step for key in body["keys"] for step in key["steps"]])
    for name, title in (("complaints", N_("Complaints")), ("bins", N_("Bin counts"))):
        found = [one | {"date": one.get("date", one.get("confirmed_on"))} for one in body[name]]
        if found:
            yield Table(
                name, Message(title), OTHERS, tuple(tuple(one[column.key] for column in OTHERS) for one in found)
            )
    yield from lines_table(body["contract"], lines)


def steps_table(steps: Sequence[Mapping[str, Any]], *, notes: tuple[Message, ...] = ()) -> Table:
    """The walk, a line for each record."""
    rows = tuple(tuple(step[column.key] for column in STEPS) for step in steps)
    return Table("steps", Message(N_("The records in the order of time")), STEPS, rows, notes)


def lines_table(contract: str, lines: Sequence[Line]) -> tuple[Table, ...]:
    """The lines of the account that they come to."""
    rows = tuple((contract, *line[:7], "  ".join(line.records)) for line in lines)
    return (Table("lines", Message(N_("What is charged")), LINES, rows),) if rows else ()
