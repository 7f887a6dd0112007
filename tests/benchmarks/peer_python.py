"""Tools that come as Python packages and are installed into an environment of their own: todoman, sqlite-utils, roundup."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import ClassVar

from made import WORD, ZONE, Made
from peer import NEW, Peer
from timing import Step, timed


class Todoman(Peer):
    """`todo` over iCalendar files, a list for each month, with its own cache."""

    name, program, package, rate = "todoman", "todo", "todoman", 800
    how: ClassVar[Mapping[str, str]] = {
        "create": "new",
        "list": "list LIST",
        "search": "list --grep",
        "report": "list --status ANY",
    }

    def fill(self) -> None:
        """The files written directly; the first list makes the cache."""
        for month in self.matters.months:
            os.makedirs(self.path(f"lists/{month:%Y-%m}"))
        with open(self.path("config.py"), "w", encoding="utf-8") as file:
            file.write(f'path = "{self.path("lists/*")}"\ncache_path = "{self.path("cache.sqlite3")}"\n')
            file.write(f'default_list = "{self.matters.now:%Y-%m}"\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n')
        for made in self.matters:
            with open(
                self.path(f"lists/{made.month}/{made.source}.ics"), "x", encoding="utf-8", newline="\r\n"
            ) as file:
                file.write("\n".join(self._lines(made)) + "\n")
        timed(self._step("list"))

    def _lines(self, made: Made) -> list[str]:
        stamp = f"{made.received:%Y%m%dT%H%M%S}"
        ended = (
            [f"COMPLETED:{made.closed:%Y%m%dT%H%M%S}Z", "STATUS:COMPLETED"] if made.closed else ["STATUS:NEEDS-ACTION"]
        )
        return [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:bench", "BEGIN:VTODO", f"UID:{made.source}", f"DTSTAMP:{stamp}Z",
            f"CREATED:{stamp}Z", f"DTSTART:{stamp}Z", f"SUMMARY:{made.text} {made.unit} {made.name}",
            f"CATEGORIES:{made.category}", *ended, "END:VTODO", "END:VCALENDAR",
        ]  # fmt: skip

    def _step(self, *words: str) -> Step:
        return Step([self.bin, *words], environment=os.environ | {"TODOMAN_CONFIG": self.path("config.py"), "TZ": ZONE})

    def create(self) -> Step:
        """An open task."""
        return self._step("new", NEW)

    def list(self) -> Step:
        """The open tasks of the month's list."""
        return self._step("list", self.month)

    def search(self) -> Step:
        """Of all states."""
        return self._step("list", self.month, "--status", "ANY", "--grep", WORD)

    def report(self) -> Step:
        """It has none: all of the month as JSON, to be counted."""
        return self._step("--porcelain", "list", self.month, "--status", "ANY")


class SqliteUtils(Peer):
    """`sqlite-utils` with one table and indexes by which its queries go."""

    name, program, package, rate = "sqlite-utils", "sqlite-utils", "sqlite-utils", 3_000
    how: ClassVar[Mapping[str, str]] = {
        "create": "insert",
        "list": "rows --where",
        "search": "query like",
        "report": "query group by",
    }

    def fill(self) -> None:
        """By its own `insert` of JSON lines, then the indexes."""
        with open(self.path("rows.jsonl"), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(made.row(), ensure_ascii=False) + "\n" for made in self.matters)
        timed(self._step("insert", "tickets", self.path("rows.jsonl"), "--nl", "--pk", "source_id"))
        timed(self._step("create-index", "tickets", "received_at"))

    def _step(self, verb: str, *words: str, stdin: str = "") -> Step:
        return Step([self.bin, verb, self.path("matters.db"), *words], stdin)

    def _month(self) -> str:
        return f"received_at >= '{self.begin}' and received_at < '{self.end}'"

    def create(self) -> Step:
        """One row from stdin under a new key."""
        row = {"source_id": os.urandom(8).hex(), "received_at": f"{self.matters.now:%Y-%m-%d %H:%M}", "text": NEW}
        return self._step("insert", "tickets", "-", "--pk", "source_id", stdin=json.dumps(row))

    def list(self) -> Step:
        """The rows of the month without a closing time."""
        return self._step("rows", "tickets", "--where", f"{self._month()} and closed_at = ''")

    def search(self) -> Step:
        """By `like`: its full-text index takes a run of Chinese characters for one word."""
        return self._step("query", f"select * from tickets where {self._month()} and text like '%{WORD}%'")

    def report(self) -> Step:
        """Counts by category."""
        closed = "sum(closed_at != '')"
        return self._step("query", f"select category, count(*), {closed} from tickets where {self._month()} group by 1")


SETTINGS = "mail_domain=example.org,mail_host=localhost,tracker_web=http://localhost/"  # it insists on them
SCHEMA = """
matter = Class(db, "matter", title=String(), received=Date(), closed=Date(), state=String(), month=String(), category=String(), unit=String())
matter.setlabelprop("title")
"""
FILLER = """
import csv, sys
from roundup import date, instance
tracker = instance.open(sys.argv[1])
db = tracker.open("admin")
for number, row in enumerate(csv.reader(open(sys.argv[2], encoding="utf-8")), 1):
    title, received, closed, category, unit = row
    db.matter.create(title=title, received=date.Date(received), closed=date.Date(closed) if closed else None,
                     state="closed" if closed else "open", month=received[:7], category=category, unit=unit)
    if number % 5000 == 0:
        db.commit()
        db.clearCache()
db.commit()
db.close()
"""


class Roundup(Peer):
    """`roundup-admin` on a tracker of its minimal template with a class for matters, on SQLite.

    Its filter knows no ranges of times, so a matter carries its month as a word.
    """

    name, program, package, rate = "roundup", "roundup-admin", "roundup", 500
    how: ClassVar[Mapping[str, str]] = {
        "create": "create",
        "list": "filter",
        "search": "filter title=",
        "report": "filter state=closed",
    }

    def fill(self) -> None:
        """By its own interface for programs, as its import needs every class."""
        home = self.path("tracker")
        os.makedirs(home)
        timed(Step([self.bin, "-i", home, "install", "minimal", "sqlite", SETTINGS]))
        with open(os.path.join(home, "schema.py"), "a", encoding="utf-8") as file:
            file.write(SCHEMA)
        timed(Step([self.bin, "-i", home, "initialise", "bench"]))
        self._table()
        python = os.path.join(os.path.dirname(self.bin), "python")
        timed(Step([python, "-c", FILLER, home, self.path("rows.csv")]))

    def _table(self) -> None:
        with open(self.path("rows.csv"), "w", encoding="utf-8") as file:
            for made in self.matters:
                closed = f"{made.closed:%Y-%m-%d.%H:%M:00}" if made.closed else ""
                file.write(f"{made.text},{made.received:%Y-%m-%d.%H:%M:00},{closed},{made.category},{made.unit}\n")

    def _step(self, *words: str) -> Step:
        return Step([self.bin, "-i", self.path("tracker"), *words])

    def create(self) -> Step:
        """An open matter."""
        return self._step(
            "create", "matter", f"title={NEW}", f"received={self.begin}", f"month={self.month}", "state=open"
        )

    def list(self) -> Step:
        """The ids of the open matters of the month."""
        return self._step("filter", "matter", f"month={self.month}", "state=open")

    def search(self) -> Step:
        """The ids of those whose title has the word."""
        return self._step("filter", "matter", f"month={self.month}", f"title={WORD}")

    def report(self) -> Step:
        """It has none: the ids of what came in and is closed, to be counted."""
        return self._step("filter", "matter", f"month={self.month}", "state=closed")
