"""Taking an import back, record by record, keeping what people changed since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from cspm.core.kinds import Kind, load
from cspm.procedures.transfers.model import Import
from cspm.procedures.transfers.states import LIFE, TAKEN_BACK
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.shell.office import Office
    from cspm.store.repository import Store


class TakenBack(NamedTuple):
    """How many records became void, and the ids that were kept because somebody changed them since."""

    batch: str
    voided: int
    kept: tuple[str, ...]


def undo(office: Office, typed: str) -> TakenBack:
    """Make every record of the batch void that nobody changed since; their numbers stay taken, their sources are free.

    Records that cannot be void (settlements) are kept too, and damaged ones, which `check` names. Raises NoSuchRecord,
    NotPossibleNow when it was taken back already, NotAllowed.
    """
    office.allow("imports undo")
    stamp = office.stamp()
    batch = office.store.resolve("imports", typed)
    kind = office.store.kind(office.store.document("imports", batch)["kind"])
    model = load(kind.model)
    ids, kept = members(office.store, kind, batch), []
    with office.store.batch(dry_run=office.dry_run) as writing:
        done = Import.model_validate(writing.document("imports", batch))
        target = LIFE.target(batch, "undo", done.state)
        for record_id in ids:
            document = writing.document(kind.name, record_id)
            if not _untouched(document, batch) or not can_be_void(model):
                kept.append(record_id)
                continue
            record = model.model_validate(document)
            writing.put(record.stepped(stamp, "undo", reason=TAKEN_BACK + batch, state="void"))
        writing.put(done.stepped(stamp, "imports undo", state=target, kept=tuple(kept)))
    return TakenBack(batch, len(ids) - len(kept), tuple(kept))


def members(store: Store, kind: Kind, batch: str) -> list[str]:
    """The ids of the records that carry this batch."""
    if "import_batch" in kind.columns:
        return [str(row["id"]) for row in store.rows(kind.name, "import_batch = ?", (batch,), columns=("id",))]
    documents = store.documents(kind.name, store.ids(kind.name))
    return [document["id"] for document in documents if document["import_batch"] == batch]


def _untouched(document: Mapping[str, Any], batch: str) -> bool:
    """Whether the import was the last thing that happened to the record."""
    return bool(document["history"][-1].get("action") == "imported" and document.get("import_batch") == batch)


def can_be_void(model: Any) -> bool:
    """Whether records of this model know the state void."""
    return "void" in get_args(model.model_fields["state"].annotation)
