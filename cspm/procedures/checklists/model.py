"""Technical checklists as other procedures see them: which there are, which one a word names, and whether values stand.

The manual's eight lie in `tables.py`; a site adds its own in site.toml:

    [tickets.checklists.door_lock]
    label = "门锁"
    steps = [
        { name = "turns", label = "钥匙转动灵活", kind = "yes", required = true },
        { name = "gap", label = "门缝", kind = "number", unit = "mm", least = 1, most = 3 },
    ]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from typing import Any

from cspm.core.language import code_of
from cspm.core.site import Site
from cspm.core.terms import Terms
from cspm.errors import N_, BadSite, Code, Message
from cspm.procedures.checklists.figures import FIGURES
from cspm.procedures.checklists.parts import OTHER as OTHER
from cspm.procedures.checklists.parts import Check as Check
from cspm.procedures.checklists.parts import Checklist as Checklist
from cspm.procedures.checklists.parts import Test as Test
from cspm.procedures.checklists.states import ANSWERS, NAMES, STEPS
from cspm.procedures.checklists.tables import MANUAL

KINDS = ("yes", "number", "count", "text")
Values = Mapping[str, str]


def checklists(site: Site) -> dict[str, Checklist]:
    """Every checklist of a site by its name, the manual's first. Raises BadSite for one of its own that is none."""
    return {**MANUAL, **{name: own(name, table) for name, table in site.tickets.get("checklists", {}).items()}}


def named(word: str | None, site: Site) -> Checklist | None:
    """The checklist that a word names: its code or label in either language, or a usual name of the item."""
    if not word or not word.strip():
        return None
    found = code_of(NAMES.name, word)
    if found is not None:
        return MANUAL[found]
    wanted = word.strip().casefold()
    mine = (one for one in checklists(site).values() if one.label)
    return next((one for one in mine if wanted in (one.name.casefold(), one.label.casefold())), None)


def own(name: str, table: Any) -> Checklist:
    """A site's own checklist. Raises BadSite naming what is wrong."""
    try:
        if name in MANUAL:
            raise ValueError(name)
        return Checklist(name, "site.toml", tuple(own_check(step) for step in table["steps"]), str(table["label"]))
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        problem = N_(
            "[tickets.checklists.{name}] needs a label, and steps with name, label and kind (yes, number, count, text)"
        )
        raise BadSite(path="site.toml", problem=Message.of(problem, name=name)) from error


def own_check(step: Mapping[str, Any]) -> Check:
    """A step of a site's own checklist. Raises KeyError, TypeError, ValueError, InvalidOperation."""
    kind = step.get("kind", "yes")
    if kind not in KINDS or set(step) - {"name", "label", "kind", "unit", "required", "least", "most"}:
        raise ValueError(kind)
    least, most = (Decimal(str(step[key])) if key in step else None for key in ("least", "most"))
    tests = (Test(OTHER, "between", least, most),) if least is not None or most is not None else ()
    tests = (Test(OTHER, "yes"),) if kind == "yes" else tests
    return Check(
        str(step["name"]), "", kind, str(step.get("unit", "")), bool(step.get("required")), tests, str(step["label"])
    )


def step_of(checklist: Checklist, word: str) -> Check | None:
    """The step that a word names: its code, or its label in either language."""
    code = code_of(STEPS.name, word)
    found = checklist.check(code) if code else None
    wanted = word.strip().casefold()
    return found or next(
        (one for one in checklist.checks if wanted in (one.name.casefold(), one.label.casefold())), None
    )


def value_of(check: Check, typed: str) -> str | None:
    """The value as it is kept: yes or no, a number without its unit, a text; None when it is no value of the step."""
    if check.kind == "text":
        return typed.strip() or None
    if check.kind in ("yes", "choice"):
        code = code_of(ANSWERS.name, typed)
        return code if (code in ("yes", "no")) is (check.kind == "yes") else None
    word = typed.strip()
    if check.unit and word.casefold().endswith(check.unit.casefold()):
        word = word[: -len(check.unit)].strip()
    amount = number(word)
    if amount is None or (check.kind == "count" and amount != amount.to_integral_value()):
        return None
    return plain(amount)


def number(text: str | None) -> Decimal | None:
    """A number that a step can have: not negative, of sane size; None for anything else."""
    try:
        found = Decimal(text or "-")
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found < 1_000_000 and found.as_tuple().exponent >= -6 else None  # type: ignore[operator]  # finite


def missing(checklist: Checklist, values: Values) -> tuple[Check, ...]:
    """The required steps without a value; a part that was put in needs the specification of the one it replaced."""
    bare = [check for check in checklist.checks if check.required and check.name not in values]
    for check in checklist.checks:
        for test in check.tests:
            if test.how == "same" and check.name in values:
                bare += [one for one in checklist.checks if one.name in test.beside and one.name not in values]
    return tuple(bare)


def verdicts(
    checklist: Checklist, values: Values, figures: Mapping[str, Decimal]
) -> Iterator[tuple[Check, Test, bool]]:
    """Each test that the values allow, and whether it was stood. `figures` are those in force, by key."""
    for check in checklist.checks:
        if check.name in values:
            for test in check.tests:
                stood = stands(test, values[check.name], values, figures)
                if stood is not None:
                    yield check, test, stood


def stands(test: Test, value: str, values: Values, figures: Mapping[str, Decimal]) -> bool | None:
    """Whether a value stands a test; None when it cannot be told."""
    if test.how == "yes":
        return value == "yes"
    if test.how == "same":
        other = values.get(test.beside[0])
        return None if other is None else same(value) == same(other)
    found, limits = number(value), bounds(test, values, figures)
    if found is None or limits is None:
        return None
    least, most = limits
    inside = (least is None or found >= least) and (most is None or found <= most)
    return inside or (test.how == "load" and test.beside[1] in values)


def same(specification: str) -> str:
    """A specification as it is compared: blanks, dashes and case do not matter."""
    return "".join(character for character in specification.casefold() if character not in " -_·　")


def bounds(test: Test, values: Values, figures: Mapping[str, Decimal]) -> tuple[Decimal | None, Decimal | None] | None:
    """The least and the most that a test asks beside the other values; None when it asks nothing of them."""
    least, most = limit(test.least, figures), limit(test.most, figures)
    beside = tuple(number(values.get(name)) for name in test.beside[: 2 if test.how == "clamps" else 1])
    if test.how == "pressure":
        asked = beside[0] is None or beside[0] == figures["pressure_ambient"]
        return (least, most) if asked else None
    if None in beside:
        return None
    if test.how == "clamps" and least:
        return (beside[0] / least).to_integral_value(ROUND_CEILING) + beside[1], None  # type: ignore[operator]  # no None in it
    if test.how == "load":
        return None, beside[0]
    if test.how == "deviation" and beside[0] is not None and most is not None:
        return beside[0] * (100 - most) / 100, beside[0] * (100 + most) / 100
    return least, most


def wanted(test: Test, figures: Mapping[str, Decimal], values: Values | None = None) -> object:
    """What a test asks, for people: beside the values of a ticket, else in general."""
    if test.how == "yes":
        return Code("check_value", "yes")
    if test.how == "same":
        return Message.of(N_("the same as: {other}"), other=Code("check_step", test.beside[0]))
    limits = bounds(test, values or {}, figures)
    ambient = figures["pressure_ambient"]
    if limits is not None:
        asked = between(*limits)
        return (
            Message.of(N_("{asked} at {ambient} °C"), asked=asked, ambient=plain(ambient))
            if test.how == "pressure"
            else asked
        )
    if test.how == "clamps":
        return Message.of(N_("one in {spacing} m, and one at each bend"), spacing=plain(limit(test.least, figures)))
    if test.how == "load":
        return Message(N_("no more than the capacity; else less load, or more capacity applied for"))
    return Message.of(N_("the rated value, {percent}% more or less"), percent=plain(limit(test.most, figures)))


def between(least: Decimal | None, most: Decimal | None) -> Message:
    """Bounds for people."""
    facts: dict[str, object] = {"least": plain(least), "most": plain(most)}
    if least is None:
        return Message(N_("at most {most}"), facts)
    if most is None:
        return Message(N_("at least {least}"), facts)
    return Message(N_("exactly {least}") if least == most else N_("{least} to {most}"), facts)


def plain(amount: Decimal | None) -> str | None:
    """A number without idle zeros."""
    return None if amount is None else f"{amount.normalize():f}"


def in_force(terms: Terms, day: date) -> dict[str, Decimal]:
    """The figures of the checklists on a day, by key."""
    return {figure.key: Decimal(str(terms.figures.value(figure, day))) for figure in FIGURES}


def limit(bound: Any, figures: Mapping[str, Decimal]) -> Decimal | None:
    """A bound as a number: a figure in force, or the number itself."""
    return bound if bound is None or isinstance(bound, Decimal) else figures[bound.key]
