"""Times of a file as ISO 8601 with offset, a hundred thousand of them in a second.

`datetime.strptime` is slow, so the usual formats become a regular expression once; what that does not know, and every
value it does not match, goes to `strptime` itself, which therefore has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from cspm.core.periods import FIRST_YEAR, LAST_YEAR, NotAWhen
from cspm.core.view import DATES, TIMES
from cspm.core.when import instant
from cspm.errors import N_, Message

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# The alternatives and their order are those of strptime: `%m%d` must take 111 apart in the same way.
_PARTS = {
    "Y": r"(?P<Y>\d{4})",
    "y": r"(?P<y>\d{2})",
    "m": r"(?P<m>1[0-2]|0[1-9]|[1-9])",
    "d": r"(?P<d>3[01]|[12]\d|0[1-9]|[1-9])",
    "H": r"(?P<H>2[0-3]|[01]\d|\d)",
    "I": r"(?P<I>1[0-2]|0[1-9]|[1-9])",
    "M": r"(?P<M>[0-5]\d|\d)",
    "S": r"(?P<S>[0-5]\d|\d)",
    "f": r"(?P<f>\d{1,6})",
    "p": r"(?P<p>am|pm|上午|下午)",
    "b": f"(?P<b>{'|'.join(_MONTHS)})",
    "%": "%",
}
_TOKEN = re.compile(r"%(.?)|(\s+)|([^%\s]+)", re.DOTALL)
_WITH_A_YEAR = re.compile(r"%[YyGcx]")
_COMMON = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:(?:T|[ ]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?[ ]*(Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)
_USUAL = frozenset(("-", "-", middle, ":", end) for middle in " T" for end in ("", ":"))  # 2026-11-22 09:30 or 09:30:00

UNREADABLE = N_("“{value}” is no time known here. Write 2026-11-22 09:30, or name the format in a mapping file.")
OTHER_FORMAT = N_("“{value}” does not have the format {format}.")
SKIPPED = N_("“{value}” does not exist in {zone}: the clocks are put forward then.")
OUT_OF_REACH = N_("The year {year} is out of reach ({first} to {last}).")


class BadTime(Exception):
    """A text is no time, or none that exists; `reason` is the sentence."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


def is_time(field: str) -> bool:
    """Whether a field of that name (also a part of another, `a.due`) is an instant."""
    return field.endswith("_at") or field.rpartition(".")[2] in TIMES


def is_day(field: str) -> bool:
    """Whether a field of that name (also a part of another, `a.start`) is a date."""
    return field.endswith("_on") or field.rpartition(".")[2] in DATES


class Times:
    """Reads the times of one file: texts in `time_format` (else ISO and what spreadsheets write), in `zone`.

    Raises BadTime when made, for a zone or a format that is none.
    """

    def __init__(self, zone: str, time_format: str | None = None) -> None:
        self.zone = zone
        self._zone = _zone(zone)
        self._constant = self._zone.utcoffset(None) is not None
        self._format = time_format
        self._parse = parser_of(time_format) if time_format else self._free

    def moment(self, value: object) -> str:
        """The instant as ISO 8601 with offset. A wall time that comes twice is the first; raises BadTime."""
        found = self._read(value)
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise BadTime(Message.of(OUT_OF_REACH, year=found.year, first=FIRST_YEAR, last=LAST_YEAR))
        if found.tzinfo is None:
            found = found.replace(tzinfo=self._zone)
            if not self._constant and _skipped(found):
                raise BadTime(Message.of(SKIPPED, value=str(value).strip(), zone=self.zone))
        return found.isoformat()

    def day(self, value: object) -> str:
        """The date as ISO 8601: that of the text itself, whatever its zone; raises BadTime."""
        return self._read(value).date().isoformat()

    def _read(self, value: object) -> datetime:
        if isinstance(value, datetime):
            return value
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - the zone follows
        if not isinstance(value, str):
            raise BadTime(Message.of(UNREADABLE, value=value))
        text = value.strip()
        try:
            return self._parse(text)
        except (ValueError, OverflowError):
            if self._format:
                raise BadTime(Message.of(OTHER_FORMAT, value=text, format=self._format)) from None
            raise BadTime(Message.of(UNREADABLE, value=text)) from None

    def _free(self, text: str) -> datetime:
        if len(text) in (16, 19) and (text[4], text[7], text[10], text[13], text[16:17]) in _USUAL:
            try:  # the usual form, in a fifth of the time
                return datetime.fromisoformat(text)
            except ValueError:
                pass
        match = _COMMON.fullmatch(text)
        if match is None or match[4] == "24":
            return self._spoken(text)
        year, month, day, hour, minute, second, fraction, offset = match.groups()
        micro = int(fraction[:6].ljust(6, "0")) if fraction else 0
        return datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), micro,
            tzinfo=_offset(offset) if offset else None,
        )  # fmt: skip

    def _spoken(self, text: str) -> datetime:
        if not re.match(r"[0-9]{4}", text):  # without a year it would be told from the day of the import
            raise ValueError(text)
        try:
            return instant(text, datetime.fromtimestamp(0, UTC), tz=self._zone)
        except NotAWhen:
            raise ValueError(text) from None


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problem = N_("There is no time zone “{zone}”. Write one such as Asia/Shanghai.")
        raise BadTime(Message.of(problem, zone=name)) from None


def _skipped(moment: datetime) -> bool:
    """Whether the clocks are put forward over this wall time: then its second reading has the greater offset."""
    first, second = moment.utcoffset(), moment.replace(fold=1).utcoffset()
    return first is not None and second is not None and first < second


def _offset(text: str) -> timezone:
    if text in "Zz":
        return UTC
    length = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-length if text[0] == "-" else length)


def parser_of(time_format: str) -> Callable[[str], datetime]:
    """A function that reads a text as `datetime.strptime(text, time_format)` does, faster where it can.

    It raises ValueError for other texts. 上午 and 下午 are read beside AM and PM. Raises BadTime when the format itself
    is none, or has no year.
    """
    problem = N_("“{format}” is no time format. Write one such as %Y-%m-%d %H:%M.")
    try:
        datetime.strptime("", time_format)  # noqa: DTZ007 - only to hear whether the format is one
    except re.error:
        raise BadTime(Message.of(problem, format=time_format)) from None
    except ValueError as error:
        if "directive" in str(error) or "stray" in str(error):
            raise BadTime(Message.of(problem, format=time_format)) from None
    if not _WITH_A_YEAR.search(time_format):
        raise BadTime(Message.of(problem, format=time_format))
    pattern = _pattern(time_format)
    return _compiled(pattern, time_format) if pattern else lambda text: datetime.strptime(text, time_format)  # noqa: DTZ007


def _pattern(time_format: str) -> re.Pattern[str] | None:
    """The regular expression of a format with the usual directives, each at most once; None for any other."""
    parts: list[str] = []
    used = ""
    for directive, blank, literal in _TOKEN.findall(time_format):
        if literal or blank:
            parts.append(r"\s+" if blank else re.escape(literal))
        elif directive not in _PARTS:
            return None
        else:
            parts.append(_PARTS[directive])
            used += directive.strip("%")
    return re.compile("".join(parts), re.IGNORECASE | re.ASCII) if "".join(sorted(used)) in _SHAPES else None


def _shapes() -> frozenset[str]:
    """The sets of directives that make a date, alone or with a time from the hour down, as sorted letters."""
    clocks = ["", "H", "I", "Ip", "HM", "IM", "IMp", "HMS", "IMS", "IMSp", "HMSf", "IMSf", "IMSfp"]
    return frozenset("".join(sorted(day + clock)) for day in ("Ymd", "ymd", "Ybd", "ybd") for clock in clocks)


_SHAPES = _shapes()


def _compiled(pattern: re.Pattern[str], time_format: str) -> Callable[[str], datetime]:
    names = pattern.groupindex
    short_year, named_month, twelve, parted = "y" in names, "b" in names, "I" in names, "p" in names
    keys = [key for key in ("Y", "y", "m", "b", "d", "H", "I", "M", "S", "f") if key in names]

    def parse(text: str) -> datetime:
        match = pattern.match(text)
        if match is None or match.end() != len(text):
            return datetime.strptime(text, time_format)  # noqa: DTZ007 - the zone follows
        parts = list(match.group(*keys))
        if named_month:
            parts[1] = str(_MONTHS.index(parts[1].lower()) + 1)
        numbers = list(map(int, parts))
        if short_year:
            numbers[0] += 1900 if numbers[0] > 68 else 2000
        if twelve:
            numbers[3] = numbers[3] % 12 + (12 if parted and match["p"].lower() in ("pm", "下午") else 0)
        if len(numbers) == 7:
            numbers[6] = int(parts[6].ljust(6, "0"))
        return datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001 - the zone follows; seven integers at most

    return parse
