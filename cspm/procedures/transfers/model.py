"""An import that was done: which file, what became of its rows, so that it can be found again and taken back."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from cspm.core.record import Record, field
from cspm.errors import N_


class Import(Record):
    """One import: its id is the batch that every record of it carries in `import_batch`."""

    record_kind: ClassVar[str] = "imports"

    state: Literal["done", "undone"] = field(N_("State"), "done")
    file: str = field(N_("File"))
    kind: str = field(N_("Records"))
    imported_at: datetime = field(N_("Imported at"))
    read: int = field(N_("Rows read"), 0)
    created: int = field(N_("Created"), 0)
    skipped: int = field(N_("Skipped"), 0)
    rejected: int = field(N_("Rejected"), 0)
    digest: str | None = field(N_("SHA-256 of the file"), None)
    kept: tuple[str, ...] = field(N_("Kept at undo because somebody changed them since"), ())
