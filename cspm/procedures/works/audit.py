"""What a whole work kept and broke: correspondence, samples, collection, gear on the day, a ledger each day. Pure.

A line says what is asked and what was done, from which instant it stands, and which records keep it from being kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.figures import Figure
from cspm.core.kinds import EPOCH
from cspm.core.terms import Terms
from cspm.core.timing import due_by
from cspm.errors import N_, Code, Message
from cspm.procedures.works import figures
from cspm.procedures.works.correspondence import faults, fields_of, rotated
from cspm.procedures.works.rules import dusk
from cspm.procedures.works.samples import least, most
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.procedures.works.model import Gear, Shift, Work

Row = Mapping[str, Any]


class Line(NamedTuple):
    """One thing asked of a work by a `rule`: `asked` and `done`, from `at` on; `ids` are the records behind what is missing."""

    rule: str
    what: str
    at: datetime
    asked: int
    done: int
    ok: bool
    said: Message
    ids: tuple[str, ...] = ()


def moment(micros: int | None, terms: Terms) -> datetime | None:
    """A time of the index at the site."""
    return None if micros is None else (EPOCH + timedelta(microseconds=micros)).astimezone(terms.tz)


def of_meters(work: Work, meters: Iterable[Row], terms: Terms) -> list[Line]:
    """What the meters of a work say: one to one, enough of them checked, the readings of all looked at."""
    made = [row for row in meters if row["installed_at"] is not None]
    if not made:
        return []
    lines = [corresponding(work, made, terms)]
    if work.finished_at is not None:
        due = due_by(figures.CHECK_WITHIN, terms, work.finished_at)
        lines += samples(work, made, terms, due=due)
        lines.append(collected(made, due_by(figures.COLLECT_WITHIN, terms, work.finished_at), terms))
    return lines


def corresponding(work: Work, made: Sequence[Row], terms: Terms) -> Line:
    """R353 of new meters, R354 of rotated ones: no number stands on two of them, and none is missing."""
    fields = fields_of(made)
    found = faults(made, fields)
    rule = "R354" if any(rotated(row) for row in made) else "R353"
    last = max(row["installed_at"] for row in made)
    at = work.finished_at or moment(last, terms)
    assert at is not None
    ids = tuple(sorted({one for fault in found for one in fault.ids}))
    wrong = tuple(Code("meter_field", one) for one in dict.fromkeys(fault.field for fault in found))
    said = Message.of(N_("Missing or on several meters: {fields}"), fields=wrong)
    return Line(rule, N_("Order, meter and user one to one"), at, len(made), len(made) - len(ids), not found, said, ids)


def samples(work: Work, made: Sequence[Row], terms: Terms, *, due: datetime) -> Iterator[Line]:
    """R355: 15 percent of the rotated meters (A43); R356: all second-class loads, 20 to 30 percent of the third (A37)."""
    new = [row for row in made if not rotated(row)]
    old = [row for row in made if rotated(row)]
    if old:
        yield share(old, figures.ROTATION_SHARE, terms, due=due, what=N_("Rotated meters checked"))
    if not new:
        return
    unknown = tuple(str(row["id"]) for row in new if row["load_class"] is None)
    second, third = ([row for row in new if row["load_class"] == name] for name in ("second", "third"))
    if second:
        yield share(second, figures.SECOND_SHARE, terms, due=due, what=N_("Second-class loads checked"))
    if third:
        yield share(third, figures.THIRD_LEAST, terms, due=due, what=N_("Third-class loads checked"))
        yield not_more(work, third, terms, due=due)
    if unknown:
        said = Message.of(N_("Load class not known of {count} meters"), count=len(unknown))
        yield Line("R356", N_("Load class known"), due, len(new), len(new) - len(unknown), False, said, unknown)


def percent_of(figure: Figure, terms: Terms, at: datetime) -> Any:
    """A share in force on the day of a time."""
    return terms.figures.value(figure, at.astimezone(terms.tz).date())


def checked_by(rows: Iterable[Row], due: datetime, terms: Terms) -> list[datetime]:
    """When the meters were checked that were checked in time."""
    known = (moment(row["checked_at"], terms) for row in rows)
    return [at for at in known if at is not None and at <= due]


def share(rows: Sequence[Row], figure: Figure, terms: Terms, *, due: datetime, what: str) -> Line:
    """So many of the meters are checked by `due`, rounded up."""
    asked, times = least(len(rows), percent_of(figure, terms, due)), checked_by(rows, due, terms)
    ok = len(times) >= asked
    said = Message.of(
        N_("{done} of {count} meters checked by {due}; {asked} are asked"), done=len(times), count=len(rows), asked=asked,
        due=f"{due:%Y-%m-%d}",
    )  # fmt: skip
    left = () if ok else tuple(str(row["id"]) for row in rows if row["checked_at"] is None)
    return Line(figure.rule, what, max(times) if ok and times else due, asked, len(times), ok, said, left)


def not_more(work: Work, third: Sequence[Row], terms: Terms, *, due: datetime) -> Line:
    """R356: who checks more than 30 percent of the third-class loads says why (A37); what is asked at least is never too much."""
    lowest = least(len(third), percent_of(figures.THIRD_LEAST, terms, due))
    allowed = most(len(third), percent_of(figures.THIRD_MOST, terms, due), lowest)
    done = sum(row["checked_at"] is not None for row in third)
    said = Message.of(
        N_("{done} third-class loads checked, at most {allowed}; no note says why"), done=done, allowed=allowed
    )
    ok = done <= allowed or bool(work.sample_note)
    return Line("R356", N_("Not more than 30 percent, or with a note"), due, allowed, done, ok, said)


def collected(made: Sequence[Row], due: datetime, terms: Terms) -> Line:
    """R360: of every meter somebody looked whether its readings come in."""
    known = [at for row in made if (at := moment(row["collected_at"], terms)) is not None and at <= due]
    left = tuple(str(row["id"]) for row in made if row["collected_at"] is None)
    said = Message.of(
        N_("Collection not looked at by {due}: {count} meters"), due=f"{due:%Y-%m-%d}", count=len(made) - len(known)
    )
    ok = len(known) == len(made)
    at = max(known) if ok else due
    return Line("R360", N_("Collection looked at"), at, len(made), len(known), ok, said, left)


def valid_on(gear: Gear, day: date) -> bool:
    """Whether a piece of gear is within its validity on a day: the first one, or that of a later test."""
    if gear.discarded_on is not None and gear.discarded_on <= day:
        return False
    first = (gear.issued_on is None or gear.issued_on <= day) and day <= gear.expires_on
    return first or any(one.tested_on <= day <= one.expires_on for one in gear.tests)


def geared(shift: Shift, gear: Iterable[Gear], terms: Terms) -> Line | None:
    """R349: everything used or held by somebody present is valid, and everybody present has a valid helmet."""
    if not shift.present:
        return None
    here = [one for one in gear if one.id in shift.gear or one.holder in shift.present]
    used = [one for one in here if one.discarded_on is None or one.discarded_on > shift.date or one.id in shift.gear]
    expired = sorted(one.id for one in used if not valid_on(one, shift.date))
    unknown = sorted(set(shift.gear) - {one.id for one in here})
    safe = {one.holder for one in used if one.gear_type == "helmet" and valid_on(one, shift.date)}
    bare = sorted(set(shift.present) - safe)
    parts = []
    if expired:
        parts.append(Message.of(N_("not valid on the day: {names}"), names=tuple(expired)))
    if unknown:
        parts.append(Message.of(N_("not in the register: {names}"), names=tuple(unknown)))
    if bare:
        parts.append(Message.of(N_("no valid helmet: {names}"), names=tuple(bare)))
    said = Message.of(N_("Protective gear: {problems}"), problems=tuple(parts))
    asked = len(used) + len(unknown)
    done = asked - len(expired) - len(unknown)
    return Line("R349", N_("Gear valid on the day"), dusk(shift, terms), asked, done, not parts, said, (shift.id,))
