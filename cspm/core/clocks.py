"""Clocks: what was to happen by when, whether it did, and how that was computed.

A clock is derived from a record's events whenever somebody looks; nothing about it is stored as a flag.
"""

from __future__ import annotations

from datetime import datetime

from cspm.tuples import NamedTuple

Pause = tuple[datetime, datetime | None]


class Clock(NamedTuple):
    """One clock of a record.

    `clock` is its code (reply, appointment, receipt, promise, resolution, progress); `start` the event it runs from;
    `due` the instant it ends in time; `met_at` when it was stopped by what it waited for; `ended_at` when it lost its
    sense (a cancelled ticket). `mode` is `point` (a time that was promised), `clock` or `working` hours. `figure` names
    the figure behind it and `override` the site's own value. `pauses` are the holds that moved `due`, `team` the team
    whose calendar counts working hours (empty: the site's).
    """

    clock: str
    rule: str
    clause: str
    start: datetime
    due: datetime
    met_at: datetime | None = None
    ended_at: datetime | None = None
    mode: str = "point"
    figure: str = ""
    override: object = None
    pauses: tuple[Pause, ...] = ()
    paused: bool = False
    team: str = ""

    def state(self, now: datetime) -> str:
        """`running paused met missed cancelled`: late is missed, also when it was met later or is still open."""
        if self.met_at is not None:
            return "met" if self.met_at <= self.due else "missed"
        if self.ended_at is not None:
            return "missed" if self.ended_at > self.due else "cancelled"
        if self.paused:
            return "paused"
        return "running" if now <= self.due else "missed"

    @property
    def open(self) -> bool:
        """Still waiting for what it asks."""
        return self.met_at is None and self.ended_at is None

    def overdue(self, now: datetime) -> bool:
        """Open and past its due time."""
        return self.open and now > self.due and not self.paused


def nearest(clocks: tuple[Clock, ...]) -> Clock | None:
    """The open clock that is due first; None when none is open."""
    return min((clock for clock in clocks if clock.open), key=lambda clock: clock.due, default=None)
