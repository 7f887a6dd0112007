"""What the office owes, as tables: who answers for each clock, the command that stops it, and the quotas of a month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from cspm.core.terms import Terms
from cspm.overview.monthly_rows import VOID, Span, called
from cspm.procedures.callbacks import figures
from cspm.procedures.callbacks.month import groups, last_call, read
from cspm.procedures.callbacks.quotas import quotas
from cspm.procedures.cleaning.account import days_in_force

if TYPE_CHECKING:
    from cspm.store.repository import Store


class Duty(NamedTuple):
    """Who answers for a clock, and what to type to stop it.

    `who` is the column of the record that names the person, empty when any of `role` may do it; `{id}` in `command` is
    the record.
    """

    role: str
    who: str
    command: str


DISPATCH = "dispatch_assistant"
DUTIES: Mapping[tuple[str, str], Duty] = {
    ("tickets", "reply"): Duty(DISPATCH, "", 'cspm reply {id} "..."'),
    ("tickets", "receipt"): Duty("technician", "assignee", "cspm accept {id}"),
    ("tickets", "appointment"): Duty("technician", "assignee", "cspm arrive {id}"),
    ("tickets", "promise"): Duty("technician", "assignee", 'cspm close {id} --result "..."'),
    ("tickets", "resolution"): Duty("technician", "assignee", 'cspm close {id} --result "..."'),
    ("tickets", "progress"): Duty("customer_assistant", "", 'cspm complaint progress {id} "..."'),
    ("tickets", "callback"): Duty(DISPATCH, "", "cspm callback {id} --method phone --satisfied"),
    ("inspections", "rectification"): Duty("cleaning_supervisor", "by", "cspm inspection recheck {id} --result done"),
    ("settlements", "approval"): Duty("general_manager", "", "cspm settlement approve --contract {contract} --month {month}"),
}
"""By record kind and clock."""

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
    "R117": "report deductions",
}  # fmt: skip
"""Rules that are kept by one of the overview's reports being there."""

QUOTA_RULES = ("R064", "R065", "R068", "R103", "R104", "R115")


def quotas_of(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> list[dict[str, Any]]:
    """The quotas of a month: `{rule role required done}`, R064 first, the inspections of each contract last.

    R064 asks that all callbacks of the month's services are done; R115 a joint inspection on each day in force by `as_of`.
    """
    rows = called(store, span)
    found = groups(read(rows), span.name, terms, as_of=as_of)
    first = {"rule": figures.CALLBACK_DAY.rule, "role": DISPATCH, "required": len(found["due"]), "done": len(found["done"])}
    return [first, *quotas(rows, span.name, terms), *inspections(store, span, terms, as_of=as_of)]


def inspections(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> list[dict[str, Any]]:
    """R115 for each contract in force in the month: days that asked for an inspection, and days that had one."""
    lines = []
    today = as_of.astimezone(terms.tz).date()
    for contract in store.rows("contracts", VOID, columns=("id", "start", "end", "state")):
        days = [day for day in days_in_force(contract, span.name) if day <= today]
        if days:
            had = inspected_days(store, contract["id"], days[0], days[-1])
            lines.append({"rule": "R115", "role": "cleaning_supervisor", "contract": contract["id"], "required": len(days), "done": len(had)})
    return lines


def inspected_days(store: Store, contract: str, first: date, last: date) -> list[str]:
    """The days with an inspection of a contract, between two days."""
    where = f"contract = ? AND date >= ? AND date <= ? AND {VOID}"
    rows = store.rows("inspections", where, (contract, first.isoformat(), last.isoformat()), columns=("date",))
    return sorted({row["date"] for row in rows})


def quota_due(rule: str, span: Span, terms: Terms) -> datetime:
    """When a quota of a month falls due: R064 on the 10th of the next month, the others at the month's end."""
    return last_call(span.name, terms) if rule == figures.CALLBACK_DAY.rule else span.end
