"""The blank form of a day's joint inspection: on paper to tick, or as lines to type in (F15, R115). Reads through the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from cspm.core.language import Language
from cspm.core.terms import Terms
from cspm.core.view import listed
from cspm.core.words import MINOR_REASON
from cspm.errors import N_, BadValue, Message
from cspm.procedures.cleaning import figures
from cspm.procedures.cleaning.dated import areas_on
from cspm.procedures.cleaning.evidence import finding_id
from cspm.procedures.cleaning.pasted import REMARK
from cspm.procedures.cleaning.plan import AS_NEEDED, Place, holds, planned
from cspm.procedures.cleaning.reading import NOT_VOID, Reader, grounds
from cspm.procedures.cleaning.states import SHEET_WORD


def pages(
    reader: Reader, contract: Mapping[str, Any], day: date, *, areas: Sequence[str], terms: Terms
) -> list[dict[str, Any]]:
    """A page for each area planned that day, or each one named: its items, those planned first, and what is to recheck.

    Raises BadValue for a day outside the contract.
    """
    if not holds(contract, day):
        text = N_("contract {contract} holds from {start} to {end} only")
        said = Message.of(text, contract=contract["id"], start=contract["start"], end=contract["end"])
        raise BadValue(field="--date", value=day.isoformat(), problem=said)
    ground = grounds(reader)
    known = ground.places(contract, areas_on(contract, day))
    each = max(1, int(terms.figures.value(figures.INSPECTIONS_PER_DAY, day)))
    plan = {one.area: one.items for one in planned(contract, known, day, each=each)}
    named = ground.places(contract, areas) if areas else [one for one in known if one.area in plan]
    left = list(waiting(reader, contract["id"]))
    return [page(place, plan.get(place.area, ()), left) for place in named]


def page(place: Place, plan: Sequence[str], left: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One area's page; without a plan for the day everything but what is done as needed is looked at."""
    wanted = plan or tuple(item["id"] for item in place.items if item["frequency"] != AS_NEEDED)
    return {
        "area": place.area, "name": place.name,
        "items": [item for item in place.items if item["id"] in wanted],
        "others": [item for item in place.items if item["id"] not in wanted],
        "rechecks": [one for one in left if one["area"] == place.area],
    }  # fmt: skip


def waiting(reader: Reader, contract: str) -> Iterator[dict[str, Any]]:
    """The findings of a contract that are to be put right still (R118), with the time agreed last."""
    where = f"{NOT_VOID} AND contract = ? AND findings != '[]'"
    for document in reader.rows("inspections", where, (contract,), order="sort", columns=("id", "area", "findings")):
        for found in listed(document["findings"]):
            checks = sorted(found["rechecks"], key=lambda one: str(one["at"]))
            if found["fixed_at"] is None and not (checks and checks[-1]["result"] == "done"):
                due = next((one["due"] for one in reversed(checks) if one["due"]), found["due"])
                yield {
                    "id": finding_id(document["id"], found["number"]), "area": document["area"], "item": found["item"],
                    "note": found["note"], "due": datetime.fromisoformat(due) if due else None,
                }  # fmt: skip


def values(
    reader: Reader,
    contract: Mapping[str, Any],
    day: date,
    *,
    areas: Sequence[str],
    size: str,
    terms: Terms,
    now: datetime,
) -> dict[str, Any]:
    """The day's pages as `cleaning/blank.html` wants them."""
    found = pages(reader, contract, day, areas=areas, terms=terms)
    return {
        "site": terms.site.name, "number": f"{contract['id']} {day}", "printed_at": now, "contract": contract["id"],
        "contractor": contract["contractor"], "domain": contract["domain"], "date": day, "size": size,
        "copies": tuple(" ".join(filter(None, (one["area"], one["name"]))) or "-" for one in found), "one_each": True,
        "pages": found, "reasons": tuple(MINOR_REASON.labels),
    }  # fmt: skip


def lines(
    found: Iterable[Mapping[str, Any]], contract: str, when: datetime, *, told: Mapping[str, Any], language: Language
) -> str:
    """The day's pages as lines to change and type in: every planned item as clean. `told` is who inspected and signed."""

    def word(code: str) -> str:
        return language.label(SHEET_WORD.name, code)

    reasons = ", ".join(f"{code} {language.label(MINOR_REASON.name, code)}" for code in MINOR_REASON.labels)
    said = [
        language.message(Message(N_("# One line for each item: ITEM:clean, or ITEM:none|minor|severe:REASON:NOTE"))),
        language.message(Message(N_("# + before an item: put right on the spot; ! before it: it had a serious consequence"))),
        language.message(Message.of(N_("# Reasons: {reasons}"), reasons=reasons)),
        language.message(Message(N_("# A recheck: FINDING:done|not_done|poor, with a new time as in FINDING:poor:TIME"))),
        f"{word('contract')}: {contract}",
        f"{word('date')}: {when:%Y-%m-%d %H:%M}",
        *(f"{word(code)}: {told.get(code) or ''}".rstrip() for code in ("by", "with", "due", "signed_a", "signed_b")),
    ]  # fmt: skip
    for one in found:
        said += ["", f"{word('area')}: {one['area']}"]
        said += [f"# {left['id']}:done{REMARK}{left['item']} {left['note'] or ''}".rstrip() for left in one["rechecks"]]
        said += [f"{item['id']}:clean{REMARK}{text_of(item, language)}" for item in one["items"]]
    return "\n".join(said) + "\n"


def text_of(item: Mapping[str, Any], language: Language) -> str:
    """The item's wording in the reader's language, in the other when there is none."""
    return str((item["en"] if language.code == "en" else item["zh"]) or item["zh"])
