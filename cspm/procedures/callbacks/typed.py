"""What was typed for a callback, checked before anything is done. Pure."""

from __future__ import annotations

from typing import Any

from cspm.errors import N_, BadValue, Code, Message, Usage
from cspm.procedures.callbacks.states import ASPECTS, OUTCOMES

SCORES = ("1", "2", "3", "4", "5")


def answered(**said: Any) -> dict[str, Any]:
    """The options with `outcome` instead of the three flags. Raises Usage unless exactly one of them was given."""
    given = [name for name in OUTCOMES.labels if said.pop(name)]
    if len(given) != 1:
        raise Usage(problem=Message(N_("Say how it went: one of --satisfied, --dissatisfied and --unreachable.")))
    return {**said, "outcome": given[0], "aspects": scored(said.get("aspects", ()))}


def scored(words: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """`repairs=5` words as (aspect, score), in the order of the questions; said twice the last counts. Raises BadValue."""
    found: dict[str, int] = {}
    for word in words:
        name, _, score = word.partition("=")
        aspect = aspect_named(name.strip())
        if aspect is None or score.strip() not in SCORES:
            problem = Message.of(
                N_("write it as {example}; one of: {known}"), example="repairs=5",
                known=tuple(Code("callback_aspect", one) for one in ASPECTS.labels),
            )  # fmt: skip
            raise BadValue(field="--aspect", value=word[:40], problem=problem)
        found[aspect] = int(score)
    return tuple((one, found[one]) for one in ASPECTS.labels if one in found)


def aspect_named(word: str) -> str | None:
    """The aspect of that code, or of one of its other names."""
    known = dict(ASPECTS.also) | {label: code for code, label in ASPECTS.labels.items()}
    return word if word in ASPECTS.labels else known.get(word)
