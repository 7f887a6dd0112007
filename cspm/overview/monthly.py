"""The monthly report (R112, R070, R106): a month's rows -> document, tables, charts, and the records of each number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from cspm.core.periods import Span
from cspm.core.tables import Report
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.overview.monthly_callbacks import callbacks, satisfaction
from cspm.overview.monthly_matters import complaints, materials, services
from cspm.overview.monthly_rows import Rows
from cspm.overview.monthly_tables import NOTES, Meanings, charts, tables
from cspm.overview.monthly_tickets import tickets
from cspm.overview.obligations import callback_quota
from cspm.overview.tally import Tally
from cspm.procedures.callbacks.month import read
from cspm.tuples import NamedTuple

FINDINGS = "findings."
QUOTA = "quotas.RULE[.ROLE|.CONTRACT]"


class Asked(NamedTuple):
    """When and how the report was asked for: `words` are the filter words that narrowed it.

    `meanings` say to people what the codes of findings stand for.
    """

    as_of: datetime
    generated_at: datetime
    words: tuple[str, ...] = ()
    meanings: Meanings = {}  # noqa: RUF012 - a NamedTuple default; nobody writes to it


def monthly(
    rows: Rows, span: Span, terms: Terms, *, asked: Asked, quotas: Sequence[Mapping[str, Any]] = (),
    tally: Tally | None = None,
) -> Report:  # fmt: skip
    """The report of a month, with the quotas of the whole office. Every number is the size of a group of `tally`."""
    tally = Tally() if tally is None else tally
    calls = read(rows.callbacks)
    section = callbacks(calls, span.name, terms, as_of=asked.as_of, tally=tally)
    document = {
        "month": span.name,
        "site": terms.site.name,
        "generated_at": asked.generated_at,
        "as_of": asked.as_of,
        **({"filter": list(asked.words)} if asked.words else {}),
        "tickets": tickets(rows, span, terms, tally=tally),
        "callbacks": section,
        "complaints": complaints(rows, tally=tally),
        "services": services(rows.closed, tally=tally),
        "satisfaction": satisfaction(calls, span.name, terms, as_of=asked.as_of, tally=tally),
        "materials": materials(rows.closed, tally=tally),
        "quotas": [callback_quota(section), *quotas],
        "findings": dict(rows.findings),
    }
    return Report(
        "monthly",
        Message.of(N_("Monthly report {month}"), month=span.name),
        document,
        tables(document, asked.meanings),
        charts(document, rows.days),
        tally.ids,
        (*tally.outline, QUOTA, *(FINDINGS + code for code in rows.findings)),
        (*NOTES, *narrowing(asked.words)),
        {"site": terms.site.name, "period": span.name, "as_of": asked.as_of, "generated_at": asked.generated_at},
    )


def narrowing(words: tuple[str, ...]) -> tuple[Message, ...]:
    """The note of a narrowed report."""
    if not words:
        return ()
    said = N_(
        "Narrowed to tickets with {words}; findings of other records are left out, quotas count the whole office."
    )
    return (Message.of(said, words=" ".join(words)),)


class Sources:
    """The record ids behind a key, sorted; KeyError for a key that is not in the report.

    Each stands there once, and as often as it has such findings behind a count of findings. `tally` gives the groups with
    their ids, `quotas` the records behind each quota by key, `finding_ids` the record of each finding of a code; each is
    asked only when it is needed.
    """

    def __init__(
        self, tally: Callable[[], Tally], quotas: Callable[[], Mapping[str, tuple[str, ...]]],
        finding_ids: Callable[[str], Iterable[str]],
    ) -> None:  # fmt: skip
        self.tally = tally
        self.quotas = quotas
        self.finding_ids = finding_ids

    def __call__(self, key: str) -> tuple[str, ...]:
        """The ids; a finding that nobody has gives none."""
        if key.startswith(FINDINGS):
            return tuple(sorted(self.finding_ids(key.removeprefix(FINDINGS))))
        if key.startswith("quotas."):
            found = self.quotas()
            fitting = [one for one in found if one == key or one.startswith(f"{key}.")]
            return tuple(sorted(set(found[fitting[0] if len(fitting) == 1 else key])))
        return self.tally().ids(key)
