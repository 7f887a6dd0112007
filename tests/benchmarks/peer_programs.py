"""Programs that are used when they are on PATH: taskwarrior, hledger, jq."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from made import WORD, Made
from peer import NEW, Peer
from timing import Step, timed


def stamp(moment: datetime) -> str:
    """A time as taskwarrior writes it; the zone does not matter for its cost."""
    return f"{moment:%Y%m%dT%H%M%SZ}"


class Taskwarrior(Peer):
    """`task` with its data files."""

    name, program, rate = "taskwarrior", "task", 8_000
    how: ClassVar[Mapping[str, str]] = {
        "create": "add",
        "list": "list",
        "search": "description.contains, all",
        "report": "history.monthly",
    }

    def fill(self) -> None:
        """By `task import`."""
        with open(self.path("rc"), "w", encoding="utf-8") as file:
            file.write(f"data.location={self.path('data')}\nconfirmation=no\nverbose=nothing\n")
        os.makedirs(self.path("data"))
        self._table()
        timed(self._step("import", self.path("rows.json")))

    def _table(self) -> None:
        with open(self.path("rows.json"), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(self._task(made), ensure_ascii=False) + "\n" for made in self.matters)

    def _task(self, made: Made) -> dict[str, str]:
        task = {
            "description": f"{made.text} {made.unit} {made.name}",
            "entry": stamp(made.received),
            "project": made.category,
        }
        ended = {"status": "completed", "end": stamp(made.closed)} if made.closed else {"status": "pending"}
        return task | ended

    def _step(self, *words: str) -> Step:
        return Step([self.bin, *words], environment=os.environ | {"TASKRC": self.path("rc"), "TZ": "UTC"})

    def _month(self) -> tuple[str, str]:
        return f"entry.after:{self.begin}", f"entry.before:{self.end}"

    def create(self) -> Step:
        """A pending task."""
        return self._step("add", NEW, "project:repair")

    def list(self) -> Step:
        """The pending tasks of the month."""
        return self._step("status:pending", *self._month(), "list")

    def search(self) -> Step:
        """Of all states: its report `all`."""
        return self._step(f"description.contains:{WORD}", *self._month(), "all")

    def report(self) -> Step:
        """Added and completed by month."""
        return self._step("history.monthly")


class Hledger(Peer):
    """`hledger` with one transaction for each matter; it has no command that adds without asking."""

    name, program, rate = "hledger", "hledger", 100_000
    how: ClassVar[Mapping[str, str]] = {
        "list": "register status:!",
        "search": "register desc:",
        "report": "balance --monthly",
    }

    def fill(self) -> None:
        """The journal, written directly."""
        with open(self.path("matters.journal"), "w", encoding="utf-8") as file:
            for made in self.matters:
                mark = "*" if made.closed else "!"
                file.write(f"{made.received:%Y-%m-%d} {mark} {made.text} {made.unit} {made.name}\n")
                file.write(f"    tickets:{made.category}  1\n    received\n\n")

    def _step(self, *words: str) -> Step:
        period = f"date:{self.begin}..{self.end}"
        return Step(
            [self.bin, "-f", self.path("matters.journal"), *words, period],
            environment=os.environ | {"LC_ALL": "C.UTF-8"},
        )

    def list(self) -> Step:
        """The pending transactions of the month."""
        return self._step("register", "status:!", "tickets")

    def search(self) -> Step:
        """By the description."""
        return self._step("register", f"desc:{WORD}", "tickets")

    def report(self) -> Step:
        """Counts of the month by category."""
        return self._step("balance", "--monthly", "tickets")


class Jq(Peer):
    """`jq` over a file of JSON lines."""

    name, program, rate = "jq", "jq", 100_000
    how: ClassVar[Mapping[str, str]] = {"list": "select", "search": "select contains", "report": "reduce"}

    def fill(self) -> None:
        """One line for each matter."""
        with open(self.path("rows.jsonl"), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(made.row(), ensure_ascii=False) + "\n" for made in self.matters)

    def _step(self, program: str, *options: str) -> Step:
        return Step([self.bin, *options, program, self.path("rows.jsonl")])

    def _month(self) -> str:
        return f'(.received_at >= "{self.begin}" and .received_at < "{self.end}")'

    def list(self) -> Step:
        """The matters of the month without a closing time."""
        return self._step(f'select({self._month()} and .closed_at == "")', "-c")

    def search(self) -> Step:
        """By the text."""
        return self._step(f'select({self._month()} and (.text | contains("{WORD}")))', "-c")

    def report(self) -> Step:
        """Counts of the month by category."""
        return self._step(f"reduce (inputs | select({self._month()})) as $one ({{}}; .[$one.category] += 1)", "-n")
