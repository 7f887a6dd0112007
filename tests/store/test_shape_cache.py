"""The shapes and labels of this machine: a cache that may be anything, or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cspm.core.kinds import Kind
from cspm.core.labels import spoken
from cspm.register import KINDS
from cspm.store import kept, shape_cache
from cspm.store.shape_cache import labels_for, shape_for

TICKETS = KINDS["tickets"]


def files(cache: Path) -> list[Path]:
    """The files of the cache."""
    return sorted((cache / "shapes").iterdir())


def test_a_shape_is_made_once_and_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time no model is asked."""
    first = shape_for(TICKETS, str(tmp_path))
    monkeypatch.setattr(shape_cache, "_made", lambda kind: pytest.fail("made again"))
    again = shape_for(TICKETS, str(tmp_path))
    assert first is not None
    assert again is not None
    assert again.fields == first.fields


def test_a_model_that_only_judges_itself_is_remembered_too(tmp_path: Path) -> None:
    """Units have a validator of their own: no shape, and no pydantic only to find that out."""
    assert shape_for(KINDS["units"], str(tmp_path)) is None
    assert files(tmp_path)[0].read_text("utf-8") == "null"
    assert shape_for(KINDS["units"], str(tmp_path)) is None


@pytest.mark.parametrize(
    "garbage", [b"", b"{", b"[]", b'{"fields": 1}', b"\x00\xff", b'{"fields": [[1]], "events": 3}', b"7"]
)
def test_garbage_in_the_cache_is_made_anew(tmp_path: Path, garbage: bytes) -> None:
    """Whatever lies there, the shape is right and the file is put right."""
    shape_for(TICKETS, str(tmp_path))
    path = files(tmp_path)[0]
    good = path.read_bytes()
    path.write_bytes(garbage)
    assert shape_for(TICKETS, str(tmp_path)) is not None
    assert path.read_bytes() == good


def test_a_cache_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "shapes").write_text("")
    assert shape_for(TICKETS, str(tmp_path)) is not None


def test_another_source_has_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a model's source changes, its old shape is not found any more."""
    shape_for(TICKETS, str(tmp_path))
    real = os.stat

    def later(path: str) -> os.stat_result:
        found = list(real(path))
        found[8] += 60
        return os.stat_result(found)

    monkeypatch.setattr(kept.os, "stat", later)
    shape_for(TICKETS, str(tmp_path))
    assert len(files(tmp_path)) == 2


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_kept_labels_are_those_of_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind) -> None:
    """Names, labels and their order; the second time no model is asked."""
    wanted = list(spoken(kind).items())
    assert list(labels_for(kind, str(tmp_path)).items()) == wanted
    monkeypatch.setattr("cspm.core.labels.spoken", lambda kind: pytest.fail("made again"))
    assert list(labels_for(kind, str(tmp_path)).items()) == wanted


@pytest.mark.parametrize("garbage", [b"", b"{", b"{}", b"[]", b'{"text": 7}', b"\x00\xff", b"null", b'"text"'])
def test_garbage_instead_of_labels_is_made_anew(tmp_path: Path, garbage: bytes) -> None:
    """Whatever lies there, the labels are right and the file is put right."""
    right = labels_for(TICKETS, str(tmp_path))
    path = files(tmp_path)[0]
    path.write_bytes(garbage)
    assert labels_for(TICKETS, str(tmp_path)) == right
    assert len(path.read_bytes()) > len(garbage)


def test_labels_of_another_source_are_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is anything kept when the sources cannot be seen."""
    labels_for(TICKETS, str(tmp_path))
    monkeypatch.setattr(kept, "__version__", "0.0")
    labels_for(TICKETS, str(tmp_path))
    assert len(files(tmp_path)) == 2
    monkeypatch.setattr(kept, "PACKAGE", str(tmp_path))
    assert labels_for(TICKETS, str(tmp_path)) == spoken(TICKETS)
    assert len(files(tmp_path)) == 2
