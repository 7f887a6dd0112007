"""What the codes of findings stand for, kept so that the monthly report need not load every rule to name a few."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from cspm.register import PROCEDURES
from cspm.store import kept

Meanings = Mapping[str, tuple[str, str]]
OWN = ("manual/rules.csv", "manual/__init__.py", "overview/catalogue.py", "register.py", "register_desk.py")


def kept_meanings(language: str, cache: str) -> Meanings:
    """The rule of each code and what that asks, as `catalogue.meanings` has them; made anew when any rule's source changed."""
    sources = [source for each in PROCEDURES for source in kept.modules_in(f"procedures/{each.name}")]
    told = kept.fingerprint((*OWN, *sources))
    path = os.path.join(cache, "meanings", f"{language}-{told}.json")
    if told:
        try:
            return _checked(kept.read(path))
        except (LookupError, TypeError, ValueError):
            pass
    from cspm.overview.catalogue import meanings

    made = meanings(language)
    if told:
        kept.keep(path, made)
    return made


def _checked(table: Any) -> Meanings:
    """The table as it was kept. Raises TypeError, ValueError for what is none."""
    if not isinstance(table, dict) or not table or not all(isinstance(pair, list) for pair in table.values()):
        raise TypeError("no table of meanings")
    found = {code: (rule, text) for code, (rule, text) in table.items()}
    if not all(isinstance(part, str) for pair in found.values() for part in pair):
        raise TypeError("no text")
    return found
