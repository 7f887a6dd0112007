"""What a model has against values, in sentences of the catalogue: one for each field that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, Message

if TYPE_CHECKING:
    from pydantic import ValidationError

SENTENCES = {
    "missing": N_("a record cannot be without it"),
    "string_too_short": N_("a record cannot be without it"),
    "string_type": N_("it is no text"),
    "string_too_long": N_("it is longer than {max_length} characters"),
    "extra_forbidden": N_("there is no such field"),
    "int_parsing": N_("it is no whole number"),
    "int_type": N_("it is no whole number"),
    "int_from_float": N_("it is no whole number"),
    "bool_parsing": N_("write yes or no"),
    "bool_type": N_("write yes or no"),
    "greater_than_equal": N_("it must be at least {ge}"),
    "less_than_equal": N_("it must be at most {le}"),
    "literal_error": N_("it must be one of: {expected}"),
    "tuple_type": N_("it is no list"),
    "model_type": N_("it is no JSON object as an export has it"),
    "model_attributes_type": N_("it is no JSON object as an export has it"),
    "dict_type": N_("it is no JSON object as an export has it"),
    "string_pattern_mismatch": N_("it does not have the form {pattern}"),
    "datetime_parsing": N_("it is no time; write it as 2026-11-22T09:30:00+08:00"),
    "datetime_from_date_parsing": N_("it is no time; write it as 2026-11-22T09:30:00+08:00"),
    "date_from_datetime_parsing": N_("it is no day; write it as 2026-11-22"),
    "date_parsing": N_("it is no day; write it as 2026-11-22"),
}
OTHER = N_("it does not fit: {problem}")


class Misfit:
    """One thing that a model has against the values: the `path` of the field (`callbacks.1.at`), the `value`, the reason."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        self.path = tuple(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
        self.value = error["input"] if error["type"] != "missing" else ""
        text = SENTENCES.get(error["type"], OTHER)
        facts: dict[str, object] = {name: str(value) for name, value in error.get("ctx", {}).items()}
        if "expected" in facts:  # 'a', 'b' or 'c': joined as the reader's language does
            facts["expected"] = tuple(re.findall("'([^']*)'", str(facts["expected"])))
        self.reason = Message(text, {"problem": str(error["msg"]).removeprefix("Value error, "), **facts})

    @property
    def field(self) -> str:
        """The field whose cell it is about: `callbacks` for `callbacks.1.at`, `customer.name` for itself."""
        return ".".join(self.path)


def misfits(error: ValidationError) -> Iterator[Misfit]:
    """Every thing that the model has against the values."""
    return (Misfit(each) for each in error.errors(include_url=False))
