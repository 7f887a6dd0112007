"""What a deep clean kept and broke: hired by measured work, no more than it needs, the best kept with reasons. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.deep_clean import figures
from cspm.procedures.deep_clean.states import STAFFING

if TYPE_CHECKING:
    from cspm.procedures.deep_clean.model import DeepClean


def needed(work: Any) -> int | None:
    """So many people the work of an area needs, rounded up; None where its pace or its days are not known."""
    if work.a_day is None or work.days is None:
        return None
    each = work.a_day * work.days
    return int(-(-work.square_metres // each))


def by_workload(clean: DeepClean, terms: Terms) -> Iterable[Judgement]:
    """R171: nobody is hired for an area before its work was measured."""
    for one in clean.roster:
        at = one.at or clean.noted_at
        before = any(work.area == one.area and (work.at is None or work.at <= at) for work in clean.workload)
        said = Message.of(N_("{name} was hired for {area}, whose work was not measured"), name=one.name, area=one.area)
        yield judged(before, at, said)


def no_more_than_needed(clean: DeepClean, terms: Terms) -> Iterable[Judgement]:
    """R171: no more people are hired for an area than its work needs."""
    for area in dict.fromkeys(one.area for one in clean.roster):
        work = next((work for work in reversed(clean.workload) if work.area == area), None)
        asked = needed(work) if work is not None else None
        if asked is not None:
            mine = sorted(one.at or clean.noted_at for one in clean.roster if one.area == area)
            said = Message.of(N_("{hired} hired for {area}, {needed} needed"), hired=len(mine), area=area, needed=asked)
            yield judged(len(mine) <= asked, mine[-1], said)


def best_kept(clean: DeepClean, terms: Terms) -> Iterable[Judgement]:
    """R171: when the deep clean is over it is decided who stays on, of whom it is said why."""
    if clean.done_at is None or not clean.roster:
        return
    day = clean.done_at.astimezone(terms.tz).date()
    until = clean.done_at + terms.figures.span(figures.SELECT_WITHIN, day)
    if clean.selected_at is not None and clean.selected_at <= until:
        yield Kept(clean.selected_at)
    else:
        yield Broken(until, Message(N_("It was not decided in time who stays on")))


def reasons_given(clean: DeepClean, terms: Terms) -> Iterable[Judgement]:
    """R171: the best are kept: each with the reason, and out of the roster."""
    hired = {one.name for one in clean.roster}
    for one in clean.chosen:
        at: datetime = one.at or clean.done_at or clean.noted_at
        yield judged(bool(one.why), at, Message.of(N_("It is not said why {name} stays on"), name=one.name))
        if one.name not in hired:
            yield Broken(at, Message.of(N_("{name} is not on the temporary roster"), name=one.name))


RULES = (
    Rule("hired_unmeasured", "R171", STAFFING, "breach", by_workload),
    Rule("hired_beyond_workload", "R171", STAFFING, "note", no_more_than_needed),
    Rule("best_not_chosen", "R171", STAFFING, "breach", best_kept),
    Rule("kept_without_reason", "R171", STAFFING, "breach", reasons_given),
)
OF_KIND = {"deep_cleans": RULES}
COMMANDS = {"R171": "deep-clean keep"}
"""Rules that are kept by a command's being there."""
