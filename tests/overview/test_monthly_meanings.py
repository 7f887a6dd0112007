"""The meanings of codes are kept: the cache may be anything, or nothing, and a changed rule is seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cspm.core.language import CODES
from cspm.overview.catalogue import meanings
from cspm.overview.monthly_meanings import kept_meanings
from cspm.store import kept


@pytest.mark.parametrize("language", CODES)
def test_they_are_those_of_the_catalogue(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In both languages; the second time no rule is loaded."""
    right = meanings(language)
    assert kept_meanings(language, str(tmp_path)) == right
    monkeypatch.setattr("cspm.overview.catalogue.meanings", lambda language: pytest.fail("made again"))
    assert kept_meanings(language, str(tmp_path)) == right


@pytest.mark.parametrize(
    "garbage", ["", "{", "{}", "[]", "7", "null", '{"X": 1}', '{"X": ["R001"]}', '{"X": ["R001", 2]}', '{"X": "ab"}']
)
def test_garbage_is_made_anew(garbage: str, tmp_path: Path) -> None:
    """Whatever lies there, the answer is right and the file is put right."""
    right = kept_meanings("en", str(tmp_path))
    (path,) = (tmp_path / "meanings").iterdir()
    path.write_text(garbage)
    assert kept_meanings("en", str(tmp_path)) == right
    assert len(json.loads(path.read_text("utf-8"))) == len(right)


def test_a_changed_rule_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source of any procedure counts; without sources nothing is kept."""
    kept_meanings("en", str(tmp_path))
    listed = kept.modules_in
    monkeypatch.setattr(kept, "modules_in", lambda folder: listed(folder)[:-1])
    kept_meanings("en", str(tmp_path))
    assert len(list((tmp_path / "meanings").iterdir())) == 2
    monkeypatch.setattr(kept, "modules_in", lambda folder: [folder + "/gone.py"])
    assert kept_meanings("en", str(tmp_path)) == meanings("en")
    assert len(list((tmp_path / "meanings").iterdir())) == 2
