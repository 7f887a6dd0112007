"""The values of three forms: the month's callback report (R388), the list to call the sample by (R391), the hand-over of slips (R061)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from cspm.core.terms import Terms
from cspm.core.texts import named
from cspm.core.view import View
from cspm.errors import Code
from cspm.procedures.callbacks.lists import heard
from cspm.procedures.callbacks.month import Row, moment
from cspm.procedures.callbacks.slips import of_ticket
from cspm.procedures.callbacks.states import ASPECTS


def month_sheet(document: Mapping[str, Any], staff: Mapping[str, str], *, now: datetime) -> dict[str, Any]:
    """The month's report as `callbacks/month.html` wants it, with the names of `staff` by id. Pure."""
    callers = [line | {"by": named(line["by"], staff)} for line in document["callers"]]
    unhappy = [line | {"by": named(line["by"], staff)} for line in document["dissatisfied"]]
    return {**document, "callers": callers, "dissatisfied": unhappy, "printed_at": now, "number": document["month"]}


def sample_sheet(
    drawn: Mapping[str, Any], rows: Iterable[tuple[Row, Mapping[str, Any]]], staff: Mapping[str, str], *, terms: Terms,
    now: datetime,
) -> dict[str, Any]:  # fmt: skip
    """A draw as `callbacks/sample.html` wants it: every ticket (row and document) with the five questions and what was
    heard so far. Pure."""
    lines = []
    for row, document in rows:
        ticket: Any = View(document)
        call = heard(row, drawn["id"])
        scores = call["aspects"] if call else {}
        lines.append({
            "ticket": ticket.id, "customer": ticket.customer.name, "phone": ticket.customer.phone, "unit": ticket.unit,
            "text": ticket.text, "finished_at": moment(row["finished_at"] or row["closed_at"], terms),
            "assignee": named(ticket.assignee, staff),
            "called_at": moment(call["at"], terms) if call else None, "satisfied": call["satisfied"] if call else None,
            "scores": tuple(scores.get(aspect) for aspect in ASPECTS.labels),
        })  # fmt: skip
    return {
        "site": terms.site.name, "number": drawn["id"], "printed_at": now, "quarter": drawn["quarter"], "seed": drawn["seed"],
        "base": drawn["base"], "drawn": len(drawn["tickets"]), "by": named(drawn["by"], staff),
        "drawn_at": datetime.fromisoformat(drawn["drawn_at"]), "lines": lines,
        "called": sum(line["called_at"] is not None for line in lines),
        "aspects": tuple(Code("callback_aspect", aspect) for aspect in ASPECTS.labels),
    }  # fmt: skip


def hand_over_sheet(
    documents: Iterable[Mapping[str, Any]],
    staff: Mapping[str, str],
    *,
    terms: Terms,
    now: datetime,
    day: date | None = None,
) -> dict[str, Any]:
    """The day's list of slips as `callbacks/slips.html` wants it: what the front desk hands over and dispatch signs for
    (R061), when dispatch was told of each by word of mouth (R165). Pure.
    """
    lines = []
    for document in documents:
        ticket: Any = View(document)
        for clock in of_ticket(ticket, terms):
            slip = ticket.slip
            lines.append({
                "ticket": ticket.id, "unit": ticket.unit, "customer": ticket.customer.name, "text": ticket.text,
                "assignee": named(ticket.assignee, staff), "returned_at": clock.start,
                "told_at": slip.told_at if slip else None, "told": named(slip.told, staff) if slip else None,
                "due": clock.due, "late": clock.met_at is None and clock.due < now, "handed_at": clock.met_at,
                "received_by": named(slip.received_by, staff) if slip else None,
            })  # fmt: skip
    number = (day or now.astimezone(terms.tz).date()).isoformat()
    return {"site": terms.site.name, "number": number, "printed_at": now, "lines": lines}
