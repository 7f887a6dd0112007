"""The example store of the present format: `python -m tools.fixture [--again]`.

Writes `tests/store/formats/<format>/`: a small site that the present code has filled through its own commands, with every
kind, every field and a seal. From then on a test opens it with every later cspm. A format that is out in the world is never
written again; `--again` is for one that is not yet.
"""

from __future__ import annotations

import os
import shutil
import sys
from datetime import datetime, tzinfo
from typing import Any

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FORMATS = os.path.join(HERE, "tests", "store", "formats")
CLOCK = "2026-{day}T{time}:00+08:00"

LIVES = os.path.join(HERE, "tools", "lives")
"""What happens at the site, a file for each part of it: day, time and actor, then the command; sorted by time."""


class Clock(datetime):
    """A clock that stands still between two commands, so that the same code writes the same bytes."""

    moment = ""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        """The moment of the line that runs."""
        return datetime.fromisoformat(cls.moment).astimezone(tz)


def lives() -> list[str]:
    """The lines of all files in the order of their times; within a moment in the order of the files."""
    found = []
    for name in sorted(os.listdir(LIVES)):
        with open(os.path.join(LIVES, name), encoding="utf-8") as file:
            found += [line for line in file.read().splitlines() if line]
    return sorted(found, key=lambda line: line.split()[:2])


def build(root: str, cache: str) -> None:
    """The store in a new folder, by running the commands of LIVES. Raises SystemExit when one fails."""
    from cspm import cli
    from cspm.store.site_file import new_site

    os.environ.update(XDG_CACHE_HOME=cache, CSPM_STORE=root, CSPM_LANG="zh")
    vars(cli).update(datetime=Clock, os_user=lambda environment: "desk")
    new_site(root, name="样例小区", timezone="Asia/Shanghai", profile="dtz", store_id="fixture", language="zh")
    rows = os.path.join(os.path.dirname(root), "rows.csv")
    with open(rows, "w", encoding="utf-8") as file:
        file.write("id,owner\n3-2-1502,刘先生\n")
    schedule = os.path.join(os.path.dirname(root), "schedule.toml")
    with open(schedule, "w", encoding="utf-8") as file:
        file.write('minor = "60"\nrepeat_factors = ["1", "2"]\n')
    for line in lives():
        head, _, command = line.partition("|")
        day, time, actor = head.split()
        Clock.moment = CLOCK.format(day=day, time=time)
        words = [word.format(rows=rows, schedule=schedule) for word in command.split()]
        ran(cli.cspm, words, "" if actor == "-" else actor)


def ran(command: Any, words: list[str], actor: str) -> None:
    """Run one command; its exit code must be 0."""
    os.environ["CSPM_ACTOR"] = actor
    try:
        command.main(words, "cspm")
    except SystemExit as done:
        if done.code:
            raise SystemExit(f"cspm {' '.join(words)}: exit {done.code}") from done


def main() -> int:
    """Make the present format's store, or say why not."""
    from tempfile import TemporaryDirectory

    from cspm.store.layout import FORMAT

    target = os.path.join(FORMATS, str(FORMAT))
    if os.path.exists(target) and "--again" not in sys.argv[1:]:
        print(
            f"{target} is there. Raise FORMAT in cspm/store/layout.py first; --again if format {FORMAT} is not out yet."
        )
        return 1
    with TemporaryDirectory(prefix="fmt-") as folder:
        root = os.path.join(folder, "records")
        build(root, os.path.join(folder, "cache"))
        os.unlink(os.path.join(root, ".cspm", "lock"))  # of a moment, like the folders beside it
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(root, target, ignore=shutil.ignore_patterns("tmp", "journal", "quarantine", "numbers"))
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
