"""`cspm compliance`: the records of a month, found through the index, read, and judged by every procedure's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cspm.core.periods import Span
from cspm.core.view import View
from cspm.overview import approvals, forced
from cspm.overview.catalogue import all_rules
from cspm.overview.compliance import Month, missing_table, report
from cspm.overview.judged import TICKET_RULES, asked_of
from cspm.overview.month_findings import found_in
from cspm.overview.monthly_rows import VOID, between, called, open_at
from cspm.overview.obligations import inspections, missing_days, other_quotas, quota_rules, quotas_of
from cspm.overview.report_actions import month_of
from cspm.procedures.callbacks.figures import CALLBACK_DAY
from cspm.procedures.cleaning import inspection_rules
from cspm.procedures.cleaning.reports import placed
from cspm.register import PROCEDURES

if TYPE_CHECKING:
    from cspm.core.tables import Report
    from cspm.core.terms import Terms
    from cspm.shell.desk import Desk
    from cspm.store.repository import Store


def compliance_report(desk: Desk, month: str | None) -> tuple[Report, list[str]]:
    """The report of a month, and the rules that are broken."""
    span = Span.month(month_of(desk, month), desk.site.tz)
    found = Month(span, desk.terms, as_of=desk.now, rules=checked_rules())
    for document in desk.store.documents("tickets", ticket_ids(desk, span)):
        if document.get("state") != "void":
            view = View(document)
            found.judge(view, asked_of(view, desk.terms))
            found.looked_back(view)
    judge_registers(desk.store, found)
    judge_together(desk.store, found)
    quotas = quotas_of(desk.store, span, desk.terms, as_of=desk.now, rows=called(desk.store, span))
    if not before_the_site(span, desk.terms):
        found.quotas(line for line in quotas if line["rule"] != CALLBACK_DAY.rule)  # R064 is judged ticket by ticket
    rounds = missing_days(inspections(desk.store, span, desk.terms, as_of=desk.now), desk.terms, as_of=desk.now)
    found.missed(rounds)
    found.owed(other_quotas(desk.store, span, desk.terms, as_of=desk.now))
    made = report(found, language=desk.lang)
    if rounds:
        made = made._replace(tables=(*made.tables, missing_table(rounds)), document=with_days(made.document, rounds))
    if found.forced:
        acts = sorted(found.forced, key=lambda one: (*one[:5], one.reason or ""))
        lines: Any = made.document
        made = made._replace(tables=(*made.tables, forced.table(acts)), document=forced.marked(lines, acts))
    foreign = approvals.typed_by_others(desk.store, span)
    if foreign:
        made = made._replace(tables=(*made.tables, approvals.table(foreign)), document=marked(made.document, foreign))
    return made, [rule for rule, verdict in sorted(found.verdicts.items()) if verdict.status == "broken"]


def before_the_site(span: Span, terms: Terms) -> bool:
    """Whether the month was over before periodic duties were asked for (`since` of site.toml)."""
    return terms.site.since is not None and span.end.date() <= terms.site.since


def with_days(lines: Any, days: Mapping[str, Sequence[date]]) -> list[dict[str, Any]]:
    """The lines of the document, that of R115 with the days without inspection."""
    missing = [{"contract": contract, "days": list(some)} for contract, some in days.items()]
    return [line | ({"missing_days": missing} if line["rule"] == "R115" else {}) for line in lines]


def marked(lines: Any, foreign: tuple[approvals.Foreign, ...]) -> list[dict[str, Any]]:
    """The lines of the document, that of the approval rule with the records somebody else typed."""
    named = [one.record for one in foreign]
    return [line | ({"typed_by_others": named} if line["rule"] == approvals.RULE else {}) for line in lines]


def checked_rules() -> Iterator[str]:
    """The rules that have a check or a quota."""
    yield from (rule.rule for rule in all_rules())
    yield from quota_rules()
    yield from (rule for procedure in PROCEDURES for rule in procedure.part("obligations", "JUDGED"))


def ticket_ids(desk: Desk, span: Span) -> list[str]:
    """Tickets with any time in the month: those received, registered or open in it, called since, or with a finding in it."""
    store, columns = desk.store, ("id",)
    found = {row["id"] for row in open_at(store, span.start, ids=True)}
    found |= {
        row["id"]
        for name in ("received_at", "registered_at", "closed_at")
        for row in between(store, name, span, columns)
    }
    found |= {row["id"] for row in called(store, span)}
    found |= set(broken_in(store, span, desk))
    return sorted(found)


def broken_in(store: Store, span: Span, desk: Desk) -> Iterable[str]:
    """Tickets with a finding in the month."""
    for code in {rule.code for rule in TICKET_RULES}:
        yield from (record for record in found_in(store, code, span, as_of=desk.now) if record.startswith("T-"))


def judge_registers(store: Store, month: Month) -> None:
    """The records of every register by the rules of their kind; inspections also beside contract, standard and areas."""
    for procedure in PROCEDURES:
        for kind, rules in dict(procedure.part("rules", "OF_KIND")).items():
            for document in store.documents(kind, ids_of(store, kind)):
                month.judge(View(document), rules)
                if kind == "inspections":
                    month.judge(
                        placed(document, contract_of(store, document), *registered(store)), inspection_rules.CROSS
                    )


def judge_together(store: Store, month: Month) -> None:
    """What only several records together can tell, each procedure for itself."""
    for procedure in PROCEDURES:
        judgements = procedure.part("obligations", "judgements")
        if judgements:
            for rule, record, judgement in judgements(store, month.span, month.terms, as_of=month.as_of):
                month.take(rule, record, judgement)


def ids_of(store: Store, kind: str) -> list[str]:
    """The records of a kind that count."""
    return [row["id"] for row in store.query(f'SELECT id FROM "{kind}" WHERE {VOID}')]


def contract_of(store: Store, inspection: Any) -> dict[str, Any]:
    """The contract of an inspection; one that is not on file covers everything."""
    found = inspection["contract"]
    return store.document("contracts", found) if store.exists("contracts", found) else {"id": found, "areas": []}


def registered(store: Store) -> tuple[frozenset[str], frozenset[str]]:
    """The items of the standard and the areas that the site keeps."""
    return frozenset(ids_of(store, "standard")), frozenset(ids_of(store, "areas"))
