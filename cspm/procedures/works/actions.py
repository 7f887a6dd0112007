"""What the registers of works do beyond single steps: what `add` fills in, draws of meters, checks of many meters. No Click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, BadValue, Message, Usage
from cspm.procedures.works import figures
from cspm.procedures.works.audit import percent_of
from cspm.procedures.works.correspondence import rotated
from cspm.procedures.works.reading import meters
from cspm.procedures.works.samples import drawn, exact, least
from cspm.procedures.works.states import DEFECT, METERS, WIRING, WORKS

if TYPE_CHECKING:
    from cspm.core.figures import Figure
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.shell.office import Office


def ledger(office: Office, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of a new shift: the day of the meeting. Who is there is the crew of the work unless it was said."""
    held = fields.get("held_at") or office.now
    day = fields.get("date") or held.astimezone(office.terms.tz).date()
    present = fields.get("present")
    if not present:
        work = office.store.document("works", fields["work"])
        crew = work["crew"]
        present = office.store.document("crews", crew)["members"] if office.store.exists("crews", crew) else ()
    return {**fields, "date": day, "held_at": held, "present": tuple(present)}


def meter_fields(values: dict[str, Any], office: Office) -> dict[str, Any]:
    """The fields of a meter from a row: one with the number installed is installed, at its time or on the day of the import.

    Raises BadValue for a work that there is not.
    """
    work = values.get("work")
    if not work or not office.store.exists("works", str(work)):
        problem = Message(N_("no such work; see: cspm work list"))
        raise BadValue(field="work", value=str(work or "")[:60], problem=problem)
    if (values.get("installed_no") or values.get("installed_at")) and values.get("state") in (None, "listed"):
        at = values.get("installed_at") or office.now.isoformat()
        return {**values, "state": "installed", "installed_at": at}
    return values


def share_of(office: Office, figure: Figure, percent: str | None) -> str:
    """The share to draw: what was typed, else the figure in force. Raises BadValue for one below the figure or above 100."""
    lowest = percent_of(figure, office.terms, office.now)
    if percent is None:
        return f"{lowest:g}"
    try:
        typed = exact(percent.rstrip("%％"))
    except (ValueError, ZeroDivisionError):
        typed = exact(-1)
    if not exact(lowest) <= typed <= 1:
        problem = Message.of(N_("a share from {lowest} to 100 percent"), lowest=f"{lowest:g}")
        raise BadValue(field="--percent", value=percent[:20], problem=problem)
    return percent.rstrip("%％")


def draw(office: Office, work_id: str, *, seed: int, percent: str | None) -> Revision:
    """Draw the meters of a work that are to be checked, and keep the draw with its seed (R355, R356).

    A rotation: 15 percent. An installation: all second-class loads, and 20 percent of the third class or more. Raises
    NotPossibleNow before the work is done, BadValue for a share that is none or when there is no meter to draw from.
    """

    def plan(work: Any, stamp: Stamp) -> dict[str, Any]:
        WORKS.target(work.id, "draw", work.state)
        made = [row for row in meters(office.store, work.id) if row["installed_at"] is not None]
        if not made:
            problem = Message(N_("none of its meters is installed"))
            raise BadValue(field=Message(N_("Work")), value=work.id, problem=problem)
        third = [str(row["id"]) for row in made if not rotated(row) and row["load_class"] == "third"]
        second = [str(row["id"]) for row in made if not rotated(row) and row["load_class"] != "third"]
        old = [str(row["id"]) for row in made if rotated(row)]
        parts = (
            (None, old, figures.ROTATION_SHARE, percent), ("second", second, figures.SECOND_SHARE, None),
            ("third", third, figures.THIRD_LEAST, percent),
        )  # fmt: skip
        found = [
            one_draw(stamp, ids, share_of(office, figure, typed), seed=seed) | {"load_class": load_class}
            for load_class, ids, figure, typed in parts if ids
        ]  # fmt: skip
        return {"draws": (*work.draws, *found)}

    return office.step("works", work_id, "draw", plan, permit="works draw")


def one_draw(stamp: Stamp, ids: list[str], percent: str, *, seed: int) -> dict[str, Any]:
    """A draw of that share of the meters, as it is kept."""
    chosen = drawn(ids, least(len(ids), percent), seed=seed)
    return {"at": stamp.at, "by": stamp.by, "seed": seed, "percent": percent, "base": len(ids), "meters": chosen}


def check(office: Office, meter_id: str, *, by: str | None, **given: Any) -> Revision:
    """A meter was checked (R357, R403): all points were looked at unless `looked` or `wiring` name those that were."""

    def plan(meter: Any, stamp: Stamp) -> dict[str, Any]:
        METERS.target(meter.id, "check", meter.state)
        looked = given["looked"] or tuple(DEFECT.labels)
        wiring = given["wiring"] or tuple(WIRING.labels)
        found = {"defects": given["defects"] or (), "miswired": given["miswired"] or ()}
        note = {"note": given["note"]} if given.get("note") else {}
        return {"looked": looked, "wiring": wiring, **found, **note, "checked_at": stamp.at, "checked_by": stamp.by}

    return office.step("meters", meter_id, "check", plan, permit="meters check", by=by)


def rectify(office: Office, meter_id: str, *, by: str | None, note: str | None) -> Revision:
    """What the check found wrong was put right; what was found stays on the record."""

    def plan(meter: Any, stamp: Stamp) -> dict[str, Any]:
        METERS.target(meter.id, "rectify", meter.state)
        return {"rectified_at": stamp.at, "rectified_by": stamp.by} | ({"note": note} if note else {})

    return office.step("meters", meter_id, "rectify", plan, permit="meters rectify", by=by)


def collect(office: Office, meter_id: str, *, ok: bool | None, by: str | None) -> Revision:
    """Somebody looked whether the readings of a meter come in (R360). Raises Usage when it was not said."""
    if ok is None:
        raise Usage(problem=Message(N_("Say whether the readings come in: --ok or --failed.")))

    def plan(meter: Any, stamp: Stamp) -> dict[str, Any]:
        METERS.target(meter.id, "collect", meter.state)
        return {"collected": ok, "collected_at": stamp.at, "collected_by": stamp.by}

    return office.step("meters", meter_id, "collect", plan, permit="meters collect", by=by)
