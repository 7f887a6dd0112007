"""The columns that the index keeps of a ticket's callbacks. Pure; works on a model or a view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.terms import Terms
from cspm.procedures.callbacks import rounds

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Callback, Spotcheck, Ticket


def columns(ticket: Ticket, terms: Terms) -> Mapping[str, Any]:
    """What reports and the queue ask of a ticket's callbacks.

    `callback_due`: by when the one that is owed now is due, None when none is; `reached_at`, `satisfied` and `score` of
    the last reached one; `called_at` the last attempt or spot check; `attempts` in the round that is running, None for
    imported history, which owes none; `callbacks` the list itself (see `listed`). Times are microseconds.
    """
    calls = ticket.callbacks
    checks = ticket.spotchecks
    if not calls and not checks:
        nothing: dict[str, Any] = dict.fromkeys(("reached_at", "satisfied", "score", "called_at"))
        attempts = None if rounds.imported_as_closed(ticket) else 0
        return {"callback_due": owed_by(ticket, terms), **nothing, "attempts": attempts, "callbacks": []}
    answered = max((call for call in calls if call.reached), key=lambda call: call.at, default=None)
    return {
        "callback_due": owed_by(ticket, terms),
        "reached_at": micros(answered.at) if answered else None,
        "satisfied": answered.satisfied if answered else None,
        "score": answered.score if answered else None,
        "called_at": micros(max((*(call.at for call in calls), *(check.at for check in checks)), default=None)),
        "attempts": None if rounds.imported_as_closed(ticket) else len(rounds.this_round(ticket)) if calls else 0,
        "callbacks": [listed(call, number, checks) for number, call in enumerate(calls, 1)],
    }


def owed_by(ticket: Ticket, terms: Terms) -> int | None:
    """By when a callback is owed, in microseconds; None when none is, or the customer could not be reached (A83)."""
    end = rounds.work_end(ticket)
    if end is None or not rounds.owing(ticket):
        return None
    calls = rounds.this_round(ticket) if ticket.callbacks else ()
    if rounds.reached_at(calls) is not None or rounds.given_up_at(calls, terms) is not None:
        return None
    first = rounds.first_due(ticket, end, terms)
    return micros(first[1]) if first else None


def listed(call: Callback, number: int, checks: tuple[Spotcheck, ...]) -> dict[str, Any]:
    """One callback as the index keeps it: `at by role method reached satisfied score`, with `opinion action due file` of a
    dissatisfied one, `sample aspects` of one of the director's sample and the spot `checks` (`at by role`) made of it."""
    line: dict[str, Any] = {
        "at": micros(call.at), "by": call.by, "role": call.role, "method": call.method, "reached": call.reached,
        "satisfied": call.satisfied, "score": call.score,
    }  # fmt: skip
    if call.satisfied is False:
        line |= {"opinion": call.opinion, "action": call.action, "due": micros(call.due), "file": call.file}
    if call.sample is not None:
        line |= {"sample": call.sample, "aspects": {one.aspect: one.score for one in call.aspects}}
    mine = [check for check in checks if check.callback == number]
    made = [{"at": micros(check.at), "by": check.by, "role": check.role} for check in mine]
    return line | {"checks": made} if made else line
