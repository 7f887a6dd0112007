"""`cspm restore`: a backup becomes a record store, verified as a whole before anything is in its place.

The archive is believed nothing: its manifest comes first and says which file follows which, each name must be one that a
backup makes, and not a byte more is read than the manifest allows for. The store is built in a folder beside the target,
made durable, and renamed.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any

from cspm.core.kinds import Kind
from cspm.errors import N_, AlreadyThere, BadSite, InputRejected, Message, StoreNotWritable
from cspm.store import disk, journal, layout
from cspm.store.backup import MANIFEST
from cspm.store.commit import fill
from cspm.store.manifest import TEXTS, Manifest, Unsound
from cspm.store.site_file import read_site
from cspm.store.spool import nameless

if TYPE_CHECKING:
    from tarfile import TarFile, TarInfo

LARGEST_MANIFEST = 512 * 1024 * 1024
PIECE = 1 << 20
BLOCKS = 8192  # of headers and padding that a member may need beside its bytes


class _Bounded:
    """A stream that gives no more bytes than were allowed for: a small file can unpack to a very large one."""

    def __init__(self, stream: Any, limit: int) -> None:
        self._stream = stream
        self.left = limit

    def read(self, size: int) -> bytes:
        """At most `size` bytes. Raises Unsound beyond the limit."""
        data: bytes = self._stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise Unsound(N_("it holds more than its manifest says"))
        return data


def restore(source: str, target: str, kinds: Mapping[str, Kind]) -> dict[str, Any]:
    """Make the store of a backup in `target`, a new or empty folder.

    Returns `{store, site, name, made_at, records, files}`. Raises InputRejected when the file is no sound backup,
    AlreadyThere when something is in the target, StoreProblem for a newer store or a failing disk; then nothing is there.
    """
    target = os.path.abspath(target)
    if os.path.lexists(target) and not (layout.is_folder(target) and not os.listdir(target)):
        raise AlreadyThere(id=target)
    above, name = os.path.split(target)
    aside = os.path.join(above, f".{name}.{os.getpid()}.restoring")
    try:
        os.makedirs(above, 0o770, exist_ok=True)
        os.mkdir(aside, 0o770)
        if os.path.lexists(target):
            disk.follow(aside, target)
    except OSError as error:
        raise StoreNotWritable(path=target, problem=disk.trouble(error)) from error
    try:
        manifest = _unpacked(source, aside, kinds)
        _put_in_place(aside, target)
    except OSError as error:
        raise StoreNotWritable(path=target, problem=disk.trouble(error)) from error
    finally:
        _discard(aside)
    told = {key: manifest.told[key] for key in TEXTS[:3]}
    return {"store": target, **told, "records": manifest.records, "files": manifest.files}


def _put_in_place(aside: str, target: str) -> None:
    for folder in ("", "journal", "tmp", "quarantine"):
        path = layout.inner(aside, folder).rstrip("/")
        if not layout.is_folder(path):
            disk.mkdir(path)
    with suppress(BadSite):  # that is how it was; the next command says what is wrong with it
        read_site(aside)
    disk.sync_all(aside)
    disk.rename(aside, target)  # over an empty folder too; over one that has filled meanwhile it fails
    try:
        disk.fsync_folder(os.path.dirname(target))
    except OSError as error:  # it is there, and only the disk knows whether for good
        raise journal.unfinished(target, error) from error


def _discard(aside: str) -> None:
    """Remove what was built when it did not get into place."""
    with suppress(OSError):  # the refusal that is on its way matters more
        for folder, folders, names in os.walk(aside, topdown=False):
            for name in names:
                disk.unlink(os.path.join(folder, name))
            for name in folders:
                disk.rmdir(os.path.join(folder, name))
        if os.path.lexists(aside):
            disk.rmdir(aside)


def _unpacked(source: str, aside: str, kinds: Mapping[str, Kind]) -> Manifest:
    """The files of the backup in a folder of their own, each verified; the manifest. Raises InputRejected, OSError."""
    import tarfile

    try:
        with (
            _opened(source) as stream,
            tarfile.open(fileobj=stream, mode="r|") as tar,  # type: ignore[call-overload]
            nameless(os.path.join(aside, MANIFEST)) as listing,
        ):
            _copy_manifest(tar, listing)
            manifest = Manifest(listing, kinds)
            stream.left = manifest.size + BLOCKS * (manifest.files + 4)
            folders: set[str] = set()
            for one in manifest.entries():
                data = _next(tar, one["name"], one["size"])
                if sha256(data).hexdigest() != one["sha256"]:
                    raise Unsound(N_("{name} is not what its manifest says"), name=one["name"])
                _write(aside, one["name"], data, folders=folders)
            if tar.next() is not None:
                raise Unsound(N_("it holds more than its manifest says"))
    except Unsound as why:
        raise InputRejected(file=source, problem=why.problem) from why
    except (tarfile.TarError, EOFError, zlib.error, ValueError, RecursionError) as error:
        raise InputRejected(file=source, problem=Message(N_("it is not a whole tar file"))) from error
    return manifest


@contextmanager
def _opened(source: str) -> Iterator[_Bounded]:
    """The bytes of the tar file, unpacked. Raises InputRejected when it cannot be opened or is no gzip file."""
    import gzip

    try:
        file: IO[bytes] = open(source, "rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise InputRejected(file=source, problem=disk.trouble(error)) from error
    with file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        stream: Any = gzip.GzipFile(fileobj=file, mode="rb") if packed else file
        try:
            yield _Bounded(stream, LARGEST_MANIFEST + BLOCKS * 4)
        except gzip.BadGzipFile as error:
            raise Unsound(N_("it is not a whole tar file")) from error


def _next(tar: TarFile, name: str, size: int) -> bytes:
    """The bytes of the next member, which must be a plain file of that name and size. Raises Unsound."""
    member = _member(tar, name)
    if member.size != size:
        raise Unsound(N_("it is not a whole tar file"))
    held = tar.extractfile(member)
    data = held.read() if held is not None else b""
    if len(data) != size:
        raise Unsound(N_("it is not a whole tar file"))
    return data


def _member(tar: TarFile, name: str) -> TarInfo:
    tar.members = []  # type: ignore[attr-defined]  # it would keep each one
    member = tar.next()
    if member is None:
        raise Unsound(N_("{name} is missing"), name=name)
    if member.type not in (b"0", b"\0") or member.issparse() or member.name != name:
        raise Unsound(N_("where {name} should be it holds {found}"), name=name, found=repr(member.name[:80]))
    return member


def _copy_manifest(tar: TarFile, out: IO[bytes]) -> None:
    """The first member, bit by bit. Raises Unsound, OSError."""
    member = _member(tar, MANIFEST)
    held = tar.extractfile(member)
    if held is None or member.size > LARGEST_MANIFEST:
        raise Unsound(N_("it is no backup that this cspm knows"))
    left = member.size
    while data := held.read(PIECE):
        out.write(data)
        left -= len(data)
    if left:
        raise Unsound(N_("it is not a whole tar file"))


def _write(root: str, path: str, data: bytes, *, folders: set[str]) -> None:
    """A file of the new store; one sync makes all of them durable at the end. Raises OSError."""
    folder = os.path.dirname(path)
    if folder and folder not in folders:
        journal.ensure_folder(root, folder)
        folders.add(folder)
    fill(disk.open_new(os.path.join(root, path)), data, root=root, durable=False)
