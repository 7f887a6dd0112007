"""P18 to P23: clocks that jump, other formats, hostile input, Ctrl-C, SIGTERM, a reader of the pipe who goes away."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from cspm.store import layout
from tests.reliability.engine import BLEW_UP, ENDED, Outcome, Place, Run, Work, command, done, spawned, spread
from tests.reliability.loader import load
from tests.reliability.results import Asked, Reached, reached
from tests.reliability.scenes import LONG, SCENES, ends, write
from tests.reliability.verifying import verify

HANGS_AFTER = 30
CHILDREN = 40
"""So many hostile inputs are tried on one store before it is copied anew."""


def _jumped(days: float) -> Work:
    """The machine's clock is so many days off."""

    def act() -> None:
        from cspm import cli

        class Clock(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> Any:
                return datetime.now(tz) + timedelta(days=days)

        setattr(cli, "datetime", Clock)  # noqa: B010 - a class in place of a class is no assignment that types allow

    return act


def clocks(asked: Asked) -> Reached:
    """P18: the clock jumps forth and back between commands: none is refused for it, and revisions run on."""
    random, faults = Random(asked.seed), []
    place = asked.ground.place("clock")
    count = asked.size(20, 200)
    before = load(place.root).of("tickets")["T-202503-0001"]["revision"]
    for turn in range(count):
        days = random.choice([0, random.uniform(-400, 400), random.uniform(-0.1, 0.1), 20_000 * (turn % 7 == 6)])
        act = _jumped(days)
        for words in (("materials", "T-202503-0001", "--take", "tap:1"), ("create", f"jump {turn}"), ("list", "-q")):
            outcome = command(place, *words, now=None, act=act)
            faults += [f"refused: {days:.2f} days: {' '.join(words)}: {outcome}"] if outcome.code else []
    loaded = load(place.root)
    faults += loaded.problems
    if loaded.of("tickets")["T-202503-0001"]["revision"] != before + count:
        faults.append("lost: revisions are missing")
    checked = command(place, "check")
    faults += [f"check: {checked.out}"] if checked.code else []
    shutil.rmtree(place.path)
    return reached(f"{count} jumps, seed {asked.seed}", faults)


def formats(asked: Asked) -> Reached:
    """P19: a store without a format number opens and is written; one of a newer cspm is refused in one line, unchanged."""
    faults = []
    with asked.ground.trial("format") as place:
        os.unlink(f"{place.root}/.cspm/FORMAT")
        outcome = command(place, "create", "in an older store")
        faults += [f"older: {outcome}"] if outcome.code else []
        for text in (f"{layout.FORMAT + 1}\n", "99\n", "x\n", ""):
            write(f"{place.root}/.cspm/FORMAT", text)
            before = tree(place)
            for words in (("list",), ("create", "x"), ("check",), ("import", "rows.csv", "--as", "tickets")):
                outcome = command(place, *words)
                lines = len(outcome.err.strip().splitlines())
                if outcome.code != 26 or lines != 1 or tree(place) != before or outcome.traceback:
                    faults.append(f"newer {text!r}: {' '.join(words)}: {outcome} in {lines} lines")
    return reached("4 newer, 1 older", faults)


def tree(place: Place) -> dict[str, bytes]:
    """Every byte of the record folder, but for the lock's own file."""
    found = {}
    for folder, _, names in os.walk(place.root):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and not path.endswith(".cspm/lock"):
                with open(path, "rb") as file:
                    found[path] = file.read()
    return found


NASTY: tuple[Callable[[Random], str], ...] = (
    lambda random: "",
    lambda random: " \t ",
    lambda random: "-" * random.randint(1, 3),
    lambda random: "../" * random.randint(1, 9) + "etc/passwd",
    lambda random: "/dev/full",
    lambda random: "x" * random.choice([255, 4096, 100_000]),
    lambda random: "".join(chr(random.choice([*range(1, 32), 127, 0x85, 0x2028])) for _ in range(9)),
    lambda random: "".join(chr(random.randint(0x80, 0x10FFFF)) for _ in range(9)).encode("utf-8", "replace").decode(),
    lambda random: os.fsdecode(bytes(random.randint(128, 255) for _ in range(5))),
    lambda random: "\u202e\u200f\ufeff漏水\U0001f6b0",
    lambda random: "{id} {0} %s %n $(id) `id` ${HOME} \\x00",
    lambda random: "'; DROP TABLE tickets; --",
    lambda random: random.choice(["NaN", "Infinity", "-1", "1e999", "9" * 400, "٣", "0x10", "1_000", "-0", "½"]),
    lambda random: random.choice(["2025-02-30", "25:99", "0000-00-00", "9999-12-31 23:59", "明天", "tomorrow 99:00"]),
    lambda random: random.choice(["T-202503-0001", "1", "t-1", "T-999999-9999", "T-202503-0001\n", "T-202503-１"]),
    lambda random: random.choice(["C1", "b1", "A1", "technician", "2025-02", "C1-2025-02", "I-202502-0001.1"]),
    lambda random: random.choice(["text=", "=", "history=[]", "id=x", "revision=7", "unit=1-1-1", "state=closed"]),
    lambda random: random.choice(["state:open", "unit:", ":", "received:2025-13", "due:past", "no:assignee", "(", '"']),
)


def _options(words: tuple[str, ...], cache: dict[tuple[str, ...], list[str]]) -> list[str]:
    """The long options of a command, as it knows them itself."""
    if words not in cache:
        import click

        from cspm.cli import cspm

        node: Any = cspm
        context = click.Context(cspm)
        for word in words:
            node = node.get_command(context, word)
        cache[words] = [name for one in node.params for name in one.opts if name.startswith("--")]
    return cache[words]


def _commands() -> list[tuple[str, ...]]:
    """Every command and every command of a group."""
    import click

    from cspm.cli import cspm

    context = click.Context(cspm)
    found: list[tuple[str, ...]] = []
    for name in cspm.list_commands(context):
        node = cspm.get_command(context, name)
        inner = node.list_commands(context) if isinstance(node, click.Group) else []
        found += [(name, *([one] if one else [])) for one in inner or [""]]
    return [words for words in found if words[0] != "demo"]


def line(random: Random, commands: list[tuple[str, ...]], cache: dict[tuple[str, ...], list[str]]) -> list[str]:
    """A command line that nobody should type. One word is the record: several are changes of their own."""
    words = random.choice(commands)
    said = [*words]
    if random.random() < 0.9:
        said.append(random.choice(NASTY)(random))
    if random.random() < 0.3 and words[0] in ("amend", "complaint", "appoint", "promise", "reply"):
        said.append(random.choice(NASTY)(random))
    for _ in range(random.choice([0, 1, 1, 2, 3])):
        said += [random.choice(_options(words, cache) or ["--x"]), random.choice(NASTY)(random)]
    if random.random() < 0.1:
        said = [random.choice(["--now", "--actor", "--lang", "--store"]), random.choice(NASTY)(random), *said]
    return [word.replace("\0", "") for word in said]


def hostile(asked: Asked) -> Reached:
    """P20: any words, any input: no traceback, no hang, and what is refused has changed nothing."""
    wanted = asked.size(200, 2000, least=CHILDREN)
    lots = [f"{asked.seed} {start}" for start in range(0, wanted, CHILDREN)]
    faults = [
        fault for some in spread([partial(_hostile_lot, asked, seed) for seed in lots], asked.workers) for fault in some
    ]
    return reached(
        f"{len(lots) * CHILDREN} inputs and {len(FILES)} files, seed {asked.seed}", [*faults, *_files(asked)]
    )


def _hostile_lot(asked: Asked, seed: str) -> list[str]:
    random, faults, cache = Random(seed), [], dict[tuple[str, ...], list[str]]()
    commands = _commands()
    with asked.ground.trial("hostile") as place:
        for _ in range(CHILDREN):
            said = line(random, commands, cache)
            stdin = random.choice([b"", random.randbytes(50), b"y\n" * 9, b"\xff\xfe\n"])
            before = tree(place)
            outcome = command(
                place, *said, stdin=stdin, timeout=HANGS_AFTER, actor=random.choice(["csc_manager", "site_admin"])
            )
            shown = " ".join(word[:60] for word in said)
            if outcome.traceback:
                faults.append(f"traceback: {shown!r}: {outcome} {_log(place)}")
            if outcome.code not in (0, 1) and tree(place) != before:
                faults.append(f"changed: {shown!r}: {outcome}")
        faults += [f"the files: {one}" for one in load(place.root).problems]
    return faults


def _log(place: Place) -> str:
    """The last lines of the newest bug log."""
    folder = place / "state/cspm"
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    if not names:
        return ""
    with open(os.path.join(folder, names[-1]), encoding="utf-8") as file:
        return file.read()[-500:]


HEAD = b"text,received_at\n"
FILES: dict[str, bytes] = {
    "empty.csv": b"",
    "blank.csv": b"\n\n\n",
    "nul.csv": HEAD + b"a\0b,2025-03-01 10:00\n",
    "noise.csv": bytes(range(256)) * 40,
    "wide.csv": HEAD + b"," * 100_000,
    "long.csv": HEAD + b"x" * 3_000_000 + b",2025-03-01 10:00\n",
    "quote.csv": HEAD + b'"never closed,2025-03-01 10:00\n' * 3,
    "formula.csv": HEAD + b"\"=cmd|' /C calc'!A0\",2025-03-01 10:00\n",
    "twice.csv": b"text,text,received_at\na,b,2025-03-01 10:00\n",
    "utf16.csv": "text,received_at\na,2025-03-01 10:00\n".encode("utf-16"),
    "half.csv": HEAD + "漏水".encode()[:4] + b",2025-03-01 10:00\n",
    "zip.xlsx": b"PK\x03\x04" + b"\0" * 200,
    "noise.xlsx": bytes(range(256)) * 40,
    "deep.jsonl": b"[" * 100_000 + b"\n",
    "kinds.jsonl": b'{"text": [1], "received_at": {}}\n{"text": NaN}\nnull\n1\n',
    "huge.jsonl": b'{"text": "a", "received_at": ' + b"9" * 5000 + b"}\n",
    "surrogate.jsonl": b'{"text": "\\ud800", "received_at": "2025-03-01 10:00"}\n',
}


def _files(asked: Asked) -> list[str]:
    faults = []
    for name, data in FILES.items():
        with asked.ground.trial("file") as place:
            write(place / name, data)
            for words in (("import", name, "--as", "tickets"), ("restore", name, "there")):
                before = tree(place)
                outcome = command(place, *words, timeout=HANGS_AFTER)
                changed = tree(place) != before
                if outcome.traceback or (outcome.code not in (0, 1, 25) and changed):
                    faults.append(f"{words[0]} {name}: {outcome} {_log(place)}")
            faults += [f"{name}: {one}" for one in load(place.root).problems]
    return faults


def interrupted(asked: Asked, number: int, code: int) -> list[str]:
    """A signal at any moment: the command ends with its code or has done its work; no traceback, nothing half done."""
    random, faults = Random(asked.seed), []
    made = [ends(asked.ground, scene) for scene in (LONG, SCENES["create"], SCENES["standard"])]
    for turn in range(asked.size(15, 200, least=6)):
        one = made[turn % 3]
        with asked.ground.trial("signal", one.ready) as place:
            life = 0.4 if turn % 3 == 0 else 0.1
            run = Run(place, *one.scene.words, actor=one.scene.actor)
            run.read(run.began + random.uniform(0.01, life))
            run.send(number)
            outcome = run.end(HANGS_AFTER)
            if outcome.code == BLEW_UP and "in main" not in outcome.err:
                continue  # it met the child before or after the program's own code
            if outcome.code not in (0, code) or outcome.traceback:
                faults.append(f"{one.scene.name}: {outcome} {outcome.err[-400:]}")
            faults += [f"{one.scene.name}: {fault}" for fault in verify(place, one, acknowledged=outcome.code == 0)]
    return faults


def ctrl_c(asked: Asked) -> Reached:
    """P21: Ctrl-C at any moment, also in a real interpreter on its way up."""
    faults = interrupted(asked, signal.SIGINT, 130)
    for turn in range(asked.size(4, 30, least=2)):
        with asked.ground.trial("signal") as place:
            outcome = spawned(place, "list", after=0.15 + turn * 0.02, number=signal.SIGINT)
            starting = "KeyboardInterrupt" in outcome.err and "in main" not in outcome.err  # Python's own way up
            if outcome.hung or not (starting or outcome.code in (0, 130, -2)):
                faults.append(f"list: {outcome}")
    return reached(f"seed {asked.seed}", faults)


def terminated(asked: Asked) -> Reached:
    """P22: SIGTERM at any moment."""
    return reached(f"seed {asked.seed}", interrupted(asked, signal.SIGTERM, ENDED))


def broken_pipes(asked: Asked) -> Reached:
    """P23: whoever reads the output goes away: not a word, no hang, and a change that stands."""
    faults = []
    with asked.ground.trial("pipe") as place:
        write(place / "many.csv", "text,received_at\n" + "x" * 50 + ",2025-03-01 10:00\n")
        for words in (
            ("list", "--all"),
            ("list", "--json"),
            ("export", "tickets", "-o", "csv"),
            ("--help",),
            ("create", "x"),
        ):
            reading, writing = os.pipe()
            os.close(reading)
            outcome = command(place, *words, stdout=writing)
            os.close(writing)
            faults += _quiet(words, outcome)
        faults += _quiet(("list | head",), spawned(place, "list", "--all", pipe="| head -n 1"))
        done(place, "list")
        if "x" not in load(place.root).by_text():
            faults.append("create: not there")
    return reached("6 commands", faults)


def _quiet(words: tuple[str, ...], outcome: Outcome) -> list[str]:
    return [f"{' '.join(words)}: {outcome}"] if outcome.code != 0 or outcome.err or outcome.traceback else []
