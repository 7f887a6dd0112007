"""What the settlement of fees owes: the bundle by its day, its check and review, the notices, and what is not paid yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from cspm.core.duties import Duty, Quota
from cspm.core.periods import Span, last_month, midnight, month_bounds
from cspm.core.rules import Broken, Kept
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.fees import orders
from cspm.procedures.fees.reading import frozen, present, waiting

if TYPE_CHECKING:
    from cspm.store.repository import Store

DUTIES = {
    ("bundles", "fee_check"): Duty("finance", "", "cspm bundle check {id}"),
    ("bundles", "fee_review"): Duty("general_manager", "", "cspm bundle review {id}"),
    ("bundles", "fee_notice"): Duty("finance", "", "cspm bundle notify {id}"),
}
RULES = ("R059", "R060")
JUDGED = ("R054",)


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """R059: the bundle of the month before, which falls due in this one; R060: what is not paid of the bundles there are.

    A bundle is asked for from the site's `since` on, and as soon as the site has handed one over.
    """
    bundles = frozen(store)
    month = last_month(span.start, terms.tz)
    if asked(month, bundles, terms):
        mine = waiting(store, month, terms, {name: one for name, one in bundles.items() if name != month})
        done = month in bundles
        if mine or done:
            yield Quota(
                "R059", "dispatch_assistant", 1, int(done), f"cspm bundle hand-over --month {month} --to STAFF",
                subject=orders.bundle_id(month), due=orders.due(month, terms),
                ids=(orders.bundle_id(month),) if done else (),
            )  # fmt: skip
    if span.start <= as_of < span.end:
        yield from bills(store, bundles, terms)


def asked(month: str, bundles: dict[str, dict[str, object]], terms: Terms) -> bool:
    """Whether the site owes the bundle of a month."""
    since, start = terms.site.since, month_bounds(month, terms.tz)[0]
    return (since is not None and midnight(since, terms.tz) <= start) or any(name < month for name in bundles)


def bills(store: Store, bundles: dict[str, dict[str, object]], terms: Terms) -> Iterator[Quota]:
    """Of each bundle so many orders that cost something, and so many paid, due with the next month's notice; that a
    customer has not paid breaks no rule of the office."""
    for month, bundle in bundles.items():
        until = month_bounds(orders.month_of(month_bounds(month, terms.tz)[1], terms), terms.tz)[1]
        kept = [one for one in orders.kept(bundle) if one["amount"]]
        left = orders.unpaid(kept, present(store, [one["ticket"] for one in kept]))
        if left:
            yield Quota(
                "R060", "finance", len(kept), len(kept) - len(left), f"cspm pay {left[0]['ticket']} --method METHOD",
                subject=str(bundle["id"]), due=until, apart=True,
            )  # fmt: skip


def judgements(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[tuple[str, str, Kept | Broken]]:
    """R054: no order of a bundle handed over in the month is in another bundle too."""
    seen: dict[str, str] = {}
    for bundle in frozen(store).values():
        at = datetime.fromisoformat(bundle["handed_over_at"])
        twice = False
        for one in bundle["orders"]:
            other = seen.setdefault(one["ticket"], bundle["id"])
            if other != bundle["id"]:
                twice = True
                yield "R054", one["ticket"], Broken(at, Message.of(N_("Also in {bundle}"), bundle=other))
        if not twice:
            yield "R054", bundle["id"], Kept(at)
