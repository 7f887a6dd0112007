"""The values of the complaint form, as each of the five manuals names it and wants it signed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from cspm.core.terms import Terms
from cspm.core.texts import named
from cspm.core.view import View
from cspm.errors import N_, Code, Message

TITLES = {
    "dtz": N_("Complaint registration and handling form"), "vk": N_("Complaint passed between specialist and centre"),
    "sales": N_("Customer complaint form"), "hospital": N_("User complaint handling form"),
    "center": N_("Complaint record of the service station"),
}  # fmt: skip
SIGNATURES = {
    "dtz": (N_("Recorded by"), N_("Handled by"), N_("Verified by"), N_("CSC manager")),
    "vk": (N_("Specialist"), N_("Customer-service centre"), N_("Department head")),
    "sales": (N_("Customer service"), N_("Department concerned"), N_("Customer")),
    "hospital": (N_("Recorded by"), N_("Department head"), N_("Customer service, callback")),
    "center": (N_("Complaint specialist"), N_("Supervisor")),
}
TEXTS = (
    ("real_cause", N_("Real cause")), ("wanted", N_("Result wanted")), ("basic_opinion", N_("Basic opinion")),
    ("answer", N_("Answer of the centre")), ("panel_opinion", N_("Opinion of the expert panel")),
    ("preliminary", N_("Preliminary answer")), ("explanation", N_("Explanation")), ("opinion", N_("Opinion on the complaint")),
    ("cause", N_("Cause")), ("evidence", N_("Evidence")), ("feedback", N_("Feedback")), ("repeat_of", N_("Repeat of")),
)  # fmt: skip
CODES = (
    ("phase", "home_phase", N_("Phase of the home")),
    ("group", "service_group", N_("Group")),
    ("cause_code", "complaint_cause", N_("Kind of cause")),
)
FIELDS = (
    "against", "relayed_from", "nature", "severity", "type", "judged_by", "judged_at", "handler", "notices",
)  # fmt: skip
FORM = ("department", "head", "issued_at", "due", "returned_at", "solution", "signed_by")
OF_TICKET = ("channel", "received_at", "text", "result", "promised_at", "closed_at")


def complaint_form(
    document: Mapping[str, Any], terms: Terms, now: datetime, *, staff: Mapping[str, str], areas: Mapping[str, str]
) -> dict[str, Any]:
    """A complaint as the template `complaints/form.html` wants it, with the names of `staff` and `areas` by id."""
    ticket: Any = View(document)
    part: Any = ticket.complaint or View(
        dict.fromkeys((*FIELDS, *(name for name, _ in TEXTS), *(name for name, *_ in CODES)))
    )
    profile = terms.site.profile
    own = {name: getattr(part, name, None) for name in FIELDS} | {name: getattr(ticket, name) for name in OF_TICKET}
    checks = part.checks if ticket.complaint else ()
    return own | {
        "title": Message(TITLES[profile]), "site": terms.site.name, "number": ticket.id, "printed_at": now,
        "customer": ticket.customer.name, "phone": ticket.customer.phone, "customer_class": ticket.customer.customer_class,
        "place": " / ".join(one for one in (ticket.unit, areas.get(ticket.area or "", ticket.area)) if one),
        "recorded_by": named(ticket.created_by, staff), "judged_by": named(own["judged_by"], staff),
        "handler": named(own["handler"] or ticket.assignee, staff), "facts": tuple(facts(part)),
        "forms": plain(part.handlings if ticket.complaint else (), FORM), "notices": plain(own["notices"] or (), ("at", "text")),
        "calls": plain(ticket.callbacks, ("at", "method", "opinion")),
        "verified": Code("verified", checks[-1].result) if checks else "",
        "signatures": tuple(Message(name) for name in SIGNATURES[profile]),
    }  # fmt: skip


def facts(part: Any) -> Iterator[tuple[Message, object]]:
    """What was said on the way, with its label; what was not said has no line."""
    for name, vocabulary, label in CODES:
        if getattr(part, name):
            yield Message(label), Code(vocabulary, getattr(part, name))
    for name, label in TEXTS:
        if getattr(part, name):
            yield Message(label), getattr(part, name)


def plain(parts: Iterable[Any], names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Parts of the record as plain values, for the template and for --json."""
    return [{name: getattr(one, name) for name in names} for one in parts]
