"""What a day's work and an assessment kept and broke: enough units, success rates, complaints judged by their truth. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.periods import midnight
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.core.timing import due_by, running
from cspm.errors import N_, Code, Message
from cspm.procedures.performance import figures
from cspm.procedures.performance.percent import BY_TYPE, rate, text, value
from cspm.procedures.performance.states import (
    CARRIER_RATE,
    CARRIER_UNITS,
    COMPLAINTS,
    ROTATION,
    TARGETS,
    WIRELESS_CUTS,
    WIRELESS_RATE,
    WIRELESS_UNITS,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from cspm.core.figures import Figure
    from cspm.procedures.performance.model import Assessment, DayWork


def evening(day: DayWork, terms: Terms) -> datetime:
    """The last instant of the day: what was maintained is judged then."""
    return midnight(day.date + timedelta(days=1), terms.tz) - timedelta(microseconds=1)


def rate_of(day: DayWork) -> Fraction | None:
    """The success rate of a day in percent; None when nothing was asked for."""
    return rate(day.succeeded, day.count if day.attempted is None else day.attempted)


def units(device_type: str, least: Figure, most: Figure, *, over: bool) -> Rule:
    """R361, R362: not fewer units a day than the manual says; `over`: not more."""
    rule = WIRELESS_UNITS if device_type == "wireless" else CARRIER_UNITS

    def check(day: DayWork, terms: Terms) -> Iterable[Judgement]:
        if day.device_type == device_type:
            limit = value(terms, most if over else least, day.date)
            ok = day.count <= limit if over else day.count >= limit
            sentence = (
                N_("{count} maintained, more than {limit}") if over else N_("{count} maintained, fewer than {limit}")
            )
            yield judged(ok, evening(day, terms), Message.of(sentence, count=day.count, limit=text(limit)))

    return Rule(f"{device_type}_units_{'over' if over else 'short'}", *rule, "note" if over else "breach", check)


def success(code: str, device_type: str, lowest: Figure, rule: tuple[str, str]) -> Rule:
    """R363, R365: the success rate of a day qualifies; the message names the rate and what it costs."""

    def check(day: DayWork, terms: Terms) -> Iterable[Judgement]:
        found = rate_of(day)
        if day.device_type == device_type and found is not None:
            said = Message.of(
                N_("Success rate {rate} percent, below {limit}: {percent} percent of performance"), rate=text(found),
                limit=text(value(terms, lowest, day.date)), percent=text(BY_TYPE[device_type](found, terms, day.date)),
            )  # fmt: skip
            yield judged(found >= value(terms, lowest, day.date), evening(day, terms), said)

    return Rule(code, *rule, "breach", check)


def possible(day: DayWork, terms: Terms) -> Iterable[Judgement]:
    """No more succeeded than was asked for."""
    base = day.count if day.attempted is None else day.attempted
    said = Message.of(N_("{succeeded} successful of {base}"), succeeded=day.succeeded, base=base)
    yield judged(day.succeeded <= base, evening(day, terms), said)


def clocks(one: Assessment, terms: Terms) -> Iterator[Clock]:
    """A complaint order is verified and decided in time (R369)."""
    if one.about == "complaint":
        done = one.decided_at if one.verified is not None else None
        yield running("assessment", figures.ASSESS_WITHIN, terms, start=one.raised_at, met=done)


def assessed(one: Assessment, terms: Terms) -> Iterable[Judgement]:
    """R369: a complaint order is verified and then decided by its truth: a true one is assessed, an untrue one costs nothing."""
    if one.about != "complaint":
        return
    due = due_by(figures.ASSESS_WITHIN, terms, one.raised_at)
    if one.verified is None:
        yield Broken(due, Message(N_("Nobody verified whether the complaint is true")))
    elif not one.verified and one.deduct_amount:
        yield Broken(one.decided_at or due, Message(N_("Deducted for a complaint that is not true")))
    elif one.state == "raised" or (one.verified and one.decided_at is None):
        yield Broken(due, Message(N_("Not decided what the complaint costs")))
    else:
        at = max(one.decided_at or one.raised_at, one.verified_at or one.raised_at)
        yield Kept(at) if at <= due else Broken(due, Message(N_("Not decided what the complaint costs")))


def from_works(one: Assessment, terms: Terms) -> Iterable[Judgement]:
    """R373: no complaint comes from the works; one that proved true did."""
    allowed = int(terms.figures.value(figures.TRUE_COMPLAINTS, one.raised_at.astimezone(terms.tz).date()))
    if one.about == "complaint" and one.verified is not None:
        happened = one.verified and allowed == 0
        yield judged(not happened, one.raised_at, Message(N_("A complaint from the works, and it is true")))


def grounded(one: Assessment, terms: Terms) -> Iterable[Judgement]:
    """R367, R368, A41: an amount by the circumstances has its reason, and the complaint its content."""
    if one.deduct_amount is not None and one.decided_at is not None:
        missing = tuple(Code("field", name) for name in ("grounds",) if not getattr(one, name))
        yield judged(not missing, one.decided_at, Message.of(N_("Missing: {missing}"), missing=missing))


DAYWORK = (
    units("wireless", figures.WIRELESS_LEAST, figures.WIRELESS_MOST, over=False),
    units("wireless", figures.WIRELESS_LEAST, figures.WIRELESS_MOST, over=True),
    units("carrier", figures.CARRIER_LEAST, figures.CARRIER_MOST, over=False),
    units("carrier", figures.CARRIER_LEAST, figures.CARRIER_MOST, over=True),
    success("wireless_not_qualified", "wireless", figures.WIRELESS_PASS, WIRELESS_RATE),
    success("carrier_not_qualified", "carrier", figures.CARRIER_PASS, CARRIER_RATE),
    Rule("daywork_impossible", *WIRELESS_CUTS, "error", possible),
)
ASSESSMENT = (
    Rule("complaint_not_assessed", *COMPLAINTS, "breach", assessed),
    Rule("complaint_from_works", *TARGETS, "breach", from_works),
    Rule("assessment_without_reason", *ROTATION, "breach", grounded),
)
RULES = (*DAYWORK, *ASSESSMENT)
OF_KIND = {"dayworks": DAYWORK, "assessments": ASSESSMENT}
COMMANDS = {
    "R361": "daywork add", "R362": "daywork add", "R363": "report performance", "R364": "report performance",
    "R365": "report performance", "R366": "report performance", "R367": "assessment decide", "R368": "assessment decide",
    "R369": "assessment decide",
}  # fmt: skip
"""Rules that are kept by a command's being there."""
