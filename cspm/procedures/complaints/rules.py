"""The rules about complaints."""

from __future__ import annotations

from cspm.core.rules import Rule

RULES: tuple[Rule, ...] = ()
