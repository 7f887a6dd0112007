"""What works and shifts kept and broke: notices, power, signatures, ledgers, clothing, hazards, sweeping. Pure.

Meters are in `meter_rules.py`; what only several records together can tell (correspondence, samples, gear) in `audit.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.periods import midnight
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.core.timing import orderly, running, timely
from cspm.errors import N_, Code, Message
from cspm.procedures.works import figures
from cspm.procedures.works.meter_rules import METER
from cspm.procedures.works.states import (
    CLOTHING,
    DRESSED,
    HAZARDS,
    LEDGER,
    NOTICE,
    POWER,
    SIDE,
    SIGNED,
    SWEPT,
)

if TYPE_CHECKING:
    from cspm.procedures.works.model import Shift, Work


def work_clocks(work: Work, terms: Terms) -> Iterator[Clock]:
    """Of a rotation that has not begun: when its notice has to hang. Of a checked installation: its signatures."""
    if work.work_type == "rotation" and work.started_at is None and work.state == "planned":
        told = terms.figures.in_force(figures.NOTICE_DAYS, work.start)
        due = midnight(work.start - timedelta(days=int(told.value) - 1), terms.tz)
        met = midnight(work.posted_on, terms.tz) if work.posted_on else None
        made = min(due, met or due)
        yield Clock("posting", *NOTICE, made, due, met, figure=figures.NOTICE_DAYS.key, override=told.override)
    if work.work_type == "installation" and work.inspected_at is not None:
        met_at = signed_at(work)
        yield running("signatures", figures.SIGN_WITHIN, terms, start=work.inspected_at, met=met_at)


def signed_at(work: Work) -> datetime | None:
    """When the last of the three sides signed; None while one is missing."""
    first = {side: min((one.at for one in work.signatures if one.side == side), default=None) for side in SIDE.labels}
    known = [at for at in first.values() if at is not None]
    return max(known) if len(known) == len(first) else None


def notified(work: Work, terms: Terms) -> Iterable[Judgement]:
    """R351: notices of a rotation hang long enough before, beside the boxes; users are marked, the community told."""
    if work.work_type != "rotation" or work.started_at is None:
        return
    begun = work.started_at.astimezone(terms.tz).date()
    asked = int(terms.figures.value(figures.NOTICE_DAYS, begun))
    if work.posted_on is None:
        yield Broken(work.started_at, Message(N_("The work began without a notice to the users")))
        return
    days = (begun - work.posted_on).days
    said = Message.of(N_("The notice hung {days} days before the work; {asked} are asked"), days=days, asked=asked)
    if days < 0:
        said = Message.of(N_("The notice was posted on {day}, after the work began"), day=work.posted_on.isoformat())
    yield judged(days >= asked, work.started_at, said)
    known = (("beside_box", work.beside_box), ("informed", work.informed), ("marked", work.marked))
    missing = tuple(Code("notice_part", name) for name, value in known if not value)
    yield judged(not missing, work.started_at, Message.of(N_("Not told of the notice: {missing}"), missing=missing))


def powered_off(work: Work, terms: Terms) -> Iterable[Judgement]:
    """R352: before meters of a new estate are installed the power is confirmed off, with a visible disconnection."""
    if work.work_type != "installation" or work.started_at is None:
        return
    done = work.power_off_at is not None and work.power_off_at <= work.started_at
    yield judged(done, work.started_at, Message(N_("Installed without the power confirmed off before")))
    if done:
        yield judged(bool(work.disconnection), work.started_at, Message(N_("No visible disconnection is named")))


def signers(shift: Shift, terms: Terms) -> set[str]:
    """Who signed the ledger on its day; later signatures do not count."""
    end = dusk(shift, terms)
    return {*shift.signed, *(name for one in shift.signatures if one.at <= end for name in one.names)}


def dusk(shift: Shift, terms: Terms) -> datetime:
    """The last instant of the day of a shift: what belongs to the day is judged then."""
    return midnight(shift.date + timedelta(days=1), terms.tz) - timedelta(microseconds=1)


def ledger_signed(shift: Shift, terms: Terms) -> Iterable[Judgement]:
    """R348: every worker who is there signs; who signs and was not there is an error of the ledger too."""
    at = dusk(shift, terms)
    signed, present = signers(shift, terms), set(shift.present)
    missing, strange = tuple(sorted(present - signed)), tuple(sorted(signed - present))
    if not present:
        yield Broken(at, Message(N_("The ledger names no worker who was there")))
    elif missing:
        yield Broken(at, Message.of(N_("Did not sign the ledger: {names}"), names=missing))
    elif strange:
        yield Broken(at, Message.of(N_("Signed the ledger and were not there: {names}"), names=strange))
    else:
        yield Kept(at)


def ledger_told(shift: Shift, terms: Terms) -> Iterable[Judgement]:
    """R348: the meeting tells the day's tasks and hazards, on that day, before the work ends."""
    missing = tuple(Code("field", name) for name in ("tasks", "hazards") if not getattr(shift, name))
    day = shift.held_at.astimezone(terms.tz).date()
    if missing:
        yield Broken(shift.held_at, Message.of(N_("Not in the ledger: {missing}"), missing=missing))
    elif day != shift.date or (shift.ended_at is not None and shift.held_at >= shift.ended_at):
        yield Broken(shift.held_at, Message(N_("The meeting was not held before the day's work")))
    else:
        yield Kept(shift.held_at)


def dressed(shift: Shift, terms: Terms) -> Iterable[Judgement]:
    """R350: uniform, helmet and badge for everybody on site, the armband for the guardian."""
    at, worn = dusk(shift, terms), {name: set[str]() for name in shift.present}
    for one in shift.dress:
        for name in one.workers:
            worn.setdefault(name, set()).update(one.wears)
    if shift.guardian is not None:
        worn.setdefault(shift.guardian, set())
    for name, wears in sorted(worn.items()):
        asked = [item for item in CLOTHING.labels if item != "armband" or name == shift.guardian]
        missing = tuple(Code("clothing", item) for item in asked if item not in wears)
        said = Message.of(N_("{worker} does not wear, or nobody looked: {missing}"), worker=name, missing=missing)
        yield judged(not missing, at, said)


def isolated(shift: Shift, terms: Terms) -> Iterable[Judgement]:
    """R404: every hazard that the meeting named is kept apart from the work by some means."""
    if shift.hazards:
        whole = any(not one.hazards for one in shift.isolations)
        done = {name for one in shift.isolations for name in one.hazards}
        left = () if whole else tuple(name for name in shift.hazards if name not in done)
        said = Message.of(N_("Hazards that nothing kept apart: {names}"), names=left)
        yield judged(not left, dusk(shift, terms), said)


def shift_clocks(shift: Shift, terms: Terms) -> Iterator[Clock]:
    """After the day's work: the site is swept at once (R359)."""
    if shift.ended_at is not None:
        yield running("sweep", figures.SWEEP_WITHIN, terms, start=shift.ended_at, met=shift.swept_at)


WORK = (
    Rule("meter_notice_late", *NOTICE, "breach", notified),
    Rule("power_not_confirmed", *POWER, "breach", powered_off),
    timely("check_record_unsigned", "signatures", SIGNED, work_clocks, N_("Not signed by all three sides by {due}")),
    orderly("work_time_order", *LEDGER, ("started_at", N_("Started at")), ("finished_at", N_("Finished at")),
            ("inspected_at", N_("Checked at")), ("closed_at", N_("Closed at"))),
)  # fmt: skip
SHIFT = (
    Rule("ledger_unsigned", *LEDGER, "breach", ledger_signed),
    Rule("ledger_incomplete", *LEDGER, "breach", ledger_told),
    Rule("clothing_incomplete", *DRESSED, "breach", dressed),
    Rule("hazards_not_isolated", *HAZARDS, "breach", isolated),
    timely("site_not_swept", "sweep", SWEPT, shift_clocks, N_("The site was not swept by {due}")),
)
RULES = (*WORK, *SHIFT, *METER)
OF_KIND = {"works": WORK, "shifts": SHIFT, "meters": METER}
COMMANDS = {
    "R348": "shift add", "R349": "gear add", "R351": "work notify", "R352": "work power-off", "R353": "work match",
    "R355": "work draw", "R356": "work draw", "R357": "meter check", "R358": "work sign", "R360": "meter collect",
    "R403": "meter check",
}  # fmt: skip
"""Rules that are kept by a command's being there."""
