"""The complaint part of a ticket: how it was judged, who was asked, what the complainant was told, and when.

Sources: DTZ manual part 2 chapter 2; VK procedure 002; sales office 004 A4; hospital 004 A7; service station 004 A1.
A role beside a person is the role on that day.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from cspm.core.record import Money, Part, field
from cspm.errors import N_
from cspm.procedures.tickets.parts import Notice

ROLE = {"vocabulary": "role"}


class Check(Part):
    """The result of following a complaint up (R097); `role` is the role of who did on that day."""

    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    role: str | None = field(N_("Role"), None)
    result: Literal["ok", "not_ok"] = field(N_("Result"))


class Handling(Part):
    """A department asked to handle a complaint: the form out and back (R314), its feedback (R224), its signature (R311).

    `head` is who answers for it there (R219); `due` is when it is wanted back, if a time was given.
    """

    department: str = field(N_("Department"))
    head: str | None = field(N_("Head"), None)
    issued_at: datetime = field(N_("Issued at"))
    issued_by: str = field(N_("Issued by"))
    due: datetime | None = field(N_("Due"), None)
    returned_at: datetime | None = field(N_("Returned at"), None)
    returned_by: str | None = field(N_("Returned by"), None)
    solution: str | None = field(N_("Solution"), None)
    signed_at: datetime | None = field(N_("Signed at"), None)
    signed_by: str | None = field(N_("Signed by"), None)


class Complaint(Part):
    """The complaint part: judgement (R089-R094), type (R206), and the contractor it is attributed to (R126)."""

    nature: Literal["valid", "invalid", "major", "undetermined"] | None = field(
        N_("Nature of the complaint"), None, json_schema_extra={"vocabulary": "complaint_nature"}
    )
    severity: Literal["light", "general", "major"] | None = field(N_("Severity"), None)
    type: str | None = field(N_("Complaint type"), None)
    against: str | None = field(N_("Against"), None)
    relayed_from: str | None = field(N_("Relayed from"), None)
    opinion: str | None = field(N_("Opinion on the complaint"), None)
    judged_at: datetime | None = field(N_("Judged at"), None)
    judged_by: str | None = field(N_("Judged by"), None)
    judged_role: str | None = field(N_("Judged in the role"), None)
    explained_at: datetime | None = field(N_("Explained at"), None)
    explanation: str | None = field(N_("Explanation"), None)
    notices: tuple[Notice, ...] = field(N_("Progress notices"), ())
    checks: tuple[Check, ...] = field(N_("Follow-up checks"), ())
    published_how: Literal["meeting", "notice"] | None = field(N_("Published by"), None)
    published_at: datetime | None = field(N_("Published at"), None)
    cause: str | None = field(N_("Cause"), None)
    contract: str | None = field(N_("Contract"), None)
    area: str | None = field(N_("Area complained of"), None)
    item: str | None = field(N_("Item complained of"), None)
    breach: bool | None = field(N_("Breach of contract"), None)
    impact: Literal["slight", "considerable"] | None = field(N_("Impact"), None)
    confirmed_a_at: datetime | None = field(N_("Confirmed by party A at"), None)
    confirmed_a_by: str | None = field(N_("Confirmed by party A"), None)
    confirmed_b_at: datetime | None = field(N_("Confirmed by party B at"), None)
    confirmed_b_by: str | None = field(N_("Confirmed by party B"), None)
    relayed_at: datetime | None = field(N_("Relayed at"), None)
    recorded_role: str | None = field(N_("Recorded in the role"), None, json_schema_extra=ROLE)
    met_at: datetime | None = field(N_("Received by a manager at"), None)
    met_by: str | None = field(N_("Received by the manager"), None)
    met_role: str | None = field(N_("Manager's role"), None, json_schema_extra=ROLE)
    undetermined_at: datetime | None = field(N_("First undetermined at"), None)
    grounds: tuple[str, ...] = field(N_("Why it is major"), (), json_schema_extra={"vocabulary": "major_ground"})
    claim_amount: Money | None = field(N_("Amount claimed"), None)
    certain: bool | None = field(N_("Certain of the judgement"), None)
    unclear: bool = field(N_("Unclear or special"), False)
    cause_code: str | None = field(N_("Kind of cause"), None, json_schema_extra={"vocabulary": "complaint_cause"})
    handler: str | None = field(N_("Handler of the complaint"), None)
    handler_role: str | None = field(N_("Handled in the role"), None, json_schema_extra=ROLE)
    handled_at: datetime | None = field(N_("Taken in hand at"), None)
    designated_by: str | None = field(N_("Designated by"), None)
    real_cause: str | None = field(N_("Real cause"), None)
    wanted: str | None = field(N_("Result wanted"), None)
    apology: Literal["none", "sympathy", "fault"] | None = field(N_("Apology"), None)
    liability: Literal["ours", "not_ours"] | None = field(N_("Whose fault"), None)
    responded_at: datetime | None = field(N_("First answered at"), None)
    first_message: str | None = field(N_("First message"), None)
    last_message: str | None = field(N_("Last message"), None)
    phase: str | None = field(N_("Phase of the home"), None, json_schema_extra={"vocabulary": "home_phase"})
    matter_class: str | None = field(N_("Class of the matter"), None, json_schema_extra={"vocabulary": "matter_class"})
    flow: str | None = field(N_("Flow"), None, json_schema_extra={"vocabulary": "complaint_flow"})
    group: str | None = field(N_("Group"), None, json_schema_extra={"vocabulary": "service_group"})
    routed_at: datetime | None = field(N_("Routed at"), None)
    routed_by: str | None = field(N_("Routed by"), None)
    submitted_to: str | None = field(N_("Submitted to"), None)
    submitted_at: datetime | None = field(N_("Submitted at"), None)
    submitted_by: str | None = field(N_("Submitted by"), None)
    submitted_role: str | None = field(N_("Submitted in the role"), None, json_schema_extra=ROLE)
    basic_opinion: str | None = field(N_("Basic opinion"), None)
    answer: str | None = field(N_("Answer of the centre"), None)
    answered_at: datetime | None = field(N_("Centre answered at"), None)
    answered_by: str | None = field(N_("Centre answered by"), None)
    answered_role: str | None = field(N_("Answered in the role"), None, json_schema_extra=ROLE)
    panel_opinion: str | None = field(N_("Opinion of the expert panel"), None)
    panel_at: datetime | None = field(N_("Panel asked at"), None)
    panel_by: str | None = field(N_("For the panel"), None)
    preliminary: str | None = field(N_("Preliminary answer"), None)
    preliminary_at: datetime | None = field(N_("Preliminary answer at"), None)
    preliminary_by: str | None = field(N_("Preliminary answer by"), None)
    preliminary_role: str | None = field(N_("Preliminary answer in the role"), None, json_schema_extra=ROLE)
    informed: str | None = field(N_("Specialist informed"), None)
    informed_at: datetime | None = field(N_("Specialist informed at"), None)
    handlings: tuple[Handling, ...] = field(N_("Handling forms"), ())
    evidence: tuple[str, ...] = field(N_("Evidence"), ())
    repeat_of: str | None = field(N_("Repeat of"), None)
    repeated_at: datetime | None = field(N_("Seen as a repeat at"), None)
    feedback: str | None = field(N_("Feedback"), None)
    feedback_at: datetime | None = field(N_("Fed back at"), None)
    feedback_by: str | None = field(N_("Fed back by"), None)
