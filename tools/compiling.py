"""Compile the Chinese catalogue: every `locale/zh/*.po` into one `locale/zh/LC_MESSAGES/cspm.mo` (needs Babel)."""

from __future__ import annotations

import glob
import os
from io import BytesIO
from struct import pack, unpack_from

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def merged(folder: str) -> Catalog:
    """One catalogue of all fragments; a message that stands in two of them must say the same in both (ValueError)."""
    whole = Catalog(locale="zh", domain="cspm", charset="utf-8")
    for path in sorted(glob.glob(os.path.join(folder, "*.po"))):
        with open(path, "rb") as file:
            part = read_po(file, locale="zh", charset="utf-8", abort_invalid=True)
        for message in part:
            if not message.id or not message.string:
                continue
            known = whole.get(message.id, message.context)
            if known is not None and known.string != message.string:
                raise ValueError(f"{path}: {message.id!r} is {message.string!r} here and {known.string!r} elsewhere")
            whole.add(message.id, message.string, context=message.context)
    return whole


def compile_catalogues(locale_folder: str) -> str:
    """Write the compiled catalogue; its path."""
    folder = os.path.join(locale_folder, "zh", "LC_MESSAGES")
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "cspm.mo")
    made = BytesIO()
    write_mo(made, merged(os.path.join(locale_folder, "zh")))
    with open(path, "wb") as file:
        file.write(in_order(made.getvalue()))
    return path


def in_order(data: bytes) -> bytes:
    """The same little-endian catalogue with its messages in the order of their bytes, as the format asks.

    Babel sorts by message and forgets the context; `cspm.core.mo_file` looks messages up by halving.
    """
    count, ids, texts = unpack_from("<3I", data, 8)

    def entry(table: int, place: int) -> bytes:
        length, start = unpack_from("<2I", data, table + 8 * place)
        return data[start : start + length]

    entries = sorted((entry(ids, place), entry(texts, place)) for place in range(count))
    tables, body, begin = [], b"", 28 + 16 * count
    for side in (0, 1):
        for pair in entries:
            tables.append(pack("<2I", len(pair[side]), begin + len(body)))
            body += pair[side] + b"\x00"
    head = pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, begin)
    return head + b"".join(tables) + body
