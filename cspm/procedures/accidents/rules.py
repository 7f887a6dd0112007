"""What an accident kept and broke: told at once, written down in a day, investigated by the code, nothing let go. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.core.timing import orderly, timely
from cspm.errors import N_, Code, Message
from cspm.procedures.accidents import figures
from cspm.procedures.accidents.clocks import clocks
from cspm.procedures.accidents.states import CODE, FOUR, TARGET_TYPES, TARGETS, TOLD, WHOLE

if TYPE_CHECKING:
    from cspm.procedures.accidents.model import Accident


def told_after(accident: Accident, terms: Terms) -> Iterable[Judgement]:
    """R370: nobody is told of an accident before it happens."""
    first = min((one.at for one in accident.told), default=None)
    if first is not None:
        said = Message(N_("Told of before it happened: one of the two times is wrong"))
        yield judged(first >= accident.happened_at, first, said)


def nothing_let_go(accident: Accident, terms: Terms) -> Iterable[Judgement]:
    """R371: it is not closed before cause, those responsible, measures and teaching are all there."""
    if accident.closed_at is None:
        return
    missing = tuple(Code("field", name) for name in FOUR if not getattr(accident, name))
    yield judged(not missing, accident.closed_at, Message.of(N_("Closed, and let go: {missing}"), missing=missing))


def by_the_code(accident: Accident, terms: Terms) -> Iterable[Judgement]:
    """R406: it says by which code it was investigated."""
    if accident.investigated_at is not None:
        said = Message(N_("Investigated without saying by which code"))
        yield judged(bool(accident.code_ref), accident.investigated_at, said)


def closed_unwritten(accident: Accident, terms: Terms) -> Iterable[Judgement]:
    """R370: an accident that is over has its written report."""
    if accident.closed_at is not None and accident.import_batch is None:
        if accident.written_at is None:
            yield Broken(accident.closed_at, Message(N_("Closed without a written report")))
        else:
            yield Kept(accident.written_at)


def counts(accident: Accident) -> bool:
    """Whether an accident misses one of the zero targets (R373)."""
    if accident.accident_type == "traffic":
        return bool(accident.major and accident.liable)
    if accident.accident_type == "casualty":
        return bool(accident.major)
    return accident.accident_type in TARGET_TYPES


def target_missed(accident: Accident, terms: Terms) -> Iterable[Judgement]:
    """R373: what must not happen at all did not."""
    most = int(terms.figures.value(figures.ZERO_TARGET, accident.happened_at.date()))
    if counts(accident) and most == 0:
        said = N_("Must not happen at all: {kind}")
        yield Broken(accident.happened_at, Message.of(said, kind=Code("accident_type", accident.accident_type)))


RULES = (
    timely("accident_told_late", "oral_report", TOLD, clocks, N_("Nobody was told of the accident by {due}")),
    timely("accident_written_late", "written_report", TOLD, clocks, N_("No written accident report by {due}")),
    Rule("accident_unwritten", *TOLD, "breach", closed_unwritten),
    Rule("accident_let_go", *WHOLE, "breach", nothing_let_go),
    Rule("accident_without_code", *CODE, "breach", by_the_code),
    Rule("zero_target_missed", *TARGETS, "breach", target_missed),
    Rule("accident_told_early", *TOLD, "error", told_after),
    orderly("accident_time_order", *TOLD, ("happened_at", N_("Happened at")), ("written_at", N_("Written report at"))),
    orderly("investigation_time_order", *WHOLE, ("happened_at", N_("Happened at")), ("investigated_at", N_("Investigated at")),
            ("closed_at", N_("Closed at"))),
)  # fmt: skip
OF_KIND = {"accidents": RULES}
COMMANDS = {"R370": "accident add", "R371": "accident investigate", "R406": "accident investigate"}
"""Rules that are kept by a command's being there."""
