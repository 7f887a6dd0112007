"""Complaints at the service station (004 article 1, S12; article 10 and 15). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cspm.core.rules import Judgement
from cspm.core.terms import Terms
from cspm.core.timing import timely
from cspm.errors import N_, Code
from cspm.procedures.complaints import figures
from cspm.procedures.complaints.asking import Line, rules, settled, verdict
from cspm.procedures.complaints.clocks import clocks
from cspm.procedures.complaints.routing import OF_CLASS, OF_FLOW
from cspm.procedures.complaints.states import CAUSES

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Complaint, Ticket

CENTER = ("center",)
GREETINGS = ("您好，请问有什么可以帮您", "您好", "Hello, how may I help you")
CLOSINGS = ("感谢您的来访，祝您生活愉快", "祝您生活愉快", "Thank you and have a nice day")
"""The uniform scripts: a chat begins with one of the first and ends with one of the second. A site has its own as
`greetings` and `closings` in [tickets] of site.toml."""
NO_MARKS = str.maketrans("", "", " ,.!?~，。！？、～")


def flows(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R253: each flow has its group: who took it in, the complaint specialist, the technical agent or department."""
    if part.flow and part.group and part.routed_at is not None:
        ok = part.group in OF_FLOW.get(part.flow, ())
        yield verdict(ok, part.routed_at, N_("Routed to: {group}"), group=Code("service_group", part.group))


def fed_back(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R253: every flow ends with the reply to the customer and the feedback of the problem."""
    closed = settled(ticket, part)
    if closed is not None:
        yield verdict(
            part.feedback_at is not None and ticket.replied_at is not None,
            closed,
            N_("Closed without reply and feedback"),
        )


def with_evidence(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R256: a complaint is handled with evidence."""
    closed = settled(ticket, part)
    if closed is not None:
        yield verdict(bool(part.evidence), closed, N_("Closed without any evidence on record"))


def five_steps(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R419: found, analysed, solved or submitted, replied: no step is missing at the end."""
    closed = settled(ticket, part)
    if closed is None:
        return
    way: dict[str, Any] = {
        "text": ticket.text, "cause": part.cause or part.cause_code or part.real_cause, "result": ticket.result,
        "submitted_to": part.flow != "submitted" or part.submitted_to, "replied_at": ticket.replied_at,
    }  # fmt: skip
    missing = tuple(Code("field", name) for name, value in way.items() if not value)
    yield verdict(not missing, closed, N_("Steps without a record: {skipped}"), skipped=missing)


def own_group(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R420: service, orders and complaints have groups of their own."""
    if part.matter_class and part.group and part.routed_at is not None:
        ok = part.group in OF_CLASS.get(part.matter_class, ())
        facts = {"class_": Code("matter_class", part.matter_class), "group": Code("service_group", part.group)}
        yield verdict(ok, part.routed_at, N_("{class_} is not the matter of: {group}"), **facts)


def with_cause(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R428: every closed complaint has the kind of its cause."""
    closed = settled(ticket, part)
    if closed is not None:
        known = part.cause_code in CAUSES.labels
        yield verdict(known, closed, N_("Closed without the kind of its cause"))


def understood(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R334: the real cause and the result that the customer wants are established."""
    closed = settled(ticket, part)
    if closed is not None:
        yield verdict(bool(part.real_cause and part.wanted), closed, N_("Real cause or wanted result not established"))


def scripts(terms: Terms, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    """The site's own texts, else the manual's; compared without blanks and marks."""
    own = terms.site.tickets.get(name)
    return tuple(bare(str(one)) for one in (own if isinstance(own, list) and own else default))


def bare(text: str) -> str:
    """A text without blanks and punctuation, in one case."""
    return text.translate(NO_MARKS).casefold()


def uniform(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R418: a chat begins and ends with the uniform words, where its first and last line were kept."""
    for said, name, default, sentence in (
        (part.first_message, "greetings", GREETINGS, N_("The chat does not begin with the uniform greeting")),
        (part.last_message, "closings", CLOSINGS, N_("The chat does not end with the uniform closing")),
    ):
        if said:
            whole = bare(said)
            texts = scripts(terms, name, default)
            fits = any(whole.startswith(one) if name == "greetings" else whole.endswith(one) for one in texts)
            yield verdict(fits, ticket.registered_at, sentence)


LINES: tuple[Line, ...] = (
    ("wrong_flow", "R253", "004 A1 附件一 四.1-4", "breach", flows),
    ("not_fed_back", "R253", "004 A1 附件一 四.1-4", "breach", fed_back),
    ("no_evidence", "R256", "004 A1 三.4", "breach", with_evidence),
    ("not_uniform", "R418", "004 A1 附件一 二.1-2", "note", uniform),
    ("five_steps_missing", "R419", "004 A1 附件一 二.3", "breach", five_steps),
    ("wrong_group", "R420", "004 A1 附件一 二.5", "breach", own_group),
    ("no_cause", "R428", "004 A1 三.4", "breach", with_cause),
    ("not_understood", "R334", "004 A10 五.4", "breach", understood),
)
TIMED = (
    (
        "first_response_late",
        "first_response",
        figures.FIRST_RESPONSE,
        N_("A customer who wrote was not answered by {due}"),
    ),
    ("not_at_once", "at_once", figures.SMALL_ANSWER, N_("A small complaint that was not answered by {due}")),
)
RULES = (
    *rules(LINES, *CENTER),
    *(
        timely(code, name, (figure.rule, figure.clause), clocks, sentence, asked_of="complaint")._replace(
            profiles=CENTER
        )
        for code, name, figure, sentence in TIMED
    ),
)
