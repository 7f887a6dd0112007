"""Taking an import back, record by record, keeping what people changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cspm.core.kinds import load
from cspm.procedures.transfers.model import Import
from cspm.procedures.transfers.states import LIFE
from cspm.register import KINDS

if TYPE_CHECKING:
    from cspm.shell.office import Office


class TakenBack(NamedTuple):
    """How many records became void, and the ids that were kept because somebody changed them since."""

    batch: str
    voided: int
    kept: tuple[str, ...]


def undo(office: Office, batch: str) -> TakenBack:
    """Make every record of the batch void that nobody changed since; their numbers stay taken, their sources are free.

    Raises NoSuchRecord, NotPossibleNow when it was taken back already, NotAllowed.
    """
    office.allow("imports undo")
    stamp = office.stamp()
    known = office.store.document("imports", batch)
    kind = KINDS[known["kind"]]
    ids = [str(row["id"]) for row in office.store.rows(kind.name, "import_batch = ?", (batch,), columns=("id",))]
    kept: list[str] = []
    with office.store.batch(dry_run=office.dry_run) as writing:
        done = Import.model_validate(writing.document("imports", batch))
        target = LIFE.target(batch, "undo", done.state)
        for record_id in ids:
            document = writing.document(kind.name, record_id)
            if document["revision"] > 1 or document.get("state") == "void":
                kept.append(record_id)
                continue
            record = load(kind.model).model_validate(document)
            writing.put(record.stepped(stamp, "undo", reason=f"imports undo {batch}", state="void"))
        writing.put(done.stepped(stamp, "imports undo", state=target, kept=tuple(kept)))
    return TakenBack(batch, len(ids) - len(kept), tuple(kept))
