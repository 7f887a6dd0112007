"""The everyday commands beside Y: changes, looks, the month's report; and what single commands hold in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lines import Line
from made import WORD, Matters
from stores import HAND, Cspm
from timing import Step, Yardstick, timed, weighed

CHANGE, CEILING = 1.3, 4.0
MANY = 100_000  # above it the goals are those of a million tickets
CHANGES = ("create", "dispatch", "close")
START = "start (--version)"
LOOKS = ("show", "list", "search", "report")
SINGLE_MIB = 35.0
WEIGHED = ("create", "show", "list", "report")


class Everyday:
    """The commands of a desk on one store; lists and searches ask for a month, as piped output."""

    def __init__(self, cspm: Cspm, matters: Matters, yardstick: Yardstick) -> None:
        self._cspm = cspm
        self._yardstick = yardstick
        self._large = matters.size > MANY
        self._month = f"{matters.asked:%Y-%m}"
        self._old = f"T-{matters.asked:%Y%m}-0001"

    def round(self, wanted: set[str]) -> Iterator[tuple[str, float, float]]:
        """Every wanted command once: its name, its seconds, and those of the Y right before it.

        A change that nobody asked for is made all the same when a later one needs it.
        """
        if "start" in wanted:
            beside = self._yardstick.seconds()
            yield START, timed(self._cspm.step("--version"))[0], beside
        ticket = ""
        for work, words in self.changes() if wanted & set(CHANGES) else ():
            beside = self._yardstick.seconds()
            seconds, said = timed(self._cspm.step(*(word.format(ticket=ticket) for word in words)))
            ticket = said if work == "create" else ticket
            if work in wanted:
                yield work, seconds, beside
        for work, step in self.looks():
            if work.split()[0].strip(",") in wanted:
                beside = self._yardstick.seconds()
                yield work, timed(step)[0], beside

    def changes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """A matter comes in, somebody is sent, it is closed."""
        return (
            ("create", ("create", "厨房水龙头漏水", "--unit", "3-2-1501", "-q")),
            ("dispatch", ("dispatch", "{ticket}", "--to", HAND)),
            ("close", ("close", "{ticket}", "--result", "好了")),
        )

    def looks(self) -> tuple[tuple[str, Step], ...]:
        """What only reads, piped; `list` gives the open tickets of the month: a page of 50, and all of them."""
        step, month, page = self._cspm.step, f"received:{self._month}", ("--limit", "50")
        return (
            ("show", step("show", self._old)),
            ("show --json", step("show", self._old, "--json")),
            ("list, 50 rows", step("list", month, *page)),
            ("list, all", step("list", month)),
            (f"search {WORD}, 50 rows", step("search", WORD, month, *page)),
            (f"search {WORD}, all", step("search", WORD, month)),
            ("report monthly", step("report", "monthly", "--month", self._month)),
        )

    def goal(self, work: str) -> tuple[float | None, float | None]:
        """Goal and ceiling of a work, by the size of the store."""
        name = work.split()[0].strip(",")
        if name in CHANGES:
            return CHANGE, CEILING
        if name == "report":
            return (1.5 if self._large else 1.3), None
        return ((1.3 if self._large else 1.2) if name in LOOKS else None), None

    def lines(self, wanted: set[str], runs: int) -> list[Line]:
        """Every wanted command, round by round, each beside its own Y."""
        if runs > 1:
            list(self.round(wanted))  # warms the caches; not counted
        found: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
        for _ in range(runs):
            for work, seconds, beside in self.round(wanted):
                found[work][0].append(seconds)
                found[work][1].append(beside)
        return [Line(work, *samples, "Y", *self.goal(work)) for work, samples in found.items()]

    def memory(self, runs: int) -> list[Line]:
        """The most memory that single commands hold."""
        steps = {"create": self._cspm.step(*self.changes()[0][1]), **dict(self.looks())}
        steps |= {"list": steps["list, all"], "report": steps["report monthly"]}
        found = []
        for work in WEIGHED:
            costs = [weighed(steps[work]) for _ in range(runs)]
            mib = [cost.mib for cost in costs]
            found.append(Line(f"memory: {work}", [cost.seconds for cost in costs], [], "MiB", SINGLE_MIB, mib=mib))
        return found
