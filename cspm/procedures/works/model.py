"""The records of outsourced works (S53): crews, protective gear, works, shifts; meters are in `meter.py`.

Source: 004 A12 (safety of outsourced crews), sections 4.1 to 4.3. Dates are days at the site, times are aware, money is yuan.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from cspm.core.record import Money, Part, Record, field
from cspm.errors import N_

Day = date  # a field named `date` hides the type
WorkType = Literal["rotation", "installation"]
GearType = Literal["helmet", "mat", "tool", "gloves", "shoes", "tester", "belt", "other"]
Clothing = Literal["uniform", "helmet", "badge", "armband"]
WorkSide = Literal["contractor", "inspector", "owner"]


class Base(Part):
    """A change of the performance base: `base_amount` yuan a month for each worker from the day `start` on (A42)."""

    start: date = field(N_("Start"))
    base_amount: Money = field(N_("Performance base"), ge=0)


class Crew(Record):
    """An outsourced crew: the `contractor`, its contract, its workers by name.

    `base_amount` is the contract's monthly amount for each worker that performance percentages are taken of (A42);
    `bases` are its later changes. Without one the percentages are told and no amounts.
    """

    record_kind: ClassVar[str] = "crews"

    id: str = field(N_("Crew"))
    contractor: str = field(N_("Contractor"), min_length=1)
    contract: str | None = field(N_("Contract"), None)
    members: tuple[str, ...] = field(N_("Workers"), ())
    phone: str | None = field(N_("Telephone"), None)
    base_amount: Money | None = field(N_("Performance base"), None, ge=0)
    bases: tuple[Base, ...] = field(N_("Changes of the base"), ())
    start: date | None = field(N_("Start"), None)
    end: date | None = field(N_("End"), None)
    remark: str | None = field(N_("Note"), None)
    state: Literal["active", "void"] = field(N_("State"), "active")


class GearTest(Part):
    """A test of a piece of gear on `tested_on`; it is valid up to and including `expires_on` (R349)."""

    tested_on: date = field(N_("Tested on"))
    expires_on: date = field(N_("Valid to"))
    by: str = field(N_("Who"))


class Gear(Record):
    """A piece of protective gear (R349), its id the number on it; valid from `issued_on` to `expires_on`, both included.

    `holder` is the worker who has it; without one it is the crew's. `tests` are later ones, each with a new last day.
    """

    record_kind: ClassVar[str] = "gear"

    id: str = field(N_("Gear"))
    gear_type: GearType = field(N_("Kind of gear"))
    crew: str = field(N_("Crew"), min_length=1)
    holder: str | None = field(N_("Holder"), None)
    issued_on: date | None = field(N_("Issued on"), None)
    expires_on: date = field(N_("Valid to"))
    tests: tuple[GearTest, ...] = field(N_("Tests"), ())
    discarded_on: date | None = field(N_("Discarded on"), None)
    remark: str | None = field(N_("Note"), None)
    state: Literal["in_use", "discarded", "void"] = field(N_("State"), "in_use")


class Signature(Part):
    """One of the three signatures below the check record (R358)."""

    at: datetime = field(N_("When"))
    side: WorkSide = field(N_("Side"), json_schema_extra={"vocabulary": "work_side"})
    name: str = field(N_("Signed by"), min_length=1)
    by: str = field(N_("Who"))


class Rest(Part):
    """A day on which the crew does not work: no shift is asked of it."""

    rest_on: date = field(N_("Day off"))
    why: str | None = field(N_("Reason"), None)


class Draw(Part):
    """A draw of meters to check (R355, R356): `meters` out of `base`, by `seed`; the same seed gives the same meters."""

    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    seed: int = field(N_("Seed"))
    load_class: str | None = field(N_("Load class"), None, json_schema_extra={"vocabulary": "load_class"})
    percent: str = field(N_("Percent"))
    base: int = field(N_("Meters"))
    meters: tuple[str, ...] = field(N_("Drawn"), ())


class Work(Record):
    """A batch of outsourced work: meters rotated, or newly installed for a whole estate, from `start` to `end` as agreed.

    `posted_on`: the notice to the users hangs beside the meter boxes (`beside_box`), the users to be changed are marked
    (`marked`), community or property were told (`informed`: whom). `disconnection` is where the visible break is.
    """

    record_kind: ClassVar[str] = "works"

    id: str = field(N_("Work"))
    work_type: WorkType = field(N_("Kind of work"))
    crew: str = field(N_("Crew"), min_length=1)
    place: str | None = field(N_("Place"), None)
    leader: str | None = field(N_("Work leader"), None)
    start: date = field(N_("Start"))
    end: date = field(N_("End"))
    posted_on: date | None = field(N_("Notice posted on"), None)
    posted_by: str | None = field(N_("Notice posted by"), None)
    beside_box: bool = field(N_("Beside the meter box"), False)
    marked: bool = field(N_("Users to be changed are marked"), False)
    informed: str | None = field(N_("Community or property informed"), None)
    power_off_at: datetime | None = field(N_("Power confirmed off at"), None)
    power_off_by: str | None = field(N_("Power confirmed off by"), None)
    disconnection: str | None = field(N_("Visible disconnection"), None)
    started_at: datetime | None = field(N_("Started at"), None)
    rests: tuple[Rest, ...] = field(N_("Days off"), ())
    finished_at: datetime | None = field(N_("Finished at"), None)
    draws: tuple[Draw, ...] = field(N_("Draws"), ())
    sample_note: str | None = field(N_("Why more were checked"), None)
    inspected_at: datetime | None = field(N_("Checked at"), None)
    inspected_by: str | None = field(N_("Checked by"), None)
    opinion: str | None = field(N_("Opinion"), None)
    signatures: tuple[Signature, ...] = field(N_("Signatures"), ())
    closed_at: datetime | None = field(N_("Closed at"), None)
    state: Literal["planned", "working", "finished", "inspected", "closed", "void"] = field(N_("State"), "planned")


class Signed(Part):
    """Workers who signed the ledger later than it was typed."""

    at: datetime = field(N_("When"))
    names: tuple[str, ...] = field(N_("Signed by"))
    by: str = field(N_("Who"))


class Dress(Part):
    """What workers wear on site, as it was looked at (R350)."""

    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    workers: tuple[str, ...] = field(N_("Workers"))
    wears: tuple[Clothing, ...] = field(N_("Wears"), (), json_schema_extra={"vocabulary": "clothing"})


class Isolation(Part):
    """How hazards are kept apart from the work (R404); without `hazards` it is for all of the day's."""

    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    measure: str = field(N_("Measure"), min_length=1)
    hazards: tuple[str, ...] = field(N_("Hazards"), ())


class TeamCheck(Part):
    """The install team looked at the meeting or at its ledger (R348)."""

    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    result: str | None = field(N_("Result"), None)


class Shift(Record):
    """A day's entry in the ledger of pre-shift meetings (R348): tasks, hazards, who was there, who signed.

    `gear` are the pieces used beside what the workers hold; `guardian` watches over the work and wears the armband.
    """

    record_kind: ClassVar[str] = "shifts"

    id: str = field(N_("Shift"))
    work: str = field(N_("Work"), min_length=1)
    date: Day = field(N_("Date"))
    held_at: datetime = field(N_("Meeting held at"))
    by: str | None = field(N_("Written by"), None)
    host: str | None = field(N_("Held by"), None)
    tasks: str | None = field(N_("Tasks"), None)
    hazards: tuple[str, ...] = field(N_("Hazards"), ())
    present: tuple[str, ...] = field(N_("Workers present"), ())
    signed: tuple[str, ...] = field(N_("Signed by"), ())
    signatures: tuple[Signed, ...] = field(N_("Signed later"), ())
    guardian: str | None = field(N_("Guardian"), None)
    gear: tuple[str, ...] = field(N_("Gear used"), ())
    dress: tuple[Dress, ...] = field(N_("Clothing"), ())
    isolations: tuple[Isolation, ...] = field(N_("Isolation of hazards"), ())
    looks: tuple[TeamCheck, ...] = field(N_("Checks by the team"), ())
    ended_at: datetime | None = field(N_("Work ended at"), None)
    swept_at: datetime | None = field(N_("Site swept at"), None)
    swept_by: str | None = field(N_("Site swept by"), None)
    state: Literal["held", "over", "void"] = field(N_("State"), "held")
