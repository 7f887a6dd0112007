"""The month's settlement: drafted from the records, approved by the general manager, paid (R127). No Click here.

Each step computes under the store's lock from the records as they are then; what is out of order is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn

from cspm.core.frozen import digest_of
from cspm.core.periods import month_bounds
from cspm.errors import N_, BadValue, Code, Message, NotPossibleNow, RefusedByRule
from cspm.paper.document import plain
from cspm.procedures.cleaning.account import (
    FROZEN,
    Account,
    Line,
    days_in_force,
    document_of,
    factor_text,
    next_month,
    settlement_id,
)
from cspm.procedures.cleaning.ledger import Ledger
from cspm.procedures.cleaning.prices import ONCE
from cspm.procedures.cleaning.reading import ledger_of
from cspm.procedures.cleaning.settlement_rules import signed_at
from cspm.procedures.cleaning.states import PAYMENT, SETTLEMENTS

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.procedures.cleaning.model import Settlement
    from cspm.shell.office import Office
    from cspm.store.transaction import Change

SAME = (
    "monthly_fee",
    "fee_for_month",
    "schedule_source",
    "lines",
    "gross",
    "cap",
    "deduction",
    "adjustments",
    "payable",
)
"""What an approval is about: a draft that differs in one of these is out of date."""
SIGNATURES = ("signed_a_at", "signed_a_by", "signed_b_at", "signed_b_by")


def draft(office: Office, contract_id: str, month: str) -> Revision:
    """Draw up the settlement of a month, again as often as needed until it is approved.

    Both sides signed the figures of a draft (R117): one with other figures is to be signed again.

    Raises NoSuchRecord, NotAllowed, BadValue for a month without the contract, RefusedByRule before the month begins
    and once it is approved.
    """

    def decide(ledger: Ledger, old: Revision | None, stamp: Stamp) -> Changed:
        if not ledger.concerns(month):
            problem = Message.of(N_("contract {contract} is not in force in that month"), contract=contract_id)
            raise BadValue(field="--month", value=month, problem=problem)
        if stamp.at < month_bounds(month, office.terms.tz)[0]:
            refuse("month_not_begun", N_("{month} has not begun"), month=month)
        if old is not None and old.state in FROZEN:
            refuse(
                "approved_already", N_("{id} is approved; a correction is an adjustment of the next month"), id=old.id
            )
        fields = frozen(ledger.computed(month, stamp.at), month, stamp.at, status="draft")
        if old is not None and differs(fields["statement"], old.statement):
            fields |= dict.fromkeys(SIGNATURES)
        return fields | {"drafted_at": stamp.at, "drafted_by": stamp.by}

    return settled(office, contract_id, month, action="draft", decide=decide)


def approve(office: Office, contract_id: str, month: str) -> Revision:
    """The general manager approves the draft (R127); its figures are frozen.

    Raises NotAllowed, RefusedByRule without a draft, a second time, before the month is over, before an earlier month,
    and when the records say something else than the draft.
    """

    def decide(ledger: Ledger, old: Revision | None, stamp: Stamp) -> Changed:
        if old is None:
            refuse("no_draft", N_("there is no draft for {month}. First: cspm settlement draft"), month=month)
        if old.state in FROZEN:
            refuse("approved_already", N_("{id} is approved already"), id=old.id)
        if stamp.at < month_bounds(month, office.terms.tz)[1]:
            refuse("month_not_over", N_("{month} is not over yet"), month=month)
        in_order(ledger, month)
        account = ledger.computed(month, stamp.at)
        now: Any = plain(document_of(account))
        if differs(now, old.statement):
            refuse(
                "draft_outdated", N_("the records have changed since the draft ({before}, now {now}); draft it again"),
                before=old.statement["payable"], now=now["payable"],
            )  # fmt: skip
        fields = frozen(account, month, stamp.at, status="approved", approved_by=stamp.by)
        return fields | {"state": "approved", "approved_at": stamp.at, "approved_by": stamp.by}

    return settled(office, contract_id, month, action="approve", decide=decide, approval=True)


def pay(office: Office, contract_id: str, month: str, *, amount: Decimal | None = None, **told: Any) -> Revision:
    """What was approved is paid: `amount` unless it was another one. `told`: `paid_on payment_method receipt_no`.

    Raises NotAllowed, RefusedByRule before the approval and a second time.
    """

    def decide(_ledger: Ledger, old: Revision | None, stamp: Stamp) -> Changed:
        if old is None or old.state == "draft":
            refuse("not_approved", N_("the settlement of {month} is not approved yet"), month=month)
        if old.state == "paid":
            refuse("paid_already", N_("{id} is paid already"), id=old.id)
        paid = old.payable if amount is None else amount
        given = {"paid_on": stamp.at.astimezone(office.terms.tz).date()} | {
            name: value for name, value in told.items() if value is not None
        }
        return {"state": "paid", "paid_at": stamp.at, "paid_by": stamp.by, "paid_amount": paid, **given}

    return settled(office, contract_id, month, action="pay", decide=decide)


def note(office: Office, contract_id: str, month: str, *, payee: str | None, account: str | None) -> Revision:
    """The payment note of an approved month goes to finance; again with another account or payee.

    Raises NotAllowed, RefusedByRule before the approval.
    """

    def decide(ledger: Ledger, old: Revision | None, stamp: Stamp) -> Changed:
        if old is None or old.state == "draft":
            refuse("not_approved", N_("the settlement of {month} is not approved yet"), month=month)
        named = {
            "payee": payee or old.payee or ledger.contract["contractor"],
            "payee_account": account or old.payee_account,
        }
        return {"noted_at": stamp.at, "noted_by": stamp.by, **named}

    return settled(office, contract_id, month, action="note", decide=decide)


def sign(office: Office, record_id: str, *, side: str, by: str) -> Revision:
    """One side signs the month's statistics (R117). Raises NoSuchRecord without a draft, NotPossibleNow a second time."""

    def plan(settlement: Settlement, stamp: Stamp) -> Changed:
        SETTLEMENTS.target(settlement.id, "sign", settlement.state)
        if signed_at(settlement, side) is not None:
            possible = tuple(Code("action", verb) for verb in SETTLEMENTS.possible(settlement.state) if verb != "sign")
            raise NotPossibleNow(
                id=settlement.id,
                action=Code("action", "settlements sign"),
                state=Code("state", "signed"),
                possible=possible,
            )
        return {f"signed_{side}_at": stamp.at, f"signed_{side}_by": by}

    return office.step("settlements", record_id, "sign", plan, permit="settlements sign")


def differs(now: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Whether two statements say something else about what an approval is about."""
    return any(now[key] != before[key] for key in SAME)


Changed = dict[str, Any]
Decide = Callable[[Ledger, "Revision | None", "Stamp"], Changed]


def settled(
    office: Office, contract_id: str, month: str, *, action: str, decide: Decide, approval: bool = False
) -> Revision:
    """One step of a settlement, worked out and written under the lock."""
    office.allow(f"settlements {action}", approval=approval)
    stamp, store = office.stamp(), office.store
    with store.change(dry_run=office.dry_run) as change:
        store.refresh()  # the questions of this change are answered from what is there under the lock
        contract = change.document("contracts", contract_id)
        old = present(change, contract_id, month, office.expected)
        fields = decide(ledger_of(store, contract, office.terms), old, stamp)
        if old is None:
            named = {"id": settlement_id(contract_id, month), "contract": contract_id, "month": month}
            new = change.begin("settlements", stamp, action, reason=office.reason, **named, **fields)
        else:
            new = old.stepped(stamp, action, reason=office.reason, **fields)
        change.put(new)
    return new


def present(change: Change, contract_id: str, month: str, expected: int | None) -> Revision | None:
    """The settlement as it is now, None when there is none yet. Raises ChangedMeanwhile, StoreDamaged."""
    record_id = settlement_id(contract_id, month)
    if not change.exists("settlements", record_id):
        return None
    return change.load("settlements", record_id, revision=expected)


def frozen(
    account: Account, month: str, now: datetime, *, status: str, approved_by: str | None = None
) -> dict[str, Any]:
    """The fields that keep an account: the statement as JSON, its digest, what is to be paid."""
    account = account._replace(status=status, approved_by=approved_by)
    bare: Any = plain({"month": month, "as_of": now, **document_of(account._replace(lines=()))})
    counted = {name: account.count(name) for name in ("minor", "severe")}
    statement = {**bare, **counted, "lines": [line_text(line) for line in account.lines]}
    return {
        "statement": statement, "digest": digest_of(statement), "payable": account.payable,
        "replaced": tuple(one._asdict() for one in account.replaced),
    }  # fmt: skip


def line_text(line: Line) -> dict[str, Any]:
    """A line as JSON has it: what `plain` makes of its document, for hundreds of thousands of them at once."""
    day, area, item, severity, reason, rule, amount, record, records, factor = line
    told = {
        "date": day.isoformat(), "area": area, "item": item, "severity": severity, "reason": reason, "rule": rule,
        "amount": f"{amount:f}", "record": record, "records": list(records),
    }  # fmt: skip
    return told if factor == ONCE else {**told, "factor": factor_text(factor)}


def in_order(ledger: Ledger, month: str) -> None:
    """Refuse an approval out of order: after the first month that was settled, every month in force follows in turn."""
    later = [
        other for other, settlement in ledger.settlements.items() if other > month and settlement["state"] in FROZEN
    ]
    if later:
        refuse(
            "later_month_approved",
            N_("{month} is approved already; an earlier month cannot follow it"),
            month=min(later),
        )
    past = min(ledger.settlements)
    while past < month:
        if past not in ledger.frozen and (past in ledger.settlements or days_in_force(ledger.contract, past)):
            refuse("earlier_month_open", N_("{month} comes first: it is not approved yet"), month=past)
        past = next_month(past)


def refuse(code: str, text: str, **facts: object) -> NoReturn:
    """Raise the refusal by R127: approvals and settlements keep their order."""
    raise RefusedByRule(Message.of(text, **facts), rule="R127", clause=PAYMENT, code=code)
