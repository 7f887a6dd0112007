"""Languages: translation of messages, labels of closed values, and the way back from a label to its code.

English is the message id; Chinese comes from the compiled catalogue `locale/zh/LC_MESSAGES/cspm.mo`. Nothing here is
global: whoever prints holds a `Language`.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

from cspm.core.mo_file import MoFile
from cspm.core.words import VOCABULARIES
from cspm.errors import Code, Message

if TYPE_CHECKING:
    from gettext import NullTranslations

LOCALE_DIR = os.path.join(os.path.dirname(os.path.dirname(__file__)), "locale")
CODES = ("zh", "en")


class Language:
    """One language: `zh` or `en`."""

    def __init__(self, code: str, compiled: bytes = b"") -> None:
        """`compiled` is a catalogue's `.mo` file; without it the installed one of the language."""
        self.code = code
        self._catalogue = MoFile(compiled) if compiled else _catalogue(code)
        self._labels: dict[tuple[str, str], str] = {}  # a long list shows the same few thousands of times

    def text(self, msgid: str) -> str:
        """The sentence in this language; the English id itself when the catalogue does not have it."""
        return self._catalogue.gettext(msgid) if self._catalogue and msgid else msgid

    def message(self, message: Message) -> str:
        """A message with its facts filled in."""
        if not message.facts:
            return self.text(message.text)
        return self.text(message.text).format(**{key: self.shown(value) for key, value in message.facts.items()})

    def shown(self, value: object) -> str:
        """A fact as a person reads it; a time to the minute, in the zone that it has."""
        if isinstance(value, Message):
            return self.message(value)
        if isinstance(value, Code):
            return self.label(value.vocabulary, value.code)
        if isinstance(value, datetime):
            return f"{value:%Y-%m-%d %H:%M}"
        if isinstance(value, (tuple, list)):
            return (", " if self.code == "en" else "、").join(self.shown(item) for item in value)
        return "" if value is None else str(value)

    def label(self, vocabulary: str, code: str | None) -> str:
        """The label of a closed value (`channel`, `phone` -> 来电); an unknown code is shown as it is."""
        if code is None:
            return ""
        known = self._labels.get((vocabulary, code))
        if known is None:
            words = VOCABULARIES.get(vocabulary)
            english = words.labels.get(code) if words else None
            known = self._catalogue.pgettext(vocabulary, english) if english and self._catalogue else english or code
            self._labels[vocabulary, code] = known
        return known

    def table(self) -> NullTranslations:
        """The whole catalogue, for Jinja's i18n extension."""
        from gettext import GNUTranslations, NullTranslations
        from io import BytesIO

        return GNUTranslations(BytesIO(self._catalogue.data)) if self._catalogue else NullTranslations()


def _catalogue(code: str) -> MoFile | None:
    """The catalogue of a language; none for English, and for a checkout that was never installed (a test says so)."""
    if code == "en":
        return None
    try:
        with open(os.path.join(LOCALE_DIR, code, "LC_MESSAGES", "cspm.mo"), "rb") as file:
            return MoFile(file.read())
    except FileNotFoundError:
        return None


_BY_CODE: dict[str, Language] = {}


def language(code: str) -> Language:
    """The language of that code, its catalogue read once per process."""
    if code not in _BY_CODE:
        _BY_CODE[code] = Language(code)
    return _BY_CODE[code]


def code_of(vocabulary: str, typed: str) -> str | None:
    """The code for what was typed: the code itself, its English or its Chinese label; None when it is none of them.

    Case and surrounding blanks do not matter. Known in every language at once, so that scripts and desks need not agree.
    """
    words = VOCABULARIES[vocabulary]
    wanted = typed.strip().casefold()
    if wanted in words.labels:
        return wanted
    for code, english in words.labels.items():
        if wanted in (english.casefold(), code.replace("_", " ")):
            return code
    chinese = language("zh")
    for code in words.labels:
        if wanted == chinese.label(vocabulary, code).casefold():
            return code
    return next((code for also, code in words.also if also == wanted), None)
