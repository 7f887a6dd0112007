"""Memory does not grow with the rows of an import or the records of an index."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

LIMIT, GROWTH = 100 * 1024, (6 + 16) * 1024  # KiB; SQLite keeps up to 16 MiB of pages
PEAK = """
import json, resource, sys
from cspm.cli import main
sys.argv = ["cspm", *sys.argv[1:]]
try:
    main()
finally:
    own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))  # ru_maxrss has our parent's
    print(json.dumps([own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]), file=sys.stderr)
"""


def peaks(root: str, *words: str) -> list[int]:
    """The most memory that a command had, and its second process, in KiB."""
    environment = {
        **os.environ,
        "PYTHONPATH": CHECKOUT,
        "CSPM_STORE": root,
        "CSPM_LANG": "en",
        "CSPM_ACTOR": "csc_manager",
    }
    command = [sys.executable, "-c", PEAK, *words]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=300)
    assert done.returncode in (0, 25), done.stderr
    return list(json.loads(done.stderr.splitlines()[-1]))


def rows(first: int, last: int) -> str:
    """Tickets as csv, one in twenty of them bad, one in twenty twice."""
    lines = ["source_id,received_at,text,unit,channel"]
    for number in range(first, last):
        day = "someday" if number % 20 == 7 else f"2026-10-{number % 28 + 1:02d} 09:30"
        lines.append(f"S{number - (number % 20 == 9)},{day},厨房水龙头漏水 {number},3-2-{number},phone")
    return "\n".join(lines) + "\n"


@pytest.mark.slow
def test_memory_is_bounded(root: str, tmp_path: Path) -> None:
    """Three times as many rows take no more of it, rejected and skipped ones too; nor does building the index."""
    found = []
    for name, first, last in (("small", 0, 4_000), ("large", 4_000, 16_000)):
        file = tmp_path / f"{name}.csv"
        file.write_text(rows(first, last), encoding="utf-8")
        found.append([peaks(root, "import", str(file), "--as", "tickets", "-q"), peaks(root, "reindex")])
    for small, large in zip(*found, strict=True):
        assert max(large) < LIMIT, found
        assert max(large) - max(small) < GROWTH, found
