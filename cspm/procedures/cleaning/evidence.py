"""From documents (or rows of the index) to what the judgement walks. Pure; void records and open ends are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from cspm.core.kinds import EPOCH
from cspm.core.view import listed
from cspm.procedures.cleaning.judgement import Bins, Complaint, Evidence, Seen

Document = Mapping[str, Any]
FAILED = ("not_done", "poor")
NOT_RECTIFIED = "not_rectified"
NO_LINE = (0, 0)
_seen = tuple.__new__
"""A year has hundreds of thousands of them: made from a whole tuple, without a call of Python's own."""


def evidence_of(
    inspections: Iterable[Document], bins: Iterable[Document], tickets: Iterable[Document], *, tz: tzinfo
) -> Evidence:
    """All evidence in these documents, which must belong to one contract."""
    seen = tuple(one for document in inspections for one in seen_in(document, tz=tz))
    counts = tuple(bins_of(document) for document in bins if document["state"] != "void")
    return Evidence(seen, counts, complaints_of(tickets, tz=tz))


def seen_in(document: Document, *, tz: tzinfo, everything: bool = False) -> Iterator[Seen]:
    """What one inspection saw: its clean items, its minors and severes, and its failed rechecks as further minors.

    Clean is an item that was checked and has no finding; `none` is a problem point only and neither breaks nor extends.
    With `everything` problem points and rechecks that were done are told too, which count for nothing.
    """
    if document["state"] == "void":
        return
    day, at, findings = date.fromisoformat(document["date"]), moment(document["at"]), listed(document["findings"])
    area, record = document["area"], document["id"]
    found = {finding["item"] for finding in findings}
    known: dict[str, datetime] = {}  # the findings of an inspection mostly have its own time
    for item in dict.fromkeys(listed(document["checked"])):
        if item not in found:
            yield _seen(Seen, (day, at, NO_LINE, area, item, "clean", None, record))
    for finding in findings:
        name, number, item = finding_id(record, finding["number"]), finding["number"], finding["item"]
        severity = finding["severity"]
        if everything or severity != "none":
            text = finding["at"]
            when = known.get(text) or known.setdefault(text, moment(text))
            yield _seen(Seen, (day, when, (number, 0), area, item, severity, finding["reason"], name))
        for place, recheck in enumerate(finding["rechecks"], 1):
            if recheck["result"] in FAILED:
                when = moment(recheck["at"])
                yield Seen(when.astimezone(tz).date(), when, (number, place), area, item, "minor", NOT_RECTIFIED, name)
            elif everything:
                when = moment(recheck["at"])
                yield Seen(when.astimezone(tz).date(), when, (number, place), area, item, "done", None, name)


def bins_of(document: Document) -> Bins:
    """The bin count of a document."""
    day = date.fromisoformat(document["date"])
    return Bins(day, document["area"], document["counted"], document["reported"], document["id"])


def complaints_of(tickets: Iterable[Document], *, tz: tzinfo) -> tuple[Complaint, ...]:
    """The complaints among these tickets that both sides confirmed (R126), on the day of the later confirmation.

    Reads `complaint.contract area item breach impact confirmed_a_at confirmed_b_at`, `state` and `id`.
    """
    found = []
    for ticket in tickets:
        part = ticket.get("complaint") or {}
        both = part.get("confirmed_a_at"), part.get("confirmed_b_at")
        if ticket.get("state") == "void" or not part.get("contract") or not all(both):
            continue
        day = max(moment(at) for at in both).astimezone(tz).date()
        grave = bool(part.get("breach")), part.get("impact") == "considerable"
        found.append(Complaint(day, part.get("area"), part.get("item"), *grave, ticket["id"]))
    return tuple(found)


def finding_id(inspection: str, number: int) -> str:
    """`I-202610-0004.2`."""
    return f"{inspection}.{number}"


def moment(value: Any) -> datetime:
    """A time of a document (ISO text), of the index (microseconds) or of a model."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, int):
        return EPOCH + timedelta(microseconds=value)
    return datetime.fromisoformat(value)
