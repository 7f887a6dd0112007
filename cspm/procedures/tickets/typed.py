"""What people type: texts, and the lines of charges, materials and checklist steps, parsed or refused. Pure."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from cspm.core.money import parse_money
from cspm.errors import N_, BadValue, Message, Usage

Words = tuple[tuple[str, ...], ...]
MOST = Decimal(1_000_000)


def quantity(text: str, *, option: str) -> Decimal:
    """A positive quantity with at most three decimals, such as 2 or 1.5. Raises BadValue."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal(0)
    exponent = number.as_tuple().exponent
    if not number.is_finite() or not 0 < number <= MOST or not isinstance(exponent, int) or not -3 <= exponent <= 0:
        raise BadValue(field=option, value=text[:40], problem=Message(N_("write a quantity such as 2 or 1.5")))
    return number


def charge_lines(words: Words) -> tuple[tuple[str, Decimal, Decimal | None], ...]:
    """`ITEM[:QTY[:PRICE]]` as (item, quantity, price); the quantity is 1 unless given, the price None."""
    lines = []
    for parts in words:
        try:
            price = parse_money(parts[2]) if len(parts) > 2 else None
        except ValueError:
            raise BadValue(
                field="--line", value=parts[2][:40], problem=Message(N_("write a price such as 80 or 99.50"))
            ) from None
        lines.append((parts[0], quantity(parts[1] if len(parts) > 1 else "1", option="--line"), price))
    return tuple(lines)


def material_lines(*, take: Words, back: Words, used: Words) -> tuple[tuple[str, str, Decimal], ...]:
    """`ITEM[:QTY]` words as (way, item, quantity). Raises Usage when nothing is named."""
    lines = tuple(
        (way, parts[0], quantity(parts[1] if len(parts) > 1 else "1", option=f"--{way}"))
        for way, words in (("take", take), ("back", back), ("used", used))
        for parts in words
    )
    if not lines:
        raise Usage(
            problem=Message(N_("Name what was taken, brought back or used: --take, --back or --used ITEM:QTY."))
        )
    return lines


def check_lines(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`STEP=VALUE` words as pairs. Raises BadValue."""
    pairs = []
    for word in words:
        step, equals, value = word.replace("＝", "=").partition("=")
        if not equals or not step.strip() or not value.strip():
            raise BadValue(field="--check", value=word[:40], problem=Message(N_("write it as STEP=VALUE")))
        pairs.append((step.strip(), value.strip()))
    return tuple(pairs)
