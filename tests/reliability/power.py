"""P3: the power goes at any moment of any writing command, and again while the next one tidies up."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from random import Random
from typing import Any

from tests.reliability.engine import Place, Work, command, sample, spread
from tests.reliability.modelled import Call, Model, State
from tests.reliability.results import Asked, Reached, reached
from tests.reliability.scenes import PROBE, SCENES, Ends, Scene, ends, ready
from tests.reliability.verifying import verify

FIRST = "acknowledged before"
IN_CI, NESTED = 8, 3
TWICE = 0.05
"""Of a release's many states with something to tidy up, so many are cut off again."""
INPUTS = ("rows.csv", "backup.tar")


def recording(path: str, left_out: Collection[str] = ()) -> Work:
    """Every call goes to a tape, with its bytes; those left out are neither made nor recorded (a planted fault)."""

    def start() -> None:
        from cspm.store import disk

        tape = open(path, "ab", buffering=0)  # noqa: SIM115 - until the process ends
        paths: dict[int, str] = {}

        def call(name: str, original: Callable[..., Any], *args: Any) -> Any:
            if name in left_out:
                return None
            result = original(*args)
            if name.startswith("open"):
                paths[result] = args[0]
            if name not in ("chmod", "fchmod"):
                tape.write(pickle.dumps(_noted(name, args, paths)))
            return result

        for name in disk.CALLS:
            setattr(disk, name, partial(call, name, getattr(disk, name)))

    return start


def _noted(name: str, args: tuple[Any, ...], paths: dict[int, str]) -> Call:
    place = paths[args[0]] if isinstance(args[0], int) else str(args[0])
    if name in ("write", "pwrite"):
        return Call(name, place, data=bytes(args[1]), offset=args[2] if len(args) > 2 else 0)
    return Call(name, place, target=args[1] if name == "rename" else "")


def played(path: str) -> Iterator[Call]:
    """The calls of a tape."""
    with open(path, "rb") as file:
        while file.peek(1):
            yield pickle.load(file)


def ours(name: str) -> bool:
    """The record folder, and what a restore builds beside it."""
    return name == "records" or name.startswith(".records")


def taped(asked: Asked, scene: Scene, left_out: Collection[str] = ()) -> tuple[Model, int, Ends]:
    """A command recorded on a model of the disk, after another whose last traces may still be lost; where it begins."""
    place = ready(asked.ground, scene)
    model = Model(place.path, ours)
    tape = place / "tape"
    if not scene.elsewhere:
        command(place, "create", FIRST, act=recording(tape, left_out))
        for call in played(tape):
            model.play(call)
    begins = model.calls
    made = ends(asked.ground, scene, asked.ground.place("made", place))
    written = os.path.getsize(tape) if os.path.exists(tape) else 0
    outcome = scene.start(place, recording(tape, left_out))
    if outcome.code != scene.code:
        raise RuntimeError(f"{scene.name}: {outcome}")
    with open(tape, "rb") as file:
        file.seek(written)
        while file.peek(1):
            model.play(pickle.load(file))
    return model, begins, made


def states_of(model: Model, begins: int, random: Random, *, most: int | None = None, extra: int = 2) -> list[State]:
    """Distinct states after a cut in the command, all or so many; of equal trees the latest, as most was said by then."""
    plans = list(model.plans(begins, random, extra))
    if most is not None:
        plans = sample(random, plans, 3 * most)
    found: dict[str, State] = {}
    for cut, chosen in plans:
        state = model.state(cut, chosen)
        found[state.digest] = state
    return list(found.values()) if most is None else sample(random, list(found.values()), most)


def cuts_of_scene(asked: Asked, name: str, left_out: Collection[str] = ()) -> tuple[int, list[str]]:
    """How many states of one command were tried, and the faults."""
    random = Random(f"{asked.seed} {name}")
    model, begins, made = taped(asked, SCENES[name], left_out)
    most = None if asked.release and asked.scale >= 1 else asked.size(IN_CI, 400, least=4)
    states = states_of(model, begins, random, most=most, extra=asked.size(2, 8))
    faults, count = [], 0
    for turn, state in enumerate(states):
        last = state.cut == model.calls
        thorough = turn % 4 == 0
        with laid_out(asked, made, state) as place:
            twice = _unfinished(place) and (not asked.release or random.random() < TWICE)
            found = _again(asked, place, made, random, last=last) if twice else []
            count += 1 + len(found)
            faults += [
                f"{name}, cut after call {state.cut}, then in the recovery: {one}" for some in found for one in some
            ]
            for one in verify(place, made, acknowledged=last, thorough=thorough):
                faults.append(f"{name}, cut after call {state.cut} of {begins}-{model.calls}: {one}")
    return count, faults


@contextmanager
def laid_out(asked: Asked, made: Ends, state: State) -> Iterator[Place]:
    """A state in a folder of its own, removed afterwards."""
    with asked.ground.empty("state") as place:
        state.lay_out(place.path)
        for name in INPUTS:
            if os.path.exists(made.ready / name):
                shutil.copy(made.ready / name, place / name)
        yield place


def _unfinished(place: Place) -> bool:
    """Whether a command has something to tidy up here."""
    return os.path.lexists(f"{place.root}/.cspm/journal/commit")


def _again(asked: Asked, place: Place, made: Ends, random: Random, *, last: bool) -> list[list[str]]:
    """The power goes a second time, in the command after the first cut; the faults of each state tried."""
    with asked.ground.trial("again", place) as other:
        model = Model(other.path, ours)
        command(other, "create", PROBE, act=recording(other / "tape"))
        for call in played(other / "tape"):
            model.play(call)
    found = []
    for state in states_of(model, 1, random, most=asked.size(NESTED, 10, least=2)):
        with laid_out(asked, made, state) as nested:
            found.append(verify(nested, made, acknowledged=last, thorough=False))
    return found


def power_cuts(asked: Asked) -> Reached:
    """P3 of every writing command."""
    found = spread([partial(cuts_of_scene, asked, name) for name in SCENES], asked.workers)
    faults = [fault for _, some in found for fault in some]
    return reached(f"{sum(count for count, _ in found)} states of {len(SCENES)} commands, seed {asked.seed}", faults)
