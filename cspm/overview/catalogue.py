"""Every rule of the manuals and where it lives in cspm: as a figure, as a check, as a command, or not yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cspm import manual
from cspm.core.figures import Figure
from cspm.core.rules import Rule
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.core.words import vocabulary
from cspm.errors import N_, Code, Message, NoSuchRecord
from cspm.overview.judged import OWN
from cspm.overview.obligations import COMMANDS
from cspm.register import PROCEDURES
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


UNITS = vocabulary(
    "figure_unit",
    minutes="minutes", hours="hours", days="days", working_days="working days", percent="percent", count="times",
    day_of_month="day of the month", time_of_day="time of day", yuan="yuan", switch="yes or no", volts="volts",
    megapascals="MPa", celsius="°C", metres="metres", month_of_year="month of the year", mm_per_metre="mm per metre",
)  # fmt: skip


class Home(NamedTuple):
    """Where a rule lives: figures, codes of findings, commands."""

    figures: tuple[Figure, ...] = ()
    codes: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()

    @property
    def where(self) -> str | None:
        """All of them in one text, None when it lives nowhere yet."""
        return ", ".join((*(figure.key for figure in self.figures), *self.codes, *self.commands)) or None


NOWHERE = Home()


def all_figures() -> Iterable[Figure]:
    """The figures of every procedure."""
    return (figure for procedure in PROCEDURES for figure in procedure.part("figures", "FIGURES"))


def all_rules() -> Iterable[Rule]:
    """The rules of every procedure, and what is asked across them."""
    yield from (rule for procedure in PROCEDURES for rule in procedure.part("rules", "RULES"))
    yield from OWN


def finding_codes() -> frozenset[str]:
    """Every code that a finding can have."""
    return frozenset(rule.code for rule in all_rules())


def meanings(language: str) -> dict[str, tuple[str, str]]:
    """What the code of a finding stands for: its rule and what that asks."""
    return {rule.code: (rule.rule, manual.rule(rule.rule).text(language)) for rule in all_rules()}


def homes() -> Mapping[str, Home]:
    """Where each rule lives, by its number; rules that live nowhere are absent."""
    found: dict[str, Home] = {}
    for figure in all_figures():
        home = found.get(figure.rule, NOWHERE)
        found[figure.rule] = home._replace(figures=(*home.figures, figure))
    for rule in all_rules():
        home = found.get(rule.rule, NOWHERE)
        found[rule.rule] = home._replace(codes=tuple(dict.fromkeys((*home.codes, rule.code))))
    tables = [dict(procedure.part("rules", "COMMANDS")) for procedure in PROCEDURES]
    for number, command in (pair for table in (*tables, COMMANDS) for pair in table.items()):
        home = found.get(number, NOWHERE)
        found[number] = home._replace(commands=tuple(dict.fromkeys((*home.commands, command))))
    return found


def entry(rule: manual.ManualRule, home: Home, terms: Terms, *, day: date, language: str) -> dict[str, Any]:
    """One rule as `rules` gives it; value, unit and override are those of its first figure."""
    figures = [in_force(figure, terms, day) for figure in home.figures]
    first = figures[0] if figures else {"value": None, "unit": None, "since": None, "override": None}
    return {
        "rule": rule.rule, "systems": list(rule.systems), "clause": rule.clause, "text": rule.text(language), "kind": rule.nature,
        "where": home.where, "value": first["value"], "unit": first["unit"], "since": first["since"], "override": first["override"],
        "reason": manual.reason(rule.rule, language),
    }  # fmt: skip


def in_force(figure: Figure, terms: Terms, day: date) -> dict[str, Any]:
    """A figure as it is in force on a day: `{key value unit since override text}`."""
    found = terms.figures.in_force(figure, day)
    return {
        "key": figure.key, "value": plain(found.value, figure.unit), "unit": figure.unit, "since": found.since,
        "override": plain(found.override, figure.unit), "text": Message(figure.text),
    }  # fmt: skip


def plain(value: Any, unit: str) -> Any:
    """A figure's value for scripts: yuan as money, other decimals as numbers."""
    if not isinstance(value, Decimal) or unit == "yuan":
        return value
    return int(value) if value == value.to_integral_value() else float(value)


RULE_COLUMNS = (
    Column("rule", N_("Rule"), "id"), Column("clause", N_("Clause")), Column("text", N_("What it asks")),
    Column("kind", N_("Kind"), "code", "rule_kind"), Column("where", N_("Where")), Column("value", N_("In force")),
    Column("unit", N_("Measured in"), "code", "figure_unit"),
)  # fmt: skip


def rules_report(terms: Terms, *, day: date, language: str, rule: str | None = None) -> Report:
    """Every rule, or one with all its figures. Raises NoSuchRecord for a number the manuals do not have."""
    known = homes()
    wanted = manual.rules() if rule is None else (one(rule),)
    document = [entry(each, known.get(each.rule, NOWHERE), terms, day=day, language=language) for each in wanted]
    title = Message(N_("The rules of the manuals"))
    rows = tuple(tuple(shown(line, column.key) for column in RULE_COLUMNS) for line in document)
    tables = [Table("rules", title, RULE_COLUMNS, rows)]
    if rule is not None:
        home = known.get(wanted[0].rule, NOWHERE)
        document[0]["figures"] = [in_force(figure, terms, day) for figure in home.figures]
        tables = [facts(document[0]), *figure_tables(document[0]["figures"])]
    return Report("rules", title, document, tuple(tables))


def listed(desk: Desk, *, rule: str | None, systems: bool) -> tuple[Report, list[str]]:
    """The rules, one rule, or the systems, and their numbers. Raises NoSuchRecord."""
    if systems:
        return systems_report(desk.lang), list(manual.systems())
    found = rules_report(desk.terms, day=desk.now.date(), language=desk.lang, rule=rule)
    return found, [one(rule).rule] if rule else [each.rule for each in manual.rules()]


def one(typed: str) -> manual.ManualRule:
    """The rule that was typed: `R043`, `r43`, `43`. Raises NoSuchRecord."""
    digits = typed.strip().upper().removeprefix("R")
    try:
        return manual.rule(f"R{int(digits):03d}" if digits.isascii() and digits.isdigit() else typed)
    except KeyError:
        raise NoSuchRecord(id=typed[:40], command="cspm rules") from None


def shown(line: Mapping[str, Any], key: str) -> Any:
    """A cell of the list: a value as text, a switch as yes or no; a rule that lives nowhere says why, if it can."""
    value = line[key] if key != "where" else line["where"] or line["reason"]
    return str(value) if key == "value" and value is not None and not isinstance(value, bool) else value


FACT_COLUMNS = (Column("fact", N_("Fact")), Column("value", N_("Value")))
FACTS = (
    ("rule", N_("Rule")), ("systems", N_("Systems")), ("clause", N_("Clause")), ("text", N_("What it asks")), ("kind", N_("Kind")),
    ("where", N_("Where")), ("reason", N_("Why no program can tell")),
)  # fmt: skip


def facts(line: Mapping[str, Any]) -> Table:
    """One rule, a fact per line."""
    shown_as = {**line, "systems": tuple(line["systems"]), "kind": Code("rule_kind", line["kind"])}
    rows = tuple((Message(label), shown_as[key]) for key, label in FACTS if shown_as[key] is not None)
    return Table("rule", Message.of(N_("Rule {rule}"), rule=line["rule"]), FACT_COLUMNS, rows)


def figure_tables(figures: list[dict[str, Any]]) -> list[Table]:
    """The figures of one rule with the value in force, since when, and the site's own."""
    columns = (
        Column("key", N_("Key for site.toml")), Column("value", N_("In force")), Column("unit", N_("Measured in"), "code", "figure_unit"),
        Column("since", N_("In force since"), "date"), Column("override", N_("The site's own")), Column("text", N_("What it says")),
    )  # fmt: skip
    rows = tuple(
        tuple(shown({"value": line[c.key]}, "value") if c.key == "override" else shown(line, c.key) for c in columns)
        for line in figures
    )
    return [Table("figures", Message(N_("Figures")), columns, rows)] if figures else []


def systems_report(language: str) -> Report:
    """Every system of the manuals with its name, its rules, and how many of them live somewhere in cspm."""
    known = homes()
    names = manual.systems()
    document = [
        {
            "system": system,
            "name": names[system][0 if language == "zh" else 1],
            "rules": sum(system in rule.systems for rule in manual.rules()),
            "living": sum(system in rule.systems and rule.rule in known for rule in manual.rules()),
        }
        for system in names
    ]
    columns = (
        Column("system", N_("System"), "id"), Column("name", N_("Name")), Column("rules", N_("Rules"), "int"),
        Column("living", N_("Living in cspm"), "int"),
    )  # fmt: skip
    title = Message(N_("The systems of the manuals"))
    rows = tuple(tuple(line[column.key] for column in columns) for line in document)
    return Report("systems", title, document, (Table("systems", title, columns, rows),))
