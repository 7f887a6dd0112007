"""How one cell is shown to a person, by the kind of its column and the language.

Everything a customer typed passes `clean` here, so that no face hands a terminal, a browser or a spreadsheet a control
character, a direction override or half a surrogate pair.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeGuard

from cspm.core.language import Language
from cspm.core.tables import Cell, Column
from cspm.errors import Code, Message

if TYPE_CHECKING:
    from decimal import Decimal

FIGURES = frozenset({"int", "number", "money", "rate", "hours", "minutes"})
PLAIN = Column("", "")
_PLACES = {"hours": 1, "minutes": 1}
_BREAKS = "\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
# C0 and C1 controls but tab and line feed; direction marks, embeddings, overrides and isolates
_UNSEEN = "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_HALVES = "[\ud800-\udfff]"
_BLANKS = r"[\t\n]+"


def clean(text: str) -> str:
    """The text without control characters and direction overrides; line breaks become line feeds, tabs stay."""
    if text.isprintable():  # nearly all are: the patterns are compiled when one is not
        return text
    return re.sub(_HALVES, "\ufffd", re.sub(_UNSEEN, "", re.sub(_BREAKS, "\n", text)))


def one_line(text: str) -> str:
    """Clean text in one line: for titles, headings and tab-separated cells."""
    if text.isprintable():
        return text.strip()
    return re.sub(_BLANKS, " ", clean(text)).strip()


def shown(value: Cell, column: Column, language: Language, *, terminal: bool = False) -> str:
    """The cell as a person reads it, clean; nothing known is "" ("-" on a terminal)."""
    text = _text(value, column, language)
    if text is None:
        return "-" if terminal else ""
    return clean(text)


def piped(value: Cell, column: Column, language: Language) -> str:
    """The cell as `shown`, in one line. Lists of thousands go through here: most cells are words that need nothing."""
    if type(value) is str and column.kind in ("text", "") and value.isprintable():
        return value.strip()
    return "" if value is None else one_line(shown(value, column, language))


def plain(value: Cell, language: Language) -> str:
    """A value that stands outside any column (a label, the period of a report) as a person reads it, in one line."""
    return one_line(shown(value, PLAIN, language))


def sentence(message: Message, language: Language) -> str:
    """A title or note in the language, clean and in one line."""
    return one_line(language.message(message))


def heading(column: Column, language: Language) -> str:
    """The heading of a column in the language."""
    return one_line(language.text(column.heading))


def is_figure(column: Column) -> bool:
    """Whether the cells of the column are figures, which stand at the right."""
    return column.kind in FIGURES


def _text(value: Cell, column: Column, language: Language) -> str | None:
    if value is None:
        return None
    if isinstance(value, Message):
        return language.message(value)
    if isinstance(value, Code):
        return language.label(value.vocabulary, value.code)
    if isinstance(value, (tuple, list)):
        comma = ", " if language.code == "en" else "、"
        return comma.join(_text(item, column, language) or "" for item in value)
    if isinstance(value, bool):
        return language.label("yes", "yes" if value else "no")
    if isinstance(value, (int, float)) or (not isinstance(value, (str, date)) and _is_decimal(value)):
        return _figure(value, column.kind)
    if isinstance(value, date):
        return _moment(value, column.kind)
    if column.kind in ("code", "yes"):
        return language.label(column.vocabulary or column.kind, str(value))
    return str(value)


def _is_decimal(value: object) -> TypeGuard[Decimal]:
    from decimal import Decimal  # 1 ms, and most tables show no money

    return isinstance(value, Decimal)


def _moment(value: date, kind: str) -> str:
    if isinstance(value, datetime) and kind != "date":
        return value.replace(tzinfo=None).isoformat(sep=" ", timespec="minutes")
    return value.isoformat()[:10]


def _figure(value: float | Decimal, kind: str) -> str | None:
    if not math.isfinite(value):
        return None  # there is no such number: better nothing than a word nobody can act on
    if isinstance(value, int) and kind not in ("money", "rate"):
        return str(value)
    from decimal import Decimal

    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if kind == "money":
        from cspm.core.money import money_text

        return money_text(exact)
    if kind == "rate":
        return _fixed(exact * 100, 1) + "%"
    if kind in _PLACES:
        return _fixed(exact, _PLACES[kind])
    digits = _fixed(exact, 4)
    return digits.rstrip("0").rstrip(".")


def _fixed(value: Decimal, places: int) -> str:
    """The number with that many decimals, rounded half up, never `-0.00`."""
    from decimal import ROUND_HALF_UP, localcontext

    with localcontext() as context:
        context.rounding = ROUND_HALF_UP
        digits = format(value, f".{places}f")
    return digits.lstrip("-") if not digits.strip("-0.") else digits
