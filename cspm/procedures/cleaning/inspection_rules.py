"""What inspections kept and broke, as data about R115-R119, R123, R124, R158. Pure; works on a model or a view.

CROSS judges an inspection in its place (`Placed`): beside its contract, the standard and the registered areas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.periods import midnight
from cspm.core.rules import Broken, Judgement, Kept, Rule
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.cleaning.dated import areas_on
from cspm.procedures.cleaning.evidence import FAILED, finding_id
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.procedures.cleaning.model import Inspection

DAILY = "000 P2-四 3.1.1"
RECTIFY = "000 P2-四 1.0; 000 P2-四 2.0"


class Placed(NamedTuple):
    """An inspection beside what it is judged by. `standard` and `areas` are empty when the site keeps none yet."""

    id: str
    at: datetime
    area: str
    items: tuple[str, ...]
    contract: Mapping[str, Any]
    standard: frozenset[str]
    areas: frozenset[str]


def judged(kept: bool, at: datetime, message: Message) -> Judgement:
    """Kept or broken at that instant."""
    return Kept(at) if kept else Broken(at, message)


def end_of(day: date, terms: Terms) -> datetime:
    """The end of a day at the site."""
    return midnight(day + timedelta(days=1), terms.tz)


def standing(record: Any) -> bool:
    """Whether the record counts: a void one never was."""
    return bool(record.state != "void")


def joint(inspection: Inspection, terms: Terms) -> Iterable[Judgement]:
    """R115: office and contractor inspect together."""
    if standing(inspection):
        both = bool(inspection.by and inspection.with_)
        yield judged(both, inspection.at, Message(N_("Nobody is named who inspected for one of the sides")))


def signed(inspection: Inspection, terms: Terms) -> Iterable[Judgement]:
    """R116: both sides sign on the day of the inspection; from the day's end on a missing signature shows."""
    if not standing(inspection):
        return
    end = end_of(inspection.date, terms)
    for at, missing, late in (
        (inspection.signed_a_at, N_("Not signed by party A"), N_("Signed by party A on a later day")),
        (inspection.signed_b_at, N_("Not signed by party B"), N_("Signed by party B on a later day")),
    ):
        if at is not None and at < end:
            yield Kept(at)
        else:
            yield Broken(end, Message(missing if at is None else late))


def due_agreed(inspection: Inspection, terms: Terms) -> Iterable[Judgement]:
    """R118: each finding has a time by which it is put right, unless it was on the spot; a failed recheck a new one."""
    if not standing(inspection):
        return
    for found in inspection.findings:
        name = finding_id(inspection.id, found.number)
        said = Message.of(N_("{finding}: no time of rectification"), finding=name)
        yield judged(found.due is not None or found.fixed_at is not None, found.at, said)
        for check in found.rechecks:
            if check.result in FAILED:
                said = Message.of(N_("{finding}: no new time after the failed recheck"), finding=name)
                yield judged(check.due is not None, check.at, said)


def due_possible(inspection: Inspection, terms: Terms) -> Iterable[Judgement]:
    """R118: the time of rectification lies behind the finding, a new one behind its recheck."""
    if not standing(inspection):
        return
    for found in inspection.findings:
        name = finding_id(inspection.id, found.number)
        for at, due in ((found.at, found.due), *((check.at, check.due) for check in found.rechecks)):
            if due is not None:
                said = Message.of(N_("{finding}: to be put right before it was found"), finding=name)
                yield judged(end_of(due.astimezone(terms.tz).date(), terms) > at, at, said)


def rectified(inspection: Inspection, terms: Terms) -> Iterable[Judgement]:
    """R118: what was found is put right and rechecked, after the last failed recheck by the time agreed last."""
    if not standing(inspection):
        return
    for found in inspection.findings:
        checks = sorted(found.rechecks, key=lambda check: check.at)
        failed = max((place for place, check in enumerate(checks, 1) if check.result in FAILED), default=0)
        agreed = [time for time in (found.due, *(check.due for check in checks[:failed])) if time is not None]
        done = next((check.at for check in checks[failed:]), None)
        if found.fixed_at is not None and not checks:
            yield Kept(found.fixed_at)
        if not agreed:
            continue
        if done is not None and done <= agreed[-1]:
            yield Kept(done)
        else:
            name = finding_id(inspection.id, found.number)
            yield Broken(agreed[-1], Message.of(N_("{finding}: not put right in time"), finding=name))


def reason_given(inspection: Inspection, terms: Terms) -> Iterable[Judgement]:
    """R119: a minor says which of the five kinds it is."""
    if not standing(inspection):
        return
    for found in inspection.findings:
        if found.severity == "minor":
            name = finding_id(inspection.id, found.number)
            said = Message.of(N_("{finding}: a minor without its reason"), finding=name)
            yield judged(found.reason is not None, found.at, said)


def no_consequence(inspection: Inspection, terms: Terms) -> Iterable[Judgement]:
    """R119: a minor has no serious consequence; what had one is severe (3.2.3.4)."""
    if not standing(inspection):
        return
    for found in inspection.findings:
        if found.severity == "minor":
            name = finding_id(inspection.id, found.number)
            said = Message.of(N_("{finding}: a minor with a serious consequence"), finding=name)
            yield judged(not found.serious, found.at, said)


def told_why(*reasons: str) -> Callable[[Inspection, Terms], Iterable[Judgement]]:
    """R123, R124: a severe that was judged on the spot for one of these reasons says what happened."""

    def check(inspection: Inspection, terms: Terms) -> Iterable[Judgement]:
        if not standing(inspection):
            return
        for found in inspection.findings:
            if found.severity == "severe" and found.reason in reasons:
                name = finding_id(inspection.id, found.number)
                said = Message.of(N_("{finding}: severe, and nothing says what happened"), finding=name)
                yield judged(bool(found.note), found.at, said)

    return check


def in_standard(placed: Placed, terms: Terms) -> Iterable[Judgement]:
    """R158: findings and checks are about items of the execution standard, once the site keeps one."""
    if placed.standard:
        unknown = tuple(item for item in placed.items if item not in placed.standard)
        said = Message.of(N_("Not in the execution standard: {items}"), items=unknown)
        yield judged(not unknown, placed.at, said)


def in_contract(placed: Placed, terms: Terms) -> Iterable[Judgement]:
    """R115: the inspection is by the contract: it covers the area on that day."""
    covered = areas_on(placed.contract, placed.at.astimezone(terms.tz).date())
    if covered:
        said = Message.of(
            N_("Contract {contract} does not cover area {area}"), contract=placed.contract["id"], area=placed.area
        )
        yield judged(placed.area in covered, placed.at, said)


def area_known(placed: Placed, terms: Terms) -> Iterable[Judgement]:
    """R115: the area is one of the register, once the site keeps one."""
    if placed.areas:
        said = Message.of(N_("Area {area} is not registered"), area=placed.area)
        yield judged(placed.area in placed.areas, placed.at, said)


INSPECTION = (
    Rule("not_joint", "R115", DAILY, "note", joint),
    Rule("inspection_not_signed", "R116", DAILY, "breach", signed),
    Rule("no_due_time", "R118", RECTIFY, "breach", due_agreed),
    Rule("not_rectified", "R118", RECTIFY, "breach", rectified),
    Rule("due_before_finding", "R118", RECTIFY, "note", due_possible),
    Rule("no_reason", "R119", "000 P2-四 3.2.2.1-6", "note", reason_given),
    Rule("minor_serious", "R119", "000 P2-四 3.2.2.6", "breach", no_consequence),
    Rule("harm_not_told", "R123", "000 P2-四 3.2.3.4", "note", told_why("serious_harm", "judged")),
    Rule("bribery_not_told", "R124", "000 P2-四 3.2.3.5", "note", told_why("bribery")),
)
CROSS = (
    Rule("item_not_in_standard", "R158", "000 P2-四 3.2.1", "breach", in_standard),
    Rule("area_not_covered", "R115", DAILY, "note", in_contract),
    Rule("area_not_registered", "R115", DAILY, "note", area_known),
)
