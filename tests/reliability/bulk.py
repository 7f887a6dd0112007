"""P5: what writes many records at once is there as a whole or not at all, at every look, also when it is killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from functools import partial
from random import Random

from tests.reliability.engine import Place, Run, command, sample, spread
from tests.reliability.results import Asked, Reached, reached
from tests.reliability.scenes import LONG, SCENES, Scene, ends
from tests.reliability.verifying import verify

MANY = 200
CHANGES = ("dispatch two", "cancel two", "link", "imports undo", "standard", "draft", "approve")
"""Commands that change several records, or one and what it is made of: a settlement with its approval."""


def all_or_nothing(asked: Asked) -> Reached:
    """P5: readers beside an import, bulk changes and a settlement that are killed: none or all of it, never less later."""
    kills, each = asked.size(12, 200), asked.size(2, 25)
    names = sample(Random(asked.seed), CHANGES, len(CHANGES) if asked.release else 3)
    changes = [SCENES[name] for name in names if not SCENES[name].steps]
    jobs = [partial(imports, asked, kills), *(partial(killed, asked, scene, each) for scene in changes)]
    found = spread(jobs, asked.workers)
    faults = [fault for _, some in found for fault in some]
    others = sum(looks for looks, _ in found[1:])
    said = f"{found[0][0]} looks at {kills} imports of {MANY}, {others} at {each} x {len(changes)} bulk changes"
    return reached(said, faults)


def imports(asked: Asked, kills: int) -> tuple[int, list[str]]:
    """Imports killed at some moment: how often readers looked, and the faults."""
    return _killed(asked, LONG, kills, _how_many, (0, MANY))


def killed(asked: Asked, scene: Scene, kills: int) -> tuple[int, list[str]]:
    """The same of a command, by what its view shows."""
    return _killed(asked, scene, kills, partial(_shown, scene), None)


def _how_many(place: Place) -> object:
    return command(place, "list", "--all", "--json").out.count('"manyr')


def _shown(scene: Scene, place: Place) -> object:
    return command(place, *scene.view).out


def _killed(
    asked: Asked, scene: Scene, kills: int, look: Callable[[Place], object], wanted: tuple[object, object] | None
) -> tuple[int, list[str]]:
    random, faults, looks = Random(f"{asked.seed} {scene.name}"), [], 0
    made = ends(asked.ground, scene)
    before, after = wanted or made.shown
    with asked.ground.trial("time", made.ready) as place:
        life = scene.start(place).seconds
    for _ in range(kills):
        with asked.ground.trial("readers", made.ready) as place:
            run = Run(place, *scene.words, actor=scene.actor)
            seen = watch(place, run, run.began + random.uniform(0.3, 1.1) * life, look)
            looks += len(seen)
            faults += [f"{scene.name}: {one}" for one in [*_torn(seen, before, after), *verify(place, made)]]
    return looks, faults


def _torn(seen: Sequence[object], before: object, after: object) -> list[str]:
    """Looks that saw a part, or less than one before them."""
    if any(one not in (before, after) for one in seen):
        return [f"partial: readers saw {[str(one)[-200:] for one in seen if one not in (before, after)]}"]
    late = [one == after for one in seen]
    return [] if before == after or late == sorted(late) else ["older: readers saw it, and then not"]


def watch(place: Place, run: Run, stop: float, look: Callable[[Place], object]) -> list[object]:
    """What readers see, one look after the other, until after the command's death at that moment.

    A process of its own kills it, for a reader may wait for what the command is doing.
    """
    killer = os.fork()
    if killer == 0:
        time.sleep(max(0.0, stop - time.monotonic()))
        run.send(signal.SIGKILL)
        os._exit(0)
    seen = [look(place)]
    while not run.read(time.monotonic() + 0.001):
        seen.append(look(place))
    os.waitpid(killer, 0)
    run.end()
    seen.append(look(place))
    return seen
