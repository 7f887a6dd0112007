"""What stops a clock, as data: the steps that count as its answer, by profile, and the site's own choice. Pure.

A site says otherwise in site.toml:

    [tickets.answers]
    reply = ["reply", "arrive"]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from cspm.core.terms import Terms
from cspm.errors import N_, BadSite, Message

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Ticket

Times = tuple[datetime | None, ...]

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "reply": ("reply",),  # 000 P2-一 2.4.3: the customer is told
    "receipt": ("accept", "arrive", "start", "finish"),  # 2.4.4: who is at work has received the order
    "appointment": ("arrive", "start", "finish"),  # 2.4.4: at the door
    "promise": ("close",),  # 003 三
    "resolution": ("close",),  # 000 P2-二 2.7.8
    "progress": ("reply", "progress"),  # 000 P2-二 2.6.3
}
OF_PROFILE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "vk": {"reply": ("reply", "progress")},  # 002: the customer is told how far the matter is
}
TIMES: Mapping[str, Callable[[Ticket], Times]] = {
    "reply": lambda ticket: (ticket.replied_at,),
    "appoint": lambda ticket: tuple(agreed.at for agreed in ticket.appointments),
    "promise": lambda ticket: tuple(agreed.at for agreed in ticket.promises),
    "dispatch": lambda ticket: (ticket.dispatched_at,),
    "accept": lambda ticket: (ticket.accepted_at,),
    "arrive": lambda ticket: (ticket.arrived_at,),
    "start": lambda ticket: (ticket.started_at,),
    "finish": lambda ticket: (ticket.finished_at,),
    "sign": lambda ticket: (ticket.signed_at,),
    "close": lambda ticket: closings(ticket),
    "callback": lambda ticket: tuple(call.at for call in ticket.callbacks if call.reached),
    "progress": lambda ticket: tuple(notice.at for notice in ticket.complaint.notices) if ticket.complaint else (),
    "explain": lambda ticket: (ticket.complaint.explained_at,) if ticket.complaint else (),
}
"""By step, when it was taken."""


def closings(ticket: Ticket) -> tuple[datetime, ...]:
    """Every time that the ticket was closed, those that a reopening followed too."""
    before = tuple(one.closed_at for one in ticket.reopenings)
    return (*before, ticket.closed_at) if ticket.closed_at else before


def answers(clock: str, terms: Terms) -> tuple[str, ...]:
    """The steps that stop a clock at this site. Raises BadSite for a step or a clock that there is not."""
    own = terms.site.tickets.get("answers", {})
    if own:
        check(own)
        if clock in own:
            return tuple(own[clock])
    return OF_PROFILE.get(terms.site.profile, {}).get(clock, ANSWERS[clock])


def check(own: object) -> None:
    """Raise BadSite unless the site's choice names clocks and steps that there are."""
    if not isinstance(own, Mapping):
        raise BadSite(path="site.toml", problem=Message(N_("[tickets.answers] must be a table")))
    for clock, steps in own.items():
        if clock not in ANSWERS:
            known = tuple(ANSWERS)
            problem = Message.of(
                N_("[tickets.answers] {clock}: no such clock; there are {known}"), clock=clock, known=known
            )
            raise BadSite(path="site.toml", problem=problem)
        if not isinstance(steps, list) or not steps or not set(map(str, steps)) <= set(TIMES):
            sentence = N_("[tickets.answers] {clock}: a list of steps is wanted, of {known}")
            raise BadSite(path="site.toml", problem=Message.of(sentence, clock=clock, known=tuple(TIMES)))


def answered(ticket: Ticket, clock: str, terms: Terms, *, since: datetime | None = None) -> datetime | None:
    """When the clock was stopped: the first of its answers, of those from `since` on; None while there is none."""
    times = [at for step in answers(clock, terms) for at in TIMES[step](ticket) if at is not None]
    return min((at for at in times if since is None or at >= since), default=None)
