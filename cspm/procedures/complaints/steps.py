"""The steps that only write down what happened to a complaint, as data: what is typed, and where time and person go."""

from __future__ import annotations

from cspm.core.steps import Step
from cspm.errors import N_

STEPS = (
    Step("meet", N_("A manager received the complaining visitor in person"), at="met_at", by="met_by", role="met_role"),
    Step("talk", N_("What was established in the talk: real cause, wanted result, fault, apology, the chat's first and last line"),
         ("real_cause", "wanted", "liability", "apology", "responded_at", "first_message", "last_message")),
    Step("handle", N_("Who handles it: the general manager, or whom he designates"), ("designated_by",), at="handled_at",
         by="handler", role="handler_role"),
    Step("route", N_("Where it belongs: by the phase of the home, or by class and flow; the group is that of the route table"),
         ("phase", "matter_class", "flow", "group"), at="routed_at", by="routed_by"),
    Step("submit", N_("Passed upwards, with the basic opinion: to the customer-service centre, or to a department"),
         ("submitted_to", "basic_opinion"), at="submitted_at", by="submitted_by", role="submitted_role"),
    Step("answer", N_("The centre decided and answers the specialist"), ("answer",), ("answer",), at="answered_at",
         by="answered_by", role="answered_role"),
    Step("panel", N_("The opinion of the expert panel"), ("panel_opinion",), ("panel_opinion",), at="panel_at", by="panel_by"),
    Step("preliminary", N_("The customer got a preliminary answer"), ("preliminary",), ("preliminary",), at="preliminary_at",
         by="preliminary_by", role="preliminary_role"),
    Step("inform", N_("The specialist was informed and follows it up"), ("informed",), ("informed",), at="informed_at"),
    Step("issue", N_("A handling form goes to a department; its head answers for it"), ("department", "head", "due"),
         ("department",), at="issued_at", by="issued_by", into="handlings"),
    Step("evidence", N_("Evidence: where photos, letters or chats are kept"), ("evidence",), ("evidence",)),
    Step("repeat", N_("The same complaint came before"), ("repeat_of",), ("repeat_of",), at="repeated_at"),
    Step("feed_back", N_("After the reply: the problem was fed back"), ("feedback",), ("feedback",), at="feedback_at",
         by="feedback_by"),
)  # fmt: skip

PERMITTED = frozenset((
    "handle", "route", "submit", "answer", "panel", "preliminary", "inform", "issue", "repeat",
))  # fmt: skip
"""Steps with a line of their own in the permission matrix (`VERB complaints`); the others are anybody's."""

NAMES = {"feed_back": "feedback"}
"""Commands whose name is not that of the step."""
