"""Exports without personal data (R268): names and telephone numbers are shortened, and the headings say so. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cspm.core.language import Language
from cspm.errors import N_

NAMES = frozenset(
    {
        "customer.name",
        "owner",
        "signed_by",
        "sign_opinion",
        "price_agreed_by",
        "confirmed_by",
        "login",
        "contractor_contact",
        "party_a_contact",
    }
)
PHONES = frozenset({"customer.phone", "phone", "contractor_phone", "party_a_phone"})
INSIDE = frozenset({"signed_by", "confirmed_by", "opinion"})
"""Keys inside lists of parts, such as callbacks, that name a customer or quote one."""

MASKED = N_("{heading} (masked)")
_LONG_NUMBER = re.compile(r"\d{7,}")


def personal(kind: str, name: str) -> bool:
    """Whether a field holds what must not leave the office: a customer's, an owner's, a colleague's name or number."""
    return name in NAMES or name in PHONES or (kind == "staff" and name == "name")


def heading(text: str, tongue: Language) -> str:
    """The heading of a masked column; an import refuses a file that has one."""
    return tongue.text(MASKED).format(heading=text)


def masked(kind: str, name: str, value: Any) -> Any:
    """A field's JSON value without personal data; also long numbers inside texts, which are telephone numbers."""
    if isinstance(value, str):
        return shortened(value) if personal(kind, name) else _LONG_NUMBER.sub(_number, value)
    if isinstance(value, Mapping):
        return {key: masked(kind, "owner" if key in INSIDE else key, item) for key, item in value.items()}
    if isinstance(value, list):
        return [masked(kind, name, item) for item in value]
    return value


def shortened(text: str) -> str:
    """`王芳` -> `王**`, `13812345678` -> `138****5678`."""
    if _LONG_NUMBER.search(text):
        return _LONG_NUMBER.sub(_number, text)
    return text[:1] + "**"


def _number(digits: re.Match[str]) -> str:
    return f"{digits[0][:3]}****{digits[0][-4:]}" if len(digits[0]) >= 10 else f"{digits[0][:1]}****{digits[0][-2:]}"
