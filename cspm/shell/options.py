"""Shared options as decorators, and the hand-over of the desk to a command body.

A body receives values and the desk only; what is common to all changes (`--json -q --dry-run --yes --revision`) or to
all reads (`--json -o --output`) is put on the desk here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

import click

from cspm.errors import N_, Message, Usage
from cspm.shell.desk import Desk
from cspm.shell.lazy import Verb
from cspm.shell.params import Choice, Period, Whole

Body = Callable[..., Any]
FACES = ("table", "json", "csv", "xlsx", "md", "html")

_CHANGE = (
    click.option("--json", "as_json", is_flag=True, help=N_("Print JSON.")),
    click.option("-q", "--quiet", is_flag=True, help=N_("Print bare ids only.")),
    click.option("--dry-run", is_flag=True, help=N_("Work it out and show it, write nothing.")),
    click.option("--yes", is_flag=True, help=N_("Answer yes to every question.")),
    click.option("--revision", type=Whole(0), help=N_("Refuse if the record has another revision than this.")),
)
REASON = N_("Why, where it goes past what the manual asks.")
_REASON = click.option("--reason", metavar="TEXT", help=REASON)


def _read(faces: tuple[str, ...]) -> tuple[Callable[[Body], Body], ...]:
    return (
        click.option("--json", "as_json", is_flag=True, help=N_("Print JSON.")),
        click.option("-q", "--quiet", is_flag=True, help=N_("Print bare ids only.")),
        click.option("-o", "face", type=Choice(faces), help=N_("How to show it.")),
        click.option("--output", metavar="FILE", help=N_("Write to this file.")),
    )


def _wrapped(body: Body, options: tuple[Callable[[Body], Body], ...], *, common_reason: bool = False) -> Body:
    def filled(*args: Any, **values: Any) -> Any:
        desk: Desk = click.get_current_context().find_root().obj
        desk.face = one_face(values.pop("face", None), as_json=values.pop("as_json", False))
        desk.quiet = values.pop("quiet", False)
        desk.output = values.pop("output", None)
        desk.dry_run = values.pop("dry_run", False)
        desk.yes = values.pop("yes", False)
        desk.expected = values.pop("revision", None)
        desk.reason = (values.pop("reason") or "").strip() or None if common_reason else None
        return body(desk, *args, **values)

    wrapper: Any = update_wrapper(filled, body)
    own = getattr(body, "__click_params__", [])
    wrapper.__click_params__ = []
    for option in reversed(options):
        wrapper = option(wrapper)
    wrapper.__click_params__ += own  # Click lists the last first: a command's own options stand above the common ones
    made: Body = wrapper
    return made


def one_face(face: str | None, *, as_json: bool) -> str:
    """The one face asked for by `-o` and `--json`, empty for none. Raises Usage when they are two."""
    if as_json and face not in (None, "json"):
        raise Usage(problem=Message.of(N_("Say either --json or -o {face}, not both."), face=face))
    return "json" if as_json else face or ""


def changes(name: str, **attributes: Any) -> Callable[[Body], Verb]:
    """A command that changes records: `@changes("accept")` over a body `(desk, ...)`.

    Every change takes `--reason` and keeps it in the event: the body itself where it has such an option, else the desk.
    """

    def made(body: Body) -> Verb:
        own = any(param.name == "reason" for param in getattr(body, "__click_params__", ()))
        options = _CHANGE if own else (*_CHANGE, _REASON)
        return click.command(name, cls=Verb, **attributes)(_wrapped(body, options, common_reason=not own))

    return made


def does(name: str, **attributes: Any) -> Callable[[Body], Verb]:
    """A command that neither reads nor changes records but looks after the site: adds `--json`."""
    return lambda body: click.command(name, cls=Verb, **attributes)(_wrapped(body, _CHANGE[:1]))


def reads(name: str, *, faces: tuple[str, ...] = FACES, **attributes: Any) -> Callable[[Body], Verb]:
    """A command that only reads: adds `--json -q -o --output`; `faces` are what `-o` offers."""
    return lambda body: click.command(name, cls=Verb, **attributes)(_wrapped(body, _read(faces)))


def ids_argument(body: Body) -> Body:
    """One or more ids: whole, short, `-` for stdin, or filter words; the body receives `ids`."""
    return click.argument("ids", nargs=-1, required=True, metavar="ID...")(body)


def id_argument(body: Body) -> Body:
    """One id; the body receives `record`."""
    return click.argument("record", metavar="ID")(body)


class Unless(click.Option):
    """A required option that need not be given when one of the options named in `unless` (eager ones) was."""

    def __init__(self, *args: Any, unless: tuple[str, ...], **attributes: Any) -> None:
        super().__init__(*args, required=True, **attributes)
        self.unless = unless

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """The value; None where another option says it. Raises MissingParameter."""
        said = [ctx.params.get(name) for name in self.unless]  # what was not typed may be a sentinel of Click's
        if self.value_is_missing(value) and any(one for one in said if isinstance(one, (str, bool))):
            return None
        return super().process_value(ctx, value)


by_option = click.option("--by", metavar="STAFF", help=N_("Who did it, when somebody else types."))
reason_option = click.option("--reason", required=True, metavar="TEXT", help=N_("Why."))
month_option = click.option(
    "--month", type=Period("month"), help=N_("The month, such as 2026-10 or 上月; default the last complete one.")
)
explain_option = click.option(
    "--explain", metavar="KEY", help=N_("List the records behind a number, such as tickets.received.")
)


def limited(body: Body) -> Body:
    """Adds `--limit N` to a list that may be long."""
    text = N_("At most so many rows; 0 for all. On the screen 200, else all.")
    made: Body = click.option("--limit", type=Whole(0), metavar="N", help=text)(body)
    return made
