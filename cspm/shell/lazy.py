"""Groups that load only the command that was named, and help pages in the reader's language."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click
from click.formatting import HelpFormatter, wrap_text

from cspm.core.language import Language, language
from cspm.errors import N_
from cspm.register import Command as Entry


def spoken(ctx: click.Context) -> Language:
    """The language of the running command line; Chinese until the options are read."""
    desk = ctx.find_root().obj
    return desk.language if desk is not None else language("zh")


def wide(text: str) -> int:
    """Columns a text takes on a terminal: Chinese characters take two."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


class Formatter(HelpFormatter):
    """Help pages whose columns stay straight in Chinese (Click pads by the number of characters)."""

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a definition list, padded by display width."""
        pairs = list(rows)
        first = min(max((wide(pair[0]) for pair in pairs), default=0), col_max) + col_spacing
        for term, text in pairs:
            self.write(" " * self.current_indent + term)
            if wide(term) <= first - col_spacing:
                self.write(" " * (first - wide(term)))
            else:
                self.write("\n" + " " * (first + self.current_indent))
            room = max(self.width - first - 2, 10)
            lines = fold_wide(text, room) if wide(text) > len(text) else wrap_text(text, room).splitlines()
            self.write(("\n" + " " * (first + self.current_indent)).join(lines or [""]) + "\n")


def fold_wide(text: str, room: int) -> list[str]:
    """Chinese text cut into lines of at most `room` columns (there are no blanks to wrap at)."""
    lines, line = [], ""
    for char in text:
        if wide(line) + wide(char) > room:
            lines.append(line)
            line = ""
        line += char
    return [*lines, line] if line else lines


class Context(click.Context):
    """A context whose help pages use the display width of Chinese."""

    formatter_class = Formatter


class Verb(click.Command):
    """A command: help in the reader's language, missing arguments asked for at a terminal and only there."""

    context_class = Context

    def format_help_text(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """The help text, translated by paragraph."""
        translated = copy.copy(self)
        translated.help = self._paragraphs(spoken(ctx))
        click.Command.format_help_text(translated, ctx, formatter)

    def _paragraphs(self, tongue: Language) -> str:
        return "\n\n".join(tongue.text(part) for part in paragraphs(self.help or ""))

    def format_options(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """The options with their help translated."""
        tongue, rows = spoken(ctx), []
        for param in self.get_params(ctx):
            shown = copy.copy(param)
            if isinstance(shown, click.Option):
                shown.help = tongue.text(shown.help or "")
                record = shown.get_help_record(ctx)
                if record is not None:
                    rows.append(record)
        if rows:
            with formatter.section(tongue.text(N_("Options"))):
                formatter.write_dl(rows)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; at a terminal a missing argument is asked for, elsewhere it is refused."""
        for _ in range(len(self.params) + 1):
            try:
                return super().parse_args(ctx, list(args))
            except click.MissingParameter as missing:
                if not at_terminal() or missing.param is None or ctx.resilient_parsing:
                    raise
                args = [*args, *asked(missing.param)]
                ctx.params.clear()
        return super().parse_args(ctx, list(args))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each one message id of the catalogue."""
    import inspect

    parts = inspect.cleandoc(text).split("\n\n")
    return [part if part.startswith("\b") else " ".join(part.split()) for part in parts if part.strip()]


def at_terminal() -> bool:
    """Whether somebody sits there to be asked."""
    import sys

    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty()


def asked(param: click.Parameter) -> list[str]:
    """The words to add to the command line for a parameter that was missing, as the person types it now."""
    label = (param.opts[0].lstrip("-") if param.opts else param.name or "").replace("_", " ")
    value = str(click.prompt(label, err=True))
    return [param.opts[0], value] if isinstance(param, click.Option) else [value]


class LazyGroup(click.Group):
    """A group over a table of entries: the help page comes from the table, only the named command is imported."""

    context_class = Context

    def __init__(self, *args: Any, entries: Mapping[str, Entry] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = dict(entries or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the register's order, then those added directly."""
        return [*self.entries, *(name for name in self.commands if name not in self.entries)]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, imported now."""
        entry = self.entries.get(name)
        if entry is None:
            return super().get_command(ctx, name)
        module, attribute = entry.path.split(":")
        found = getattr(import_module(module), attribute)
        return found if isinstance(found, click.Command) else None

    def format_help_text(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """The help text, translated by paragraph."""
        tongue = spoken(ctx)
        formatter.write_paragraph()
        with formatter.indentation():
            for part in paragraphs(self.help or ""):
                formatter.write_text(tongue.text(part))

    def format_commands(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """The list of commands, from the table alone."""
        tongue = spoken(ctx)
        rows = [(name, tongue.text(self.line_of(ctx, name))) for name in self.list_commands(ctx)]
        if rows:
            with formatter.section(tongue.text(N_("Commands"))):
                formatter.write_dl(rows)

    def line_of(self, ctx: click.Context, name: str) -> str:
        """One line of help for a command, without loading it when the table has it."""
        if name in self.entries:
            return self.entries[name].help
        command = self.commands[name]
        return (paragraphs(command.short_help or command.help or "") or [""])[0]

    def format_options(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """Options with translated help, then the commands."""
        Verb.format_options(self, ctx, formatter)  # type: ignore[arg-type]  # same shape, no Verb state is used
        self.format_commands(ctx, formatter)


def group(help_text: str) -> LazyGroup:
    """A plain group of verbs (`cspm contract ...`), named by the register."""
    return LazyGroup(help=help_text, no_args_is_help=True)
