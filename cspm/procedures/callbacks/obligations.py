"""What callbacks ask of a month beside the tickets' own clocks: every repair called back, the director's sample."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Duty, Quota
from cspm.core.periods import Span, last_quarter, midnight, quarter_bounds
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.procedures.callbacks import figures, rounds, sampling
from cspm.procedures.callbacks.lists import heard
from cspm.procedures.callbacks.queries import ENDED, sample_rows
from cspm.procedures.callbacks.quotas import share, wanted

if TYPE_CHECKING:
    from cspm.store.repository import Store

DUTIES = {("tickets", "slip"): Duty("front_desk", "", "cspm slips hand-over {id}")}
RULES = ("R387", "R390")


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """The repairs of the month (R387), and in a quarter's last month the director's sample of it (R390)."""
    yield from repairs(store, span, terms)
    quarter = f"{span.start.year}-Q{(span.start.month + 2) // 3}"
    if span.end == quarter_bounds(quarter, terms.tz)[1] and as_of >= span.end:
        yield from sample(store, quarter, terms)
    elif span.start <= as_of < span.end:
        yield from unfinished(store, span, terms)


def unfinished(store: Store, span: Span, terms: Terms) -> Iterator[Quota]:
    """The last quarter's sample while it is not finished: it belongs to the quarter's month, so it is shown only."""
    before = last_quarter(span.start, terms.tz)
    if quarter_bounds(before, terms.tz)[1] < span.start:  # in the month after the quarter its own line is shown
        yield from (one._replace(apart=True) for one in sample(store, before, terms) if one.done < one.required)


def repairs(store: Store, span: Span, terms: Terms) -> Iterator[Quota]:
    """100 percent of the repairs that ended in the month; each of them is judged by itself, so this is shown only.

    Customers who could not be reached stand apart (A83).
    """
    where = f"kind = 'service' AND category = 'repair' AND attempts IS NOT NULL AND {ENDED} >= ? AND {ENDED} < ?"
    rows = store.rows("tickets", f"{where} AND state != 'void'", span.bounds, columns=("id",))
    done, open_ = [], []
    for row in rows:
        ticket: Any = View(store.document("tickets", row["id"]))
        for clock in rounds.of_ticket(ticket, terms):
            if clock.rule == figures.REPAIR_CALLBACKS.rule and clock.met_at is not None:
                done.append((clock.due, ticket.id))
            elif clock.rule == figures.REPAIR_CALLBACKS.rule and clock.ended_at is None:
                open_.append((clock.due, ticket.id))
    if done or open_:
        due, first = min(open_) if open_ else max(done)
        ids = tuple(sorted(ticket for _, ticket in done))
        said = f"cspm callback {first} --method phone --satisfied"
        yield Quota("R387", "dispatch_assistant", len(done) + len(open_), len(done), said, due=due, ids=ids, apart=True)


def sample(store: Store, quarter: str, terms: Terms) -> Iterator[Quota]:
    """The sample of a quarter that began since the site asks for periodic duties; none when nothing was done in it."""
    start, end = quarter_bounds(quarter, terms.tz)
    day = start.astimezone(terms.tz).date()
    since = terms.site.since
    if since is None or start < midnight(since, terms.tz) or not wanted(figures.QUARTER_SAMPLE, day, terms):
        return
    drawn = sampling.kept(store, quarter)
    due = end + timedelta(days=float(terms.figures.value(figures.SAMPLE_WITHIN, end.date())))
    if drawn is None:
        required = share(figures.SAMPLE_SHARE, len(sampling.base(store, quarter, terms)), day, terms=terms)
        said = f"cspm callbacks draw --quarter {quarter} --seed N"
        if required:
            yield Quota("R390", "csc_director", required, 0, said, subject=quarter, due=due)
        return
    rows = sample_rows(store, [*drawn["tickets"], *drawn["added"]])
    called = [row["id"] for row in rows if heard(row, drawn["id"]) is not None]
    waiting = [row["id"] for row in rows if row["id"] not in called]
    said = f"cspm callback {(waiting or called or ['ID'])[0]} --method phone --satisfied --aspect repairs=5"
    required = share(figures.SAMPLE_SHARE, drawn["base"], day, terms=terms)
    if required:
        yield Quota(
            "R390", "csc_director", required, len(called), said, subject=drawn["id"], due=due, ids=tuple(called)
        )
