"""The statement of a month as its forms and its workbook want it: parties, fee, sums, every line, objections, signatures.

What was drafted is printed as it was drafted, with its digest; a month without a draft as the records stand (R117, R127).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cspm import manual
from cspm.core.days import side_by_side
from cspm.core.terms import Terms
from cspm.core.texts import named, signature
from cspm.core.view import View
from cspm.core.words import VOCABULARIES
from cspm.errors import Code
from cspm.procedures.cleaning.account import (
    NOTHING,
    Account,
    Line,
    Replaced,
    days_in_force,
    days_of,
    fee_for,
    fee_on,
    settlement_id,
)
from cspm.procedures.cleaning.adjustments import Adjustment, Difference
from cspm.procedures.cleaning.dated import areas_on, lacking
from cspm.procedures.cleaning.forms import names_in
from cspm.procedures.cleaning.ledger import frozen_account
from cspm.procedures.cleaning.reading import Reader, ledger_of
from cspm.procedures.cleaning.settling import SAME
from cspm.tuples import NamedTuple


class Row(NamedTuple):
    """A line of the appendix: `number` on the statement, `text` the item's words, `severe` what replaced it."""

    number: int
    line: Line
    text: str
    area: str
    clause: str
    severe: str


class Kind(NamedTuple):
    """Lines of one severity, reason, item and price together."""

    severity: str
    reason: str | None
    rule: str
    item: str | None
    text: str
    price: Decimal
    times: int
    amount: Decimal


class Spell(NamedTuple):
    """Days of the month that bear one monthly fee."""

    start: date
    end: date
    days: int
    monthly_fee: Decimal


def statement(
    reader: Reader, contract_id: str, month: str, *, terms: Terms, now: datetime, language: str = "zh",
    default: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The values of `cleaning/statement.html` and of its tables, one copy for each party. Raises NoSuchRecord.

    Items stand with the words of the site's standard, else with those of the `default` one.
    """
    contract = reader.document("contracts", contract_id)
    ledger = ledger_of(reader, contract, terms)
    settlement = ledger.settlements.get(month)
    account = frozen_account(settlement) if settlement else ledger.account(month, now)
    account = account._replace(lacking=lacking(contract, days_in_force(contract, month)))
    items = {**(default or {}), **{row["id"]: row for row in reader.rows("standard", columns=("id", "zh", "en"))}}
    texts = {code: words(row, language) for code, row in items.items()}
    areas = names_in(reader, "areas")
    rows = rows_of(account, texts, areas)
    changed = settlement is not None and account.status == "draft" and altered(account, ledger.computed(month, now))
    return {
        "site": terms.site.name, "number": settlement_id(contract_id, month), "printed_at": now, "month": month,
        "copies": tuple(Code("side", side) for side in VOCABULARIES["side"].labels), "account": account, "contract": contract,
        "period": period_of(contract, month), "month_days": len(days_of(month)), "spells": spells(contract, month, account),
        "areas": [named(area, areas) for area in areas_in(contract, month)], "missing": side_by_side(account.missing_days, "%Y-%m-%d"),
        "minor": account.count("minor"),
        "severe": account.count("severe"), "complaints": account.count("complaint"), "kinds": kinds_of(rows), "rows": rows,
        "replaced": [
            (one, named(one.area, areas), texts.get(one.item or "", ""), clause_of(one.rule)) for one in uncharged(account)
        ],
        "clauses": clauses_of(account),
        "adjusted_lines": [(made, corrected_rows(made, texts, areas)) for made in account.adjustments],
        "adjusted": sum((made.amount for made in account.adjustments), NOTHING), "outdated": changed,
        **of_settlement(settlement, names_in(reader, "staff")),
    }  # fmt: skip


def of_settlement(settlement: Mapping[str, Any] | None, staff: Mapping[str, str]) -> dict[str, Any]:
    """Digest, objections, signatures, approval and payment; nothing of a month that is not drafted."""
    if settlement is None:
        names = ("digest", "drafted", "signed_a", "signed_b", "approved", "noted", "payee", "payee_account", "paid")
        return {**dict.fromkeys(names), "objections": ()}
    view: Any = View(settlement)
    told = {
        side: signature(named(settlement[f"{side}_by"], staff), settlement[f"{side}_at"])
        for side in ("drafted", "signed_a", "signed_b", "approved", "noted", "paid")
    }
    return {
        "digest": view.digest, "objections": view.objections, "payee": view.payee, "payee_account": view.payee_account,
        "paid_amount": view.paid_amount, "payment_method": view.payment_method, "receipt_no": view.receipt_no,
        "paid_on": view.paid_on, **told,
    }  # fmt: skip


def areas_in(contract: Mapping[str, Any], month: str) -> tuple[str, ...]:
    """The areas that the contract covered on one of the month's days, as it names them; without such a day those it began with."""
    days = days_in_force(contract, month)
    found = dict.fromkeys(area for day in days for area in areas_on(contract, day))
    return tuple(found) if days else tuple(contract["areas"])


def corrected_rows(
    made: Adjustment, texts: Mapping[str, str], areas: Mapping[str, str]
) -> list[tuple[Difference, Row]]:
    """The lines that an adjustment was made by, with the words of their items and areas."""
    return [
        (one, Row(number, one.line, texts.get(one.line.item or "", ""), named(one.line.area, areas) or "", "", ""))
        for number, one in enumerate(made.lines, 1)
    ]


def clauses_of(account: Account) -> list[tuple[str, str]]:
    """The rules that the lines name, each with its clause."""
    corrected = (one.line.rule for made in account.adjustments for one in made.lines)
    rules = {*(line.rule for line in account.lines), *(one.rule for one in account.replaced), *corrected}
    return [(rule, clause_of(rule)) for rule in sorted(rules)]


def words(row: Mapping[str, Any], language: str) -> str:
    """What an item of the standard says, in the language if it has words there."""
    own = row["zh"] if language.startswith("zh") else row["en"]
    return str(own or row["zh"] or "")


def clause_of(rule: str) -> str:
    """Where a rule stands in the manuals."""
    return manual.rule(rule).clause


def period_of(contract: Mapping[str, Any], month: str) -> tuple[date, date, int] | None:
    """The first and the last day in force in the month, and how many they are; None without one."""
    days = days_in_force(contract, month)
    return (days[0], days[-1], len(days)) if days else None


def spells(contract: Mapping[str, Any], month: str, account: Account) -> list[Spell]:
    """How the fee of the month is made, as long as the contract still says so."""
    found: list[Spell] = []
    if fee_for(contract, month) != account.fee_for_month:
        return found
    for day in days_in_force(contract, month):
        fee = fee_on(contract, day)
        if found and found[-1].monthly_fee == fee:
            found[-1] = found[-1]._replace(end=day, days=found[-1].days + 1)
        else:
            found.append(Spell(day, day, 1, fee))
    return found


def rows_of(account: Account, texts: Mapping[str, str], areas: Mapping[str, str]) -> list[Row]:
    """Every line, in the order of the account; a credit names the severe that took the minor's place."""
    by = {(one.record, one.severe_on, one.area, one.item): one.severe for one in account.replaced}
    return [
        Row(
            number, line, texts.get(line.item or "", ""), named(line.area, areas) or "", clause_of(line.rule),
            by.get((line.record, line.date, line.area, line.item), "") if line.reason == "replaced" else "",
        )
        for number, line in enumerate(account.lines, 1)
    ]  # fmt: skip


def kinds_of(rows: Iterable[Row]) -> list[Kind]:
    """The lines put together by severity, reason, item and price, in the order in which they first come."""
    found: dict[tuple[object, ...], Kind] = {}
    for row in rows:
        line = row.line
        key = (line.severity, line.reason, line.rule, line.item, line.amount)
        old = found.get(key) or Kind(
            line.severity, line.reason, line.rule, line.item, row.text, line.amount, 0, NOTHING
        )
        found[key] = old._replace(times=old.times + 1, amount=old.amount + line.amount)
    order = {"minor": 0, "complaint": 1, "severe": 2}
    return sorted(
        found.values(), key=lambda one: (order[one.severity], one.amount < 0, one.item or "", one.reason or "")
    )


def uncharged(account: Account) -> list[Replaced]:
    """What is not charged because a severe of the month took its place; credits of earlier months are lines."""
    return [one for one in account.replaced if f"{one.date:%Y-%m}" == f"{one.severe_on:%Y-%m}"]


def altered(was: Account, now: Account) -> bool:
    """Whether the records say something else now than what was drafted."""
    return any(getattr(was, name) != getattr(now, name) for name in SAME)
