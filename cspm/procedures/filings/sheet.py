"""The values of a filing's printed sheet, as it is signed, sent round and kept in its folder. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from cspm.core.periods import NotAWhen
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.procedures.filings.forms import BY_NAME
from cspm.procedures.filings.periods import bounds, due

SHOWN = (
    "form", "period", "subject", "filed_at", "role", "text", "topics", "causes", "corrective", "preventive", "attended", "sent_to",
    "file", "reviewed_at", "approved_at", "opinion", "state",
)  # fmt: skip
OF_MEASURE = ("group", "department", "causes", "corrective", "preventive")


def filing_sheet(
    document: Mapping[str, Any], terms: Terms, now: datetime, *, staff: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """A filing as `filings/filing.html` wants it, with the names of `staff` by id.

    `has` are the fields that the form asks for, so that a missing one leaves room to write; `by_group` says that it asks
    for measures group by group (R316). `first`, `last` and `due` are None when the period is none.
    """
    filing: Any = View(document)
    form, names = BY_NAME[filing.form], staff or {}
    plain = {name: getattr(filing, name) for name in SHOWN}
    people = {name: _named(getattr(filing, name), names) for name in ("by", "reviewed_by", "approved_by")}
    own = {
        "site": terms.site.name, "number": filing.id, "printed_at": now, "rule": form.rule, "clause": form.clause, "has": form.has,
        "approver": form.approver, "by_group": form.name == "complaint_analysis", "set_aside": filing.state in ("rejected", "void"),
        "measures": [{name: getattr(one, name) for name in OF_MEASURE} for one in filing.measures],
    }  # fmt: skip
    return {
        **plain,
        **people,
        **own,
        **_times(filing, terms),
        "attended": [_named(one, names) for one in filing.attended],
    }


def _named(one: str | None, names: Mapping[str, str]) -> str | None:
    return f"{one} {names[one]}" if one is not None and one in names else one


def _times(filing: Any, terms: Terms) -> dict[str, Any]:
    try:
        start, end = bounds(filing.period, terms)
    except NotAWhen:
        return {"first": None, "last": None, "due": None}
    last = (end - timedelta(microseconds=1)).date()
    return {"first": start.date(), "last": last, "due": due(BY_NAME[filing.form], filing.period, terms)}
