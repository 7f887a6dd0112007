"""`cspm backup`: one consistent moment of a record store in one tar file, with a manifest that `restore` verifies.

The files are copied without the lock, into a spool beside the backup. Then the lock is taken for as long as it takes to
list the folders and to look at every file's stat (some five seconds for a million records), and what changed since it was
copied is copied again: so the backup is the store as it was while the lock was held, and nobody waits for the copying.
The price is room on the backup's disk for the spool, as large as the records, until the backup is there.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from hashlib import sha256
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from cspm.core.ids import is_id
from cspm.core.kinds import Kind
from cspm.errors import N_, AlreadyThere, BadValue, Message, StoreNotWritable
from cspm.store import disk, journal, layout
from cspm.store.files import Damaged, Stat, read_bytes, stat_of

if TYPE_CHECKING:
    from tarfile import TarFile

    from cspm.store.repository import Store

MANIFEST = "manifest.json"
VERSION = 1
FRAME = (".cspm/FORMAT", "README", "README.md", "site.toml")
INSIDE = {
    "quarantine": re.compile(journal.STAGED.pattern + r"\.[0-9]+"),
    "seals": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])\.json"),
}
"""What is kept of the store's own folder; lock, journal and temporary files belong to a moment, not to the records."""
ENDINGS = (".tar", ".tar.gz", ".tgz")


class Part(NamedTuple):
    """A file in the spool: what it was when it was read, where it begins, its SHA-256."""

    stat: Stat
    offset: int
    size: int
    digest: str


class Copied(NamedTuple):
    """What lies in the spool by path, and what could not be read, with the sentence why."""

    parts: dict[str, Part]
    skipped: dict[str, Message]


def backup(store: Store, target: str, *, facts: Mapping[str, str]) -> dict[str, Any]:
    """Write the backup; `facts` (site, name, made_at: texts) go into its manifest.

    Returns `{file, records, files, bytes, digest, skipped[{path, message}]}`. Raises BadValue for a name that is no tar
    file's, AlreadyThere, StoreLocked, StoreNotWritable; then there is no file of that name.
    """
    if not target.endswith(ENDINGS):
        problem = Message.of(N_("a backup is named {endings}"), endings=ENDINGS)
        raise BadValue(field="FILE", value=target[-80:], problem=problem)
    target = os.path.abspath(target)
    folder, name = os.path.split(target)
    aside = os.path.join(folder, f".{name}.{os.getpid()}")
    _refuse_existing(target)
    try:
        with open(f"{aside}.spool", "x+b", opener=_private) as spool:
            copied = _copied(store, spool)
            manifest = _manifest(copied.parts, store.kinds, facts)
            with open(f"{aside}.part", "xb", opener=_private) as out:
                _pack(out, _bytes(manifest), spool, parts=copied.parts, packed=not name.endswith(".tar"))
                out.flush()
                disk.fsync(out.fileno())
        _refuse_existing(target)
        disk.rename(f"{aside}.part", target)
        disk.fsync_folder(folder)
        size = os.stat(target).st_size
    except OSError as error:
        raise StoreNotWritable(path=error.filename or target, problem=disk.trouble(error)) from error
    finally:
        _take_away(f"{aside}.spool", f"{aside}.part")
    skipped = [{"path": path, "message": why} for path, why in sorted(copied.skipped.items())]
    return {
        "file": target, "records": manifest["records"], "files": len(copied.parts), "bytes": size,
        "digest": manifest["digest"], "skipped": skipped,
    }  # fmt: skip


def _private(path: str, flags: int) -> int:
    """Names and phone numbers of the whole estate are in it: for its maker only."""
    return os.open(path, flags | os.O_CLOEXEC, 0o600)


def _refuse_existing(target: str) -> None:
    if os.path.lexists(target):
        raise AlreadyThere(id=target)


def _take_away(*paths: str) -> None:
    for path in paths:
        if os.path.lexists(path):
            os.unlink(path)


def listed(root: str, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """The paths inside a store that a backup holds, in order of folder and name. Raises OSError."""
    yield from (name for name in FRAME if os.path.lexists(os.path.join(root, name)))
    for folder, pattern in sorted(INSIDE.items()):
        names = sorted(layout.names_in(layout.inner(root, folder)))
        yield from (f"{layout.INNER}/{folder}/{one}" for one in names if pattern.fullmatch(one) and one.isprintable())
    for _, kind in sorted(kinds.items()):
        for shard in layout.shards(root, kind):
            folder = "/".join(part for part in (kind.name, shard) if part)
            for name in sorted(layout.names_in(os.path.join(root, folder))):
                if layout.id_of(kind, shard, name):
                    yield f"{folder}/{name}"


def belongs(path: str, kinds: Mapping[str, Kind]) -> bool:
    """Whether `listed` could have given that path; so it can lead nowhere else."""
    if path in FRAME:
        return True
    top, _, rest = path.partition("/")
    if top == layout.INNER:
        folder, _, name = rest.partition("/")
        return folder in INSIDE and bool(INSIDE[folder].fullmatch(name)) and name.isprintable()
    record_id = path.rsplit("/", 1)[-1].removesuffix(layout.SUFFIX)
    return top in kinds and is_id(kinds[top], record_id) and path == layout.relative(kinds[top], record_id)


def is_record(path: str, kinds: Mapping[str, Kind]) -> bool:
    """Whether a path inside a store is that of a record."""
    return path.partition("/")[0] in kinds


def _copied(store: Store, spool: IO[bytes]) -> Copied:
    """Every file in the spool, as all of them were at one moment under the lock."""
    copied = Copied({}, {})
    for path in listed(store.root, store.kinds):
        _copy(store.root, path, spool, copied)
    with store.held():
        paths = list(listed(store.root, store.kinds))
        for gone in set(copied.parts).difference(paths):
            del copied.parts[gone]
        for gone in set(copied.skipped).difference(paths):
            del copied.skipped[gone]
        for path in paths:
            known = copied.parts.get(path)
            if known is None or stat_of(os.lstat(os.path.join(store.root, path))) != known.stat:
                _copy(store.root, path, spool, copied)
    return copied


def _copy(root: str, path: str, spool: IO[bytes], copied: Copied) -> None:
    copied.parts.pop(path, None)
    copied.skipped.pop(path, None)
    try:
        data, found = read_bytes(os.path.join(root, path))
    except FileNotFoundError:
        return  # renamed away since it was listed; under the lock it is listed again
    except Damaged as why:
        copied.skipped[path] = why.problem
        return
    copied.parts[path] = Part(found, spool.tell(), len(data), sha256(data).hexdigest())
    spool.write(data)


def digest_of(files: list[dict[str, Any]]) -> str:
    """One SHA-256 over the manifest's list of files."""
    total = sha256()
    for one in files:
        total.update(f"{one['sha256']} {one['size']} {one['name']}\n".encode())
    return total.hexdigest()


def _manifest(parts: Mapping[str, Part], kinds: Mapping[str, Kind], facts: Mapping[str, str]) -> dict[str, Any]:
    files = [{"name": path, "size": part.size, "sha256": part.digest} for path, part in sorted(parts.items())]
    records = sum(is_record(path, kinds) for path in parts)
    return {"cspm_backup": VERSION, **facts, "records": records, "digest": digest_of(files), "files": files}


def _bytes(manifest: Mapping[str, Any]) -> bytes:
    """The manifest with one line for each file."""
    head = {key: value for key, value in manifest.items() if key != "files"}
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in manifest["files"])
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "files": [\n{lines}\n]}}\n'.encode()


def _pack(out: IO[bytes], manifest: bytes, spool: IO[bytes], *, parts: Mapping[str, Part], packed: bool) -> None:
    """The tar file: the manifest, then every file in order of name; equal records give equal bytes after it."""
    import gzip
    import tarfile

    with ExitStack() as stack:
        stream: Any = out
        if packed:
            stream = stack.enter_context(gzip.GzipFile("", "wb", 6, out, 0))
        tar = stack.enter_context(tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT))
        _member(tar, MANIFEST, manifest)
        for path, part in sorted(parts.items()):
            spool.seek(part.offset)
            _member(tar, path, spool.read(part.size))


def _member(tar: TarFile, name: str, data: bytes) -> None:
    member = tar.tarinfo(name)
    member.size = len(data)
    member.mode = 0o660
    tar.addfile(member, BytesIO(data))
    tar.members = []  # type: ignore[attr-defined]  # it would keep each one
