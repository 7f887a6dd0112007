"""The execution standard on paper (F14): its items by kind of area, in the language of who prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.ids import natural
from cspm.procedures.people.states import AREA_TYPES
from cspm.shell.filters import condition

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def standard_sheet(desk: Desk, words: tuple[str, ...]) -> dict[str, Any]:
    """The items that fit the filter words as `cleaning/standard.html` wants them. Raises BadValue."""
    where, params = condition("standard", words, desk)
    scope = f"state != 'void' AND ({where})" if where else "state != 'void'"
    ids = sorted((str(row["id"]) for row in desk.store.rows("standard", scope, params, columns=("id",))), key=natural)
    items = [item_of(document, desk.lang) for document in desk.store.documents("standard", ids)]
    groups = [(area, [item for item in items if area in item["area_types"]]) for area in AREA_TYPES.labels]
    rest = [item for item in items if not item["area_types"]]
    return {
        "site": desk.site.name, "printed_at": desk.now, "number": None, "count": len(items),
        "groups": [(area, some) for area, some in groups if some], "rest": rest,
    }  # fmt: skip


def item_of(document: dict[str, Any], lang: str) -> dict[str, Any]:
    """An item with its words in that language, in the other where it has none."""
    text = document["en"] or document["zh"] if lang == "en" else document["zh"]
    return {name: document.get(name) for name in ("id", "domain", "frequency")} | {
        "text": text, "area_types": document.get("area_types") or [],
    }  # fmt: skip
