"""What a fit-out kept and broke: approved before it began, nothing beyond what was approved, violations stopped and told of.
The days without a look are counted in `obligations`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.periods import midnight
from cspm.core.rules import Judgement, Rule, judged
from cspm.core.terms import Terms
from cspm.core.timing import running, timely
from cspm.errors import N_, Message
from cspm.procedures.fitouts import figures
from cspm.procedures.fitouts.states import DECLARED, ENTERED, STOPPED, TOLD

if TYPE_CHECKING:
    from cspm.procedures.fitouts.model import Fitout


def clocks(fitout: Fitout, terms: Terms) -> Iterator[Clock]:
    """Each violation until a stop is ordered (put right before that, it needs none) and until a leader is told."""
    for one in fitout.violations:
        yield running(
            "stop_order", figures.STOP_WITHIN, terms, start=one.found_at, met=one.stopped_at, end=one.cleared_at
        )
        yield running("leader_told", figures.TELL_WITHIN, terms, start=one.found_at, met=one.told_at)


def approved_first(fitout: Fitout, terms: Terms) -> Iterable[Judgement]:
    """R020: applied for, approved, entered, in this order; imported ones are not asked."""
    if fitout.start is not None and fitout.import_batch is None:
        approved = fitout.decided_at is not None and fitout.decided_at.astimezone(terms.tz).date() <= fitout.start
        in_time = fitout.applied_on is not None and fitout.applied_on <= fitout.start
        said = Message(N_("The work began without an approved application"))
        yield judged(approved and in_time, midnight(fitout.start, terms.tz), said)


def as_declared(fitout: Fitout, terms: Terms) -> Iterable[Judgement]:
    """R021: what is found on site was declared and approved."""
    known = set(fitout.approved_items or fitout.items)
    for look in fitout.looks:
        if look.found:
            beyond = tuple(one for one in look.found if one not in known)
            said = Message.of(N_("Found on site and not approved: {items}"), items=beyond)
            yield judged(
                not beyond, midnight(look.date + timedelta(days=1), terms.tz) - timedelta(microseconds=1), said
            )


RULES = (
    Rule("fitout_not_approved", *ENTERED, "breach", approved_first),
    Rule("fitout_beyond_approval", *DECLARED, "breach", as_declared),
    timely("fitout_leader_not_told", "leader_told", TOLD, clocks, N_("No leader was told by {due}")),
    timely("fitout_not_stopped", "stop_order", STOPPED, clocks, N_("No stop was ordered by {due}")),
)
OF_KIND = {"fitouts": RULES}
COMMANDS = {
    "R020": "fitout approve", "R021": "fitout inspect", "R022": "fitout tell", "R023": "fitout inspect", "R024": "fitout violate",
}  # fmt: skip
"""Rules that are kept by a command's being there."""
