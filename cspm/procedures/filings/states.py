"""The life of a filing, its steps, and who may take them."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

vocabulary(
    "filing_form",
    complaint_daily="daily complaint report", agent_log="agent's daily log", daily_summary="daily summary of problems",
    exchange_meeting="exchange meeting of specialists", closing_appraisal="appraisal by closing rate",
    complaint_topic="quarterly complaint report", department_assessment="complaints by department",
    complaint_analysis="complaint analysis", service_analysis="analysis of customer satisfaction",
    callback_audit="audit of the callbacks", consultation_summary="summary of consultations", bulletin="bulletin",
    complaint_statistics="complaint statistics", callback_summary="monthly callback report",
    activity="satisfaction activity", management_review="management review",
    accident_month="accidents of the month", accident_year="accidents of the year",
)  # fmt: skip
extend("state", filed="filed", reviewed="reviewed", approved="approved", rejected="rejected")
extend("action", review="review", approve="approve")

FILINGS = Machine(
    "filings",
    "filed",
    (
        Move("measure", ("filed", "reviewed"), ""),
        Move("review", ("filed", "reviewed"), "reviewed"),
        Move("approve", ("filed", "reviewed"), "approved"),
        Move("turn-down", ("filed", "reviewed"), "rejected"),
        Move("void", ("filed", "reviewed", "rejected"), "void"),
    ),
    ("approved", "rejected", "void"),
)
MACHINES = (FILINGS,)
MANAGERS = ("csc_manager", "csc_director", "general_manager", "company_leader", "department_head")
STEPS = (
    Step(
        "measure",
        N_("What is done about one group of the quarter's complaints"),
        ("group", "department", "causes", "corrective", "preventive"),
        ("group", "corrective", "preventive"),
        into="measures",
    ),
    Step("review", N_("It was read by who answers for it"), ("opinion",), at="reviewed_at", by="reviewed_by"),
    Step(
        "approve", N_("Approved: it stands as it is"), ("opinion",), at="approved_at", by="approved_by", approval=True
    ),
    Step("turn-down", N_("Not approved; a better one is filed anew"), ("opinion",), needs=("opinion",)),
)
PERMITS = (
    Permit("filings measure", (*MANAGERS, "quality", "specialist", "customer_assistant"), "R316", "004 A7 一.5"),
    Permit("filings review", MANAGERS, "R058", "000 P2-一 2.6.5"),
    Permit("filings approve", ("company_leader", "general_manager"), "R317", "004 A7 一.6"),
    Permit("filings turn-down", MANAGERS, "R317", "004 A7 一.6"),
)
extend("action", measure="add measures", **{
    "turn-down": "turn down", "filings measure": "add measures to filings", "filings review": "review filings",
    "filings approve": "approve filings", "filings turn-down": "turn down filings",
})  # fmt: skip
