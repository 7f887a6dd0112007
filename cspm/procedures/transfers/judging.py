"""A row judged before anything is locked: from the cells of a file to the content that the model accepts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cspm.core.ids import is_id
from cspm.core.kinds import Kind, load
from cspm.core.misfits import misfits
from cspm.errors import N_, BadValue, Message
from cspm.procedures.transfers.cells import BadCell, converter
from cspm.procedures.transfers.fields import Flat
from cspm.sheets.reader import Problem, RowRejected

if TYPE_CHECKING:
    from cspm.core.record import Record
    from cspm.shell.office import Office

LARGEST = 1 << 20  # characters of a record's content as JSON; its file holds it twice and must stay below 16 MiB
MOST_GROWTH = 50  # characters of content that one character of a cell makes at most: so most rows are known to be small
NOT_AN_ID = N_("This is no id. Make one of letters and digits, with “-”, “_” or “.” only between them.")
NOT_A_NUMBER = N_(
    "This is no number of this kind ({prefix}-202611-0042). Leave it out, and the record gets the next one."
)
TOO_LARGE = N_("The row is larger than a record may be ({limit} characters).")


class Judge:
    """Judges rows of one kind. `columns` is field -> heading in the file, so that problems name what people see."""

    def __init__(self, office: Office, kind: Kind, known: Mapping[str, Flat], *, columns: Mapping[str, str]) -> None:
        self.kind = kind
        self.known = known
        self.columns = columns
        self._office = office
        self._model: type[Record] = load(kind.model)
        self._complete: Callable[[Any, Office], dict[str, Any]] | None = load(kind.importer) if kind.importer else None
        self._frame = {"created_by": office.actor.id, "revision": 1, "history": ()}
        self._steps = {
            name: (converter(flat, office.terms.tz), *name.partition(".")[::2]) for name, flat in known.items()
        }

    def accepted(self, number: int, cells: Mapping[str, object]) -> dict[str, Any]:
        """The content of a record. Its id is None when it is still to be numbered.

        Raises RowRejected with a problem for every cell that cannot be used.
        """
        values = self._values(number, cells)
        if self._complete is not None:
            try:
                values = self._complete(values, self._office)
            except BadValue as bad:
                raise RowRejected(number, (self._refusal(bad),)) from None
        named = str(values.get("id") or "")
        if (named or not self.kind.monthly) and not is_id(self.kind, named):
            reason = Message.of(NOT_A_NUMBER, prefix=self.kind.prefix) if self.kind.monthly else Message(NOT_AN_ID)
            raise RowRejected(number, (self._problem("id", named, reason),))
        try:
            record = self._model.model_validate({**values, "id": named or "-", **self._frame})
        except ValidationError as error:
            raise RowRejected(number, tuple(self._misfits(error))) from None
        content = record.content()
        content["id"] = named or None
        if not _is_small(cells) and len(json.dumps(content, ensure_ascii=False)) > LARGEST:
            raise RowRejected(number, (self._problem("", "", Message.of(TOO_LARGE, limit=LARGEST)),))
        return content

    def _values(self, number: int, cells: Mapping[str, object]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, cell in cells.items():
            convert, top, below = self._steps[name]
            try:
                value = convert(cell)
            except BadCell as bad:
                problems.append(self._problem(name, cell, bad.reason))
                continue
            if below:
                values.setdefault(top, {})[below] = value
            else:
                values[top] = value
        if problems:
            raise RowRejected(number, tuple(problems))
        return values

    def _misfits(self, error: ValidationError) -> list[Problem]:
        found = []
        for misfit in misfits(error):
            paths = [".".join(misfit.path[:count]) for count in (2, 1)]
            name = next((path for path in paths if path in self.known), misfit.field)
            column = self.columns.get(name, name)
            if name != misfit.field:  # deep inside a cell of JSON
                column = f"{column} ({misfit.field})"
            found.append(Problem(column, _said(misfit.value), misfit.reason))
        return found

    def _refusal(self, bad: BadValue) -> Problem:
        """What an importer refuses, under the heading of its field (named, or by its label)."""
        field, reason = bad.facts["field"], bad.facts["problem"]
        label = field.text if isinstance(field, Message) else str(field)
        name = next((name for name, flat in self.known.items() if label in (name, flat.label)), label)
        said = reason if isinstance(reason, Message) else Message.of("{problem}", problem=reason)
        return self._problem(name, bad.facts["value"], said)

    def _problem(self, name: str, value: object, reason: Message) -> Problem:
        return Problem(self.columns.get(name, name), _said(value), reason)


def _is_small(cells: Mapping[str, object]) -> bool:
    """Whether a row is all short texts, so that its content need not be measured."""
    texts = [cell for cell in cells.values() if type(cell) is str]
    return len(texts) == len(cells) and sum(map(len, texts)) < LARGEST // MOST_GROWTH


def _said(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return "" if value is None else text[:500]
