"""The rules about callbacks."""

from __future__ import annotations

from cspm.core.rules import Rule

RULES: tuple[Rule, ...] = ()
