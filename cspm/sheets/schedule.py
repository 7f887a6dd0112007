"""The deduction schedule of a contract: a TOML file, checked strictly, as the plain JSON that the contract keeps.

minor = "50.00"                # yuan each
severe = "500.00"
verified_complaint = "100.00"
cap_percent = "20"             # of the month's fee
repeat_factors = ["1", "1.5", "2"]   # the first, second, third and every later minor of a point in a month
[item.C03]                     # amounts of one item of the standard
minor = "80.00"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from cspm.core.money import money_text, parse_money
from cspm.errors import N_
from cspm.sheets.opening import open_file, refused

AMOUNTS = ("minor", "severe", "verified_complaint")
FACTORS = "repeat_factors"
ENTRIES = (*AMOUNTS, "cap_percent", FACTORS)
OF_ITEM = (*AMOUNTS, FACTORS)
MOST_FACTORS, LARGEST_FACTOR = 31, 100
LARGEST = 256 * 1024

NOT_UTF8 = N_("This is not UTF-8 text. Save the schedule as UTF-8 and try again.")
NOT_TOML = N_("This is no schedule in TOML: {problem}")
UNKNOWN = N_("{entry} is not an entry of a schedule. Known: {known}")
NOT_A_TABLE = N_('{entry} must be a table, such as [item.C03] with minor = "80.00"')
NO_AMOUNT = N_('{entry} = {value} is not an amount in yuan. Write one like "50.00", not negative')
NO_PERCENT = N_('{entry} = {value} is not a percentage from 0 to 100. Write one like "20"')
NO_FACTORS = N_('{entry} = {value} is no list of factors from 0 to 100. Write one like ["1", "1.5", "2"]')
EMPTY = N_("The schedule has no entry. Known: {known}")


def read_schedule(path: str) -> dict[str, Any]:
    """The schedule in the file: amounts as texts with two decimals, `item` a table by code; entries may be missing.

    Raises InputRejected for what cannot be read, is no UTF-8 or TOML, or has unknown, negative or absurd entries.
    """
    with open_file(path) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise refused(path, NOT_TOML, problem=f"> {LARGEST} bytes")
    try:
        table = tomllib.loads(data.decode("utf-8-sig"), parse_float=str)
    except UnicodeDecodeError:
        raise refused(path, NOT_UTF8) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise refused(path, NOT_TOML, problem=str(error)) from None
    return checked(table, path)


def checked(table: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The schedule of a parsed file. Raises InputRejected naming the entry."""
    if not table:
        raise refused(path, EMPTY, known=ENTRIES)
    schedule: dict[str, Any] = {}
    for entry, value in table.items():
        if entry == "item":
            schedule["item"] = {code: _item(code, own, path) for code, own in _table("item", value, path).items()}
        elif entry == "cap_percent":
            schedule[entry] = _percent(entry, value, path)
        elif entry == FACTORS:
            schedule[entry] = _factors(entry, value, path)
        elif entry in AMOUNTS:
            schedule[entry] = _amount(entry, value, path)
        else:
            raise refused(path, UNKNOWN, entry=entry, known=(*ENTRIES, "item"))
    return schedule


def _item(code: str, value: Any, path: str) -> dict[str, Any]:
    own = _table(f"item.{code}", value, path)
    unknown = [entry for entry in own if entry not in OF_ITEM]
    if unknown:
        raise refused(path, UNKNOWN, entry=f"item.{code}.{unknown[0]}", known=OF_ITEM)
    read = {entry: _factors if entry == FACTORS else _amount for entry in own}
    return {entry: read[entry](f"item.{code}.{entry}", value, path) for entry, value in own.items()}


def _factors(entry: str, value: Any, path: str) -> list[str]:
    wrong = refused(path, NO_FACTORS, entry=entry, value=str(value)[:40])
    if not isinstance(value, list) or not 0 < len(value) <= MOST_FACTORS:
        raise wrong
    try:
        factors = [Decimal(_number(one).strip()) for one in value]
    except (InvalidOperation, ValueError):
        raise wrong from None
    for one in factors:
        if not one.is_finite() or not 0 <= one <= LARGEST_FACTOR or one.as_tuple().exponent < -4:  # type: ignore[operator]
            raise wrong
    return [f"{one:f}" for one in factors]


def _table(entry: str, value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise refused(path, NOT_A_TABLE, entry=entry)
    return value


def _amount(entry: str, value: Any, path: str) -> str:
    try:
        amount = parse_money(_number(value))
    except ValueError:
        raise refused(path, NO_AMOUNT, entry=entry, value=str(value)[:40]) from None
    if amount < 0:
        raise refused(path, NO_AMOUNT, entry=entry, value=str(value)[:40])
    return money_text(amount)


def _percent(entry: str, value: Any, path: str) -> str:
    try:
        percent = Decimal(_number(value).strip().removesuffix("%"))
    except (InvalidOperation, ValueError):
        percent = Decimal(-1)
    if not percent.is_finite() or not 0 <= percent <= 100 or percent.as_tuple().exponent < -4:  # type: ignore[operator]
        raise refused(path, NO_PERCENT, entry=entry, value=str(value)[:40])
    return f"{percent:f}"


def _number(value: Any) -> str:
    """A text or number of TOML as it was written (floats were kept as text). Raises ValueError for the rest."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise ValueError(value)
    return str(value)
