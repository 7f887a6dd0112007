"""The quick look-up in a compiled catalogue against the gettext of the standard library, message by message."""

from __future__ import annotations

import os
from gettext import GNUTranslations

import pytest

from cspm.core.language import LOCALE_DIR
from cspm.core.mo_file import MoFile

PATH = os.path.join(LOCALE_DIR, "zh", "LC_MESSAGES", "cspm.mo")


def test_every_message_is_found() -> None:
    """All of the Chinese catalogue, with and without contexts, and what is not in it."""
    with open(PATH, "rb") as file:
        quick = MoFile(file.read())
    with open(PATH, "rb") as file:
        known = GNUTranslations(file)
    entries = [key for key in known._catalog if key]  # type: ignore[attr-defined]
    assert len(entries) > 1000
    for key in entries:
        context, separator, msgid = key.partition("\x04")
        if separator:
            assert quick.pgettext(context, msgid) == known.pgettext(context, msgid)
        else:
            assert quick.gettext(key) == known.gettext(key)
    for foreign in ("no such message", "zzzz", "\x00", "漏水", "a", entries[0] + " "):
        assert quick.gettext(foreign) == foreign
        assert quick.pgettext("state", foreign) == foreign


@pytest.mark.parametrize("data", [b"", b"\x95\x04\x12\xde" + bytes(24), b"PK"])
def test_other_files_are_refused(data: bytes) -> None:
    """Big-endian files and such as are no catalogues."""
    with pytest.raises(ValueError, match=r"\.mo"):
        MoFile(data)
