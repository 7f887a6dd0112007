"""site.toml parsed once: the cache may be anything or nothing, and an edit is never missed."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from cspm.core.site import Site
from cspm.errors import BadSite
from cspm.store import kept
from cspm.store.site_file import read_site

FULL = """
name = "小区"
id = "s-1"
timezone = "Asia/Shanghai"
actor = "login"
[figures]
reply_within = 20
[calendar]
windows = ["08:30-12:00", "13:30-17:30"]
[calendar.days]
"2026-10-08" = true
[roles]
guard = { zh = "保安", en = "Guard" }
"""
DATED = FULL.replace("reply_within = 20", "progress_gap = [{ since = 2026-01-01, value = 48 }]")


@pytest.fixture
def site(root: Path) -> Path:
    """The site.toml of a store, filled in."""
    (root / "site.toml").write_text(FULL, "utf-8")
    return root / "site.toml"


def read(site: Path) -> Site:
    """The site as a command reads it."""
    return read_site(str(site.parent), str(site.parent.parent / "cache"))


def files(site: Path) -> list[Path]:
    """What the cache holds of sites."""
    return sorted((site.parent.parent / "cache/sites").glob("*"))


def test_it_is_parsed_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time tomllib is not asked, and the answer is that of a store without a cache."""
    first = read(site)
    monkeypatch.setattr(tomllib, "loads", lambda text: pytest.fail("parsed again"))
    assert read(site) == first
    monkeypatch.undo()
    assert read_site(str(site.parent)) == first


def test_an_edit_is_seen_whatever_the_clock_says(site: Path) -> None:
    """Same size, same time: only the text tells."""
    before, found = read(site), site.stat()
    site.write_text(FULL.replace("reply_within = 20", "reply_within = 30"), "utf-8")
    os.utime(site, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert site.stat().st_size == found.st_size
    assert read(site).figures != before.figures
    assert read(site).figures == read_site(str(site.parent)).figures


@pytest.mark.parametrize(
    "garbage", [b"", b"{", b"[]", b"7", b"null", b"\xff", b'{"text": 1, "table": {}}', b'{"text": "x"}']
)
def test_garbage_in_the_cache_is_parsed_anew(site: Path, garbage: bytes) -> None:
    """Whatever lies there, the answer is right and the file is put right."""
    right = read(site)
    good = files(site)[0].read_bytes()
    files(site)[0].write_bytes(garbage)
    assert read(site) == right
    assert files(site)[0].read_bytes() == good


def test_dates_are_parsed_every_time(site: Path) -> None:
    """JSON has no dates: such a table is not kept."""
    site.write_text(DATED, "utf-8")
    assert read(site) == read(site) == read_site(str(site.parent))
    assert files(site) == []


def test_a_wrong_site_is_refused_every_time(site: Path) -> None:
    """What is TOML but no site is refused from the cache as from the file."""
    site.write_text(FULL.replace("actor", "autor"), "utf-8")
    for _ in range(2):
        with pytest.raises(BadSite, match="autor"):
            read(site)


def test_two_stores_and_two_versions_do_not_meet(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has a file of its own."""
    read(site)
    monkeypatch.setattr(kept, "__version__", "0.0")
    read(site)
    assert len(files(site)) == 2
    other = site.parent.parent / "other"
    other.mkdir()
    (other / "site.toml").write_text(FULL.replace("小区", "小村"), "utf-8")
    assert read(other / "site.toml").name == "小村"
    assert len(files(site)) == 3


def test_a_cache_that_cannot_be_written_is_no_trouble(site: Path) -> None:
    """A file stands where the folder should be."""
    (site.parent.parent / "cache").write_text("")
    assert read(site) == read_site(str(site.parent))
