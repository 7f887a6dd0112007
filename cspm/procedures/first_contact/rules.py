"""What the two registers of first contact say (R385, R386). Pure.

What tickets say of their first receiver is judged with the tickets (conduct no. 3) and their callbacks (R228, R384).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.rules import Broken, Judgement, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.first_contact.states import MANAGERS

if TYPE_CHECKING:
    from cspm.procedures.first_contact.model import Conduct, InternalComplaint


def forbidden(conduct: Conduct, terms: Terms) -> Iterable[Judgement]:
    """R386: a forbidden conduct that was recorded and not dismissed."""
    if conduct.state in ("recorded", "confirmed"):
        what = Code("forbidden_conduct", conduct.conduct)
        yield Broken(conduct.happened_at, Message.of(N_("{staff}: {conduct}"), staff=conduct.staff, conduct=what))


def to_a_manager(complaint: InternalComplaint, terms: Terms) -> Iterable[Judgement]:
    """R385: it went to a manager in charge, and says of whom and about what."""
    whole = complaint.told_role in MANAGERS and bool(complaint.text or complaint.ticket)
    wrong = Message(N_("An internal complaint that no manager got, or that does not say what it is about"))
    yield judged(whole, complaint.made_at, wrong)


CONDUCTS = (Rule("forbidden_conduct", "R386", "004 A15 首问五 1-5", "breach", forbidden),)
INTERNAL = (Rule("no_manager_told", "R385", "004 A15 首问四", "breach", to_a_manager),)
RULES = (*CONDUCTS, *INTERNAL)
OF_KIND = {"conducts": CONDUCTS, "internal_complaints": INTERNAL}
COMMANDS = {"R385": "internal-complaint add", "R386": "conduct add"}
"""Rules that are kept by a command's being there."""
