"""What people type of patrols: hours such as 08:00-10:00, `POINT=TEXT` words. Parsed or refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from cspm.core.figures import time_of
from cspm.errors import N_, BadValue, Message
from cspm.shell.params import Said


class Window(Said):
    """Hours of a day, `8:00-10:00`; gives the text `08:00-10:00`."""

    name = "hh:mm-hh:mm"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The hours. Full-width colons and dashes count too."""
        text = str(value).replace("：", ":").replace("–", "-").replace("－", "-")
        first, _, last = (part.strip() for part in text.partition("-"))
        begin, end = time_of(first), time_of(last)
        if begin is None or end is None:
            self.refuse(Message.of(N_("{value} are no hours. Try 8:00-10:00"), value=str(value)[:60]), param, ctx)
        return f"{begin:%H:%M}-{end:%H:%M}"


def pairs(words: Iterable[str], option: str) -> tuple[tuple[str, str], ...]:
    """`POINT=TEXT` words as pairs. Raises BadValue for a word of another shape."""
    found = []
    for word in words:
        name, equals, value = word.replace("＝", "=", 1).partition("=")
        if not equals or not name.strip():
            raise BadValue(field=option, value=word[:80], problem=Message(N_("write it as POINT=WHAT")))
        found.append((name.strip(), value.strip()))
    return tuple(found)
