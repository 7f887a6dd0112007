"""The rows of the table, kept in a JSON file: several runs on several days make one table, each row with its commit."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import UTC, datetime
from typing import Any

from tests.reliability.engine import CHECKOUT
from tests.reliability.results import Asked, Reached

Row = dict[str, Any]
WATCHED = ("cspm", "tests/reliability")
MOST_FAULTS = 50


def commit() -> str:
    """The commit that is tried; with a `+` when the program or its trials are changed since, "" outside a checkout."""
    head = _git("rev-parse", "--short=12", "HEAD")
    return head + ("+" if head and _git("status", "--porcelain", "--", *WATCHED) else "")


def _git(*words: str) -> str:
    try:
        found = subprocess.run(["git", "-C", CHECKOUT, *words], capture_output=True, check=False, text=True)
    except FileNotFoundError:
        return ""
    return found.stdout.strip() if found.returncode == 0 else ""


def row(name: str, wanted: str, found: Reached, asked: Asked, *, seconds: float, of: str) -> Row:
    """One line of the table; `of` is the commit."""
    return {
        "promise": name, "wanted": wanted, "reached": found.figure, "verdict": found.verdict, "why": found.skipped,
        "faults": list(found.faults[:MOST_FAULTS]), "seconds": round(seconds, 1), "commit": of,
        "at": datetime.now(UTC).isoformat(timespec="seconds"), "release": asked.release, "seed": asked.seed,
        "scale": asked.scale, "kills": asked.kills,
    }  # fmt: skip


def rows(path: str) -> list[Row]:
    """All rows so far; none when there is no file yet."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        found: list[Row] = json.load(file)
    return found


def add(path: str, new: Row) -> None:
    """One row more, the file never half written."""
    text = json.dumps([*rows(path), new], ensure_ascii=False, indent=1)
    with open(f"{path}.new", "w", encoding="utf-8") as file:
        file.write(f"{text}\n")
    os.replace(f"{path}.new", path)


def latest(found: list[Row], *, release: bool) -> dict[str, Row]:
    """The newest row of each promise that was tried at full size, those of a release or those of CI."""
    return {
        one["promise"]: one for one in found if one["release"] == release and one["scale"] >= 1 and not one["kills"]
    }


def kept(found: list[Row], of: str, *, release: bool) -> set[str]:
    """The promises whose newest row is of this very commit and says that they were kept."""
    if not of or of.endswith("+"):
        return set()
    newest = latest(found, release=release).items()
    return {name for name, one in newest if one["commit"] == of and one["verdict"] == "PASS"}
