"""The generated parts of the documentation: `python -m tools.reference [--check]`.

README.md names the commands part by part between markers, docs/commands.md has each with its options, docs/states.md the
machines and docs/rules.md every rule that is built with its clause, figure, finding and command. `--check` says what is
out of date and exits 1.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import click

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BEGIN, END = "<!-- commands:begin -->", "<!-- commands:end -->"
MADE = "<!-- made by: python -m tools.reference -->"


def commands() -> str:
    """The command reference: every command with its arguments, what it is for, and its own options."""
    from cspm.cli import cspm

    lines = [MADE, "# The commands", "", "| command | what it does |", "|---|---|"]
    lines += [f"| `{usage}` | {text} |" for usage, text in of_group(cspm, "cspm")]
    return "\n".join([*lines, ""])


def parts() -> str:
    """The parts of the program with the commands that each has."""
    from cspm.register import SECTIONS

    lines = ["| part | commands |", "|---|---|"]
    lines += [f"| {part} | {', '.join(f'`{one.name}`' for one in those)} |" for part, those in SECTIONS if those]
    return "\n".join(lines)


def of_group(group: click.Group, path: str) -> Iterator[tuple[str, str]]:
    """The commands of a group, those of groups below it included."""
    from cspm.shell.lazy import paragraphs

    ctx = click.Context(group, info_name=path)
    for name in group.list_commands(ctx):
        command: Any = group.get_command(ctx, name)
        if isinstance(command, click.Group):
            yield from of_group(command, f"{path} {name}")
        else:
            text = (paragraphs(command.help or "") or [""])[0]
            yield f"{path} {name}{usage_of(command)}", text.replace("|", "\\|")


COMMON = {"--json", "--quiet", "--dry-run", "--yes", "--revision", "-o", "--output", "--help"}


def usage_of(command: click.Command) -> str:
    """Arguments and the command's own options; those that all commands have are told once."""
    from cspm.shell.options import REASON

    words = []
    ctx = click.Context(command)
    for param in command.get_params(ctx):
        if isinstance(param, click.Argument):
            words.append(param.make_metavar(ctx))
        elif isinstance(param, click.Option) and not (COMMON & set(param.opts) or param.help == REASON):
            word = param.opts[-1] + ("" if param.is_flag else f" {param.make_metavar(ctx)}")
            words.append(word if param.required else f"[{word}]")
    return "".join(f" {word}" for word in words).replace("|", "\\|")


def states() -> str:
    """Every machine as a table: verb, from, to."""
    from cspm.core.states import Machine
    from cspm.register import PROCEDURES

    lines = [MADE, "# The lives of records", ""]
    for procedure in PROCEDURES:
        module = procedure.part("states", "__dict__") or {}
        for machine in (value for value in module.values() if isinstance(value, Machine)):
            ends = ", ".join(f"`{state}`" for state in machine.finals)
            lines += [f"## {machine.name}", "", f"Begins as `{machine.first}`, ends as {ends}.", ""]
            lines += ["| verb | from | to |", "|---|---|---|"]
            lines += [
                f"| {move.verb} | {' '.join(move.sources)} | {move.target or 'the state before'} |"
                for move in machine.moves
            ]
            lines.append("")
    return "\n".join(lines)


def rules() -> str:
    """Every rule that lives in the program: clause, where, the manual's figure."""
    from cspm.core.language import language
    from cspm.manual import rules as manual
    from cspm.overview.judged import OWN
    from cspm.register import PROCEDURES

    homes: dict[str, list[str]] = {}
    for procedure in PROCEDURES:
        for figure in procedure.part("figures", "FIGURES"):
            homes.setdefault(figure.rule, []).append(f"figure `{figure.key}` = {figure.since[-1][1]} {figure.unit}")
        for rule in procedure.part("rules", "RULES"):
            homes.setdefault(rule.rule, []).append(f"finding `{rule.code}`")
        for rule_id, command in dict(procedure.part("rules", "COMMANDS") or {}).items():
            homes.setdefault(rule_id, []).append(f"command `cspm {command}`")
    for rule in OWN:
        homes.setdefault(rule.rule, []).append(f"finding `{rule.code}`")
    lines = [MADE, "# Rules of the manuals that live in the program", ""]
    lines += ["| rule | clause | what it asks | where |", "|---|---|---|---|"]
    tongue = language("en")
    for entry in manual():
        if entry.rule in homes:
            lines.append(
                f"| {entry.rule} | {entry.clause} | {entry.text(tongue.code)} | {'; '.join(dict.fromkeys(homes[entry.rule]))} |"
            )
    return "\n".join([*lines, ""])


def pages() -> dict[str, str]:
    """Every generated page by its path, README with its part replaced."""
    with open(os.path.join(HERE, "README.md"), encoding="utf-8") as file:
        readme = file.read()
    head, _, rest = readme.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return {
        "README.md": f"{head}{BEGIN}\n{parts()}\n{END}{tail}",
        "docs/commands.md": commands(),
        "docs/states.md": states(),
        "docs/rules.md": rules(),
    }


def main() -> int:
    """Write the pages, or with --check say which are out of date."""
    stale = []
    for name, text in pages().items():
        path = os.path.join(HERE, name)
        old = ""
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                old = file.read()
        if old == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
    word = "out of date" if "--check" in sys.argv else "written"
    print("\n".join(f"{word}: {name}" for name in stale) or "every page is up to date")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
