"""Texts as people type them: blanks around them are nothing, and a text that is needed says something. Pure."""

from __future__ import annotations

from cspm.errors import N_, BadValue, Message


def plain(text: str | None) -> str | None:
    """A text without the blanks around it; None when nothing is left."""
    return (text or "").strip() or None


def needed(text: str, option: str) -> str:
    """A text that has to say something. Raises BadValue naming the option when it is blank."""
    said = plain(text)
    if said is None:
        raise BadValue(field=option, value=text[:40], problem=Message(N_("it must not be blank")))
    return said
