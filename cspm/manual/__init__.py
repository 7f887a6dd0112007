"""The rule catalogue: what the manuals ask of an office, one row per rule, in Chinese and in English.

Two tables lie beside this file. `rules.csv` holds the rules R001 to R432: the systems each belongs to, the clause it
comes from (document, part, number), one sentence in each language, and its nature:

- `figure`: a number or limit (15 minutes, 5 percent, three times);
- `check`: records show whether it was kept, without a number of its own;
- `command`: kept because the program has the form, the list of values or the step;
- `conduct`: manner and bearing, which no program can see.

`systems.csv` names the systems S01 to S68. `reasons.csv` says of single rules, in both languages, why no program can tell
whether they were kept. Each table is read once, at the first question.
"""

from __future__ import annotations

import os
from functools import cache

from cspm.tuples import NamedTuple

NATURES = ("figure", "check", "command", "conduct")


class ManualRule(NamedTuple):
    """One rule of the manuals.

    `rule` is its number (`R043`), `systems` the systems it belongs to (`("S01",)`), `clause` where it stands in the
    sources (`000 P2-一 2.4.3`, several joined with `; `), `zh` and `en` one sentence each, `nature` one of `NATURES`.
    """

    rule: str
    systems: tuple[str, ...]
    clause: str
    zh: str
    en: str
    nature: str

    def text(self, language: str) -> str:
        """The sentence in the language asked for: Chinese for `zh` and its variants (`zh_CN`), else English."""
        return self.zh if language.lower().startswith("zh") else self.en


@cache
def rules() -> tuple[ManualRule, ...]:
    """All rules, in the order of their numbers."""
    return tuple(
        ManualRule(row["rule"], tuple(row["systems"].split()), row["clause"], row["zh"], row["en"], row["nature"])
        for row in _rows("rules.csv")
    )


@cache
def reasons() -> dict[str, tuple[str, str]]:
    """Why no program can tell: rule to the Chinese and the English sentence, of the rules that have one."""
    return {row["rule"]: (row["zh"], row["en"]) for row in _rows("reasons.csv")}


def reason(rule_id: str, language: str) -> str | None:
    """Why no program can tell whether this rule was kept, in the language asked for; None when one can, or might."""
    found = reasons().get(rule_id)
    if found is None:
        return None
    return found[0 if language.lower().startswith("zh") else 1]


def is_conduct(each: ManualRule) -> bool:
    """Whether records cannot answer a rule: manner and bearing, or one with a reason."""
    return each.nature == "conduct" or each.rule in reasons()


def systems() -> dict[str, tuple[str, str]]:
    """The name of every system: number (`S18`) to its Chinese and its English name. The caller's own copy."""
    return dict(_system_names())


def rule(rule_id: str) -> ManualRule:
    """The rule with this number; `KeyError` when the manuals have none."""
    return _by_number()[rule_id]


@cache
def _system_names() -> tuple[tuple[str, tuple[str, str]], ...]:
    return tuple((row["system"], (row["zh"], row["en"])) for row in _rows("systems.csv"))


@cache
def _by_number() -> dict[str, ManualRule]:
    return {each.rule: each for each in rules()}


def _rows(name: str) -> list[dict[str, str]]:
    """The rows of a table beside this file, by column name."""
    import csv

    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, strict=True))
