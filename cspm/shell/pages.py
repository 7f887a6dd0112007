"""Help pages in the reader's language, printed as everything else is: UTF-8, flushed, refused when it cannot be."""

from __future__ import annotations

import re
from typing import Any

import click
from click.formatting import HelpFormatter, wrap_text

from cspm.core.language import Language, language
from cspm.errors import N_

EXTRA = r"( {2}|^)\[([^\[\]]*)\]$"
EXTRAS = {"required": N_("required"), "default": N_("default"), "env var": N_("environment")}


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

    def write_heading(self, heading: str) -> None:
        """A heading with the colon of its language."""
        colon = "：" if wide(heading) > len(heading) else ":"
        self.write(f"{' ' * self.current_indent}{heading}{colon}\n")

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
    """Chinese text cut into lines of at most `room` columns: between any two of its characters, for there are no blanks
    to wrap at, but not within a word of letters and digits that fits."""
    lines, line = [], ""
    for word in re.findall(r"[!-~]+|.", text, re.DOTALL):
        for part in [word] if wide(word) <= room else word:
            if wide(line) + wide(part) > room:
                lines.append(line.rstrip())
                line = ""
            line += part if line else part.lstrip()
    return [*lines, line] if line else lines


class Context(click.Context):
    """A context whose help pages use the display width of Chinese."""

    formatter_class = Formatter


class Page(click.Command):
    """What commands and groups share: the usage line in the reader's language, help printed by our own output."""

    context_class = Context
    asking: click.Option | None = None

    def format_usage(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """`用法： cspm create [OPTIONS] TEXT`"""
        prefix = spoken(ctx).text(N_("Usage: "))
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=prefix)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`-h`, `--help`: always the same object, for Click orders parameters by it.

        Click's own would print past the refusal of a full disk, and asks gettext for its help before anybody wants it.
        """
        names = self.get_help_option_names(ctx)
        if not names or not self.add_help_option:
            return None
        if self.asking is None:
            self.asking = click.Option(
                [*names, "help_asked"], is_flag=True, is_eager=True, expose_value=False, callback=help_asked,
                help=N_("Show this message and exit."),
            )  # fmt: skip
        return self.asking


def help_asked(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    """`--help`: the page, and done."""
    if value and not ctx.resilient_parsing:
        put_page(ctx)
        ctx.exit()


def put_page(ctx: click.Context) -> None:
    """The help page on stdout. Raises OutputFailed."""
    from cspm.shell.output import write_stdout

    write_stdout((ctx.get_help() + "\n").encode("utf-8", "replace"))


def extras(text: str, tongue: Language) -> str:
    """The help of an option with what Click says at its end, `[required]` and the like, in the reader's language."""
    found = re.search(EXTRA, text)
    if not found:
        return text
    parts = [part.partition(": ") for part in found[2].split("; ")]
    if not all(name in EXTRAS for name, _, _ in parts):
        return text
    colon = ": " if tongue.code == "en" else "："
    said = "; ".join(tongue.text(EXTRAS[name]) + (colon + value if value else "") for name, _, value in parts)
    return f"{text[: found.start()]}{found[1]}[{said}]"
