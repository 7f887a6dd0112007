"""Restoring: a store again only from a file that is sound, and whatever is wrong with it leaves nothing behind."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cspm.errors import AlreadyThere, InputRejected, StoreNotWritable, StoreProblem
from cspm.store import backup as backups
from cspm.store import disk
from cspm.store.backup import MANIFEST, backup
from cspm.store.backup_list import digest_of, write_manifest
from cspm.store.repository import Store
from cspm.store.restore import restore
from tests.store.kinds import KINDS
from tests.store.test_backup import FACTS, filled

Members = list[tuple[tarfile.TarInfo, bytes]]


@pytest.fixture
def made(store: Store, tmp_path: Path) -> str:
    """A backup of a filled store."""
    return str(backup(filled(store), str(tmp_path / "b.tar"), facts=FACTS)["file"])


def test_only_a_new_or_empty_folder_is_restored_into(made: str, tmp_path: Path) -> None:
    """An empty folder keeps its permissions; a full one, a file and a link are refused."""
    (tmp_path / "empty").mkdir(mode=0o700)
    restore(made, str(tmp_path / "empty"), KINDS)
    assert os.stat(tmp_path / "empty").st_mode & 0o777 == 0o700
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    before = sorted(os.listdir(tmp_path))
    for name in ("empty", "file", "link"):
        with pytest.raises(AlreadyThere):
            restore(made, str(tmp_path / name), KINDS)
    assert sorted(os.listdir(tmp_path)) == before


def members(path: str) -> Members:
    """What a backup holds."""
    with tarfile.open(path) as tar:
        return [(one, tar.extractfile(one).read()) for one in tar.getmembers()]  # type: ignore[union-attr]


def packed(path: Path, found: Members) -> str:
    """A tar file of these members."""
    with tarfile.open(path, "w") as tar:
        for one, data in found:
            tar.addfile(one, io.BytesIO(data))
    return str(path)


def member(name: str, data: bytes = b"", kind: bytes = b"0") -> tuple[tarfile.TarInfo, bytes]:
    """One member."""
    one = tarfile.TarInfo(name)
    one.size, one.type, one.linkname = len(data), kind, "/etc/passwd"
    return one, data


def declared(found: Members, *extra: tuple[str, bytes], **changed: Any) -> Members:
    """The members with others added, and a manifest that says so and adds up."""
    manifest = json.loads(found[0][1])
    rest = {one.name: data for one, data in found[1:]} | dict(extra)
    files = [{"name": n, "size": len(d), "sha256": sha256(d).hexdigest()} for n, d in sorted(rest.items())]
    told = {**manifest, "files": files, "digest": digest_of(files), **changed}
    return [member(MANIFEST, listed(told)), *(member(name, data) for name, data in sorted(rest.items()))]


def listed(told: dict[str, Any]) -> bytes:
    """The manifest as a backup writes it; what is no list of files cannot be written so."""
    if not isinstance(told["files"], list):
        return json.dumps(told).encode()
    out = io.BytesIO()
    write_manifest(out, {key: value for key, value in told.items() if key != "files"}, told["files"])
    return out.getvalue()


FOREIGN = [
    "/etc/cron.d/x", "../x", "notes/../../x", "notes/2026/11/../N-202611-0005.json", ".cspm/lock", ".cspm/journal/commit",
    ".cspm/seals/../../x.json", ".cspm/quarantine/x", "notes/N-202611-0005.json", "notes/2026/12/N-202611-0005.json",
    "people/x.json", "site.toml/x", "", ".", "notes", "notes/2026/11/N-202611-0005.json/", "a\0b", "places/..json",
]  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_a_name_that_no_backup_makes_is_refused(made: str, tmp_path: Path, name: str) -> None:
    """Whatever its manifest says: no absolute path, no way up, nothing outside of what a store holds."""
    assert backups.belongs("notes/2026/11/N-202611-0005.json", KINDS)
    assert not backups.belongs(name, KINDS)
    refused(packed(tmp_path / "bad.tar", declared(members(made), (name, b"x"))), tmp_path)


def refused(path: str, tmp_path: Path) -> str:
    """Restoring is refused and leaves nothing; the sentence."""
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(InputRejected) as error:
        restore(path, str(tmp_path / "new"), KINDS)
    assert sorted(os.listdir(tmp_path)) == before
    return str(error.value)


@pytest.mark.parametrize("kind", [b"1", b"2", b"3", b"4", b"5", b"6", b"7", b"S"])
def test_a_member_that_is_no_plain_file_is_refused(made: str, tmp_path: Path, kind: bytes) -> None:
    """Links, devices, folders, FIFOs and sparse files under the name of a record, with a manifest that fits their size."""
    name = "places/3-2-1501.json"
    found = declared([pair for pair in members(made) if pair[0].name != name], (name, b""))
    restore(packed(tmp_path / "plain.tar", found), str(tmp_path / "plain"), KINDS)
    refused(
        packed(
            tmp_path / "bad.tar", [member(name, b"", kind) if one.name == name else (one, data) for one, data in found]
        ),
        tmp_path,
    )


def test_other_than_the_manifest_says_is_refused(made: str, tmp_path: Path) -> None:
    """A changed byte, a file too few, too many, twice, in another order, without or with a false manifest."""
    found = members(made)
    one, data = found[-1]
    cases: dict[str, Members] = {
        "changed": [*found[:-1], member(one.name, data[:-2] + b" \n")],
        "longer": [*found[:-1], member(one.name, data + b" ")],
        "missing": found[:-1],
        "more": [*found, member("places/4-1.json", b"{}")],
        "twice": [*found, found[-1]],
        "order": [found[0], *reversed(found[1:])],
        "bare": found[1:],
        "late": [*found[1:], found[0]],
        "empty": [],
        "no site": declared([pair for pair in found if pair[0].name != "site.toml"]),
        "version": declared(found, cspm_backup=2),
        "digest": declared(found, digest="0" * 64),
        "untold": declared(found, made_at=None),
        "no list": declared(found, files={}),
        "huge": declared(found, files=[{"name": "site.toml", "size": 10**30, "sha256": "0" * 64}]),
        "negative": declared(found, files=[{"name": "site.toml", "size": -1, "sha256": "0" * 64}]),
        "doubled": declared(found, files=[*json.loads(found[0][1])["files"]] * 2),
        "no json": [member(MANIFEST, b"{"), *found[1:]],
        "no end": [member(MANIFEST, found[0][1][:-3]), *found[1:]],
        "one line": [member(MANIFEST, found[0][1].replace(b"\n", b"")), *found[1:]],
        "more after": [member(MANIFEST, found[0][1] + b"{}"), *found[1:]],
        "an endless line": [member(MANIFEST, b"{" + b" " * 100_000), *found[1:]],
    }
    for name, case in cases.items():
        assert refused(packed(tmp_path / "bad.tar", case), tmp_path), name


def test_a_file_that_is_no_whole_tar_is_refused(made: str, tmp_path: Path) -> None:
    """Cut at any place, garbage, empty, a folder, not there; packed or not."""
    whole = Path(made).read_bytes()
    squeezed = gzip.compress(whole)
    bad = tmp_path / "bad.tar"
    cuts = [whole[: len(whole) * n // 7] for n in range(1, 4)] + [
        squeezed[: len(squeezed) * n // 7] for n in range(1, 7)
    ]
    for data in (b"", b"x" * 5000, b"\x1f\x8b" + b"x" * 500, *cuts, squeezed[:50] + b"\0" + squeezed[51:]):
        bad.write_bytes(data)
        refused(str(bad), tmp_path)
    refused(str(tmp_path), tmp_path)
    refused(str(tmp_path / "nothing.tar"), tmp_path)


def test_no_more_is_unpacked_than_the_manifest_allows(made: str, tmp_path: Path) -> None:
    """A small file that unpacks to gigabytes is given up at once."""
    bomb = tmp_path / "bomb.tar.gz"
    found = members(made)
    header = found[1][0].tobuf()
    wrong = tarfile.TarInfo("x")
    wrong.type, wrong.size = b"x", (1 << 33) - 1
    whole = Path(made).read_bytes()
    manifest_end = whole.index(header[:100])
    with gzip.open(bomb, "wb", compresslevel=1) as file:
        file.write(whole[:manifest_end] + wrong.tobuf())
        for _ in range(64):
            file.write(bytes(1 << 20))
    assert "more than its manifest" in refused(str(bomb), tmp_path)


def test_a_backup_of_a_newer_store_is_refused(made: str, tmp_path: Path) -> None:
    """Its format is one that this cspm does not know; nothing is left."""
    path = packed(tmp_path / "newer.tar", declared(members(made), (".cspm/FORMAT", b"99\n")))
    with pytest.raises(StoreProblem):
        restore(path, str(tmp_path / "new"), KINDS)
    assert not [name for name in os.listdir(tmp_path) if "new" in name and name != "newer.tar"]


@pytest.mark.parametrize("call", ["mkdir", "open_new", "write", "sync_all", "rename"])
def test_a_failing_disk_leaves_no_store(made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """The target is not there, and what was built beside it is gone."""

    def fails(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    before = sorted(os.listdir(tmp_path))
    monkeypatch.setattr(disk, call, fails)
    with pytest.raises(StoreNotWritable):
        restore(made, str(tmp_path / "new"), KINDS)
    assert sorted(os.listdir(tmp_path)) == before
