"""How wide the columns of a table stand on a terminal: long texts give way first, words stay whole while they can."""

from __future__ import annotations

from cspm.core.tables import Column
from cspm.paper.cell import is_figure
from cspm.paper.width import display_width, longest_word, widest
from cspm.tuples import NamedTuple

GAP = 2  # between two columns
EASY = 16  # a text column gives way to this first, whatever longer words it has
WORDS = 3  # the last floor that keeps words whole
BARE = 4  # what is left of a column when nothing else helps
DAY = 10  # a time breaks between day and hour
RIGID = frozenset({"id", "date", "yes"})  # with the figures: what is unreadable when it is cut


class Wish(NamedTuple):
    """A column's width as it would like it, and the floors to which it gives way, one after the other."""

    natural: int
    floors: tuple[int, ...]


def wish(column: Column, heading: str, cells: list[str]) -> Wish:
    """What a column needs: first long texts give way, then headings and labels wrap by words, then times, then all."""
    body = max((widest(cell) for cell in cells), default=0)
    natural, word = max(body, display_width(heading)), longest_word(heading)
    if is_figure(column) or column.kind in RIGID:
        whole = max(body, word)
        return Wish(natural, (natural, whole, whole, whole, max(body, BARE)))
    if column.kind == "time":
        whole, day = max(body, word), max(min(body, DAY), word)
        return Wish(natural, (natural, whole, day, day, day))
    longest = max((longest_word(cell) for cell in cells), default=0)
    whole = min(natural, max(word, longest))
    if column.kind == "code":
        return Wish(natural, (natural, whole, whole, min(whole, EASY), BARE))
    easy = min(natural, max(word, EASY, min(longest, EASY)))
    return Wish(
        natural,
        (easy, max(word, min(easy, EASY // 2)), max(word, min(easy, EASY // 2)), max(word, min(easy, EASY // 2)), BARE),
    )


def fitted(wishes: list[Wish], width: int) -> list[int]:
    """The widths of columns that stand in `width` places, gaps included, as far as they can."""
    room = max(width - GAP * (len(wishes) - 1), 1)
    widths = [min(one.natural, max(room, one.floors[0])) for one in wishes]
    for step in range(len(wishes[0].floors) if wishes else 0):
        floors = [min(one.floors[step], now) for one, now in zip(wishes, widths, strict=True)]
        while sum(widths) > room:
            spare = [place for place, now in enumerate(widths) if now > floors[place]]
            if not spare:
                break
            widths[max(spare, key=lambda place: widths[place])] -= 1
    return widths


def too_many(columns: list[Column], cells: list[list[str]], wishes: list[Wish], *, width: int) -> set[int]:
    """The places of columns to leave out because words would have to be cut: those that tell the rows apart least.

    Figures, times and ids stay, and so do the first two columns.
    """
    order = sorted(
        (place for place, one in enumerate(columns) if place > 1 and one.kind in ("text", "code", "yes")),
        key=lambda place: len(set(cells[place])),
    )
    left_out: set[int] = set()
    for place in order:
        need = sum(one.floors[WORDS] + GAP for at, one in enumerate(wishes) if at not in left_out) - GAP
        if need <= width:
            break
        left_out.add(place)
    return left_out
