"""What single meters kept and broke: numbers as on the order, five that belong together, the points of the check. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.works.states import DEFECT, DEFECTS, FIVE, NUMBERS, WIRED, WIRING

if TYPE_CHECKING:
    from cspm.procedures.works.meter import Meter

FIELDS = ("order_no", "new_no", "position", "breaker", "user")
"""The five that belong together: install order, meter, position, breaker, user (R353)."""


def numbers_match(meter: Meter, terms: Terms) -> Iterable[Judgement]:
    """R354: what was taken out and put in are the numbers of the order; the user too where he was seen."""
    if meter.installed_at is None or not (meter.old_no or meter.removed_no):
        return
    pairs = (("removed_no", meter.old_no, meter.removed_no), ("installed_no", meter.new_no, meter.installed_no))
    seen = (*pairs, ("user_seen", meter.user, meter.user_seen)) if meter.user_seen else pairs
    wrong = tuple(Code("meter_field", name) for name, paper, site in seen if not site or plain(paper) != plain(site))
    yield judged(not wrong, meter.installed_at, Message.of(N_("Not as on the order: {fields}"), fields=wrong))


def plain(text: str | None) -> str:
    """A number or name without blanks and case, so that only real differences count."""
    return "".join((text or "").split()).casefold()


def five_there(meter: Meter, terms: Terms) -> Iterable[Judgement]:
    """R353: of a new meter all five are known: order, meter, position, breaker, user; what was installed is that meter."""
    if meter.installed_at is None or meter.old_no or meter.removed_no:
        return
    gaps = tuple(Code("meter_field", name) for name in FIELDS if not getattr(meter, name))
    yield judged(not gaps, meter.installed_at, Message.of(N_("Not known of the meter: {fields}"), fields=gaps))
    other = meter.installed_no is not None and plain(meter.installed_no) != plain(meter.new_no)
    yield judged(not other, meter.installed_at, Message(N_("Another meter was installed than the order names")))


def five_points(meter: Meter, terms: Terms) -> Iterable[Judgement]:
    """R357: a meter that is checked is checked for all five defects."""
    yield from looked_at(meter, {*meter.looked, *meter.defects}, "meter_defect", tuple(DEFECT.labels))


def wired(meter: Meter, terms: Terms) -> Iterable[Judgement]:
    """R403: of a meter that is checked the six points of the wiring are looked at, and none is wrong."""
    for one in looked_at(meter, {*meter.wiring, *meter.miswired}, "meter_wiring", tuple(WIRING.labels)):
        if isinstance(one, Kept) and meter.miswired:
            faults = tuple(Code("meter_wiring", name) for name in meter.miswired)
            yield Broken(one.at, Message.of(N_("Wrong in the wiring: {faults}"), faults=faults))
        else:
            yield one


def looked_at(meter: Any, seen: set[str], vocabulary: str, points: tuple[str, ...]) -> Iterator[Judgement]:
    """Whether every point of a check was looked at."""
    if meter.checked_at is not None:
        missing = tuple(Code(vocabulary, name) for name in points if name not in seen)
        yield judged(not missing, meter.checked_at, Message.of(N_("Not looked at: {points}"), points=missing))


METER = (
    Rule("meter_not_as_ordered", *NUMBERS, "breach", numbers_match, "installed_at"),
    Rule("meter_not_five", *FIVE, "breach", five_there, "installed_at"),
    Rule("meter_check_incomplete", *DEFECTS, "breach", five_points, "checked_at"),
    Rule("meter_miswired", *WIRED, "breach", wired, "checked_at"),
)
