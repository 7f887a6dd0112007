"""site.toml: found, read strictly, made once. The rest of the store's frame (FORMAT, folders) is made with it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cspm.core.site import Site
from cspm.errors import N_, AlreadyThere, BadSite, Message, NoStore, StoreNotWritable
from cspm.store import disk, format_file, layout
from cspm.store.files import Damaged, read_bytes

if TYPE_CHECKING:
    from cspm.store.transaction import Put

NAME = "site.toml"


def find_store(start: str, named: str | None) -> str:
    """The record folder: the one that is named, else the nearest going up from `start`, as git does.

    Looks for site.toml in the folder itself and in `records/` below it. Raises NoStore, StoreProblem (newer store): every
    command comes through here, so none of them works on what it does not know.
    """
    folders = (os.path.abspath(named),) if named is not None else _above(os.path.abspath(start))
    for root in folders:
        if os.path.isfile(os.path.join(root, NAME)):
            format_file.refuse_newer(root)
            return root
    raise NoStore(path=os.path.abspath(start if named is None else named))


def _above(folder: str) -> Iterator[str]:
    """Where records may lie, going up."""
    while True:
        yield from (folder, os.path.join(folder, "records"))
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def read_site(root: str, cache: str = "") -> Site:
    """The site of a record folder, checked. Raises NoStore, BadSite (with a sentence), StoreProblem (newer store).

    `cache` is the folder where this machine may keep what it read.
    """
    from zlib import crc32  # tells an edited file for the index; a digest proper costs every command 8 ms

    from cspm.store.site_cache import parsed

    path = os.path.join(root, NAME)
    format_file.refuse_newer(root)
    try:
        data, _ = read_bytes(path)
        table = parsed(data.decode("utf-8"), root, cache)
        return Site.from_table(table, digest=f"{crc32(data):08x}-{len(data)}")
    except FileNotFoundError as error:
        raise NoStore(path=root) from error
    except Damaged as error:
        raise BadSite(path=path, problem=error.problem) from error
    except UnicodeDecodeError as error:
        raise BadSite(path=path, problem=Message(N_("it is not UTF-8"))) from error
    except (ValueError, RecursionError) as error:  # TOMLDecodeError says line and column, Site the key
        raise BadSite(path=path, problem=str(error)) from error


def site_under(root: str, path: str) -> Site:
    """The site as it would be with another file's settings in place of its own: figures one by one, other keys whole.

    It stays the same store. Raises NoStore, BadSite with a sentence about the one file or the other.
    """
    import tomllib
    from zlib import crc32

    tables, seen = [], 0
    for name in (os.path.join(root, NAME), path):
        try:
            data, _ = read_bytes(name)
            tables.append(tomllib.loads(data.decode("utf-8")))
        except FileNotFoundError as error:
            raise BadSite(path=name, problem=Message(N_("there is no such file"))) from error
        except Damaged as error:
            raise BadSite(path=name, problem=error.problem) from error
        except UnicodeDecodeError as error:
            raise BadSite(path=name, problem=Message(N_("it is not UTF-8"))) from error
        except (ValueError, RecursionError) as error:
            raise BadSite(path=name, problem=str(error)) from error
        seen = crc32(data, seen)
    own, new = tables
    try:
        if not isinstance(new.get("figures", {}), Mapping):
            raise ValueError("[figures] must be a table")
        figures = {**own.get("figures", {}), **new.get("figures", {})}
        merged = {**own, **new, "figures": figures, "id": own.get("id")}
        return Site.from_table(merged, digest=f"{seen:08x}-trial")
    except ValueError as error:
        raise BadSite(path=path, problem=str(error)) from error


def write_site(root: str, text: str) -> None:
    """Write site.toml for the first time, all or nothing. Raises AlreadyThere, StoreNotWritable."""
    path = os.path.join(root, NAME)
    if os.path.lexists(path):
        raise AlreadyThere(id=path)
    format_file.place(path, text)


def new_site(
    root: str, *, name: str, timezone: str, profile: str, store_id: str, language: str, since: str = "",
    first: Sequence[Put] = (), more: str = "",
) -> None:  # fmt: skip
    """Make a record folder: `.cspm`, FORMAT, README, the first records and a commented site.toml, with `more` at its end.

    site.toml comes last and makes it a store: what fails before that leaves none, and can be tried again. A first record
    that is there already, from such a try or from who lost a site.toml, stays as it is. Raises AlreadyThere when there is
    a site, ValueError for values that make none, StoreNotWritable.
    """
    told = {"name": name, "id": store_id, "timezone": timezone, "profile": profile, "language": language}
    Site.from_table({**told, "since": since})
    if os.path.lexists(os.path.join(root, NAME)):
        raise AlreadyThere(id=os.path.join(root, NAME))
    try:
        os.makedirs(root, 0o770, exist_ok=True)
        for folder in ("", "journal", "tmp", "quarantine"):
            path = os.path.join(root, layout.INNER, folder).rstrip("/")
            if not os.path.isdir(path):
                disk.mkdir(path)
    except OSError as error:
        raise StoreNotWritable(path=root, problem=disk.trouble(error)) from error
    format_file.write(root)
    if not os.path.lexists(os.path.join(root, "README")):
        format_file.place(os.path.join(root, "README"), _README.format(name=name))
    for put in first:
        _first_record(root, put)
    write_site(root, _site_text({**told, "since": since}) + more)


def _first_record(root: str, put: Put) -> None:
    """A record of a store that is not one yet: staged where the next change sweeps up what a dead process left."""
    from cspm.store import journal
    from cspm.store.commit import fill

    path, staged = os.path.join(root, put.path), layout.inner(root, f"tmp/new-{os.getpid()}-0.json")
    if os.path.lexists(path):
        return
    try:
        journal.ensure_folder(root, os.path.dirname(put.path))
        if os.path.lexists(staged):  # of a process that died and had our number
            disk.unlink(staged)
        fill(disk.open_new(staged), put.data, root=root, durable=True)
        disk.rename(staged, path)
        disk.fsync_folder(os.path.dirname(path))
    except OSError as error:
        raise StoreNotWritable(path=path, problem=disk.trouble(error)) from error


def _quoted(text: str) -> str:
    """A TOML string; the escapes of JSON are those of TOML."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _site_text(told: Mapping[str, str]) -> str:
    comments = {f"no_{key}": "" if told[key] else "# " for key in ("language", "since")}
    return _SITE.format(**{key: _quoted(value) for key, value in told.items()}, **comments)


_README = """{name}

这里是本小区的记录，每条记录一个可读的 JSON 文件；复制、比较、检索、纳入 git 都可以，修改请用 cspm。
The records of this site, one readable JSON file each. Copy, compare, search or keep them in git; change them with cspm.
.cspm 内是锁、日志和临时文件，不含记录。 Inside .cspm are the lock, the journal and temporary files, no records.
"""

_SITE = """# 本小区的设置；cspm 只读取，可以手工修改。 The settings of this site, to be edited by hand.

# 名称，印在表单和报表上。 The name on forms and reports.
name = {name}

# 记录库的编号，建立后不要改动。 Names this store for good: leave it as it is.
id = {id}

# 时区。 The time zone of all times.
timezone = {timezone}

# 采用的手册：dtz、vk、sales、hospital 或 center。 The manual that is followed.
profile = {profile}

# 默认语言：zh 或 en；不写则随系统。 The language when nobody asks for one: zh or en; else that of the system.
{no_language}language = {language}

# 从哪天起按手册要求定期报送和定额；不写则不催办。 From which day filings are asked for; without it nobody is reminded.
{no_since}since = {since}

# any：可代他人登记；login：审批必须由本人登录。 any: typed for others; login: approvals need the approver's own login.
actor = "any"

# 手册数值的本地规定，可带生效日期。 The site's own values for figures of the manual, if need be from a date on.
# [figures]
# reply_within = 20
# progress_gap = [{{ since = 2026-01-01, value = 48 }}]

# 工作时间与节假日。 Working hours and days.
# [calendar]
# windows = ["08:30-12:00", "13:30-17:30"]
# quiet = ["21:00-08:00"]

# 各区域的垃圾收集时段；default 用于其余区域。 The hours in which garbage is collected, by area; default for all others.
# [cleaning.windows]
# default = ["06:30-08:30", "18:00-20:00"]
"""
