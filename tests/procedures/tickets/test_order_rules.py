"""The rules about intake and the order, case by case: what was recorded, and whether the rule was kept or broken from when on."""

from __future__ import annotations

from typing import Any

import pytest

from cspm.core.rules import Kept
from cspm.procedures.tickets.rules import RULES
from tests.procedures.tickets.lives import terms, ticket

BY_CODE = {rule.code: rule for rule in RULES}


def verdicts(code: str, fields: dict[str, Any], **figures: Any) -> list[str]:
    """What the rule says of the ticket: `kept MM-DD HH:MM` or `broken MM-DD HH:MM`, in order."""
    found = BY_CODE[code].check(ticket(**fields), terms(figures=figures))
    return [f"{'kept' if isinstance(one, Kept) else 'broken'} {one.at:%m-%d %H:%M}" for one in found]


def hand(**said: Any) -> dict[str, Any]:
    """Somebody who had it from 09:10 on."""
    return {"staff": "tech1", "since": "10-05 09:10", **said}


def charge(**said: Any) -> dict[str, Any]:
    """A line of 80 yuan that the list has at 80."""
    return {
        "item": "清洗",
        "quantity": "1",
        "price": "80.00",
        "amount": "80.00",
        "listed": True,
        "list_amount": "80.00",
        **said,
    }


def quoted(*lines: dict[str, Any]) -> dict[str, Any]:
    """Agreed with the customer at 09:30."""
    return {"charges": list(lines), "price_agreed_at": "10-05 09:30", "amount": "80.00"}


def tool(way: str, time: str) -> dict[str, Any]:
    """A ladder."""
    return {"item": "梯子", "quantity": "1", "way": way, "at": time, "by": "a"}


CLOSED = {"closed_at": "10-05 12:00", "state": "closed"}
CALL = {"at": "10-06 10:00", "by": "ca", "method": "phone", "reached": True, "attempt": 1, "satisfied": True}
PAID = {"nature": "paid", "received_at": "10-09 09:00"}
GONE = {"state": "declined", "declined_at": "10-05 09:10", "result": "尚未开设"}
CASES = [
    # R047, 000 P2-一 2.4.4: quoted from the price list
    ("R047", "item_not_listed", quoted(charge()), ["kept 10-05 09:30"], "in the list"),
    ("R047", "item_not_listed", quoted(charge(listed=False)), ["broken 10-05 09:30"], "not in the list"),
    ("R047", "item_not_listed", quoted(charge(listed=None)), [], "the site keeps no list"),
    ("R047", "price_not_listed", quoted(charge()), ["kept 10-05 09:30"], "the list's price"),
    ("R047", "price_not_listed", quoted(charge(price="85.00")), ["broken 10-05 09:30"], "five yuan more"),
    ("R047", "price_not_listed", quoted(charge(price="100.00", low_amount="60.00", high_amount="100.00")), ["kept 10-05 09:30"], "at the upper bound"),
    ("R047", "price_not_listed", quoted(charge(price="100.01", low_amount="60.00", high_amount="100.00")), ["broken 10-05 09:30"], "a fen above"),
    ("R047", "price_not_listed", quoted(charge(price="59.99", low_amount="60.00")), ["broken 10-05 09:30"], "below the lower bound"),
    # R044, 000 P2-一 2.4.3: to those who do this category
    ("R044", "wrong_team", {"category": "repair", "handlers": [hand(fits=True)]}, ["kept 10-05 09:10"], "of the team"),
    ("R044", "wrong_team", {"category": "repair", "handlers": [hand(fits=False, wanted=["家政组"])]}, ["broken 10-05 09:10"], "of another team"),
    ("R044", "wrong_team", {"category": "repair", "handlers": [hand()]}, [], "the table is silent"),
    ("R152", "not_business_centre", {"category": "business", "handlers": [hand(fits=True)]}, ["kept 10-05 09:10"], "the business centre"),
    ("R152", "not_business_centre", {"category": "business", "handlers": [hand(fits=False, wanted=["商务中心"])]}, ["broken 10-05 09:10"], "somebody else"),
    # R150, flow chart 1.0: engineering at the same time
    ("R150", "no_engineering", {"handlers": [hand(second="engineering", joined=True)]}, ["kept 10-05 09:10"], "went along"),
    ("R150", "no_engineering", {"handlers": [hand(second="engineering", joined=False)]}, ["broken 10-05 09:10"], "nobody along"),
    ("R150", "no_engineering", {"handlers": [hand()]}, [], "not needed"),
    # R151, flow chart 1.0: the agreement unit is called, the customer agrees with it
    ("R151", "no_agreement_unit", {"category": "utility", "dispatched_at": "10-05 09:10"}, ["broken 10-05 09:10"], "nobody called"),
    ("R151", "no_agreement_unit", {"category": "utility", "dispatched_at": "10-05 09:10", "finished_at": "10-05 11:00", "outside": {"unit": "自来水公司", "at": "10-05 09:10", "by": "a", "agreed_by": "王芳", "agreed_at": "10-05 09:30"}}, ["kept 10-05 09:10", "kept 10-05 11:00"], "called and agreed"),
    ("R151", "no_agreement_unit", {"category": "utility", "dispatched_at": "10-05 09:10", "finished_at": "10-05 11:00", "outside": {"unit": "自来水公司", "at": "10-05 09:10", "by": "a"}}, ["kept 10-05 09:10", "broken 10-05 11:00"], "the customer was not asked"),
    ("R151", "no_agreement_unit", {"category": "repair", "dispatched_at": "10-05 09:10"}, [], "an ordinary repair"),
    # R153, flow chart 1.0: accepted, and the order back at the centre and finance
    ("R153", "order_not_returned", {**CLOSED, "signed_by": "王芳", "return_point": "dispatch"}, ["kept 10-05 12:00"], "whole"),
    ("R153", "order_not_returned", {**CLOSED, "signed_by": "王芳"}, ["broken 10-05 12:00"], "the slip is nowhere"),
    ("R153", "order_not_returned", {**CLOSED, **quoted(charge()), "signed_by": "王芳", "return_point": "dispatch"}, ["broken 10-05 12:00"], "charged, and finance knows nothing"),
    # R049, 000 P2-一 2.6.4: tools back in time; 10-10 is a make-up working Saturday
    ("R049", "tools_late", {"finished_at": "10-09 11:00", "materials": [tool("take", "10-09 10:00"), tool("back", "10-10 11:00")]}, ["kept 10-10 11:00"], "back the next working day"),
    ("R049", "tools_late", {"finished_at": "10-09 11:00", "materials": [tool("take", "10-09 10:00"), tool("back", "10-11 11:00")]}, ["broken 10-10 11:00"], "a day late"),
    # R041, 000 P2-一 2.3.2: judged against the list
    ("R041", "not_acceptable", {"offer": {"status": "offered"}, "dispatched_at": "10-05 09:10"}, ["kept 10-05 09:10"], "offered and sent out"),
    ("R041", "not_acceptable", {"offer": {"status": "unlisted"}, "dispatched_at": "10-05 09:10"}, ["broken 10-05 09:10"], "sent out without being offered"),
    ("R041", "not_acceptable", {**GONE, "offer": {"status": "offered"}}, ["broken 10-05 09:10"], "offered and declined"),
    ("R041", "not_acceptable", {**GONE, "offer": {"status": "not_offered"}}, ["kept 10-05 09:10"], "not offered and declined"),
    ("R041", "decline_unexplained", GONE, ["kept 10-05 09:10"], "with the reason"),
    ("R041", "decline_unexplained", {**GONE, "result": None}, ["broken 10-05 09:10"], "without a reason"),
    # R035, 000 P2-一 2.2.7: the demand is recorded
    ("R035", "demand_not_recorded", {**GONE, "offer": {"status": "unlisted"}, "demand": "D-202610-0001"}, ["kept 10-05 09:10"], "recorded"),
    ("R035", "demand_not_recorded", {**GONE, "offer": {"status": "unlisted"}}, ["broken 10-05 09:10"], "not recorded"),
    # R109, R160, 000 P2-三 1.3: judged and routed within 15 minutes
    ("R109", "kind_not_judged", {"routed_at": "10-05 09:05"}, ["kept 10-05 09:05"], "judged"),
    ("R109", "kind_not_judged", {"state": "cancelled", "cancelled_at": "10-05 10:00", "result": "x"}, ["broken 10-05 10:00"], "ended before anybody judged"),
    ("R160", "not_routed", {"routed_at": "10-05 09:15"}, ["kept 10-05 09:15"], "at the 15th minute"),
    ("R160", "not_routed", {"dispatched_at": "10-05 09:16"}, ["broken 10-05 09:15"], "a minute late"),
    ("R160", "not_routed", {"kind": "enquiry"}, ["kept 10-05 09:00"], "said when it came in"),
    ("R160", "not_routed", {"state": "cancelled", "cancelled_at": "10-05 09:10", "result": "x"}, [], "cancelled before"),
    # R110, 000 P2-三 1.2.3: finance is told promptly
    ("R110", "finance_not_told", {**PAID, "finance_told_at": "10-10 09:00"}, ["kept 10-10 09:00"], "within a working day"),
    ("R110", "finance_not_told", {**PAID, "finance_told_at": "10-10 09:01"}, ["broken 10-10 09:00"], "a minute late"),
    ("R110", "finance_not_told", {**PAID, "closed_at": "10-09 12:00", "state": "closed"}, ["broken 10-10 09:00"], "closed, and finance does not know"),
    ("R110", "finance_not_told", {**PAID, "cancelled_at": "10-09 12:00", "state": "cancelled"}, [], "cancelled"),
    ("R110", "finance_not_told", {"received_at": "10-09 09:00", "amount": "80.00", "price_agreed_at": "10-09 10:00"}, ["broken 10-10 10:00"], "priced though not paid by nature"),
    ("R110", "finance_not_told", {"nature": "routine"}, [], "free"),
    # R051, 000 P2-一 2.5.4: rework free of charge
    ("R051", "rework_charged", {"rework_of": "T-202609-0001", "free": True, **quoted(charge())}, ["broken 10-05 09:30"], "charged"),
    ("R051", "rework_charged", {"rework_of": "T-202609-0001", "free": True, **CLOSED}, ["kept 10-05 12:00"], "done for nothing"),
    ("R051", "rework_charged", {"rework_of": "T-202609-0001", **quoted(charge())}, [], "the site charges rework"),
    # R111, 000 P2-三 1.4.2: verified before the callback
    ("R111", "callback_unverified", {**CLOSED, "signed_at": "10-05 11:00", "callbacks": [CALL]}, ["kept 10-06 10:00"], "signed before"),
    ("R111", "callback_unverified", {**CLOSED, "callbacks": [CALL]}, ["broken 10-06 10:00"], "never signed"),
    ("R111", "callback_unverified", {**CLOSED, "callbacks": [{**CALL, "sample": "QS-202610-0001"}]}, [], "the director's sample"),
    ("R111", "callback_unverified", {"kind": "complaint", "complaint": {"checks": [{"at": "10-06 09:00", "by": "a", "result": "ok"}]}, "callbacks": [CALL]}, ["kept 10-06 10:00"], "a complaint that was verified"),
    ("R111", "callback_unverified", {"kind": "complaint", "complaint": {"checks": [{"at": "10-06 09:00", "by": "a", "result": "not_ok"}]}, "callbacks": [CALL]}, ["broken 10-06 10:00"], "a complaint that was not in order"),
    # R226, 003 一: one after the other
    ("R226", "one_stop_order", {"dispatched_at": "10-05 09:10", "finished_at": "10-05 11:00", "signed_at": "10-05 11:10", "callbacks": [CALL]}, ["kept 10-06 10:00"], "in order"),
    ("R226", "one_stop_order", {"dispatched_at": "10-05 09:10", "finished_at": "10-05 11:00", "signed_at": "10-05 10:50", "callbacks": [CALL]}, ["broken 10-06 10:00"], "signed before it was done"),
    # R107, 000 P2-二 2.8.2; R113, 000 P2-三 1.7.1: filed, in two copies
    ("R107", "not_archived", {"kind": "complaint", **CLOSED, "archived": {"at": "10-20 09:00", "by": "ca", "role": "customer_assistant", "copies": ["office"]}}, ["kept 10-20 09:00"], "filed by an assistant"),
    ("R107", "not_archived", {"kind": "complaint", **CLOSED, "archived": {"at": "10-20 09:00", "by": "fd", "role": "front_desk", "copies": ["office"]}}, ["broken 10-20 09:00"], "filed by somebody else"),
    ("R107", "not_archived", {"kind": "complaint", **CLOSED}, ["broken 11-04 12:00"], "not filed for a month"),
    ("R113", "copy_missing", {**CLOSED, "archived": {"at": "10-20 09:00", "by": "ca", "copies": ["office", "owner_file"]}}, ["kept 10-20 09:00"], "both copies"),
    ("R113", "copy_missing", {**CLOSED, "archived": {"at": "10-20 09:00", "by": "ca", "copies": ["office"]}}, ["broken 10-20 09:00"], "none for the owner"),
    # R053, 000 P2-一 2.5.6: settled before closing
    ("R053", "damage_not_settled", {**CLOSED, "unsettled": ["L-202610-0001"]}, ["broken 10-05 12:00"], "closed before"),
    ("R053", "damage_not_settled", CLOSED, [], "nothing damaged"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "fields", "expected"),
    [pytest.param(*case[1:4], marks=pytest.mark.rule(case[0]), id=f"{case[1]}: {case[4]}") for case in CASES],
)
def test_a_rule_judges_an_order(code: str, fields: dict[str, Any], expected: list[str]) -> None:
    """Each rule says kept or broken, from the instant that the manual's clause gives."""
    assert verdicts(code, fields) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[1]}: {case[4]}")
def test_history_from_elsewhere_is_not_asked_for_what_nobody_wrote(case: Any) -> None:
    """Imported tickets have no clock that nobody could keep, and nothing is missing that only this office writes."""
    rule = BY_CODE[case[1]]
    if rule.asked_of in ("ours", "timed"):
        assert verdicts(case[1], {**case[2], "import_batch": "b"}) == []


@pytest.mark.rule("R044")
@pytest.mark.parametrize(("most", "expected"), [(0, []), (3, ["kept 10-05 09:10"]), (2, ["broken 10-05 09:10"])])
def test_a_site_may_limit_open_jobs(most: int, expected: list[str]) -> None:
    """The manuals name no number (000 P2-一 2.4.3); a site does with most_open_jobs."""
    assert verdicts("too_many_jobs", {"handlers": [hand(open_jobs=3)]}, most_open_jobs=most) == expected


@pytest.mark.rule("R109", "R160", "R110", "R049", "R107", "R051")
def test_codes_are_those_of_their_rules() -> None:
    """Each code stands for the rule that the case names."""
    assert [case[1] for case in CASES if BY_CODE[case[1]].rule != case[0]] == []
