"""P1, P2, P6: kill -9 at random moments of many at once, and at every single call of every writing command."""

from __future__ import annotations

import shutil
import statistics
from functools import partial
from random import Random
from typing import NamedTuple

from tests.reliability.calls import calls_of, dying, dying_from
from tests.reliability.engine import (
    KILLED,
    NEXT_WITHIN,
    Outcome,
    Place,
    command,
    done,
    sample,
    shot,
    spawned,
    spread,
    together,
)
from tests.reliability.loader import Loaded, load, progress, taps
from tests.reliability.results import Asked, Reached, reached
from tests.reliability.scenes import COMPLAINT, SCENES, SHARED, Ends, ends, rows, write
from tests.reliability.verifying import verify

WORKERS, LOT, FRESH = 3, 25, 400
DEEDS = ("create", "take", "progress", "import")


class Deed(NamedTuple):
    """One command of a worker: what it was to write, whether it said that it had, how it ended."""

    name: str
    token: str
    target: str
    many: int
    said: bool
    outcome: Outcome


def words_of(name: str, token: str, target: str, count: int, place: Place) -> tuple[str, ...]:
    """The command line of a deed; an import's file is written first."""
    if name == "import":
        write(place / f"{token}.csv", rows(token, count))
        return ("import", f"{token}.csv", "--as", "tickets", "--batch", token)
    return {
        "create": ("create", token, "--unit", "1-1-101"),
        "take": ("materials", target, "--take", "tap:1"),
        "progress": ("complaint", "progress", COMPLAINT, token),
    }[name]


def lives(place: Place) -> dict[str, float]:
    """How long each deed takes undisturbed, in this place."""
    found = {}
    for name in DEEDS:
        words = [words_of(name, f"life{name}{turn}", SHARED[0], 3, place) for turn in range(3)]
        found[name] = statistics.median(done(place, *one).seconds for one in words)
    return found


def deeds(place: Place, seed: str, count: int, life: dict[str, float]) -> list[Deed]:
    """A worker: one command after the other, most of them killed at some moment of their life."""
    random = Random(seed)
    found = []
    for turn in range(count):
        name, token, target = random.choice(DEEDS), f"t{seed}x{turn}", random.choice(SHARED)
        many = random.randint(2, 6)
        words = words_of(name, token, target, many, place)
        share = random.uniform(0, 1.3) if random.random() < 0.93 else 60
        outcome = shot(place, *words, after=share * life[name] * (1 + WORKERS / 4))
        found.append(Deed(name, token, target, many, outcome.code == 0 or bool(outcome.out.strip()), outcome))
    return found


def judged(loaded: Loaded, history: list[Deed], base: dict[str, int]) -> list[str]:
    """What the files lack or have twice of all that was done in a store since its beginning."""
    faults = [f"the files: {problem}" for problem in loaded.problems]
    texts, tickets = loaded.by_text(), loaded.of("tickets")
    gone = [one for one in (COMPLAINT, *SHARED) if one not in tickets]
    if gone:
        return [*faults, f"lost: {', '.join(gone)}"]
    told = progress(tickets[COMPLAINT])
    for deed in history:
        faults += _of_deed(deed, texts, told)
    for target in SHARED:
        mine = [deed for deed in history if deed.name == "take" and deed.target == target]
        found = taps(tickets[target]) - base[target]
        if not sum(deed.said for deed in mine) <= found <= len(mine):
            faults.append(f"counter: {target} has {found}, {sum(deed.said for deed in mine)} said of {len(mine)}")
    return faults


def _of_deed(deed: Deed, texts: dict[str, list[str]], told: list[str]) -> list[str]:
    name = f"{deed.name} {deed.token}"
    if deed.outcome.traceback or deed.outcome.code not in (0, KILLED):
        return [f"blocked: {name}: {deed.outcome}"]
    if deed.name == "take":
        return []
    if deed.name == "progress":
        counts = [told.count(deed.token)]
    elif deed.name == "create":
        counts = [len(texts.get(deed.token, []))]
        number = deed.outcome.out.split(":")[0]
        if deed.said and texts.get(deed.token) != [number]:
            return [f"lost: {name} was said to be {number}, found {texts.get(deed.token)}"]
    else:
        counts = [len(texts.get(f"{deed.token}r{turn}", [])) for turn in range(deed.many)]
    if max(counts) > 1:
        return [f"double: {name}"]
    if deed.said and min(counts) == 0:
        return [f"lost: {name}"]
    return [f"partial: {name} {counts}"] if len(set(counts)) > 1 else []


def kill_loop(asked: Asked) -> Reached:
    """P1: three workers on one store, each command killed at a random moment; then the files, by json alone."""
    wanted = asked.kills or asked.size(1000, 10_000, least=20)
    random, kills, acknowledged, survived = Random(asked.seed), 0, 0, 0
    faults: list[str] = []
    place, history, base, life = _fresh(asked)
    while kills < wanted and len(faults) < 20:
        seeds = [f"{random.randrange(1 << 30)}w{turn}" for turn in range(WORKERS)]
        lot = [deed for some in together([partial(deeds, place, seed, LOT, life) for seed in seeds]) for deed in some]
        history += lot
        kills += sum(deed.outcome.code == KILLED for deed in lot)
        acknowledged += sum(deed.said for deed in lot)
        survived += sum(deed.said and deed.outcome.code == KILLED for deed in lot)
        faults += _after_lot(place, history, base)
        if len(history) > FRESH:
            shutil.rmtree(place.path)
            place, history, base, life = _fresh(asked)
    faults += real_kills(asked)
    figure = f"{kills} kills, {acknowledged} acknowledged ({survived} of them killed after that), seed {asked.seed}"
    return reached(figure, faults)


def _fresh(asked: Asked) -> tuple[Place, list[Deed], dict[str, int], dict[str, float]]:
    place = asked.ground.place("loop")
    life = lives(place)
    tickets = load(place.root).of("tickets")
    return place, [], {target: taps(tickets[target]) for target in SHARED}, life


def _after_lot(place: Place, history: list[Deed], base: dict[str, int]) -> list[str]:
    after = command(place, "create", "after the lot")
    blocked = [f"blocked: the next command: {after}"] if after.code else []
    checked = command(place, "check")
    unsound = [f"check: {checked.out[:300]} {checked}"] if checked.code else []
    return blocked + unsound + judged(load(place.root), history, base)


def real_kills(asked: Asked) -> list[str]:
    """The same with interpreters that start as from a shell."""
    random, faults = Random(asked.seed), []
    place, history, base, _ = _fresh(asked)
    life = {name: spawned(place, *words_of(name, f"real{name}", SHARED[0], 3, place)).seconds for name in DEEDS}
    base = {target: taps(one) for target, one in load(place.root).of("tickets").items() if target in SHARED}
    for turn in range(asked.size(12, 200)):
        name, token = random.choice(DEEDS), f"k{turn}"
        outcome = spawned(
            place, *words_of(name, token, SHARED[0], 3, place), after=random.uniform(0.5, 1.1) * life[name]
        )
        said = outcome.code == 0 or bool(outcome.out.strip())
        history.append(Deed(name, token, SHARED[0], 3, said, outcome))
    faults += _after_lot(place, history, base)
    shutil.rmtree(place.path)
    return faults


def kill_points(asked: Asked) -> Reached:
    """P2: dead before and after every call of every writing command."""
    jobs = [partial(points_of_scene, asked, scene_name) for scene_name in SCENES]
    found = spread(jobs, asked.workers)
    faults = [fault for _, some in found for fault in some]
    return reached(f"{sum(count for count, _ in found)} points of {len(SCENES)} commands", faults)


def points_of_scene(asked: Asked, name: str) -> tuple[int, list[str]]:
    """The points of one command, and the faults found there."""
    random = Random(f"{asked.seed} {name}")
    made = ends(asked.ground, SCENES[name])
    with asked.ground.trial("count", made.ready) as place:
        count = len(calls_of(made.scene, place))
    points = [(turn, after) for turn in range(1, count + 1) for after in (False, True)]
    if not asked.release:  # in CI the end of a call is looked at now and then, and a long command has a sample
        points = sample(random, [point for point in points if not point[1] or random.random() < 0.1], 30)
    faults = []
    points = points[:: max(1, round(1 / asked.scale))]
    for turn, after in points:
        thorough = asked.release or random.random() < 0.3
        with asked.ground.trial("cut", made.ready) as place:
            found = cut(place, made, turn, after=after, thorough=thorough)
        faults += [f"{name}, {'after' if after else 'before'} call {turn}: {one}" for one in found]
    return len(points), faults


def cut(place: Place, made: Ends, turn: int, *, after: bool, thorough: bool) -> list[str]:
    """The command dead at one call."""
    outcome = made.scene.start(place, dying(turn, after=after))
    if outcome.code != KILLED:
        return [f"it lived: {outcome}"]
    return verify(place, made, thorough=thorough)


def next_works(asked: Asked) -> Reached:
    """P6: with thousands of records the command after a crash takes less than a second, also after a cut import."""
    size = asked.size(1000, 10_000, least=50)
    place = asked.ground.place("large")
    write(place / "many.csv", rows("large", size))
    done(place, "import", "many.csv", "--as", "tickets", "--batch", "large", timeout=600)
    write(place / "rows.csv", rows("more", size // 2))
    count = _calls_from_sync(asked, place)
    early = [(f"call {turn}", dying(turn)) for turn in range(2, 8)]
    turns = (1, 2, 3, 4, count // 4, count // 2, *range(count - 6, count + 1))
    late = [(f"call {turn} of {count} from the sync on", dying_from("sync_all", turn)) for turn in turns]
    faults, times = [], []
    for name, death in early + late:
        with asked.ground.trial("next", place) as trial:
            if SCENES["import"].start(trial, death, timeout=600).code != KILLED:
                faults.append(f"{name}: it lived")
            outcome = spawned(trial, "create", "next")
            times.append(outcome.seconds)
            if outcome.code != 0:
                faults.append(f"blocked: {name}: {outcome}")
    if statistics.median(times) > NEXT_WITHIN:
        faults.append(f"slow: {[round(one, 2) for one in times]}")
    shutil.rmtree(place.path)
    figure = (
        f"{len(times)} crashes beside {size} records, median {statistics.median(times):.2f} s, longest {max(times):.2f}"
    )
    return reached(figure, faults)


def _calls_from_sync(asked: Asked, place: Place) -> int:
    """How many calls an import makes from its sync on, when a second process no longer makes some of them."""
    with asked.ground.trial("count", place) as trial:
        names = calls_of(SCENES["import"], trial)
    return len(names) - names.index("sync_all")
