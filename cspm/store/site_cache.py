"""What site.toml says, parsed once: `tomllib` takes a command longer than all that is in the file.

The table is kept together with the text it was read from and counts for that very text only, so no edit can be missed,
however it was made. It is checked by `Site` every time, like one that was just parsed.
"""

from __future__ import annotations

import json
import os
from typing import Any
from zlib import crc32

from cspm.store import kept


def parsed(text: str, root: str, cache: str) -> dict[str, Any]:
    """The table of a site.toml, from the cache folder when it is there. Raises ValueError for what is no TOML."""
    path = _path(root, cache)
    if path:
        try:
            known = kept.read(path)
            if known["text"] == text and isinstance(known["table"], dict):
                table: dict[str, Any] = known["table"]
                return table
        except (LookupError, TypeError):
            pass
    import tomllib

    table = tomllib.loads(text)
    if path and _is_plain(table):
        kept.keep(path, {"text": text, "table": table})
    return table


def _is_plain(table: dict[str, Any]) -> bool:
    """Whether JSON gives the table back as it is; one with dates in it is parsed every time."""
    try:
        return bool(json.loads(json.dumps(table, allow_nan=False)) == table)
    except (TypeError, ValueError, RecursionError):
        return False


def _path(root: str, cache: str) -> str:
    """Where a site's table is kept; empty without a cache folder."""
    told = kept.fingerprint((), "site") if cache else ""
    return os.path.join(cache, "sites", f"{crc32(os.fsencode(root)):08x}-{told}.json") if told else ""
