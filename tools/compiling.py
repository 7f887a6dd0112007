"""Compile the Chinese catalogue: every `locale/zh/*.po` into one `locale/zh/LC_MESSAGES/cspm.mo` (needs Babel)."""

from __future__ import annotations

import glob
import os

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
    with open(path, "wb") as file:
        write_mo(file, merged(os.path.join(locale_folder, "zh")))
    return path
