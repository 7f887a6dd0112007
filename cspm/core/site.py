"""A site: what its site.toml says, checked once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, tzinfo
from typing import Any

from cspm.core.figures import EVER, Counted
from cspm.tuples import NamedTuple

PROFILES = ("dtz", "vk", "sales", "hospital", "center")
KEYS = frozenset(
    {
        "name",
        "id",
        "timezone",
        "profile",
        "language",
        "since",
        "actor",
        "figures",
        "calendar",
        "roles",
        "cleaning",
        "tickets",
        "ladder",
    }
)


class Site(NamedTuple):
    """`id` names the store for good; `actor` is `any` or `login`; `roles` adds codes with labels or maps posts to roles.

    `since` is the day from which periodic duties are asked for (None: they are not). `figures` maps a figure's key to its
    overrides (starting date, value), oldest first. `cleaning` and `tickets` are switches of those procedures, `ladder` who
    is told of missed clocks (by kind and clock), as they stand in the file.
    """

    name: str
    id: str
    tz: tzinfo
    timezone: str
    profile: str = "dtz"
    language: str = ""
    since: date | None = None
    actor: str = "any"
    figures: Mapping[str, tuple[tuple[date, Any], ...]] = {}
    calendar: Mapping[str, Any] = {}
    roles: Mapping[str, Any] = {}
    cleaning: Mapping[str, Any] = {}
    tickets: Mapping[str, Any] = {}
    ladder: Mapping[str, Any] = {}
    digest: str = ""

    @classmethod
    def from_table(cls, table: Mapping[str, Any], *, digest: str = "") -> Site:
        """The site of a parsed site.toml. Raises ValueError with one sentence naming the key that is wrong."""
        unknown = sorted(set(table) - KEYS)
        if unknown:
            raise ValueError(f"unknown key {unknown[0]!r}")
        for key in ("name", "id", "timezone"):
            if not isinstance(table.get(key), str) or not table[key].strip():
                raise ValueError(f"{key} is missing or not a text")
        one_of(table, "profile", PROFILES)
        one_of(table, "actor", ("any", "login"))
        one_of(table, "language", ("", "zh", "en"))
        sections = {key: section(table, key) for key in ("calendar", "roles", "cleaning", "tickets", "ladder")}
        figures = {key: dated(key, value) for key, value in section(table, "figures").items()}
        return cls(
            name=table["name"], id=table["id"], tz=zone(table["timezone"]), timezone=table["timezone"],
            profile=table.get("profile", "dtz"), language=table.get("language", ""), actor=table.get("actor", "any"),
            since=day(table, "since"), figures=figures, digest=digest, **sections,
        )  # fmt: skip


def one_of(table: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> None:
    """Raise ValueError unless the key is absent or one of the allowed words."""
    if key in table and table[key] not in allowed:
        raise ValueError(f"{key} must be one of {', '.join(word for word in allowed if word)}")


def day(table: Mapping[str, Any], key: str) -> date | None:
    """A day, as text or as TOML's own; None when it is absent or empty. Raises ValueError for anything else."""
    value = table.get(key) or None
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{key} must be a day such as 2026-11-22") from error


def section(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """A sub-table, empty when absent. Raises ValueError when it is something else."""
    value = table.get(key, {})
    if not isinstance(value, Mapping):
        raise ValueError(f"[{key}] must be a table")
    return value


def zone(name: str) -> tzinfo:
    """The time zone of that IANA name. Raises ValueError when there is none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"timezone {name!r} is not known") from error


def dated(key: str, value: Any) -> tuple[tuple[date, Any], ...]:
    """A figure's overrides, oldest first: a bare value holds since ever. Raises ValueError naming the figure."""
    if not isinstance(value, list):
        return ((EVER, counted(key, value)),)
    pairs = []
    for entry in value:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("since"), date):
            raise ValueError(f"figures.{key}: each entry needs since = DATE and value")
        pairs.append((entry["since"], counted(key, {name: one for name, one in entry.items() if name != "since"})))
    return tuple(sorted(pairs, key=lambda pair: pair[0]))


def counted(key: str, value: Any) -> Any:
    """A value, or `{ value = 15, counts = "working" }`. Raises ValueError naming the figure."""
    if not isinstance(value, Mapping):
        return value
    if "value" not in value or set(value) - {"value", "counts"}:
        raise ValueError(f"figures.{key}: an entry has value, and if need be since = DATE and counts")
    if value.get("counts", "clock") not in ("clock", "working"):
        raise ValueError(f'figures.{key}: counts must be "clock" or "working"')
    return Counted(value["value"], value["counts"]) if "counts" in value else value["value"]
