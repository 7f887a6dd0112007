"""What an inspection or a settlement kept and broke; bin counts: `removal_rules`. Pure; works on a model or a view.

CROSS judges an inspection in its place (`Placed`): beside its contract, the standard and the registered areas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.periods import midnight
from cspm.core.rules import Broken, Judgement, Kept, Rule
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.cleaning import removal_rules
from cspm.procedures.cleaning.dated import areas_on
from cspm.procedures.cleaning.evaluation_rules import EVALUATION
from cspm.procedures.cleaning.evidence import FAILED, finding_id
from cspm.procedures.cleaning.settlement_rules import SETTLEMENT
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
    """R118: each finding has a time by which it is put right, and a failed recheck a new one."""
    if not standing(inspection):
        return
    for found in inspection.findings:
        name = finding_id(inspection.id, found.number)
        said = Message.of(N_("{finding}: no time of rectification"), finding=name)
        yield judged(found.due is not None, found.at, said)
        for check in found.rechecks:
            if check.result in FAILED:
                said = Message.of(N_("{finding}: no new time after the failed recheck"), finding=name)
                yield judged(check.due is not None, check.at, said)


def rectified(inspection: Inspection, terms: Terms) -> Iterable[Judgement]:
    """R118: what was found is put right and rechecked, after the last failed recheck by the time agreed last."""
    if not standing(inspection):
        return
    for found in inspection.findings:
        checks = sorted(found.rechecks, key=lambda check: check.at)
        failed = max((place for place, check in enumerate(checks, 1) if check.result in FAILED), default=0)
        agreed = [time for time in (found.due, *(check.due for check in checks[:failed])) if time is not None]
        done = next((check.at for check in checks[failed:]), None)
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
    Rule("no_reason", "R119", "000 P2-四 3.2.2.1-6", "note", reason_given),
)
CROSS = (
    Rule("item_not_in_standard", "R158", "000 P2-四 3.2.1", "breach", in_standard),
    Rule("area_not_covered", "R115", DAILY, "note", in_contract),
    Rule("area_not_registered", "R115", DAILY, "note", area_known),
)
RULES = (*INSPECTION, *removal_rules.BINS, *SETTLEMENT, *EVALUATION, *CROSS)

COMMANDS = {
    "R026": "evaluation add", "R115": "inspection add", "R117": "settlement sign", "R118": "inspection recheck",
    "R120": "report deductions", "R121": "report deductions", "R122": "report deductions", "R123": "inspection add",
    "R124": "inspection add", "R125": "bins add", "R126": "complaint confirm", "R127": "settlement approve",
    "R133": "bins add", "R158": "standard load-default",
}  # fmt: skip
"""Rules that are kept by a command's being there."""

OF_KIND = {"inspections": INSPECTION, "bins": removal_rules.BINS, "settlements": SETTLEMENT, "evaluations": EVALUATION}
"""Whose records are judged by which rules."""
