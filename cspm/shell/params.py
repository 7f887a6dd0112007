"""Parameter types: values reach a command body parsed and valid, or the command line is refused (exit 2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from cspm.core.language import code_of
from cspm.core.words import VOCABULARIES
from cspm.errors import N_, Code, Message

if TYPE_CHECKING:
    from decimal import Decimal

    from cspm.shell.desk import Desk

    Type = click.ParamType[Any]
else:
    Type = click.ParamType  # generic for the type checker only, and not in every Click there is


LENGTHS = {"month": N_("month"), "quarter": N_("quarter")}


def _desk(ctx: click.Context | None) -> Desk:
    context = ctx or click.get_current_context()
    desk: Desk = context.find_root().obj
    return desk


class Said(Type):
    """Base of the types here: refusals are messages in the reader's language."""

    def refuse(self, message: Message, param: click.Parameter | None, ctx: click.Context | None) -> None:
        """Raise Click's usage error with the translated sentence."""
        if message.facts.get("value") == "":
            message = Message(message.text, {**message.facts, "value": Message(N_("(nothing)"))})
        self.fail(_desk(ctx).language.message(message), param, ctx)


class Closed(Said):
    """A closed value, typed as code or as label of either language; gives the code.

    With `open_ended` other words are kept as they are (categories and channels of imported records).
    """

    def __init__(self, vocabulary: str, *, open_ended: bool = False) -> None:
        self.vocabulary = vocabulary
        self.open_ended = open_ended
        self.name = vocabulary

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """`[service|complaint|enquiry]`"""
        codes = VOCABULARIES[self.vocabulary].labels
        return "[" + "|".join(codes) + "]" if len(codes) <= 8 else self.vocabulary.upper()

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code for what was typed."""
        code = code_of(self.vocabulary, str(value))
        if code is None and self.open_ended:
            return str(value).strip()
        if code is None:
            codes = VOCABULARIES[self.vocabulary].labels
            english = _desk(ctx).language.code == "en"
            known = tuple(code if english else Code(self.vocabulary, code) for code in codes)
            self.refuse(
                Message.of(N_("{value} is not one of: {known}"), value=str(value)[:60], known=known), param, ctx
            )
        return str(code)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Codes that begin with what was typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(code) for code in VOCABULARIES[self.vocabulary].labels if code.startswith(incomplete)]


class Choice(Said):
    """One of a few words that are the same in every language (faces, languages, profiles)."""

    name = "choice"

    def __init__(self, choices: Iterable[str]) -> None:
        self.choices = tuple(choices)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """`[table|json|csv]`"""
        return f"[{'|'.join(self.choices)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, in whatever case it was typed."""
        word = str(value).strip().casefold()
        if word not in self.choices:
            self.refuse(
                Message.of(N_("{value} is not one of: {known}"), value=str(value)[:60], known=self.choices), param, ctx
            )
        return word

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Words that begin with what was typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.choices if word.startswith(incomplete)]


class Whole(Said):
    """A whole number, within bounds when they are given; gives an int."""

    name = "number"

    def __init__(self, least: int | None = None, most: int | None = None) -> None:
        self.least = least
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Full-width digits count as digits."""
        try:
            number = int(str(value))
        except ValueError:
            self.refuse(Message.of(N_("{value} is not a whole number"), value=str(value)[:60]), param, ctx)
            raise
        if self.least is not None and number < self.least:
            self.refuse(Message.of(N_("{value} is less than {least}"), value=number, least=self.least), param, ctx)
        if self.most is not None and number > self.most:
            self.refuse(Message.of(N_("{value} is more than {most}"), value=number, most=self.most), param, ctx)
        return number


class StaffId(Said):
    """The id of a member of staff. Raises NoSuchRecord (20) when nobody has it."""

    name = "staff"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id."""
        return _desk(ctx).store.resolve("staff", str(value))


class When(Said):
    """A time as people say it, in the site's zone; gives an aware datetime."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The instant that was meant."""
        from cspm.core.when import NotAWhen, instant

        desk = _desk(ctx)
        try:
            return instant(str(value), desk.now, tz=desk.site.tz)
        except NotAWhen:
            self.refuse(
                Message.of(
                    N_("{value} is not a time I know. Try 2026-11-22 9:30, 9:30, yesterday 14:00"),
                    value=str(value)[:60],
                ),
                param,
                ctx,
            )


class Day(Said):
    """A day as people say it; gives a date."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The date that was meant."""
        from cspm.core.when import NotAWhen, day

        desk = _desk(ctx)
        try:
            return day(str(value), desk.now, tz=desk.site.tz)
        except NotAWhen:
            self.refuse(
                Message.of(N_("{value} is not a day I know. Try 2026-11-22, today, yesterday"), value=str(value)[:60]),
                param,
                ctx,
            )


class Period(Said):
    """A month or quarter as people say it (`month`, `quarter`); gives `2026-11` or `2026-Q4`."""

    def __init__(self, length: str) -> None:
        self.name = length

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The period that was meant."""
        from cspm.core import periods as when

        desk = _desk(ctx)
        try:
            return getattr(when, self.name)(str(value), desk.now, tz=desk.site.tz)
        except when.NotAWhen:
            hint = N_("2026-11, last month") if self.name == "month" else N_("2026-Q4, last quarter")
            self.refuse(Message.of(N_("{value} is not a {length} I know. Try {hint}"), value=str(value)[:60],
                                   length=Message(LENGTHS[self.name]), hint=Message(hint)), param, ctx)  # fmt: skip


class Money(Said):
    """An amount in yuan, not below `least` where one is given; gives a Decimal."""

    name = "yuan"

    def __init__(self, least: int | None = None) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The amount, with at most two decimals."""
        from decimal import Decimal

        from cspm.core.money import parse_money

        if isinstance(value, Decimal):
            return value
        try:
            amount = parse_money(str(value))
        except ValueError:
            self.refuse(Message.of(N_("{value} is not an amount. Try 120 or 99.50"), value=str(value)[:60]), param, ctx)
            raise
        if self.least is not None and amount < self.least:
            self.refuse(Message.of(N_("{value} is less than {least}"), value=str(amount), least=self.least), param, ctx)
        return amount


class Parts(Said):
    """`ITEM:QTY[:PRICE]` words; gives the parts as a tuple of texts."""

    def __init__(self, least: int, most: int, shape: str) -> None:
        self.least = least
        self.most = most
        self.name = shape

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The parts, blanks stripped. A full-width colon counts as a colon."""
        if isinstance(value, tuple):
            return value
        parts = tuple(part.strip() for part in str(value).replace("：", ":").split(":", self.most - 1))
        if not self.least <= len(parts) <= self.most or not parts[0]:
            self.refuse(
                Message.of(N_("{value} does not have the shape {shape}"), value=str(value)[:60], shape=self.name),
                param,
                ctx,
            )
        return parts
