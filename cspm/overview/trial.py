"""`cspm compliance --with NEW.toml`: the month as it is, and as it would be under other settings; no record is touched.

The records are judged a second time by a site that is the present one with what NEW.toml says in its place: figures one
by one, other tables and keys as a whole. What the index would say then is kept apart, in its own part of the cache.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from cspm import manual
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, BadSite, BadValue, Message
from cspm.overview.catalogue import all_figures
from cspm.overview.compliance_actions import compliance_report
from cspm.overview.references import figure_findings

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

COLUMNS = (
    Column("rule", N_("Rule"), "id"), Column("text", N_("What it asks")), Column("status", N_("Status"), "code", "rule_status"),
    Column("then", N_("Would be"), "code", "rule_status"), Column("value", N_("Done"), "int"), Column("required", N_("Asked"), "int"),
    Column("value_then", N_("Would be done"), "int"), Column("required_then", N_("Would be asked"), "int"),
    Column("now_broken", N_("Would break it")), Column("no_longer_broken", N_("Would break it no more")),
)  # fmt: skip
NONE: Mapping[str, Any] = {"status": None, "value": None, "required": None, "records": []}
SHOWN = ("status", "value", "required", "records")


def trial_report(desk: Desk, month: str | None, path: str) -> tuple[Report, list[str]]:
    """The rules of a month as `compliance` gives them, each with `with` (`{status value required records}` under the
    other settings), `now_broken` and `no_longer_broken` (the records that change sides); and the rules broken then.

    Raises BadValue with a sentence when the file is no settings.
    """
    other = under(desk, path)
    here, _ = compliance_report(desk, month)
    try:
        there, broken = compliance_report(other, month)
    except BadSite as error:
        raise refused(path, error.facts["problem"]) from error
    lines = beside(here.document, there.document)
    title = Message.of(N_("Rules in {month} under {path}"), month=str(here.meta["period"]), path=os.path.basename(path))
    moved = [line for line in lines if any(line[key] != line["with"][key] for key in SHOWN)]
    rows = tuple(row(line, desk.lang) for line in moved)
    note = Message.of(
        N_("{count} of {all} rules look otherwise; no record was touched"), count=len(moved), all=len(lines)
    )
    return Report("trial", title, lines, (Table("trial", title, COLUMNS, rows, (note,)),), meta=here.meta), broken


def beside(here: Any, there: Any) -> list[dict[str, Any]]:
    """The lines of both reports by rule."""
    now, then = ({line["rule"]: line for line in lines} for lines in (here, there))
    found = []
    for rule in sorted({*now, *then}):
        one, two = now.get(rule, {**then.get(rule, {}), **NONE}), then.get(rule, NONE)
        sides = set(one["records"]), set(two["records"])
        found.append({
            **one, "with": {key: two[key] for key in SHOWN}, "now_broken": sorted(sides[1] - sides[0]),
            "no_longer_broken": sorted(sides[0] - sides[1]),
        })  # fmt: skip
    return found


def row(line: Mapping[str, Any], language: str) -> tuple[Any, ...]:
    """A line of the table."""
    then = line["with"]
    return (
        line["rule"], manual.rule(line["rule"]).text(language), line["status"], then["status"], line["value"], line["required"],
        then["value"], then["required"], tuple(line["now_broken"]) or None, tuple(line["no_longer_broken"]) or None,
    )  # fmt: skip


def under(desk: Desk, path: str) -> Desk:
    """The desk of the same records under other settings. Raises BadValue for what site.toml would be refused for too."""
    from cspm.store.site_file import site_under

    try:
        site = site_under(desk.root, path)
        terms = Terms.of(site)
    except BadSite as error:
        raise refused(path, error.facts["problem"]) from error
    except ValueError as error:  # the calendar names its key
        raise refused(path, str(error)) from error
    wrong = next(iter(figure_findings(terms, {figure.key: figure for figure in all_figures()})), None)
    if wrong is not None:
        raise refused(path, wrong.message)
    other = copy(desk)
    for name in ("store", "office"):
        other.__dict__.pop(name, None)
    other.__dict__.update(site=site, terms=terms, cache=os.path.join(desk.cache, "trial"))
    return other


def refused(path: str, problem: object) -> BadValue:
    """The refusal of a file."""
    return BadValue(field="--with", value=path, problem=problem)
