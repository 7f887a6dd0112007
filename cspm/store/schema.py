"""The tables of the index. It is disposable: the version is in user_version, and any doubt means building it anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from cspm.core.kinds import Kind
from cspm.store.rows import columns_of

VERSION = 8
INDEXED = (
    "received_at", "registered_at", "finished_at", "closed_at", "state", "unit", "source_id", "import_batch",
    "assignee",
)  # fmt: skip
"""Columns by which lists and reports look for records; a kind that has one gets an index on it."""

_COMMON = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE shards (kind TEXT, shard TEXT, mtime_ns INTEGER, count INTEGER, PRIMARY KEY (kind, shard)) WITHOUT ROWID;
CREATE TABLE damaged (path TEXT PRIMARY KEY, kind TEXT, shard TEXT, id TEXT, problem TEXT, stamp INTEGER) WITHOUT ROWID;
CREATE TABLE clocks (kind TEXT, id TEXT, n INTEGER, clock TEXT, rule TEXT, clause TEXT, start INTEGER, due INTEGER,
    met INTEGER, ended INTEGER, paused INTEGER, mode TEXT, PRIMARY KEY (kind, id, n)) WITHOUT ROWID;
CREATE TABLE findings (kind TEXT, id TEXT, n INTEGER, code TEXT, rule TEXT, clause TEXT, level TEXT, at INTEGER,
    message TEXT, PRIMARY KEY (kind, id, n)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(tokens, content='', columnsize=0, tokenize='ascii');
"""

_INDEXES = """
CREATE INDEX clocks_open ON clocks (kind, due) WHERE met IS NULL AND ended IS NULL;
CREATE INDEX findings_code ON findings (kind, code, at);
CREATE INDEX findings_at ON findings (kind, at);
"""


def create(db: sqlite3.Connection, kinds: Iterable[Kind]) -> None:
    """Make all tables in an empty database; `create_indexes` follows when they are filled."""
    db.executescript(_COMMON + "".join(map(_table, kinds)))
    db.execute(f"PRAGMA user_version = {VERSION}")


def create_indexes(db: sqlite3.Connection, kinds: Iterable[Kind]) -> None:
    """Make what finds rows fast; cheaper after the tables are filled than before."""
    for statement in (_INDEXES + "".join(map(_indexes, kinds))).split(";\n"):
        db.execute(statement)


def drop_indexes(db: sqlite3.Connection) -> None:
    """Drop what `create_indexes` makes: rows by the thousand are put in faster without, and it is made anew at the end."""
    made = db.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql NOT NULL").fetchall()
    for (name,) in made:
        if not name.endswith("_shard"):
            db.execute(f'DROP INDEX "{name}"')


def _table(kind: Kind) -> str:
    own = "".join(f', "{name}"' for name in columns_of(kind))
    return (
        f'CREATE TABLE "{kind.name}" (doc INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, shard TEXT NOT NULL,'
        f" stamp INTEGER NOT NULL, revision INTEGER NOT NULL, sort TEXT NOT NULL, mark INTEGER NOT NULL{own});\n"
        f'CREATE INDEX "{kind.name}_shard" ON "{kind.name}" (shard, id, stamp);\n'
    )


def _indexes(kind: Kind) -> str:
    named = [name for name in INDEXED if name in columns_of(kind)]
    made = [f'CREATE INDEX "{kind.name}_{name}" ON "{kind.name}" ("{name}", sort);\n' for name in named]
    for number, columns in enumerate(kind.covering):
        together = ", ".join(f'"{name}"' for name in columns)
        made.append(f'CREATE INDEX "{kind.name}_covering_{number}" ON "{kind.name}" ({together});\n')
    for number, (order, condition) in enumerate(kind.partial):
        made.append(f'CREATE INDEX "{kind.name}_partial_{number}" ON "{kind.name}" ({order}) WHERE {condition};\n')
    made.append(f'CREATE INDEX "{kind.name}_last" ON "{kind.name}" (last_by, last_at);\n')
    made.append(f'CREATE INDEX "{kind.name}_sort" ON "{kind.name}" (sort, id);\n')
    return "".join(made)
