"""Which duties of a day are meant, from what was typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cspm.core.texts import words
from cspm.errors import N_, Message, Usage
from cspm.procedures.posts.actions import Chosen
from cspm.procedures.posts.typed import duty, left_out

if TYPE_CHECKING:
    from cspm.shell.office import Office


def chosen(
    office: Office, *, everything: bool, day: date | None, every: str, duties: tuple[str, ...], places: tuple[str, ...],
    excepted: tuple[str, ...],
) -> Chosen:  # fmt: skip
    """The choice as typed. Raises Usage when nothing was chosen, BadValue for a duty there is not."""
    if not (everything or duties or places or excepted):
        raise Usage(problem=Message(N_("Say --all, or name what was done with --duty or --place.")))
    named = tuple(duty(word, "--duty") for text in duties for word in words(text))
    return Chosen(day or office.today, every, named, places, left_out(excepted))
