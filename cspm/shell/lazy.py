"""Groups that load only the command that was named, and help pages in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click
from click.formatting import HelpFormatter

from cspm.core.language import Language
from cspm.errors import N_
from cspm.register_entries import Command as Entry
from cspm.shell.pages import Page, extras, put_page, spoken


class Verb(Page):
    """A command: help in the reader's language, missing arguments asked for at a terminal and only there."""

    def format_help_text(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """The help text, translated by paragraph."""
        from copy import copy

        translated = copy(self)
        translated.help = self._paragraphs(spoken(ctx))
        click.Command.format_help_text(translated, ctx, formatter)

    def _paragraphs(self, tongue: Language) -> str:
        return "\n\n".join(tongue.text(part) for part in paragraphs(self.help or ""))

    def format_options(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """The options with their help translated."""
        from copy import copy

        tongue, rows = spoken(ctx), []
        for param in self.get_params(ctx):
            shown = copy(param)
            if isinstance(shown, click.Option):
                shown.help = tongue.text(shown.help or "")
                record = shown.get_help_record(ctx)
                if record is not None:
                    rows.append((record[0], extras(record[1], tongue)))
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
                from cspm.shell.asking import completed

                args = completed(args, missing.param, ctx)
                ctx.params.clear()
        return super().parse_args(ctx, list(args))

    def invoke(self, ctx: click.Context) -> Any:
        """Do it; at a terminal, what goes past the manual without a reason asks for one before anything is written."""
        if "reason" not in ctx.params or ctx.params["reason"] is not None or not at_terminal():
            return super().invoke(ctx)
        from cspm.shell.reasons import with_reason

        return with_reason(ctx, super().invoke)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each one message id of the catalogue."""
    import inspect

    parts = inspect.cleandoc(text).split("\n\n")
    return [part if part.startswith("\b") else " ".join(part.split()) for part in parts if part.strip()]


def at_terminal() -> bool:
    """Whether somebody sits there to be asked."""
    import sys

    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty()


class LazyGroup(Page, click.Group):
    """A group over a table of entries: the help page comes from the table, only the named command is imported."""

    def __init__(self, *args: Any, entries: Mapping[str, Entry] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = dict(entries or {})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; without any word the help page is what was asked for, with the exit code of an incomplete command."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            put_page(ctx)
            ctx.exit(2)
        return super().parse_args(ctx, args)

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
