"""What is due: every open clock, every callback that is owed, the month's quotas, as one list by time. Pure over rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from cspm.core.days import side_by_side
from cspm.core.duties import Quota
from cspm.core.kinds import EPOCH
from cspm.core.periods import Span, day_bounds
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.overview.monthly_rows import Row
from cspm.overview.obligations import ANYBODY, QUOTA_COMMANDS, TO_DISPATCH, duties, quota_due
from cspm.procedures.tickets.obligations import DUTIES as OF_TICKETS
from cspm.tuples import NamedTuple

COLUMNS = (
    Column("due", N_("Due"), "time"), Column("state", N_("State"), "code", "clock_state"),
    Column("clock", N_("Clock"), "code", "clock"), Column("record", N_("Record"), "id"),
    Column("role", N_("Role"), "code", "role"), Column("who", N_("Who"), "id"), Column("rule", N_("Rule"), "id"),
    Column("done", N_("Done"), "int"), Column("required", N_("Asked"), "int"),
    Column("missing", N_("Days without inspection")), Column("next", N_("What to type"), "command"),
)  # fmt: skip


class Wanted(NamedTuple):
    """Which lines: only what is late, only up to a time, only what one person answers for (id and role) or
    one role alone."""

    overdue: bool = False
    until: datetime | None = None
    who: str | None = None
    role: str | None = None

    def takes(self, line: Mapping[str, Any]) -> bool:
        """Whether a line is asked for. What nobody is named for belongs to everybody of its role."""
        if self.overdue and line["state"] != "missed":
            return False
        if self.until is not None and line["due"] > self.until:
            return False
        if self.who is None:
            return self.role is None or line["role"] == self.role
        return line["who"] == self.who or (line["who"] is None and line["role"] == self.role)


def clock_lines(
    rows: Iterable[Row], terms: Terms, *, now: datetime, roles: Mapping[str, str], findings: Mapping[tuple[str, int], list[str]]
) -> list[dict[str, Any]]:  # fmt: skip
    """Open clocks as lines. A row has `kind id clock rule due paused who`; `roles` are those of staff by id.

    `findings` names, by inspection and due time, the findings that rectifications are about, each line one of them.
    """
    lines, known = [], duties()
    left = {key: iter(names) for key, names in findings.items()}
    for row in rows:
        duty = known.get((row["kind"], row["clock"]), ANYBODY)
        who = row["who"] if duty.who else None
        if row["kind"] == "tickets" and duty.who and who is None:
            duty = TO_DISPATCH
        due = moment(row["due"], terms)
        found = (
            next(left.get((row["id"], row["due"]), iter(())), row["id"]) if row["clock"] == "resolution" else row["id"]
        )
        lines.append({
            "rule": row["rule"], "clock": row["clock"], "record": row["id"], "role": roles.get(who or "", duty.role) or None, "who": who,
            "due": due, "state": state(due, now, paused=bool(row["paused"])),
            "next": duty.command.format(id=row["id"], finding=found),
        })  # fmt: skip
    return lines


def state(due: datetime, now: datetime, *, paused: bool = False) -> str:
    """`running`, `missed` from the due time on, or `paused`."""
    if paused:
        return "paused"
    return "running" if now <= due else "missed"


def callback_lines(
    queue: Iterable[Mapping[str, Any]], *, now: datetime, roles: Mapping[str, str]
) -> list[dict[str, Any]]:  # fmt: skip
    """The callbacks that are owed, as the queue gives them."""
    duty = OF_TICKETS["tickets", "callback"]
    return [
        {
            "rule": line["rule"], "clock": "callback", "record": line["ticket"], "role": roles.get(line["caller"] or "", duty.role),
            "who": line["caller"], "due": line["due"], "state": state(line["due"], now),
            "next": duty.command.format(id=line["ticket"], method=line["method"]),
        }
        for line in queue
    ]  # fmt: skip


def quota_lines(
    quotas: Iterable[Mapping[str, Any]], span: Span, terms: Terms, *, now: datetime
) -> list[dict[str, Any]]:
    """The quotas of a month that are still open, with the month as record and `required` and `done`."""
    lines = []
    for quota in quotas:
        if quota["done"] >= quota["required"]:
            continue
        due = quota_due(quota["rule"], span, terms, now=now)
        command = QUOTA_COMMANDS[quota["rule"]]
        lines.append({
            "rule": quota["rule"], "clock": "quota", "record": span.name, "role": quota["role"], "who": None, "due": due,
            "state": state(due, now),
            "next": command.format(month=span.name, contract=quota.get("contract", ""), date=now.date().isoformat()),
            "required": quota["required"], "done": quota["done"],
        })  # fmt: skip
    return lines


def missed_days(missing: Mapping[str, Sequence[date]], terms: Terms) -> list[dict[str, Any]]:
    """The days of a contract that had no joint inspection (R115), one line for each contract."""
    return [
        {
            "rule": "R115", "clock": "quota", "record": contract, "role": "cleaning_supervisor", "who": None,
            "due": day_bounds(days[0], terms.tz)[1], "state": "missed",
            "next": QUOTA_COMMANDS["R115"].format(contract=contract, date=days[0].isoformat()),
            "required": len(days), "done": 0, "missing": list(days),
        }
        for contract, days in missing.items()
    ]  # fmt: skip


def other_quota_lines(
    quotas: Iterable[Quota], span: Span, *, now: datetime, roles: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The quotas of other procedures that are still open; the subject, else the month, as record."""
    lines = []
    for quota in quotas:
        if quota.done < quota.required:
            due = quota.due or span.end
            lines.append({
                "rule": quota.rule, "clock": "quota", "record": quota.subject or span.name,
                "role": quota.role or roles.get(quota.who) or None, "who": quota.who or None, "due": due,
                "state": state(due, now), "next": quota.next, "required": quota.required,
                "done": quota.done,
            })  # fmt: skip
    return lines


def moment(due: int, terms: Terms) -> datetime:
    """A time of the index at the site."""
    return (EPOCH + timedelta(microseconds=due)).astimezone(terms.tz)


def due_report(lines: Iterable[Mapping[str, Any]], wanted: Wanted, *, site: str, now: datetime) -> Report:
    """The lines that are asked for, by due time. Document: `{rule clock record role who due state next}`, with
    `required` and `done` for quotas."""
    found = sorted(
        (line for line in lines if wanted.takes(line)), key=lambda line: (line["due"], line["record"], line["clock"])
    )
    title = Message(N_("Overdue") if wanted.overdue else N_("What is due"))
    rows = tuple(tuple(shown(column.key, line.get(column.key)) for column in COLUMNS) for line in found)
    return Report("due", title, found, (Table("due", title, COLUMNS, rows),), meta={"site": site, "as_of": now})


def shown(key: str, value: Any) -> Any:
    """A cell; days without inspection stand side by side, a stretch of them as one."""
    return side_by_side(value) if key == "missing" and value else value


def records(lines: Sequence[Mapping[str, Any]]) -> list[str]:
    """The records of the lines, each once, quotas left out."""
    return list(dict.fromkeys(str(line["record"]) for line in lines if line["clock"] != "quota"))
