"""Looks at fit-out sites and their violations: load, decide, save. No Click here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from cspm.core.view import replaced
from cspm.errors import N_, BadValue, Message, NoSuchRecord
from cspm.procedures.fitouts.states import FITOUTS

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.shell.office import Office


def new_site(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new fit-out: an application of today; with the day of its beginning it is a site already."""
    if fields.get("start") is not None:
        return {**fields, "state": "active"}
    return {**fields, "applied_on": fields.get("applied_on") or office.today}


def enter(office: Office, fitout_id: str, *, day: date | None = None, by: str | None = None) -> Revision:
    """The work begins (R020), today unless said. Raises BadValue for a day to come, NotPossibleNow."""
    when = day or office.today
    if when > office.today:
        raise BadValue(field="--date", value=when.isoformat(), problem=Message(N_("that day is still to come")))

    def plan(fitout: Any, _stamp: Stamp) -> dict[str, Any]:
        return {"state": FITOUTS.target(fitout.id, "enter", fitout.state), "start": when}

    return office.step("fitouts", fitout_id, "enter", plan, permit="fitouts enter", by=by)


def inspect(
    office: Office, site_id: str, *, day: date | None = None, idle: bool = False, note: str | None = None,
    found: tuple[str, ...] = (), by: str | None = None,
) -> Revision:  # fmt: skip
    """Somebody looked at a site on a day (R023) and found these works there (R021); again on that day it takes the place of
    the first. Raises BadValue for a day to come, or before the site's first."""
    when = day or office.today

    def plan(site: Any, stamp: Stamp) -> dict[str, Any]:
        FITOUTS.target(site.id, "inspect", site.state)
        if site.start is None or not site.start <= when <= office.today:
            problem = Message(N_("the site was not there yet, or that day is still to come"))
            raise BadValue(field="--date", value=when.isoformat(), problem=problem)
        others = [one for one in site.looks if one.date != when]
        made = {"date": when, "by": stamp.by, "idle": idle, "found": found, "note": note}
        return {"looks": (*others, made)}

    return office.step("fitouts", site_id, "inspect", plan, permit="fitouts inspect", by=by)


def violate(
    office: Office, site_id: str, *, kind: str, text: str | None, order: str | None, told: str | None = None,
    by: str | None = None,
) -> Revision:  # fmt: skip
    """A violation was found, a stop ordered at once where `order` says so (R024), a leader `told` at once (R022)."""

    def plan(site: Any, stamp: Stamp) -> dict[str, Any]:
        FITOUTS.target(site.id, "violate", site.state)
        stopped = {"order": order, "stopped_at": stamp.at, "stopped_by": stamp.by} if order else {}
        known = {"told": told, "told_at": stamp.at} if told else {}
        made = {
            "number": len(site.violations) + 1, "violation_type": kind, "text": text, "found_at": stamp.at,
            "found_by": stamp.by, **stopped, **known,
        }  # fmt: skip
        return {"violations": (*site.violations, made)}

    return office.step("fitouts", site_id, "violate", plan, permit="fitouts violate", by=by)


def stop(office: Office, site_id: str, number: int, *, order: str | None, by: str | None = None) -> Revision:
    """A stop was ordered for a violation. Raises NoSuchRecord for a number there is not."""
    return _changed(
        office, site_id, number, verb="stop", by=by,
        fields=lambda stamp: {"order": order, "stopped_at": stamp.at, "stopped_by": stamp.by},
    )  # fmt: skip


def tell(office: Office, site_id: str, number: int, *, to: str, by: str | None = None) -> Revision:
    """A leader was told of a violation (R022). Raises NoSuchRecord for a number there is not."""
    return _changed(office, site_id, number, verb="tell", by=by, fields=lambda stamp: {"told": to, "told_at": stamp.at})


def clear(office: Office, site_id: str, number: int, *, by: str | None = None) -> Revision:
    """A violation was put right. Raises NoSuchRecord for a number there is not."""
    return _changed(office, site_id, number, verb="clear", by=by, fields=lambda stamp: {"cleared_at": stamp.at})


def _changed(office: Office, site_id: str, number: int, *, verb: str, by: str | None, fields: Any) -> Revision:
    def plan(site: Any, stamp: Stamp) -> dict[str, Any]:
        FITOUTS.target(site.id, verb, site.state)
        if all(one.number != number for one in site.violations):
            raise NoSuchRecord(id=f"{site.id}.{number}", command=f"cspm fitout show {site.id}")
        own = fields(stamp)
        return {"violations": tuple(replaced(one, **own) if one.number == number else one for one in site.violations)}

    return office.step("fitouts", site_id, verb, plan, permit=f"fitouts {verb}", by=by)
