"""Who answers for each clock of a complaint and what to type to stop it; and the deductions that late ones ask for (R309)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Duty, Quota
from cspm.core.kinds import micros
from cspm.core.periods import Span
from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.errors import N_, Message
from cspm.procedures.complaints.clocks import clocks, several
from cspm.procedures.complaints.figures import PENALTY_WITHIN

if TYPE_CHECKING:
    from cspm.store.repository import Store

RULES = ("R309",)
JUDGED = ("R309",)
LONGEST = "kind = 'complaint' AND state != 'void' AND received_at < ? AND (closed_at IS NULL OR closed_at >= ?)"

CENTRE_HEAD = "csc_manager"

DUTIES = {
    ("tickets", "clear_answer"): Duty(CENTRE_HEAD, "", 'cspm complaint progress {id} "..."'),
    ("tickets", "at_once"): Duty("customer_assistant", "", 'cspm reply {id} "..."'),
    ("tickets", "first_response"): Duty("customer_assistant", "", 'cspm reply {id} "..."'),
    ("tickets", "submission"): Duty("specialist", "", 'cspm complaint submit {id} --basic-opinion "..."'),
    ("tickets", "major_submission"): Duty("specialist", "", 'cspm complaint submit {id} --basic-opinion "..."'),
    ("tickets", "decision"): Duty(CENTRE_HEAD, "", 'cspm complaint answer {id} --answer "..."'),
    ("tickets", "preliminary"): Duty(CENTRE_HEAD, "", 'cspm complaint preliminary {id} --preliminary "..."'),
    ("tickets", "department"): Duty("department_head", "", 'cspm complaint return {id} "..."'),
    ("tickets", "same_day"): Duty("customer_assistant", "", 'cspm close {id} --result "..."'),
    ("tickets", "told_time"): Duty("customer_assistant", "", "cspm promise {id} WHEN"),
    ("tickets", "form"): Duty("department_head", "", 'cspm complaint return {id} "..."'),
    ("tickets", "form_call"): Duty("customer_assistant", "", "cspm callback {id} --method phone --satisfied"),
}


def late_at(ticket: Any, terms: Terms, *, as_of: datetime) -> datetime | None:
    """From when a complaint in the sales office was late: its day is over, or the time that was told; None in time (R309)."""
    own = [clock for clock in clocks(ticket, terms) if clock.clock in ("same_day", "told_time")]
    missed = [clock.due for clock in own if clock.state(as_of) == "missed"]
    if not missed and own and several(ticket, ticket.complaint, terms) and ticket.promised_at is not None:
        end = ticket.closed_at
        missed = [ticket.promised_at] if (end or as_of) > ticket.promised_at else []
    return min(missed, default=None)


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """For each complaint of the sales office that came late in the month a deduction is proposed, to be decided (A32)."""
    if terms.site.profile != "sales":
        return
    late = late_in(store, span, terms, as_of=as_of)
    rows = store.rows("penalties", "state != 'void'", columns=("id", "ticket"))
    proposed = {row["ticket"]: row["id"] for row in rows if row["ticket"] in late}
    missing = [ticket for ticket in late if ticket not in proposed]
    if late:
        until = span.end + terms.figures.span(PENALTY_WITHIN, span.start.date())
        said = f"cspm penalty add --ticket {(missing or late)[0]}"
        yield Quota(
            "R309",
            CENTRE_HEAD,
            len(late),
            len(proposed),
            said,
            due=until,
            ids=tuple(sorted(map(str, proposed.values()))),
        )


def late_in(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> list[str]:
    """The complaints that became late in the month, those known by `as_of`."""
    rows = store.rows("tickets", LONGEST, (micros(span.end), micros(span.start)), columns=("id",))
    found = []
    for document in store.documents("tickets", [str(row["id"]) for row in rows]):
        at = late_at(View(document), terms, as_of=as_of)
        if at is not None and span.start <= at < span.end and at <= as_of:
            found.append(str(document["id"]))
    return found


def judgements(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[tuple[str, str, Judgement]]:
    """R309, A32: a deduction is approved only for a complaint that really was late."""
    rows = store.rows("penalties", "state = 'approved'", columns=("id", "ticket", "decided_at"))
    for row in rows:
        document = store.document("penalties", row["id"])
        decided: datetime = View(document).decided_at
        if span.start <= decided < span.end and store.exists("tickets", row["ticket"]):
            late = late_at(View(store.document("tickets", row["ticket"])), terms, as_of=decided)
            said = Message(N_("Approved for a complaint that was not late"))
            yield "R309", str(row["id"]), Kept(decided) if late is not None else Broken(decided, said)
