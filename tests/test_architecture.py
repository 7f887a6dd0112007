"""How cspm is built, held by tests over the source: who imports whom, what is pure, how large things get."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest

from cspm.register import BY_NAME, COMMANDS
from cspm.shell.lazy import paragraphs

CHECKOUT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LAYERS = {
    "errors": 0, "core": 1, "manual": 1, "store": 2, "paper": 2, "sheets": 2, "shell": 3, "procedures": 4,
    "overview": 5, "cli": 6, "__main__": 7,
}  # fmt: skip
ASKS_THE_REGISTER = {"register", "shell", "overview", "cli"}
PURE = {"model", "states", "figures", "rules", "reports", "forms", "clocks", "derive", "judgement"}
IMPURE_MODULES = {"click", "os", "io", "pathlib", "shutil", "tempfile", "sqlite3", "subprocess", "time", "cspm.store"}
UNWANTED = {"dataclasses", "logging", "pathlib", "tempfile"}
CLOCK_CALLS = {"now", "today", "utcnow", "localtime"}
FILE_LINES, FUNCTION_LINES, POSITIONAL = 250, 40, 8


@cache
def modules() -> dict[str, str]:
    """Every module of cspm with its path, `templates` (the build's copy) excepted."""
    found = {}
    for folder, _, names in os.walk(os.path.join(CHECKOUT, "cspm")):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), CHECKOUT)
            if name.endswith(".py") and not path.startswith(os.path.join("cspm", "templates")):
                found[path[:-3].replace(os.sep, ".").removesuffix(".__init__")] = path
    return found


@cache
def source(path: str) -> str:
    """The text of a file of the checkout."""
    return Path(CHECKOUT, path).read_text(encoding="utf-8")


@cache
def tree(path: str) -> ast.Module:
    """The syntax tree of a file of the checkout."""
    return ast.parse(source(path), path)


def imports(module: str) -> Iterator[tuple[int, str]]:
    """Every import of a module, also in functions and under TYPE_CHECKING: its line, and `from a import b` as `a.b`."""
    path = modules()[module]
    package = module if path.endswith("__init__.py") else module.rpartition(".")[0]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            origin = ".".join(part for part in (base, node.module or "") if part)
            yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)


def layer_of(module: str) -> str:
    """`cspm.core.ids` is in `core`; `cspm` itself is empty."""
    parts = module.split(".")
    name = parts[1] if len(parts) > 1 and parts[0] == "cspm" else ""
    return "register" if name.startswith("register_") else name  # the table is written in several files


def may_import(importer: str, imported: str) -> bool:
    """Whether a module of one layer may import from another."""
    here, there = layer_of(importer), layer_of(imported)
    if not imported.startswith("cspm.") or there == here or there not in {*LAYERS, "register"}:
        return True  # other libraries, its own layer, names of the package itself (`from cspm import __version__`)
    if there == "register":
        return here in ASKS_THE_REGISTER
    if here == "register":
        return LAYERS[there] <= LAYERS["core"]
    return here in LAYERS and LAYERS[there] < LAYERS[here]


def calls(path: str) -> Iterator[tuple[int, str]]:
    """Every call in a file: line and dotted name as written (`os.replace`, `open`)."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def functions(path: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def test_imports_run_one_way() -> None:
    """errors <- core <- store, paper, sheets <- shell <- procedures <- overview <- cli; outer ones ask the register."""
    wrong = [
        f"{modules()[module]}:{line} imports {name}"
        for module in modules()
        for line, name in imports(module)
        if not may_import(module, name)
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_a_procedure_sees_only_model_and_states_of_those_it_needs() -> None:
    """A procedure imports another one's `model` and `states` only, and only when its row in the register names it."""
    wrong = []
    for module in modules():
        if layer_of(module) != "procedures" or module.count(".") < 2:
            continue
        own = module.split(".")[2]
        for line, name in imports(module):
            parts = name.split(".")
            if parts[:2] != ["cspm", "procedures"] or parts[2] == own:
                continue
            needs = BY_NAME[own].needs if own in BY_NAME else ()
            if parts[2] not in needs or parts[3] not in ("model", "states"):
                wrong.append(f"{modules()[module]}:{line} imports {name}")
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    "module", [name for name in modules() if layer_of(name) == "procedures" and name.rpartition(".")[2] in PURE]
)
def test_the_judging_files_are_pure(module: str) -> None:
    """Models, states, figures, rules, reports, forms and clocks: no Click, no store, no disk, no clock."""
    wrong = [
        f"{modules()[module]}:{line} imports {name}"
        for line, name in imports(module)
        if any(name == impure or name.startswith(impure + ".") for impure in IMPURE_MODULES)
    ]
    wrong += [
        f"{modules()[module]}:{line} calls {name}"
        for line, name in calls(modules()[module])
        if name in ("open", "print", "input") or name.rpartition(".")[2] in CLOCK_CALLS
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_files_and_functions_stay_small() -> None:
    """A file has at most 250 lines, a function 40, and nobody counts more than eight positional arguments."""
    wrong = []
    for path in modules().values():
        lines = len(source(path).splitlines())
        if lines > FILE_LINES:
            wrong.append(f"{path}: {lines} lines")
        for function in functions(path):
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            positional = len(function.args.posonlyargs) + len(function.args.args)
            if length > FUNCTION_LINES:
                wrong.append(f"{path}:{function.lineno} {function.name}: {length} lines")
            if positional > POSITIONAL:
                wrong.append(f"{path}:{function.lineno} {function.name}: {positional} positional arguments")
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_model_declares_words() -> None:
    """Lists and pages load the states of a procedure, not its models: words declared there would be shown as codes."""
    models = {path for module, path in modules().items() if module.rpartition(".")[2].endswith("model")}
    wrong = [
        f"{path}:{line} {name}"
        for path in sorted(models)
        for line, name in calls(path)
        if name in ("vocabulary", "extend")
    ]
    assert models and not wrong, "\n" + "\n".join(wrong)


def test_only_store_sheets_and_paper_touch_the_disk() -> None:
    """Files are opened, replaced and made in the layers for that; core and manual read the package's own data."""
    os_calls = ("open", "fdopen", "replace", "rename", "makedirs", "mkdir", "remove", "unlink", "rmdir")
    disk = {"open", *(f"os.{call}" for call in os_calls)}
    wrong = []
    for module, path in modules().items():
        allowed = set(disk) if layer_of(module) in ("store", "sheets", "paper") else set()
        if module in ("cspm.core.language", "cspm.manual"):
            allowed = {"open"}  # the catalogue and the table of rules, which lie in the package
        wrong += [
            f"{path}:{line} calls {name}"
            for line, name in calls(path)
            if name in disk - allowed and not devnull(path, line)
        ]
    assert not wrong, "\n" + "\n".join(wrong)


def devnull(path: str, line: int) -> bool:
    """Whether the call in that line is about the null device, which is no file."""
    return "os.devnull" in source(path).splitlines()[line - 1]


def test_only_the_entry_point_reads_clock_and_environment() -> None:
    """`--now` and tests decide what time it is; settings are handed in, not looked up."""
    wrong = []
    for module, path in modules().items():
        if module == "cspm.cli":
            continue
        wrong += [f"{path}:{line} calls {name}" for line, name in calls(path) if is_clock(name)]
        wrong += [
            f"{path}:{node.lineno} reads the environment"
            for node in ast.walk(tree(path))
            if isinstance(node, (ast.Attribute, ast.Name))
            if ast.unparse(node) in ("os.environ", "os.getenv", "environ")
        ]
    assert not wrong, "\n" + "\n".join(wrong)


def is_clock(name: str) -> bool:
    """Whether a call asks what time it is; a stop-watch (`time.monotonic`) does not."""
    owner, _, last = name.rpartition(".")
    return name == "time.time" or (last in CLOCK_CALLS and owner.rpartition(".")[2] in ("datetime", "date", "time"))


def test_no_slow_or_replaced_library_is_imported() -> None:
    """dataclasses, logging, pathlib and tempfile cost start-up time: no module imports them as it loads, and only files
    that are read in (which are spooled while they are checked) use tempfile at all."""
    wrong = [
        f"{modules()[module]}:{line} imports {name}"
        for module in modules()
        for line, name in imports(module)
        if name.split(".")[0] in UNWANTED and not (layer_of(module) == "sheets" and in_function(module, line))
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def in_function(module: str, line: int) -> bool:
    """Whether a line of a module lies within a function."""
    functions = (node for node in ast.walk(tree(modules()[module])) if isinstance(node, ast.FunctionDef))
    return any(node.lineno < line <= (node.end_lineno or 0) for node in functions)


def imported_by(*args: str, store: str, cache_folder: str) -> set[str]:
    """The modules that a fresh `cspm ARGS` imports."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": CHECKOUT,
        "CSPM_STORE": store,
        "CSPM_LANG": "en",
        "CSPM_ACTOR": "csc_manager",
        "XDG_CACHE_HOME": cache_folder,
    }
    command = [sys.executable, "-X", "importtime", "-m", "cspm", *args]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


def test_version_loads_nothing_heavy(root: str, tmp_path: Any) -> None:
    """`cspm --version` imports neither pydantic nor sqlite3."""
    loaded = imported_by("--version", store=root, cache_folder=str(tmp_path / "cache"))
    assert "cspm.cli" in loaded
    assert loaded & {"pydantic", "sqlite3", "tabulate", "json"} == set()


READS = ("list", "list --json", "show 1 --json", "search tap", "staff list --json", "staff show tech1 --json")


@pytest.mark.parametrize("line", READS)
def test_reading_loads_neither_models_nor_tables(line: str, root: str, tmp_path: Any, run: Callable[..., Any]) -> None:
    """Lists and `show --json` answer from index and file: no pydantic, no tabulate."""
    run("create", "the tap drips", "--unit", "3-2-1501")
    run("list")
    loaded = imported_by(*line.split(), store=root, cache_folder=str(tmp_path / "cache"))
    assert loaded & {"pydantic", "tabulate", "dataclasses", "logging"} == set()


def verbs(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """A command, or every verb of a group, with the words that call it."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    ctx = click.Context(command)
    for verb in command.list_commands(ctx):
        found = command.get_command(ctx, verb)
        assert found is not None, f"{name} {verb} does not load"
        yield from verbs(f"{name} {verb}", found)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_loads_with_help_and_json(name: str, run: Callable[..., Any]) -> None:
    """Every command of the register loads, explains itself, and gives its result as JSON."""
    from cspm.core.kinds import load

    entry = COMMANDS[name]
    command = load(entry.path)
    assert isinstance(command, click.Command)
    assert entry.help.strip()
    for words, verb in verbs(name, command):
        assert (
            words in run(*words.split(), "--help").stdout.replace("\n", " ")
            or "Usage" in run(*words.split(), "--help").stdout
        )
        if hasattr(verb, "target"):
            continue  # another command under a second name, looked at under its first
        assert paragraphs(verb.help or ""), f"{words} has no help"
        assert any("--json" in param.opts for param in verb.params), f"{words} has no --json"
