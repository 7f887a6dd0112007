"""What must hold after a crash: readers see all or nothing, the next command just works, the files are sound."""

from __future__ import annotations

import os

from tests.reliability.engine import NEXT_WITHIN, Outcome, Place, command
from tests.reliability.loader import essence, load
from tests.reliability.scenes import Ends, next_command, without_probe

SLOW = 10 * NEXT_WITHIN
"""On a busy machine one command may take long; P6 holds the second itself, by medians."""


def verify(
    place: Place, ends: Ends, *, acknowledged: bool = False, refused: bool = False, thorough: bool = True
) -> list[str]:
    """Faults of a store in which the scene's command was cut off (or was acknowledged, or refused).

    Only a thorough look asks readers before the next command, and `check` after it.
    """
    faults = []
    there = thorough and os.path.exists(f"{place.root}/site.toml")
    shown = command(place, *ends.scene.view) if there else None
    if shown is not None and not ends.scene.steps and shown.out not in ends.shown:
        faults.append(f"readers see a part: {shown}")
    after = _next(place, ends)
    if after.code != 0 or after.seconds > SLOW:
        faults.append(f"the next command: {after} in {after.seconds:.1f} s")
    faults += _files(place, ends, shown=shown, acknowledged=acknowledged, refused=refused)
    checked = command(place, "check") if thorough and ends.scene.code == 0 else None
    if checked is not None and checked.code != 0:
        faults.append(f"check: {checked} {checked.out[:300]}")
    return faults


def _next(place: Place, ends: Ends) -> Outcome:
    """The next command: the same again where there may be no store yet, else a new ticket."""
    if ends.scene.elsewhere:
        again = ends.scene.start(place)
        there = again.code == 21 and os.path.exists(f"{place.root}/site.toml")
        return again._replace(code=0) if there else again
    return next_command(place)


def _files(place: Place, ends: Ends, *, shown: Outcome | None, acknowledged: bool, refused: bool) -> list[str]:
    faults = [f"the files: {one}" for one in load(place.root).problems] if ends.scene.code == 0 else []
    before, after = ends.said
    said = without_probe(essence(place.root))
    if not ends.between(said) or (not ends.scene.steps and said not in (before, after)):
        faults.append(f"half done: {sorted(path for path in said if said[path] != before.get(path))[:5]}")
    elif acknowledged and said != after:
        faults.append(f"lost: acknowledged, and of {sorted(set(after) - set(said))[:5]} or others nothing is there")
    elif refused and said != before:
        faults.append("changed: refused as not written, and it is there")
    distinct = ends.shown[0] != ends.shown[1] and not ends.scene.steps
    if shown is not None and shown.out == ends.shown[1] and distinct and said == before:
        faults.append("older: readers saw the change and it is gone")
    return faults
