"""ISO weeks, and what a contract's inspections of a week found (R159). Pure; rows of inspections are handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from cspm.core.kinds import EPOCH
from cspm.core.view import listed
from cspm.errors import N_, BadValue, Message

WEEK = timedelta(days=7)
FAILED = ("not_done", "poor")
COUNTED = ("none", "minor", "severe")
COLUMNS = ("id", "contract", "date", "at", "findings", "state")


def week_of(day: date) -> str:
    """The ISO week of a day: `2026-W41`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def monday_of(week: str) -> date:
    """The first day of a week. Raises BadValue for a week that the year does not have."""
    try:
        year, _, number = week.partition("-W")
        return date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        problem = Message.of(N_("write the week as {example}"), example="2026-W41")
        raise BadValue(field=Message(N_("Week")), value=week[:20], problem=problem) from None


def weeks_ending(first: date, last: date) -> Iterator[date]:
    """The Mondays of the weeks whose Sunday lies between two days, both included."""
    sunday = first + timedelta(days=(6 - first.weekday()) % 7)
    while sunday <= last:
        yield sunday - timedelta(days=6)
        sunday += WEEK


def counted(contract: str, inspections: Iterable[Mapping[str, Any]], *, until: datetime) -> dict[str, Any]:
    """The counts of one contract as the minutes keep them, of what happened by `until`."""
    rows = [
        row for row in inspections
        if row["contract"] == contract and row["state"] != "void" and moment(row["at"]) <= until
    ]  # fmt: skip
    findings = [one for row in rows for one in listed(row["findings"]) if by(one["at"], until)]
    severities = [one["severity"] for one in findings]
    checks = [[check["result"] for check in one["rechecks"] if by(check["at"], until)] for one in findings]
    none, minor, severe = (severities.count(severity) for severity in COUNTED)
    return {
        "contract": contract, "inspections": len(rows), "problems": none, "minor": minor, "severe": severe,
        "failed": sum(result in FAILED for results in checks for result in results),
        "unsettled": sum(results[-1:] != ["done"] for results in checks),
    }  # fmt: skip


def moment(at: Any) -> datetime:
    """A time of a document (ISO text) or of the index (microseconds)."""
    return EPOCH + timedelta(microseconds=at) if isinstance(at, int) else datetime.fromisoformat(at)


def by(at: str, until: datetime) -> bool:
    """Whether something had happened by then."""
    return datetime.fromisoformat(at) <= until
