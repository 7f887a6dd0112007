"""What the office owes, as tables: who answers for each clock, the command that stops it, and the quotas of a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Duty, Quota
from cspm.core.periods import Span, day_bounds
from cspm.core.terms import Terms
from cspm.core.words import extend
from cspm.overview.monthly_rows import VOID, Row
from cspm.procedures.callbacks import figures
from cspm.procedures.callbacks.month import groups, last_call, read
from cspm.procedures.callbacks.quotas import quota_sources, quotas
from cspm.procedures.cleaning.account import days_in_force
from cspm.procedures.cleaning.figures import INSPECTIONS_PER_DAY
from cspm.register import PROCEDURES

if TYPE_CHECKING:
    from cspm.store.repository import Store


extend("clock", callback="callback", quota="quota")


DISPATCH = "dispatch_assistant"
DUTIES: Mapping[tuple[str, str], Duty] = {
    ("inspections", "signature_a"): Duty("cleaning_supervisor", "by", "cspm inspection sign {id} --side a --by NAME"),
    ("inspections", "signature_b"): Duty("cleaning_supervisor", "by", "cspm inspection sign {id} --side b --by NAME"),
    ("inspections", "resolution"): Duty("cleaning_supervisor", "by", "cspm inspection recheck {finding} --result done"),
}
"""By record kind and clock; those of other procedures stand in their own obligations."""

TO_DISPATCH = Duty(DISPATCH, "", "cspm dispatch {id} --to STAFF")
"""The clock of an assignee runs, and there is none."""

ANYBODY = Duty("", "", "cspm show {id}")

QUOTA_COMMANDS: Mapping[str, str] = {
    "R064": "cspm callbacks queue --month {month}",
    "R065": "cspm callbacks queue",
    "R068": "cspm callbacks spotcheck ID --by STAFF",
    "R103": "cspm list kind:complaint state:closed",
    "R104": "cspm list kind:complaint state:closed",
    "R115": "cspm inspection add --contract {contract} --date {date}",
}
"""What to type for a quota, by rule."""

COMMANDS: Mapping[str, str] = {
    "R057": "report monthly", "R070": "report monthly", "R106": "report monthly", "R112": "report monthly",
    "R117": "report deductions", "R373": "report safety",
}  # fmt: skip
"""Rules that are kept by one of the overview's reports being there."""

OWN_QUOTAS = ("R064", "R065", "R068", "R103", "R104", "R115")


def duties() -> dict[tuple[str, str], Duty]:
    """Who answers for which clock, by record kind and clock, of every procedure."""
    found = dict(DUTIES)
    for procedure in PROCEDURES:
        found |= dict(procedure.part("obligations", "DUTIES"))
    return found


def quota_rules() -> tuple[str, ...]:
    """The rules that ask for a quota."""
    return (*OWN_QUOTAS, *(rule for procedure in PROCEDURES for rule in procedure.part("obligations", "RULES")))


def quotas_of(store: Store, span: Span, terms: Terms, *, as_of: datetime, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The quotas of a month as its report has them: `{rule role required done}`, the inspections of each contract last.

    `rows` are those of `monthly_rows.called`. R115 asks for a joint inspection of each contract on each day in force by
    `as_of`; its lines name the contract.
    """
    asked = inspections(store, span, terms, as_of=as_of)
    return [*quotas(rows, span.name, terms), *({key: line[key] for key in line if key != "missing"} for line in asked)]


def missing_days(lines: Iterable[Mapping[str, Any]], terms: Terms, *, as_of: datetime) -> dict[str, list[date]]:
    """By contract the days that are over and had too few inspections (R115), from the lines of `inspections`."""
    today = as_of.astimezone(terms.tz).date()
    found = {
        str(line["contract"]): [day for day in line["missing"] if day < today] for line in lines if "missing" in line
    }
    return {contract: days for contract, days in found.items() if days}


def other_quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """What procedures ask of a month in their own obligations."""
    for procedure in PROCEDURES:
        asked = procedure.part("obligations", "quotas")
        if asked:
            yield from asked(store, span, terms, as_of=as_of)


def callback_quota(section: Mapping[str, Any]) -> dict[str, Any]:
    """R064 as a quota, from the section `callbacks` of a monthly report: all that are due are to be done."""
    return {"rule": figures.CALLBACK_DAY.rule, "role": DISPATCH, "required": section["due"], "done": section["done"]}


def quota_ids(
    store: Store, rows: Sequence[Row], span: Span, terms: Terms, *, as_of: datetime
) -> dict[str, tuple[str, ...]]:
    """The records behind what was done of each quota, by key: `quotas.R068.csc_manager`, `quotas.R115.CONTRACT`."""
    done = groups(read(rows), span.name, terms, as_of=as_of)["done"]
    found = {f"quotas.{figures.CALLBACK_DAY.rule}.{DISPATCH}": tuple(row["id"] for row in done)}
    for (rule, role), ids in quota_sources(rows, span.name, terms).items():
        found[f"quotas.{rule}" + (f".{role}" if role else "")] = ids
    for contract, days in contract_days(store, span, terms, as_of=as_of):
        had, asked = inspected_days(store, contract, days[0], days[-1]), inspections_asked(days, terms)
        reached = [had[day][asked[day] - 1] for day in asked if len(had.get(day, ())) >= asked[day] > 0]
        found[f"quotas.{INSPECTIONS_PER_DAY.rule}.{contract}"] = tuple(reached)
    return found


def inspections(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> list[dict[str, Any]]:
    """R115 for each contract in force in the month: days that asked for inspections, those that had them, and `missing`."""
    lines = []
    for contract, days in contract_days(store, span, terms, as_of=as_of):
        had, asked = inspected_days(store, contract, days[0], days[-1]), inspections_asked(days, terms)
        missing = [day for day in days if len(had.get(day, ())) < asked[day]]
        lines.append(
            {
                "rule": INSPECTIONS_PER_DAY.rule, "role": "cleaning_supervisor", "contract": contract,
                "required": len(days), "done": len(days) - len(missing), "missing": missing,
            }
        )  # fmt: skip
    return lines


def contract_days(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[tuple[str, list[date]]]:
    """Each contract with its days in force in a month, up to today; those without such a day are left out."""
    today = as_of.astimezone(terms.tz).date()
    for contract in map(dict, store.rows("contracts", VOID, columns=("id", "start", "end", "state"))):
        days = [day for day in days_in_force(contract, span.name) if day <= today]
        if days:
            yield contract["id"], days


def inspections_asked(days: Iterable[date], terms: Terms) -> dict[date, int]:
    """How many inspections each day asks for."""
    return {day: int(terms.figures.value(INSPECTIONS_PER_DAY, day)) for day in days}


def inspected_days(store: Store, contract: str, first: date, last: date) -> dict[date, list[str]]:
    """The inspections of a contract by day, between two days, in the order of their numbers."""
    where = f"contract = ? AND date >= ? AND date <= ? AND {VOID}"
    found: dict[date, list[str]] = {}
    for row in store.rows(
        "inspections", where, (contract, first.isoformat(), last.isoformat()), order="id", columns=("id", "date")
    ):
        found.setdefault(date.fromisoformat(row["date"]), []).append(str(row["id"]))
    return found


def quota_due(rule: str, span: Span, terms: Terms, *, now: datetime) -> datetime:
    """When a quota of a month falls due: R064 on the 10th of the next month, R115 at the end of today, others with the month."""
    if rule == figures.CALLBACK_DAY.rule:
        return last_call(span.name, terms)
    if rule == INSPECTIONS_PER_DAY.rule:
        return min(span.end, day_bounds(now.astimezone(terms.tz).date(), terms.tz)[1])
    return span.end
