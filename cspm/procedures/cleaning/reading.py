"""The records of a contract, read through the store into a ledger. Takes any reader with the store's questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from cspm.core.ids import natural
from cspm.core.terms import Terms
from cspm.core.view import listed
from cspm.procedures.cleaning.ledger import Ledger
from cspm.procedures.cleaning.plan import Place, fitting
from cspm.tuples import NamedTuple

INSPECTION = ("id", "contract", "area", "date", "at", "state", "checked", "findings")
BINS = ("id", "contract", "area", "date", "counted", "reported", "state")
OF_CONTRACT = "contract = ?"
NOT_VOID = "state != 'void'"


class Reader(Protocol):
    """What is asked of the store: rows of the index, whole documents."""

    def rows(
        self, kind: str, where: str = "", params: Sequence[object] = (), *, order: str = "", columns: Sequence[str] = ()
    ) -> Sequence[Any]:
        """Rows of the kind's index table."""

    def document(self, kind: str, record_id: str) -> dict[str, Any]:
        """One record. Raises NoSuchRecord."""

    def documents(self, kind: str, ids: Iterable[str]) -> Iterator[dict[str, Any]]:
        """Several records."""


def ledger_of(reader: Reader, contract: Mapping[str, Any], terms: Terms) -> Ledger:
    """The ledger of a contract from everything that the store holds about it."""
    one = (contract["id"],)
    return Ledger(
        contract,
        inspections=reader.rows("inspections", OF_CONTRACT, one, columns=INSPECTION),
        bins=reader.rows("bins", OF_CONTRACT, one, columns=BINS),
        tickets=wholes(reader, "tickets", OF_CONTRACT, one),
        settlements=wholes(reader, "settlements", OF_CONTRACT, one),
        terms=terms,
    )


class Grounds(NamedTuple):
    """The areas that are registered, by id, and the items of the execution standard, both in the order of their ids."""

    areas: Mapping[str, Mapping[str, Any]]
    items: tuple[Mapping[str, Any], ...]

    def places(self, contract: Mapping[str, Any], areas: Sequence[str]) -> tuple[Place, ...]:
        """These areas of a contract, else all that are registered, each with the items of the standard that belong there.

        A site that keeps no areas has one place without a name.
        """
        return tuple(self._place(contract, area) for area in areas or self.areas or ("",))

    def _place(self, contract: Mapping[str, Any], area: str) -> Place:
        row = self.areas.get(area)
        kinds = tuple(row["area_types"]) if row else ()
        return Place(area, row["name"] if row else "", kinds, fitting(self.items, contract["domain"], kinds))


def grounds(reader: Reader) -> Grounds:
    """What the site keeps of areas and of the standard."""
    areas = reader.rows("areas", NOT_VOID, columns=("id", "name", "area_types"), order="sort")
    columns = ("id", "domain", "zh", "en", "area_types", "frequency")
    items = reader.rows("standard", NOT_VOID, columns=columns, order="sort")
    return Grounds({row["id"]: whole(row) for row in areas}, tuple(whole(row) for row in items))


def whole(row: Any) -> dict[str, Any]:
    """A row of the index with its kinds of area as a list."""
    return dict(row) | {"area_types": listed(row["area_types"])}


def contracts(reader: Reader, contract: str | None) -> list[dict[str, Any]]:
    """The contract asked for, or all that are not void, in the order of their ids. Raises NoSuchRecord."""
    if contract is not None:
        return [reader.document("contracts", contract)]
    found = wholes(reader, "contracts", "state != 'void'", ())
    return sorted(found, key=lambda document: natural(document["id"]))


def wholes(reader: Reader, kind: str, where: str, params: Sequence[object]) -> list[dict[str, Any]]:
    """Whole documents under a condition."""
    ids = [row["id"] for row in reader.rows(kind, where, params, columns=("id",))]
    return list(reader.documents(kind, ids))
