"""What a bin count kept and broke: true, supervised, swept, the garbage room washed (R125, R133). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cspm.core.judging import derived, shown
from cspm.core.periods import midnight
from cspm.core.rules import Judgement, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.cleaning import figures

if TYPE_CHECKING:
    from cspm.procedures.cleaning.model import BinCount

REMOVAL = "000 P2-四 2.0"


def end_of(count: BinCount, terms: Terms) -> datetime:
    """The end of the day of the removal at the site."""
    return midnight(count.date + timedelta(days=1), terms.tz)


def is_washed(count: BinCount) -> bool | None:
    """Whether the garbage room was washed after the removal; None when nobody said."""
    return True if count.washed_at is not None else count.washed


def supervised(count: BinCount, terms: Terms) -> Iterable[Judgement]:
    """R133: a named person supervises, spilt garbage is swept up, the garbage room is washed; of what nobody said
    `washing_noted` speaks."""
    end = end_of(count, terms)
    yield judged(bool(count.by), end, Message(N_("Nobody supervised the removal")))
    if count.swept is not None:
        yield judged(count.swept, end, Message(N_("Spilt garbage was not swept up")))
    washed = is_washed(count)
    if washed is not None:
        yield judged(washed, end, Message(N_("The garbage room was not washed after the removal")))


def washing_noted(count: BinCount, terms: Terms) -> Iterable[Judgement]:
    """R133: whether the garbage room was washed stands in the register by the end of the day."""
    if is_washed(count) is None:
        said = Message(N_("Nobody noted whether the garbage room was washed"))
        yield judged(False, end_of(count, terms), said)


def in_order(count: BinCount, terms: Terms) -> Iterable[Judgement]:
    """R133: the room is washed after the removal, not before it."""
    if count.washed_at is not None and count.removed_at is not None:
        said = Message(N_("Washed before the garbage was removed"))
        yield judged(count.washed_at >= count.removed_at, count.washed_at, said)


def bins_true(count: BinCount, terms: Terms) -> Iterable[Judgement]:
    """R125: not more bins are reported than were counted."""
    allowed = count.counted + int(terms.figures.value(figures.BIN_TOLERANCE, count.date))
    said = Message.of(N_("{reported} bins reported, {counted} counted"), reported=count.reported, counted=count.counted)
    yield judged(count.reported <= allowed, end_of(count, terms), said)


BINS = (
    Rule("bins_false", "R125", "000 P2-四 3.2.3.6", "breach", bins_true),
    Rule("removal_incomplete", "R133", REMOVAL, "breach", supervised),
    Rule("washing_not_noted", "R133", REMOVAL, "note", washing_noted),
    Rule("washed_too_early", "R133", REMOVAL, "error", in_order),
)

bins = derived(BINS)
shown_bins = shown(BINS)
