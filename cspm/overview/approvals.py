"""Approvals that were typed under another's login: with `actor = "any"` that is allowed, and it shows here (R127)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cspm.core.periods import Span
from cspm.core.tables import Column, Table
from cspm.core.view import View
from cspm.errors import N_, Message
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.store.repository import Store

RULE = "R127"
COLUMNS = (
    Column("record", N_("Record"), "id"), Column("approved_by", N_("Approved by")), Column("login", N_("Login of the approver")),
    Column("os_user", N_("Typed by the login")), Column("at", N_("When"), "time"),
)  # fmt: skip


class Foreign(NamedTuple):
    """An approval whose operating-system user is not the approver's login."""

    record: str
    approved_by: str
    login: str | None
    os_user: str
    at: Any


def typed_by_others(store: Store, span: Span) -> tuple[Foreign, ...]:
    """The month's approvals of settlements that were typed under another's login, by record."""
    return tuple(sorted(_found(store, span), key=lambda one: one.record))


def _found(store: Store, span: Span) -> Iterator[Foreign]:
    logins: dict[str, str | None] = {}
    for row in store.rows("settlements", "approved_at IS NOT NULL", columns=("id",)):
        for event in View(store.document("settlements", row["id"])).history:
            if event.action != "approve" or not span.start <= event.at < span.end:
                continue
            if event.by not in logins:
                known = store.exists("staff", event.by)
                logins[event.by] = store.document("staff", event.by).get("login") if known else None
            if event.os_user != logins[event.by]:
                yield Foreign(row["id"], event.by, logins[event.by], event.os_user, event.at)


def table(found: tuple[Foreign, ...]) -> Table:
    """The approvals as a table for people."""
    return Table(
        "approvals", Message(N_("Approvals typed under another's login")), COLUMNS, tuple(tuple(one) for one in found)
    )
