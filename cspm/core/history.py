"""Histories: what changed between two revisions, the chain of hashes, and the way back from events to content.

The content of a record is the fold of its events, and every event carries a hash over itself and the hash before it, so
an edit, cut or swap anywhere shows (`problems`). Works on plain JSON documents: reading commands need no models.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from cspm.errors import N_, Message

Document = dict[str, Any]


def canonical(value: object) -> bytes:
    """The one byte form of a JSON value: sorted keys, no blanks, UTF-8; formatting of a file is no change."""
    return _CANONICAL(value).encode("utf-8", "surrogatepass")


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def chained(previous_hash: str, **event: Any) -> Document:
    """The event with its `hash`: SHA-256 over the hash before it and the event's canonical form."""
    from cspm.core.digest import sha256

    return {**event, "hash": sha256(previous_hash.encode("ascii") + canonical(event)).hexdigest()}


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Document:
    """The fields of `after` that differ from `before`; `name+` holds the items appended to a list.

    For a new record (`before` empty) fields that are null, empty or false are left out: they are the defaults.
    """
    if not before:
        return {key: value for key, value in after.items() if value}
    changed: Document = {}
    for key, value in after.items():
        old = before.get(key)
        if old == value:
            continue
        if isinstance(old, list) and isinstance(value, list) and old and value[: len(old)] == old:
            changed[key + "+"] = value[len(old) :]
        else:
            changed[key] = value
    return changed


def fold(events: Sequence[Mapping[str, Any]]) -> Document:
    """The content that the events add up to (fields that never changed from their default are absent)."""
    content: Document = {}
    for event in events:
        for key, value in event["changed"].items():
            if key.endswith("+"):
                content[key[:-1]] = [*content.get(key[:-1], []), *value]
            else:
                content[key] = value
    return content


def problems(document: Mapping[str, Any]) -> list[Message]:
    """What is wrong with a document's history; empty when every hash and the fold agree."""
    events = document.get("history") or []
    found: list[Message] = []
    if len(events) != document.get("revision"):
        found.append(
            Message.of(
                N_("revision {revision} with {count} events"), revision=document.get("revision"), count=len(events)
            )
        )
    previous = ""
    for number, event in enumerate(events, 1):
        bare = {key: value for key, value in event.items() if key != "hash"}
        if event.get("revision") != number:
            found.append(
                Message.of(N_("event {number} says revision {revision}"), number=number, revision=event.get("revision"))
            )
        if chained(previous, **bare)["hash"] != event.get("hash"):
            found.append(Message.of(N_("event {number} does not match its hash"), number=number))
        previous = str(event.get("hash"))
    content = {key: value for key, value in document.items() if key not in ("revision", "history")}
    told = fold(events)
    for key in sorted({*content, *told}):
        value = content.get(key)
        if key in told and told[key] != value:
            found.append(Message.of(N_("{field} is not what the history says"), field=key))
        elif key not in told and value not in (None, [], {}, "", False):
            found.append(Message.of(N_("{field} is not in the history"), field=key))
    return found
