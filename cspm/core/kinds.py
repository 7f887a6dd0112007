"""What the store and the command line need to know of a record kind, without loading its model."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from cspm.tuples import NamedTuple

if TYPE_CHECKING:  # the register is read at every start: what it only names in types is not loaded for it
    from cspm.core.clocks import Clock
    from cspm.core.rules import Finding


class Kind(NamedTuple):
    """A record kind: `name` is its folder and its KIND on the command line.

    `prefix` is that of numbered ids (`T`) and empty for typed ids (units, staff); `monthly` shards the folder by month.
    `model` is `module:Class`. `columns` are the fields the index keeps (top-level names, or `a.b`); `words` those that
    search looks into. `covering` are column groups by which reports read many records: the index answers them without
    looking at the rows; `partial` are indexes over those rows alone that fit a condition, as (columns, condition): a
    question that asks for the condition word by word finds them.

    `derive` is `module:function(document, terms) -> Derived`, or empty when the columns say it all;
    `show` is `module:function(document, terms, now) -> document` with what `show --json` adds. `importer` is
    `module:function(values, office) -> fields` for kinds whose rows need more than the model's fields. `listing` is the
    command that lists the ids, for whoever typed one that is not there.
    """

    name: str
    label: str
    model: str
    prefix: str = ""
    monthly: bool = False
    columns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    covering: tuple[tuple[str, ...], ...] = ()
    partial: tuple[tuple[str, str], ...] = ()
    derive: str = ""
    show: str = ""
    importer: str = ""
    listing: str = ""


class Derived(NamedTuple):
    """What the index keeps of one record beside its plain columns; it can always be computed again.

    Findings are prospective: each has the instant from which it is true, possibly in the future.
    """

    columns: Mapping[str, Any] = {}
    clocks: tuple[Clock, ...] = ()
    findings: tuple[Finding, ...] = ()
    words: str = ""


def load(path: str) -> Any:
    """The object behind `module:name`, imported when first asked for."""
    module, name = path.split(":")
    return getattr(import_module(module), name)


def micros(moment: datetime | None) -> int | None:
    """An instant as whole microseconds since 1970 UTC: what the index sorts by."""
    if moment is None:
        return None
    delta = moment - EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
