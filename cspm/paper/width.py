"""How wide text stands on a screen: Chinese characters take two places, combining marks none."""

from __future__ import annotations


def display_width(text: str) -> int:
    """The places that one line of clean text takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    width: int = wcswidth(text)
    return width if width >= 0 else len(text)


def widest(text: str) -> int:
    """The places that the widest line of a text takes."""
    return max(display_width(line) for line in text.split("\n"))


def padded(text: str, width: int) -> str:
    """The text filled with blanks to that many places."""
    return text + " " * (width - display_width(text))


def clipped(text: str, width: int) -> str:
    """The text, or its beginning with an ellipsis, in at most that many places."""
    if len(text) * 2 <= width or display_width(text) <= width:
        return text
    used = 0
    for index, character in enumerate(text):
        used += max(0, display_width(character))
        if used > width - 1:
            return text[:index] + "…"
    return text
