"""In-house cleaning as records: posts, what was done at them, the leader's round, supervision, what was noticed."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from cspm.core.record import Part, Record, field
from cspm.errors import N_
from cspm.procedures.posts import duties as duties

Day = date  # a field named `date` hides the type
PostType = Literal["corridor", "outdoor", "leader"]
DutyName = Literal[
    "sweep_corridors", "wipe_unit_doors", "wipe_handrails", "signs", "letter_boxes", "hydrants", "intercoms", "security_doors",
    "electricity_meters", "lamps", "doors_and_windows", "sweep_roads", "green_belts", "other_places",
]  # fmt: skip
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
SightingType = Literal["suspicious", "uncivil"]
Kept = Literal["active", "void"]
Recorded = Literal["recorded", "void"]

DUTY = {"vocabulary": "post_duty"}


class Holder(Part):
    """Who answers for a zone from a day on, until the next one does."""

    staff: str = field(N_("Staff id"))
    start: date = field(N_("Start"))


class Post(Record):
    """A post with its zone (`places`: buildings or areas) and the one who answers for it.

    `owner` is the last of `holders`; `starts` the time of day to be there, such as 08:00; `weekdays` the days on which
    the post works, empty: every day; `without` the duties that the zone has nothing for.
    """

    record_kind: ClassVar[str] = "posts"

    id: str = field(N_("Post"))
    name: str | None = field(N_("Named"), None)
    post_type: PostType = field(N_("Kind of post"))
    places: tuple[str, ...] = field(N_("Buildings or areas of the zone"), ())
    owner: str | None = field(N_("Owner of the zone"), None)
    starts: str | None = field(N_("To be there at"), None)
    weekdays: tuple[Weekday, ...] = field(N_("Days of the week"), (), json_schema_extra={"vocabulary": "weekday"})
    without: tuple[DutyName, ...] = field(N_("Duties it has nothing for"), (), json_schema_extra=DUTY)
    active_from: date = field(N_("In use from"))
    active_to: date | None = field(N_("In use until"), None)
    holders: tuple[Holder, ...] = field(N_("Owners by date"), ())
    state: Kept = field(N_("State"), "active")


class Done(Part):
    """A duty that was done on a day, in these places."""

    duty: DutyName = field(N_("Duty"), json_schema_extra=DUTY)
    places: tuple[str, ...] = field(N_("Places"), ())
    date: Day = field(N_("Date"))
    by: str = field(N_("Who"))


class Excused(Part):
    """Why a duty was not done in these places: the leader accepts it, and it is no miss."""

    duty: DutyName = field(N_("Duty"), json_schema_extra=DUTY)
    places: tuple[str, ...] = field(N_("Places"), ())
    reason: str = field(N_("Reason"))
    by: str = field(N_("Who"))


class PostWork(Record):
    """What was done at a post in one `period` (2026-11-22, 2026-W47, 2026-11); its id is `POST.PERIOD`, so there is one."""

    record_kind: ClassVar[str] = "post_work"

    id: str = field(N_("Work at a post"))
    post: str = field(N_("Post"))
    period: str = field(N_("Period"))
    done: tuple[Done, ...] = field(N_("Duties done"), (), json_schema_extra=DUTY)
    excused: tuple[Excused, ...] = field(N_("Duties excused"), (), json_schema_extra=DUTY)
    state: Recorded = field(N_("State"), "recorded")


class Attendance(Part):
    """Whether somebody was there: `due` by the post's hour, `arrived_at`; `absent` is the reason why not; `tidy` his looks."""

    staff: str = field(N_("Staff id"))
    post: str | None = field(N_("Post"), None)
    due: datetime | None = field(N_("To be there by"), None)
    arrived_at: datetime | None = field(N_("There at"), None)
    absent: str | None = field(N_("Absent, reason"), None)
    tidy: bool = field(N_("Appearance in order"), True)
    note: str | None = field(N_("Note"), None)


class Task(Part):
    """What somebody was given to do that day."""

    staff: str = field(N_("Staff id"))
    task: str = field(N_("Task"))


class Problem(Part):
    """Something that was found on a round: where, whose zone it is (`owner`), and what was done about it (`action`)."""

    number: int = field(N_("Number"))
    place: str = field(N_("Place"))
    text: str = field(N_("What was found"))
    owner: str | None = field(N_("Owner of the zone"), None)
    at: datetime = field(N_("When"))
    action: str | None = field(N_("What was done about it"), None)
    acted_at: datetime | None = field(N_("Done at"), None)
    acted_by: str | None = field(N_("Put right by"), None)
    ticket: str | None = field(N_("Ticket"), None)


class Round(Record):
    """The leader's round of a day: attendance and looks, the day's tasks, places inspected. Its id is `POST.DAY`.

    `expected` are those whose posts were to be filled that day.
    """

    record_kind: ClassVar[str] = "rounds"

    id: str = field(N_("Leader's round"))
    post: str = field(N_("Post"))
    date: Day = field(N_("Date"))
    by: str = field(N_("Leader"))
    expected: tuple[str, ...] = field(N_("Expected"), ())
    attendance: tuple[Attendance, ...] = field(N_("Attendance"), ())
    tasks: tuple[Task, ...] = field(N_("Tasks of the day"), ())
    inspected: tuple[str, ...] = field(N_("Places inspected"), ())
    problems: tuple[Problem, ...] = field(N_("Problems found"), ())
    state: Recorded = field(N_("State"), "recorded")


class Walk(Record):
    """A manager or assistant went round the site: where, whom he saw at work, what he found and what became of it."""

    record_kind: ClassVar[str] = "walks"

    id: str = field(N_("Supervision round"))
    by: str = field(N_("Who"))
    role: str | None = field(N_("In the role"), None)
    began_at: datetime = field(N_("Began at"))
    places: tuple[str, ...] = field(N_("Places"), ())
    staff_seen: tuple[str, ...] = field(N_("Staff seen at work"), ())
    note: str | None = field(N_("Note"), None)
    problems: tuple[Problem, ...] = field(N_("Problems found"), ())
    state: Recorded = field(N_("State"), "recorded")


class Sighting(Record):
    """Something suspicious that security was told of, or uncivil behaviour that somebody spoke up against."""

    record_kind: ClassVar[str] = "sightings"

    id: str = field(N_("Sighting"))
    sighting_type: SightingType = field(N_("Kind of sighting"))
    text: str = field(N_("What was noticed"), min_length=1)
    place: str | None = field(N_("Place"), None)
    seen_at: datetime = field(N_("Seen at"))
    seen_by: str = field(N_("Seen by"))
    security_told_at: datetime | None = field(N_("Security told at"), None)
    security_told: str | None = field(N_("Who was told"), None)
    spoken_at: datetime | None = field(N_("Spoken to at"), None)
    response: str | None = field(N_("What came of it"), None)
    state: Literal["seen", "closed", "void"] = field(N_("State"), "seen")
