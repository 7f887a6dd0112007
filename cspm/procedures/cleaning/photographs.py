"""Photos of inspections: registered by path and digest, listed, and compared with the files as they are now (R115)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.tables import Column, Report, Table
from cspm.errors import N_, BadValue, Message
from cspm.procedures.cleaning.evidence import finding_id
from cspm.procedures.cleaning.inspecting import problem_of
from cspm.procedures.cleaning.states import INSPECTIONS, PHOTO_STATE
from cspm.store.fingerprint import fingerprint, whole_path, written_path

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.procedures.cleaning.model import Inspection
    from cspm.shell.office import Office

COLUMNS = (
    Column("record", N_("Record"), "id"), Column("path", N_("File")), Column("size", N_("Bytes"), "int"),
    Column("at", N_("When"), "time"), Column("by", N_("Who")), Column("state", N_("State"), "code", PHOTO_STATE.name),
    Column("sha256", N_("SHA-256")),
)  # fmt: skip


def add(office: Office, inspection_id: str, number: int | None, files: Sequence[str], *, root: str) -> Revision:
    """Register photos of an inspection or of one finding; a file that is registered there already stays once.

    Raises BadValue for a file that cannot be read, NoSuchRecord, NotPossibleNow.
    """
    prints = [(written_path(file, root), printed(file)) for file in files]

    def plan(inspection: Inspection, stamp: Stamp) -> dict[str, Any]:
        INSPECTIONS.target(inspection.id, "photo", inspection.state)
        if number is not None:
            problem_of(inspection, number)
        known = {(one.path, one.sha256, one.number) for one in inspection.photos}
        new = [
            {"path": path, "sha256": found.sha256, "size": found.size, "number": number, "at": stamp.at, "by": stamp.by}
            for path, found in prints
            if (path, found.sha256, number) not in known
        ]
        return {"photos": (*inspection.photos, *new)} if new else {}

    return office.step("inspections", inspection_id, "photo", plan, permit="inspections photo")


def printed(file: str) -> Any:
    """The fingerprint of a file that somebody names. Raises BadValue."""
    found = fingerprint(file)
    if found is None:
        raise BadValue(
            field="FILE", value=file[:200], problem=Message(N_("there is no such file, or it cannot be read"))
        )
    return found


def lines(documents: Iterable[Mapping[str, Any]], *, root: str, verify: bool) -> Iterator[dict[str, Any]]:
    """The photos of inspections `{record path sha256 size number at by}`, with `state` when they are compared with the files."""
    for document in documents:
        for one in document["photos"]:
            number = one["number"]
            record = finding_id(document["id"], number) if number is not None else document["id"]
            state = {"state": compared(one, root)} if verify else {}
            yield {"record": record, **one, **state}


def compared(photo: Mapping[str, Any], root: str) -> str:
    """`there`, `missing` (or not readable) or `changed`."""
    found = fingerprint(whole_path(photo["path"], root))
    if found is None:
        return "missing"
    return "there" if (found.size, found.sha256) == (photo["size"], photo["sha256"]) else "changed"


def report(found: Sequence[Mapping[str, Any]], *, site: str, now: datetime, verify: bool) -> Report:
    """The photos as a list; verified, those that are missing or changed come first."""
    order = ("missing", "changed", "there")
    ordered = sorted(found, key=lambda one: order.index(one.get("state", "there")))
    rows = tuple(tuple(moment(column.key, one.get(column.key)) for column in COLUMNS) for one in ordered)
    wrong = sum(one.get("state", "there") != "there" for one in found)
    said = Message.of(N_("{count} photos, {wrong} missing or changed"), count=len(found), wrong=wrong)
    title = Message(N_("Photos of inspections"))
    table = Table("photos", title, COLUMNS, rows, (said,) if verify else ())
    return Report("photos", title, ordered, (table,), meta={"site": site, "as_of": now})


def moment(key: str, value: Any) -> Any:
    """A cell; the times of a document are text."""
    return datetime.fromisoformat(value) if key == "at" else value


def wrong(found: Iterable[Mapping[str, Any]]) -> list[str]:
    """The records whose photos are missing or changed."""
    return [str(one["record"]) for one in found if one.get("state", "there") != "there"]
