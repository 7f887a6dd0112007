"""The judgement of nonconformities: what happened in, minors and severes out. Pure; knows no money and no months.

The rules are those of R118-R126 with A03-A07. A minor belongs to a key (area, item) of one contract. Everything is
walked in time order, so a later record never changes an earlier severe, and the order of typing does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from cspm.tuples import NamedTuple

RULES_OF_REASONS = {
    "three_in_a_row": "R121", "three_in_a_day": "R122", "complaints": "R120", "false_bins": "R125",
    "serious_harm": "R123", "bribery": "R124", "judged": "R123",
}  # fmt: skip
"""The rule that makes each reason severe; `judged` falls under the `and so on` of 3.2.3.4."""


class Seen(NamedTuple):
    """Something about one item of one area at an instant: `severity` `minor`, `severe` or `clean`; what only an
    explanation looks at is `none` (a problem point) or `done` (a recheck), which count for nothing.

    `line` orders what one record saw at the same instant: number of the finding, number of its recheck or 0 (a failed
    recheck is a minor of its own). `record` is the id of the finding or inspection.
    """

    day: date
    at: datetime
    line: tuple[int, int]
    area: str
    item: str
    severity: str
    reason: str | None
    record: str


class Bins(NamedTuple):
    """A bin count: what was `counted` and what the contractor `reported`."""

    day: date
    area: str
    counted: int
    reported: int
    record: str


class Complaint(NamedTuple):
    """A complaint that both sides confirmed (R126), on the day of the later confirmation."""

    day: date
    area: str | None
    item: str | None
    breach: bool
    considerable: bool
    record: str


class Step(NamedTuple):
    """What a walk makes of one thing seen: `run` and `today` are the unused minors of run and day after it.

    `made` is the reason of the severe that it completes, with the minors used; None when it completes none.
    """

    seen: Seen
    run: int
    today: int
    made: tuple[str, tuple[Seen, ...]] | None = None


class Evidence(NamedTuple):
    """All that is known about one contract, in any order."""

    seen: tuple[Seen, ...] = ()
    bins: tuple[Bins, ...] = ()
    complaints: tuple[Complaint, ...] = ()


class Limits(NamedTuple):
    """The figures of a day: minors in a row (R121) and in a day (R122), complaints in a month (R120), bins (R125)."""

    row: int = 3
    day: int = 3
    complaints: int = 3
    bins: int = 0


class Nonconformity(NamedTuple):
    """A minor or severe that was judged. `records` are what it was made of, its own first for a minor.

    `used_on` is the day of the severe that used this minor or verified complaint, None when none did; `used` are the
    minors or complaints that a severe was made of. `at` is the time of a minor.
    """

    day: date
    area: str | None
    item: str | None
    severity: str
    reason: str | None
    rule: str
    record: str
    records: tuple[str, ...]
    line: tuple[int, int] = (0, 0)
    used_on: date | None = None
    used: tuple[Nonconformity, ...] = ()
    at: datetime | None = None


_whole = tuple.__new__  # makes one of many thousands from all its values, without a call of Python's own
LimitsOf = Callable[[date], Limits]


def judge(evidence: Evidence, limits: LimitsOf = lambda day: Limits()) -> tuple[Nonconformity, ...]:
    """Every minor, severe and verified complaint of a contract, by day, area and item."""
    keys: dict[tuple[str, str], list[Seen]] = {}
    for seen in evidence.seen:
        keys.setdefault((seen.area, seen.item), []).append(seen)
    judged = [found for some in keys.values() for found in walk(some, limits)]
    judged += [false_bins(count) for count in evidence.bins if count.reported > count.counted + limits(count.day).bins]
    judged += judge_complaints(evidence.complaints, limits)
    return tuple(sorted(judged, key=order))


def order(found: Nonconformity) -> tuple[object, ...]:
    """The order of an account's lines; the record comes last, so that ids decide only between equals."""
    day, area, item, severity, reason, _, record, _, line, *_ = found
    return day, area or "", item or "", severity, reason or "", record, line


def in_time(seen: Seen) -> tuple[object, ...]:
    """Time order: day, time, line; at one instant what was found comes before what was clean (A04)."""
    day, at, line, _, _, severity, reason, record = seen
    return day, at, severity == "clean", line, reason or "", record


class Tally:
    """The unused minors of one key while it is walked: those of the present run and those of the present day."""

    def __init__(self) -> None:
        self.run: list[Seen] = []
        self.today: list[Seen] = []

    def add(self, minor: Seen, limits: Limits) -> tuple[str, tuple[Seen, ...]] | None:
        """Count a minor: the reason and the minors of the severe it completes (day before row), or None."""
        if self.today and self.today[-1].day != minor.day:
            self.today = []
        self.run.append(minor)
        self.today.append(minor)
        if len(self.today) >= limits.day:
            return "three_in_a_day", self._use(self.today)
        if len(self.run) >= limits.row:
            return "three_in_a_row", self._use(self.run)
        return None

    def broken(self) -> None:
        """A clean inspection: the run begins anew, the day's count stands."""
        self.run = []

    def on(self, day: date) -> int:
        """How many unused minors that day has."""
        return len(self.today) if self.today and self.today[-1].day == day else 0

    def _use(self, minors: list[Seen]) -> tuple[Seen, ...]:
        used = tuple(minors)
        self.run, self.today = [], []
        return used


def steps(seen: Iterable[Seen], limits: LimitsOf) -> Iterator[Step]:
    """The walk over one key in time order, which all of `seen` belong to: what each thing does to run and day."""
    tally = Tally()
    for one in sorted(seen, key=in_time):
        made = None
        if one.severity == "clean":
            tally.broken()
        elif one.severity == "minor":
            made = tally.add(one, limits(one.day))
        yield _whole(Step, (one, len(tally.run), tally.on(one.day), made))


def walk(seen: Iterable[Seen], limits: LimitsOf) -> list[Nonconformity]:
    """The nonconformities of one key: the walk of `steps`, without telling what each thing does."""
    tally, minors, severes = Tally(), [], []
    for one in sorted(seen, key=in_time):
        severity = one.severity
        if severity == "clean":
            tally.run = []
        elif severity == "minor":
            minors.append(one)
            made = tally.add(one, limits(one.day))
            if made:
                severes.append(escalated(one, *made))
        elif severity == "severe":
            severes.append(on_the_spot(one))
    used_on = {(minor.record, minor.line): found.day for found in severes for minor in found.used}
    return [plain(minor, used_on.get((minor.record, minor.line))) for minor in minors] + severes


def plain(seen: Seen, used_on: date | None = None) -> Nonconformity:
    """A minor as judged at discovery (R119) or made by a failed recheck (R118)."""
    day, at, line, area, item, _, reason, record = seen
    rule = "R118" if line[1] else "R119"
    return _whole(Nonconformity, (day, area, item, "minor", reason, rule, record, (record,), line, used_on, (), at))


def on_the_spot(seen: Seen) -> Nonconformity:
    """A severe as recorded: serious harm (R123), bribery (R124) or judged."""
    reason = seen.reason or "judged"
    rule = RULES_OF_REASONS.get(reason, RULES_OF_REASONS["judged"])
    return Nonconformity(seen.day, seen.area, seen.item, "severe", reason, rule, seen.record, (seen.record,), seen.line)


def escalated(last: Seen, reason: str, minors: tuple[Seen, ...]) -> Nonconformity:
    """The severe that `last` completes."""
    records = tuple(dict.fromkeys(minor.record for minor in minors))
    used = tuple(map(plain, minors))
    rule = RULES_OF_REASONS[reason]
    return Nonconformity(
        last.day, last.area, last.item, "severe", reason, rule, last.record, records, last.line, used=used
    )


def false_bins(count: Bins) -> Nonconformity:
    """More bins reported than counted (R125)."""
    return Nonconformity(count.day, count.area, None, "severe", "false_bins", "R125", count.record, (count.record,))


def judge_complaints(complaints: Iterable[Complaint], limits: LimitsOf) -> Iterator[Nonconformity]:
    """Verified complaints (R126), and the severe that enough grave ones of one calendar month make (R120)."""
    grave: dict[str, list[Nonconformity]] = {}
    used: dict[str, date] = {}
    judged = []
    for one in sorted(complaints, key=lambda one: (one.day, one.area or "", one.item or "", one.record)):
        line = Nonconformity(one.day, one.area, one.item, "complaint", "verified", "R126", one.record, (one.record,))
        judged.append(line)
        if not (one.breach and one.considerable):
            continue
        month = grave.setdefault(f"{one.day:%Y-%m}", [])
        month.append(line)
        if len(month) >= limits(one.day).complaints:
            records = tuple(sorted(found.record for found in month))
            used |= dict.fromkeys(records, one.day)
            yield Nonconformity(
                one.day, None, None, "severe", "complaints", RULES_OF_REASONS["complaints"], one.record, records,
                used=tuple(month),
            )  # fmt: skip
            month.clear()
    yield from (line._replace(used_on=used.get(line.record)) for line in judged)
