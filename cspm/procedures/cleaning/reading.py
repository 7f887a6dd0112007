"""The records of a contract, read through the store into a ledger. Takes any reader with the store's questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from cspm.core.ids import natural
from cspm.core.terms import Terms
from cspm.procedures.cleaning.ledger import Ledger

INSPECTION = ("id", "contract", "area", "date", "at", "state", "checked", "findings")
BINS = ("id", "contract", "area", "date", "counted", "reported", "state")
OF_CONTRACT = "contract = ?"


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
