"""Rules are asked only of the tickets that they can say something about: that changes no finding."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from cspm.core.rules import run
from cspm.core.words import VOCABULARIES
from cspm.errors import Code
from cspm.overview.judged import TICKET_RULES, _asked_of, findings, judged
from cspm.procedures.tickets.model import Ticket
from tests.procedures.tickets.lives import at, terms, ticket

TIMES = (
    "replied_at", "dispatched_at", "accepted_at", "arrived_at", "started_at", "finished_at", "closed_at", "cancelled_at",
    "appointment_at", "promised_at", "resolution_due_at", "price_agreed_at",
)  # fmt: skip
STATES = ("registered", "dispatched", "on_hold", "finished", "rework", "signed", "closed", "cancelled", "void")


def made_up(random: Random) -> Any:
    """A ticket of any kind and state, with whatever times and lists chance gives it."""

    def when() -> Any:
        return at("10-05 09:00") + timedelta(hours=random.randint(-5, 900))

    def maybe(value: Any) -> Any:
        return value if random.random() < 0.4 else None

    call = {"at": when(), "by": "a", "method": random.choice(("phone", "visit")), "reached": random.random() < 0.6,
            "attempt": 1, "satisfied": random.choice((True, False, None))}  # fmt: skip
    fields: dict[str, Any] = {
        "kind": random.choice(("service", "complaint", "enquiry")), "state": random.choice(STATES),
        "import_batch": maybe("b"), "category": maybe("repair"), "first_receiver": maybe("a"), "amount": maybe("12.00"),
        "nature": maybe("paid"), "assignee": maybe("a"), "rework_count": random.randint(0, 4), "unit": maybe("1-1-1"),
        "appointments": [{"due": when(), "at": when()}] * random.choice((0, 0, 1, 2)),
        "promises": [{"due": when(), "at": when()}] * random.choice((0, 0, 1, 2)),
        "materials": [{"item": "x", "quantity": 1, "way": random.choice(("take", "back")), "at": when(), "by": "a"}]
        * random.choice((0, 0, 1, 2)),
        "callbacks": [call] * random.choice((0, 0, 1, 3)),
        "escalations": [{"at": when(), "role": "csc_manager", "by": "a", "reason": "r"}] * random.choice((0, 1)),
        "holds": [{"since": when(), "until": when(), "reason": "r", "state": "dispatched"}] * random.choice((0, 1)),
        "referred_at": maybe(when()), "rework_of": maybe("T-202610-0001"), "free": random.random() < 0.3,
        "quoted_role": maybe("technician"), "unsettled": random.choice(((), ("DM-202610-0001",))),
        "charges": [{"item": "x", "quantity": "1", "price": "2.00", "amount": "2.00", "listed": random.random() < 0.5}]
        * random.choice((0, 0, 1)),
        "handlers": [{"staff": "a", "since": when(), "fits": False, "wanted": ["technician"], "second": "electrician"}]
        * random.choice((0, 0, 1)),
        "archived": maybe({"at": when(), "by": "a", "copies": ["office"]}),
        **{name: when() for name in TIMES if random.random() < 0.3},
    }  # fmt: skip
    if fields["kind"] == "complaint":
        fields["complaint"] = {"nature": maybe("major"), "severity": maybe("light"), "against": maybe("csc"),
                               "judged_at": maybe(when()), "contract": maybe("C1"), "relayed_from": maybe("x")}  # fmt: skip
    return ticket_of(fields)


def ticket_of(fields: dict[str, Any]) -> Any:
    """The view of a ticket with these fields."""
    return ticket(received_at="10-05 09:00", **{key: value for key, value in fields.items() if value is not None})


def test_no_finding_is_lost_and_none_is_added() -> None:
    """All rules on a ticket, and those that are asked of it, say the same in the same order."""
    own, random, seen = terms(), Random(5), set()
    for _ in range(600):
        view = made_up(random)
        expected = list(run(TICKET_RULES, view, own)) if view.state != "void" else []
        assert list(judged(view, own)) == expected
        assert list(findings(view.document(), own)) == expected
        seen |= {finding.code for finding in expected}
    assert len(seen) > 35, seen


def test_every_value_in_a_finding_has_a_label() -> None:
    """People read words, never the names of fields."""
    own, random = terms(), Random(7)
    said = [
        fact for _ in range(400) for finding in judged(made_up(random), own) for fact in finding.message.facts.values()
    ]
    codes = [one for fact in said for one in (fact if type(fact) is tuple else (fact,)) if isinstance(one, Code)]
    assert {one.vocabulary for one in codes} >= {"field"}
    assert [
        one for one in codes if one.code not in VOCABULARIES[one.vocabulary].labels and one.code != "electrician"
    ] == []


def test_a_plain_ticket_is_asked_few_rules() -> None:
    """Imported history without lists is asked a fourth of all rules; every rule is asked of some ticket."""
    assert len(_asked_of((), "dtz")) < len(TICKET_RULES) / 4
    marks = {rule.asked_of for rule in TICKET_RULES} - {""}
    assert len(_asked_of(tuple(marks), "dtz")) == len([rule for rule in TICKET_RULES if rule.speaks(terms())])
    assert marks - {"ours", "timed", "complaint", "owing"} <= set(Ticket.model_fields)
