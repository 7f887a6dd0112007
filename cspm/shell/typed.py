"""Values as typed for the fields of a model: the options of `add` and the FIELD=VALUE words of `amend`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from cspm.core.figures import time_of
from cspm.core.labels import FRAME, Shape, shapes
from cspm.core.language import code_of, language
from cspm.errors import N_, BadValue, Code, Message
from cspm.shell.params import Closed, Day, Money, Said, Type, When, Whole

if TYPE_CHECKING:
    from decimal import Decimal

    from pydantic import BaseModel

    from cspm.core.steps import Step

Types = Mapping[str, Type]
Option = Callable[[Any], Any]


class Text(Said):
    """A text as typed, without the blanks around it; gives None when nothing is left."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The text."""
        return str(value).strip() or None


class YesNo(Said):
    """Yes or no in either language; gives a bool."""

    name = "yes|no"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Whether it was yes."""
        if isinstance(value, bool):
            return value
        code = code_of("yes", str(value))
        if code is None:
            self.refuse(
                Message.of(
                    N_("{value} is not one of: {known}"),
                    value=str(value)[:60],
                    known=(Code("yes", "yes"), Code("yes", "no")),
                ),
                param,
                ctx,
            )
        return code == "yes"


class Fraction(Said):
    """A number with or without decimals; gives a float."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number. Full-width digits count as digits; what is no finite number is refused."""
        try:
            number = float(str(value))
        except ValueError:
            number = float("nan")
        if number - number != 0:
            self.refuse(Message.of(N_("{value} is not a number. Try 3 or 2.5"), value=str(value)[:60]), param, ctx)
        return number


class Quantity(Said):
    """A quantity, with at most two decimals; gives a Decimal."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The quantity."""
        from decimal import Decimal

        from cspm.core.money import parse_money

        try:
            return value if isinstance(value, Decimal) else parse_money(str(value))
        except ValueError:
            self.refuse(Message.of(N_("{value} is not a number. Try 3 or 2.5"), value=str(value)[:60]), param, ctx)
            raise


class Hour(Said):
    """A time of the wall clock such as 7:30; gives the text `07:30`."""

    name = "hh:mm"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The time. A full-width colon counts as a colon."""
        found = time_of(str(value).strip().replace("：", ":"))
        if found is None:
            self.refuse(Message.of(N_("{value} is not a time of day. Try 7:30"), value=str(value)[:60]), param, ctx)
        return f"{found:%H:%M}"


class Listed(Said):
    """Several values in one word, separated by commas; gives a tuple."""

    def __init__(self, item: Type) -> None:
        self.item = item
        self.name = f"{item.name},..."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The values. Full-width commas count as commas."""
        if isinstance(value, tuple):
            return value
        words = str(value).replace("，", ",").replace("、", ",").split(",")
        return tuple(self.item.convert(word.strip(), param, ctx) for word in words if word.strip())


PLAIN: Types = {
    "text": Text(), "yes": YesNo(), "date": Day(), "time": When(), "money": Money(), "int": Whole(),
    "number": Fraction(),
}  # fmt: skip


def type_of(shape: Shape, own: Types) -> Type:
    """The parameter type for a field: what the procedure names in `own`, else what the shape says."""
    item = own.get(shape.name)
    if item is None:
        item = Closed(shape.vocabulary, open_ended=not shape.closed) if shape.vocabulary else PLAIN[shape.kind]
    return Listed(item) if shape.many else item


def fields_of(model: type[BaseModel]) -> dict[str, Shape]:
    """The fields that can be typed: not the frame, and no parts with fields of their own."""
    return {name: shape for name, shape in shapes(model).items() if name not in FRAME and shape.kind != "part"}


def options_of(
    model: type[BaseModel], *, own: Types, without: Iterable[str] = (), filled: Iterable[str] = ()
) -> tuple[Option, ...]:
    """One option for every field: `--customer-class`, its help the field's label, a flag for yes and no.

    Fields of `without` have none; those of `filled` need not be typed although the model requires them.
    """
    left_out, own_way = set(without), set(filled)
    known = {name: shape for name, shape in fields_of(model).items() if name not in left_out}
    return tuple(
        _option(shape._replace(required=shape.required and name not in own_way), own) for name, shape in known.items()
    )


def step_options(model: Any, step: Step, *, own: Types) -> tuple[Option, ...]:
    """The options of a step: the fields it takes, required where it needs them."""
    known = fields_of(model)
    return tuple(_option(known[name]._replace(required=name in step.needs), own) for name in step.takes)


def _option(shape: Shape, own: Types) -> Option:
    name = "--" + shape.name.strip("_").replace("_", "-")
    if shape.kind == "yes" and not shape.required:
        return click.option(name, shape.name, is_flag=True, default=None, help=shape.label)
    return click.option(name, shape.name, type=type_of(shape, own), required=shape.required, help=shape.label)


def assignments(model: type[BaseModel], words: Iterable[str], *, own: Types) -> dict[str, Any]:
    """The fields and values of `FIELD=VALUE` words; a field of a part is dotted, an empty VALUE clears the field.

    FIELD is a name or a label. Raises BadValue for a word of another shape, a field that there is not or that is never
    corrected, and a bad value.
    """
    known = dict(_paths(model, ""))
    found: dict[str, Any] = {}
    for word in words:
        name, equals, value = word.replace("＝", "=", 1).partition("=")
        if not equals:
            problem = Message(N_("write it as FIELD=VALUE"))
            raise BadValue(field=Message(N_("field")), value=word[:60], problem=problem)
        path = _named(name.strip(), known)
        found[path] = _value(known[path], value.strip(), own)
    return found


def _paths(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, Shape]]:
    for name, shape in shapes(model).items():
        if shape.model is not None and not shape.many:
            yield from _paths(shape.model, f"{prefix}{name}.")
        elif shape.kind != "part" and (prefix or name not in FRAME):
            yield prefix + name, shape


def _named(name: str, known: Mapping[str, Shape]) -> str:
    wanted = name.casefold().replace("-", "_")
    for path, shape in known.items():
        if wanted in (path, path.removesuffix(shape.name) + shape.key):
            return path
    chinese = language("zh")
    for path, shape in known.items():
        if path == shape.name and name.casefold() in (shape.label.casefold(), chinese.text(shape.label)):
            return path
    problem = Message.of(
        N_("known fields: {known}"), known=tuple(shown_field(path, shape) for path, shape in known.items())
    )
    if wanted in FRAME:
        problem = Message(N_("it is never corrected"))
    raise BadValue(field=Message(N_("field")), value=name[:60], problem=problem)


def shown_field(path: str, shape: Shape) -> object:
    """A field as it is told to a person: its label; within a part the dotted name that is typed."""
    return Message(shape.label) if path == shape.name else path.removesuffix(shape.name) + shape.key


def _value(shape: Shape, value: str, own: Types) -> Any:
    if not value and shape.filled:
        problem = Message(N_("it is required: it can be corrected, not cleared"))
        raise BadValue(field=Message(shape.label), value="", problem=problem)
    if not value:
        return () if shape.many else None
    try:
        return type_of(shape, own).convert(value, None, click.get_current_context())
    except click.BadParameter as error:
        raise BadValue(field=Message(shape.label), value=value[:60], problem=error.message) from error
