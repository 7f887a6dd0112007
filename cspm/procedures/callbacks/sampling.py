"""Drawing the director's sample of a quarter and keeping it as a record (R390, A72). No Click here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.periods import last_quarter, quarter_bounds
from cspm.core.texts import plain
from cspm.errors import N_, AlreadyThere, Message, Usage
from cspm.procedures.callbacks.quotas import sampled
from cspm.procedures.callbacks.states import DIRECTORS, SAMPLES

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.terms import Terms
    from cspm.shell.office import Office
    from cspm.store.repository import Store

ENDED = "coalesce(finished_at, closed_at)"
BASE = f"kind = 'service' AND state NOT IN ('void', 'cancelled', 'declined') AND attempts IS NOT NULL AND {ENDED} >= ? AND {ENDED} < ?"
"""The service records of a quarter; closed history that was imported owes no callback and is not drawn from (A81)."""


def base(store: Store, quarter: str, terms: Terms, *, columns: tuple[str, ...] = ("id",)) -> list[Any]:
    """The service records finished in a quarter."""
    start, end = quarter_bounds(quarter, terms.tz)
    return list(store.rows("tickets", BASE, (micros(start), micros(end)), columns=columns))


def kept(store: Store, quarter: str) -> Any:
    """The draw of a quarter that stands, as a document; None when there is none."""
    found = store.rows("samples", "quarter = ? AND state != 'void'", (quarter,), columns=("id",))
    return store.document("samples", found[0]["id"]) if found else None


def draw(office: Office, *, quarter: str | None, seed: int) -> Revision:
    """Draw and keep the sample of a quarter, by default of the last one.

    Raises Usage while the quarter runs, AlreadyThere when one was drawn: who draws again voids it first, with the reason.
    """
    terms = office.terms
    named = quarter or last_quarter(office.now, terms.tz)
    start, end = quarter_bounds(named, terms.tz)
    if office.now < end:
        raise Usage(problem=Message.of(N_("{quarter} is not over; its sample is drawn afterwards."), quarter=named))
    with office.change() as change:
        before = kept(office.store, named)
        if before is not None:
            raise AlreadyThere(id=before["id"])
        ids = [str(row["id"]) for row in base(office.store, named, terms)]
        fields = {
            "quarter": named, "seed": seed, "base": len(ids), "drawn_at": office.now, "by": office.actor.id,
            "tickets": tuple(sampled(ids, start.date(), terms, seed=seed)), "role": office.actor.role,
        }  # fmt: skip
        made: Revision = office.create(
            "samples", "draw", record_id=lambda _: change.new_id("samples", f"{office.today:%Y-%m}"), fields=fields,
            permit="samples draw",
        )  # fmt: skip
    return made


def include(office: Office, sample_id: str, *, tickets: tuple[str, ...]) -> Revision:
    """The director takes more tickets in beside those that were drawn (A72); one that is in it already changes nothing."""

    def plan(sample: Any, _stamp: object) -> dict[str, Any]:
        SAMPLES.target(sample.id, "include", sample.state)
        known = {*sample.tickets, *sample.added}
        return {"added": (*sample.added, *(one for one in dict.fromkeys(tickets) if one not in known))}

    return office.step("samples", sample_id, "include", plan, permit="samples include")


def sample_of(store: Store, ticket_id: str, *, role: str, at: datetime) -> str | None:
    """The draw that a ticket is in when the head of the centre calls it after the draw; None otherwise."""
    if role not in DIRECTORS:
        return None
    for row in store.rows("samples", "state != 'void'", order="id DESC", columns=("id",)):
        document = store.document("samples", row["id"])
        drawn = datetime.fromisoformat(document["drawn_at"])
        if drawn <= at and ticket_id in (*document["tickets"], *document["added"]):
            return plain(row["id"])
    return None
