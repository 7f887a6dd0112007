"""`cspm backup`: one consistent moment of a record store in one tar file, with a manifest that `restore` verifies.

The files are copied without the lock, into a spool beside the backup. Then the lock is taken for as long as it takes to
list the folders and to look at every file's stat (some five seconds for a million records), and what changed since it was
copied is copied again: so the backup is the store as it was while the lock was held, and nobody waits for the copying.
The price is room on the backup's disk for the spool, as large as the records, until the backup is there.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any

from cspm.core.ids import is_id
from cspm.core.kinds import Kind
from cspm.errors import N_, AlreadyThere, BadValue, Message, StoreNotWritable
from cspm.store import disk, journal, layout
from cspm.store.backup_list import BackupList, digest_of, write_manifest
from cspm.store.files import Damaged, read_bytes, stat_of

if TYPE_CHECKING:
    from tarfile import TarFile

    from cspm.store.repository import Store

MANIFEST = "manifest.json"
VERSION = 1
FRAME = (".cspm/FORMAT", "README", "README.md", "site.toml")
INSIDE = {
    "quarantine": re.compile(journal.STAGED.pattern + r"\.[0-9]+"),
    "seals": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])\.(json|[0-9]{1,9}\.[0-9]{1,9}\.heads)"),
}
"""What is kept of the store's own folder; lock, journal and temporary files belong to a moment, not to the records."""
ENDINGS = (".tar", ".tar.gz", ".tgz")


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
    files = [os.path.join(folder, f".{name}.{os.getpid()}.{end}") for end in ("spool", "manifest", "part", "list")]
    _look_at(target)
    try:
        with ExitStack() as stack:
            spool, manifest, out, listing = (stack.enter_context(open(one, "x+b", opener=_private)) for one in files)
            copied = BackupList(listing.name)
            stack.callback(copied.close)
            _fill(store, spool, copied)
            count = sum(1 for _ in copied.paths())
            head = _head(copied, store.kinds, facts)
            write_manifest(manifest, head, copied.entries())
            _pack(out, manifest, spool, copied=copied, packed=not name.endswith(".tar"))
            out.flush()
            disk.fsync(out.fileno())
        _look_at(target)
        disk.rename(files[2], target)
        disk.fsync_folder(folder)
        size = os.stat(target).st_size
    except OSError as error:
        raise StoreNotWritable(path=_known(error, files) or target, problem=disk.trouble(error)) from error
    except sqlite3.Error as error:
        raise StoreNotWritable(path=target, problem=Message.of("{problem}", problem=str(error))) from error
    finally:
        _take_away(*files)
    skipped = [{"path": path, "message": why} for path, why in sorted(copied.skipped.items())]
    return {
        "file": target, "records": head["records"], "files": count, "bytes": size, "digest": head["digest"],
        "skipped": skipped,
    }  # fmt: skip


def _private(path: str, flags: int) -> int:
    """Names and phone numbers of the whole estate are in it: for its maker only."""
    return os.open(path, flags | os.O_CLOEXEC, 0o600)


def _known(error: OSError, parts: Sequence[str]) -> str | None:
    """The file that an error is about, unless it is one of those that only make up the backup: nobody knows their names."""
    return error.filename if error.filename not in parts else None


def _look_at(target: str) -> None:
    folder = os.path.dirname(target)
    if not os.path.isdir(folder):
        raise StoreNotWritable(path=target, problem=Message.of(N_("there is no folder {folder}"), folder=folder))
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


def _fill(store: Store, spool: IO[bytes], copied: BackupList) -> None:
    """Every file into the spool, as all of them were at one moment under the lock."""
    for path in listed(store.root, store.kinds):
        _copy(store.root, path, spool, copied)
    with store.held():
        seen = bytearray(copied.top() + 1)
        copied.skipped.clear()  # what is still there is tried again
        for path in listed(store.root, store.kinds):
            number, stamp = copied.known(path)
            if number and stat_of(os.lstat(os.path.join(store.root, path))).stamp == stamp:
                seen[number] = 1
            else:
                _copy(store.root, path, spool, copied)
        copied.keep(seen)


def _copy(root: str, path: str, spool: IO[bytes], copied: BackupList) -> None:
    copied.drop(path)
    try:
        data, found = read_bytes(os.path.join(root, path))
    except FileNotFoundError:
        return  # renamed away since it was listed; under the lock it is listed again
    except Damaged as why:
        copied.skipped[path] = why.problem
        return
    copied.put(path, found.stamp, spool.tell(), size=len(data), digest=sha256(data).hexdigest())
    spool.write(data)


def _head(copied: BackupList, kinds: Mapping[str, Kind], facts: Mapping[str, str]) -> dict[str, Any]:
    """The manifest without its list of files."""
    records = sum(is_record(path, kinds) for path in copied.paths())
    return {"cspm_backup": VERSION, **facts, "records": records, "digest": digest_of(copied.entries())}


def _pack(out: IO[bytes], manifest: IO[bytes], spool: IO[bytes], *, copied: BackupList, packed: bool) -> None:
    """The tar file: the manifest, then every file in order of name; equal records give equal bytes after it."""
    import gzip
    import tarfile

    with ExitStack() as stack:
        stream: Any = out
        if packed:
            stream = stack.enter_context(gzip.GzipFile("", "wb", 6, out, 0))
        tar = stack.enter_context(tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT))
        _member(tar, MANIFEST, manifest, os.fstat(manifest.fileno()).st_size)
        for path, place, size in copied.places():
            spool.seek(place)
            _member(tar, path, spool, size)


def _member(tar: TarFile, name: str, source: IO[bytes], size: int) -> None:
    member = tar.tarinfo(name)
    member.size = size
    member.mode = 0o660
    tar.addfile(member, source)
    tar.members = []  # type: ignore[attr-defined]  # it would keep each one
