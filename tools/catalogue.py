"""The message catalogue: `python -m tools.catalogue check|missing|compile`.

Collects every message id of the program: N_("..."), labels of fields and vocabularies, helps of commands and options,
and the templates' _("..."), and compares them with the Chinese fragments in `cspm/locale/zh/*.po`.
"""

from __future__ import annotations

import ast
import glob
import os
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import click

from tools.compiling import compile_catalogues, merged

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MARKERS = {"N_": 0, "field": 0, "group": 0}
FIELDS = re.compile(r"\{(\w+)\}|%\((\w+)\)s")
Key = tuple[str | None, str]


def of_sources() -> Iterator[tuple[Key, str]]:
    """Messages marked in the sources."""
    for path in sorted(glob.glob(os.path.join(HERE, "cspm", "**", "*.py"), recursive=True)):
        with open(path, encoding="utf-8") as file:
            tree = ast.parse(file.read())
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS and node.args:
                first = node.args[MARKERS[node.func.id]]
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                    yield (None, first.value), f"{os.path.relpath(path, HERE)}:{node.lineno}"


def of_vocabularies() -> Iterator[tuple[Key, str]]:
    """Labels of closed values, their vocabulary as context."""
    from cspm.core.words import VOCABULARIES
    from cspm.register import PROCEDURES

    for procedure in PROCEDURES:
        for file in ("model", "states", "forms", "rules", "reports"):
            procedure.part(file, "RULES")
    for module in sorted(glob.glob(os.path.join(HERE, "cspm", "overview", "*.py"))):
        import_module(f"cspm.overview.{os.path.basename(module)[:-3]}")
    for vocabulary in VOCABULARIES.values():
        for code, label in vocabulary.labels.items():
            yield (vocabulary.name, label), f"vocabulary {vocabulary.name}.{code}"


def of_commands() -> Iterator[tuple[Key, str]]:
    """Helps of every command, group and option, as they are shown: by paragraph."""
    from cspm.cli import cspm

    yield from of_command(cspm, "cspm")


def of_command(command: click.Command, path: str) -> Iterator[tuple[Key, str]]:
    """One command and those below it."""
    from cspm.shell.lazy import paragraphs

    for part in paragraphs(command.help or ""):
        yield (None, part), path
    ctx = click.Context(command)
    for param in command.get_params(ctx):
        if isinstance(param, click.Option) and param.help:
            yield (None, param.help), f"{path} {param.opts[0]}"
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            below: Any = command.get_command(ctx, name)
            if below is not None:
                yield from of_command(below, f"{path} {name}")


def of_templates() -> Iterator[tuple[Key, str]]:
    """Messages of the printable forms and pages."""
    from jinja2.ext import babel_extract

    for path in sorted(glob.glob(os.path.join(HERE, "templates", "**", "*.html"), recursive=True)):
        with open(path, "rb") as file:
            words: Any = {"_": None, "gettext": None, "pgettext": ((1, "c"), 2)}
            found = babel_extract(file, words, [], {"silent": "false"})
            for line, function, texts, _ in found:
                texts = texts if isinstance(texts, tuple) else (texts,)
                context = texts[0] if function == "pgettext" else None
                text = texts[1] if function == "pgettext" else texts[0]
                if text:
                    yield (context, text), f"{os.path.relpath(path, HERE)}:{line}"


def collected() -> dict[Key, str]:
    """Every message of the program with the first place it was seen."""
    found: dict[Key, str] = {}
    for source in (of_sources, of_vocabularies, of_commands, of_templates):
        for key, place in source():
            found.setdefault(key, place)
    return found


def problems() -> list[str]:
    """What is missing in Chinese, not used any more, or has other fields than the English."""
    wanted = collected()
    chinese = merged(os.path.join(HERE, "cspm", "locale", "zh"))
    known = {(message.context, str(message.id)): str(message.string) for message in chinese if message.id}
    said = [f"missing: {place}: {key[0] or ''} {key[1]!r}" for key, place in wanted.items() if key not in known]
    said += [f"not used: {context or ''} {text!r}" for context, text in known if (context, text) not in wanted]
    for (context, text), said_in_chinese in known.items():
        if fields_of(text) != fields_of(said_in_chinese):
            said.append(f"fields differ: {context or ''} {text!r}: {said_in_chinese!r}")
    return said


def fields_of(text: str) -> set[str]:
    """The names of the fields of a message."""
    return {one or other for one, other in FIELDS.findall(text)}


def main() -> int:
    """Run from the command line."""
    task = sys.argv[1] if len(sys.argv) > 1 else "check"
    if task == "compile":
        print(compile_catalogues(os.path.join(HERE, "cspm", "locale")))
        return 0
    found = problems()
    if task == "missing":
        found = [line for line in found if line.startswith("missing")]
    print("\n".join(found) or "every message is translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
