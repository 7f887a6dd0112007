"""The monthly report (R112, R070, R106): rows of one month -> document, tables, charts, and the records behind each number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from cspm.core.tables import Report
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.overview.monthly_callbacks import callbacks, satisfaction
from cspm.overview.monthly_matters import complaints, materials, services
from cspm.overview.monthly_rows import Rows, Span
from cspm.overview.monthly_tables import NOTES, charts, tables
from cspm.overview.monthly_tickets import tickets
from cspm.overview.tally import Tally
from cspm.procedures.callbacks.month import read

FINDINGS = "findings."


class Asked(NamedTuple):
    """When and how the report was asked for: `words` are the filter words that narrowed it."""

    as_of: datetime
    generated_at: datetime
    words: tuple[str, ...] = ()


def monthly(
    rows: Rows, span: Span, terms: Terms, *, asked: Asked, quotas: Sequence[dict[str, Any]] = (),
    finding_ids: Callable[[str], Iterable[str]] = lambda code: (),
) -> Report:  # fmt: skip
    """The report of a month. `finding_ids` gives the records behind a finding's count, asked only to explain it."""
    tally = Tally()
    calls = read(rows.callbacks)
    document = {
        "month": span.name,
        "site": terms.site.name,
        "generated_at": asked.generated_at,
        "as_of": asked.as_of,
        **({"filter": list(asked.words)} if asked.words else {}),
        "tickets": tickets(rows, span, terms, tally=tally),
        "callbacks": callbacks(calls, span.name, terms, as_of=asked.as_of, tally=tally),
        "complaints": complaints(rows, as_of=asked.as_of, tally=tally),
        "services": services(rows.closed, tally=tally),
        "satisfaction": satisfaction(calls, span.name, terms, as_of=asked.as_of, tally=tally),
        "materials": materials(rows.closed, tally=tally),
        "quotas": list(quotas),
        "findings": dict(rows.findings),
    }
    return Report(
        "monthly",
        Message.of(N_("Monthly report {month}"), month=span.name),
        document,
        tables(document),
        charts(document, rows, span, terms=terms),
        Sources(tally, finding_ids),
        (*tally.keys, *(FINDINGS + code for code in rows.findings)),
        (*NOTES, *narrowing(asked.words)),
        {"site": terms.site.name, "period": span.name, "as_of": asked.as_of, "generated_at": asked.generated_at},
    )


def narrowing(words: tuple[str, ...]) -> tuple[Message, ...]:
    """The note of a narrowed report."""
    if not words:
        return ()
    said = N_("Narrowed to tickets with {words}; findings of other records are left out, quotas count the whole office.")
    return (Message.of(said, words=" ".join(words)),)


class Sources:
    """The record ids behind a key; KeyError for one that is not in the report."""

    def __init__(self, tally: Tally, finding_ids: Callable[[str], Iterable[str]]) -> None:
        self.tally = tally
        self.finding_ids = finding_ids

    def __call__(self, key: str) -> tuple[str, ...]:
        """Sorted, each record once."""
        if key.startswith(FINDINGS):
            return tuple(sorted(set(self.finding_ids(key.removeprefix(FINDINGS)))))
        return self.tally.ids(key)
