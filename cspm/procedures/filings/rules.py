"""What a filing kept and broke: in time, complete, sent to whom it is for, approved. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from cspm.core.rules import Broken, Judgement, Kept, Rule
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.filings.forms import FORMS, Form
from cspm.procedures.filings.periods import bounds, due, fits

if TYPE_CHECKING:
    from cspm.procedures.filings.model import Filing

Check = Callable[["Filing", Terms], Iterable[Judgement]]


def in_time(form: Form) -> Check:
    """The filing was there by its day."""

    def check(filing: Filing, terms: Terms) -> Iterable[Judgement]:
        if filing.form == form.name and fits(form, filing.period, terms):
            until = due(form, filing.period, terms)
            late = Broken(filing.filed_at, Message.of(N_("Filed after {due}"), due=f"{until:%Y-%m-%d %H:%M}"))
            yield Kept(filing.filed_at) if filing.filed_at <= until else late

    return check


def whole(form: Form) -> Check:
    """What has to be in it is in it, and it went to whom it is for."""

    def check(filing: Filing, terms: Terms) -> Iterable[Judgement]:
        if filing.form != form.name:
            return
        missing = tuple(Code("field", name) for name in form.has if not getattr(filing, name))
        if not fits(form, filing.period, terms):
            said = Message.of(N_("{period} is no period of this filing"), period=filing.period)
            yield Broken(filing.filed_at, said)
            return
        if missing:
            yield Broken(filing.filed_at, Message.of(N_("Not in the filing: {missing}"), missing=missing))
        passed_over = tuple(Code("role", role) for role in form.sent_to if role not in filing.sent_to)
        if passed_over:
            yield Broken(filing.filed_at, Message.of(N_("Not sent to: {missing}"), missing=passed_over))
        if not missing and not passed_over:
            yield Kept(filing.filed_at)

    return check


def approved(form: Form) -> Check:
    """Who has to approve it did, as long after it was due as it may take to file it."""

    def check(filing: Filing, terms: Terms) -> Iterable[Judgement]:
        if filing.form != form.name or filing.state == "rejected" or not fits(form, filing.period, terms):
            return
        _, end = bounds(filing.period, terms)
        until = due(form, filing.period, terms) + terms.figures.span(form.within, end.date())
        if filing.approved_at is not None and filing.approved_at <= until:
            yield Kept(filing.approved_at)
        else:
            yield Broken(until, Message.of(N_("Not approved by: {role}"), role=Code("role", form.approver)))

    return check


def _rules(form: Form) -> Iterable[Rule]:
    yield Rule(f"{form.name}_late", form.rule, form.clause, "breach", in_time(form), profiles=form.profiles)
    yield Rule(f"{form.name}_incomplete", form.rule, form.clause, "breach", whole(form), profiles=form.profiles)
    if form.approver:
        rule, clause = form.approval_rule
        yield Rule(f"{form.name}_not_approved", rule, clause, "breach", approved(form), profiles=form.profiles)


RULES = tuple(rule for form in FORMS for rule in _rules(form))
OF_KIND = {"filings": RULES}
COMMANDS = {form.rule: "filing add" for form in FORMS} | {"R317": "filing approve"}
"""Rules that are kept by a command's being there."""
