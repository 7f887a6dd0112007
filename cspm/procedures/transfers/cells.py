"""Cells in: from what a file has under a heading to the value that a model takes. Pure.

Labels become codes; unknown words of an open vocabulary stay as they are, those of a closed one are refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any

from cspm.core.language import code_of, language
from cspm.core.view import MONEY
from cspm.core.words import VOCABULARIES
from cspm.errors import N_, Code, Message
from cspm.procedures.transfers.fields import Flat

Convert = Callable[[Any], Any]
DEEPEST = 20
MOST_WORDS = 10_000
CENT = Decimal("0.01")
DUST = Decimal("0.000001")

NOT_A_LIST = N_("it is no JSON list as an export has it")
NOT_AN_OBJECT = N_("it is no JSON object as an export has it")
NOT_KNOWN = N_("Not known. Known are: {known}")
NOT_A_NUMBER = N_("not a number")
NOT_MONEY = N_("This is no amount. Write it as 120.00.")
CENTS = N_("An amount has at most two decimals.")


class BadCell(Exception):
    """A cell cannot be used; `reason` is the sentence."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


def converter(flat: Flat, tz: tzinfo) -> Convert:
    """The function from a cell (never blank) to the value of the field; it raises BadCell. `tz` is the site's."""
    if flat.as_json:
        return _parts if flat.shape.many else _object
    one = _one(flat, tz)
    if not flat.shape.many:
        return one
    return lambda value: [one(word) for word in words(value)]


def _one(flat: Flat, tz: tzinfo) -> Convert:
    shape = flat.shape
    if flat.codes:
        return _remembered(lambda word: _closed(shape.vocabulary, word, flat.codes))
    if shape.kind == "yes":
        return _remembered(lambda word: _closed("yes", word, ("yes", "no")) == "yes")
    if shape.vocabulary in VOCABULARIES and shape.kind == "text":
        return _remembered(lambda word: code_of(shape.vocabulary, word) or word.strip())
    if shape.kind == "time":
        return lambda value: datetime.fromisoformat(value).astimezone(tz).isoformat()
    if shape.kind == "money" and not (flat.name in MONEY or flat.name.endswith("_amount")):
        return _quantity
    return {"money": _money, "text": _text}.get(shape.kind, _same)


def _closed(vocabulary: str, word: str, codes: tuple[str, ...]) -> str:
    """The one of the codes that a word means, by itself or by its label in any language. Raises BadCell."""
    wanted = word.strip().casefold()
    known = VOCABULARIES.get(vocabulary)
    for code in codes:
        labels = (known.labels[code], language("zh").label(vocabulary, code)) if known and code in known.labels else ()
        if wanted in (code, *(label.casefold() for label in labels)):
            return code
    also = code_of(vocabulary, word) if known else None
    if also is None or also not in codes:
        raise BadCell(Message.of(NOT_KNOWN, known=tuple(Code(vocabulary, code) if known else code for code in codes)))
    return also


def _same(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _text(value: Any) -> Any:
    """A text without the blanks around it; a number as a spreadsheet shows it."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, bool) or not isinstance(value, (int, float)) else str(value)


def _remembered(look_up: Callable[[str], Any]) -> Convert:
    """The look-up of a word, done once for each word; what is no text is left to the model."""
    found: dict[str, Any] = {}

    def code(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if value not in found:
            if len(found) > MOST_WORDS:
                found.clear()
            found[value] = look_up(value)
        return found[value]

    return code


def _quantity(value: Any) -> Any:
    """An exact number that is no amount of money, as it was written: `4`, `1,200`, `0.125`."""
    text = str(value).strip().replace(",", "").replace("，", "")
    try:
        Decimal(text)
    except InvalidOperation:
        raise BadCell(Message(NOT_A_NUMBER)) from None
    return text.removesuffix(".0") if isinstance(value, float) else text


def _money(value: Any) -> Any:
    """An amount: `1,200.00`, `￥120`, `120元`; a spreadsheet's 119.99999999 is 120."""
    text = str(value).strip().strip("¥￥元 ").replace(",", "").replace("，", "")
    try:
        amount = Decimal(text)
        cents = amount.quantize(CENT)
        exact = abs(amount - cents) <= DUST
    except InvalidOperation:  # also raised when NaN is compared
        raise BadCell(Message(NOT_MONEY)) from None
    if not exact:
        raise BadCell(Message(CENTS))
    return str(cents)


def _parts(value: Any) -> Any:
    if isinstance(value, str) and not value.lstrip().startswith(("[", "{")):
        return words(value)  # some kinds take words for parts: `C03:minor`
    found = _json(value, NOT_A_LIST)
    if not isinstance(found, list):
        raise BadCell(Message(NOT_A_LIST))
    return found


def _object(value: Any) -> Any:
    found = _json(value, NOT_AN_OBJECT)
    if not isinstance(found, dict):
        raise BadCell(Message(NOT_AN_OBJECT))
    return found


def words(value: Any) -> list[Any]:
    """The items of a list cell: a JSON list, or words with commas between."""
    if isinstance(value, str):
        if value.lstrip().startswith("["):
            return words(_json(value, NOT_A_LIST))
        return [word.strip() for word in value.replace("，", ",").replace("、", ",").split(",") if word.strip()]
    if not isinstance(value, list) or not all(isinstance(item, (str, int)) for item in value):
        raise BadCell(Message(NOT_A_LIST))
    return value


def _json(value: Any, problem: str) -> Any:
    """A JSON value that a record can hold: no NaN, not nested without end."""
    try:
        found = json.loads(value, parse_constant=_refused, parse_float=_finite) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        raise BadCell(Message(problem)) from None
    if _deeper(found, DEEPEST):
        raise BadCell(Message(problem))
    return found


def _refused(word: str) -> Any:
    raise ValueError(word)


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError(digits)
    return number


def _deeper(value: Any, left: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(left == 0 or _deeper(item, left - 1) for item in inner if isinstance(item, (dict, list)))
