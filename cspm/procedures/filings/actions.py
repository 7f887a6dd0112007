"""What `filing add` fills in: the time, who files, and the period that was over last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, BadValue, Code, Message
from cspm.procedures.filings.forms import BY_NAME
from cspm.procedures.filings.periods import bounds, fits, named

if TYPE_CHECKING:
    from cspm.shell.office import Office


def complete(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new filing. Raises BadValue for a period of another length than the form's."""
    form = BY_NAME[fields["form"]]
    last = named(form.every, office.today)
    if not form.ahead and form.every != "day":
        start, _ = bounds(last, office.terms)
        last = named(form.every, (start - timedelta(days=1)).date())
    period = fields.get("period") or last
    if not fits(form, period, office.terms):
        raise BadValue(field=Message(N_("Period")), value=period[:40], problem=wrong(form.every))
    by = fields.get("by") or office.actor.id
    own = {"period": period, "by": by, "role": office.person(by).role, "filed_at": fields.get("filed_at") or office.now}
    return {**fields, **own}


def wrong(every: str) -> Message:
    """What a period of that length looks like."""
    looks = {"day": "2026-11-22", "week": "2026-W47", "month": "2026-11", "quarter": "2026-Q4", "year": "2026"}[every]
    return Message.of(
        N_("this filing is made for each {every}, such as {example}"), every=Code("every", every), example=looks
    )
