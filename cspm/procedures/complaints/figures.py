"""The numbers of complaint handling, with clause and starting date. Sites override them in site.toml [figures]."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.core.ladders import ladder
from cspm.errors import N_

MANUAL = date(2008, 3, 1)


def _figure(key: str, rule: str, clause: str, unit: str, value: object, text: str) -> Figure:
    return Figure(key, rule, clause, unit, ((MANUAL, value),), text)


COMMON_CONCERN = _figure(
    "common_concern",
    "R102",
    "000 P2-二 2.7.5",
    "count",
    3,
    N_("From this many linked complaints on, the handling is published or a meeting is held."),
)
CLEAR_ANSWER = _figure(
    "clear_answer_within",
    "R389",
    "004 A15 回访二",
    "days",
    3,
    N_("A big complaint gets a clear answer within this many days."),
)
SMALL_ANSWER = _figure(
    "small_answer_within",
    "R389",
    "004 A15 回访二",
    "hours",
    0.5,
    N_("A small complaint is handled at once: answered within this time (A15)."),
)
FIRST_RESPONSE = _figure(
    "first_response_within",
    "R252",
    "004 A1 附件一 二.4",
    "minutes",
    1,
    N_("A customer who writes is answered within this time (60 seconds)."),
)
SUPERVISOR_TOLD = _figure(
    "supervisor_told_within",
    "R173",
    "001 一.2",
    "minutes",
    30,
    N_("The front desk reports a complaint to its supervisor within this time."),
)
MAJOR_CLAIM = _figure(
    "major_claim",
    "R090",
    "000 P2-二 2.4.1.3",
    "yuan",
    10000,
    N_("A claim above this amount makes a complaint a major one (A76)."),
)
ASK_AGAIN = _figure(
    "ask_again_within",
    "R105",
    "000 P2-二 2.7.8",
    "working_days",
    1,
    N_("After it was put right the dissatisfied complainant is asked again within this many working days (A57)."),
)
APOLOGISE_FIRST = _figure(
    "apologise_first",
    "R086",
    "000 P2-二 2.3.1",
    "switch",
    True,
    N_("Whether a complaint by phone is met with a word of sympathy or apology first (A16)."),
)
APOLOGISE_FOR_FAULT = _figure(
    "apologise_for_fault",
    "R333",
    "004 A10 五.5",
    "switch",
    True,
    N_("Whether an apology for a fault is given when the fault is ours, and only then (A16)."),
)
SUBMIT_UNCLEAR = _figure(
    "submit_unclear_within",
    "R208",
    "002 §4",
    "hours",
    4,
    N_(
        "The specialist submits what he cannot judge to the centre within this time of accepting it (clock hours, A14)."
    ),
)
ANSWER_SPECIALIST = _figure(
    "answer_specialist_within",
    "R209",
    "002 §4",
    "hours",
    4,
    N_("The centre decides and answers the specialist within this time (clock hours, A14)."),
)
PRELIMINARY = _figure(
    "preliminary_within",
    "R210",
    "002 §4",
    "hours",
    24,
    N_(
        "The customer gets a preliminary answer to a major matter within this time of its being passed on (clock hours)."
    ),
)
SUBMIT_MAJOR = _figure(
    "submit_major_within",
    "R211",
    "002 §4",
    "hours",
    4,
    N_("The specialist submits an urgent or major complaint to the centre within this time (clock hours, A14)."),
)
REPEAT = _figure(
    "repeat_within",
    "R221",
    "002 §5",
    "days",
    90,
    N_("The same subject from the same unit within this many days is a repeated complaint (A77)."),
)
LATE_NOTICE = _figure(
    "late_notice_within",
    "R221",
    "002 §5",
    "hours",
    24,
    N_("Who was promised a time that passed is told how it stands within this time."),
)
DEPARTMENT_FEEDBACK = _figure(
    "department_feedback_within",
    "R224",
    "002 §4",
    "hours",
    24,
    N_("A department that was asked feeds back to the centre within this time."),
)
SEVERAL_DEPARTMENTS = _figure(
    "several_departments",
    "R308",
    "004 A4 二.2",
    "count",
    2,
    N_(
        "From this many departments on a complaint need not be settled on its day, if the customer is told a time (A80)."
    ),
)
FORM_CALL = _figure(
    "form_call_within",
    "R314",
    "004 A7 一.3",
    "working_days",
    1,
    N_("After the handling form is back the user is phoned within this many working days (A57)."),
)

PENALTY_CASE = _figure(
    "penalty_case",
    "R309",
    "004 A4 二",
    "yuan",
    100,
    N_("Proposed deduction for each complaint that was not settled in time."),
)
PENALTY_DIRECTOR = _figure(
    "penalty_director", "R309", "004 A4 二", "yuan", 50, N_("The sales director's share for each such complaint (A32).")
)
PENALTY_ASSISTANT = _figure(
    "penalty_assistant",
    "R309",
    "004 A4 二",
    "yuan",
    50,
    N_("The share of the director's assistant for each such complaint (A32)."),
)
PENALTY_WITHIN = _figure(
    "penalty_proposed_within",
    "R309",
    "004 A4 二",
    "days",
    10,
    N_("Deductions for a month's late complaints are proposed within this many days after the month."),
)

LADDER = ladder("complaint", "csc_director", "csc_manager", "general_manager")
HEAD_LADDER = ladder("complaint_head", "general_manager")
DEPARTMENT_LADDER = ladder("department", "csc_manager", "general_manager")
LADDERS = {
    **dict.fromkeys(
        ("at_once", "first_response", "submission", "major_submission", "same_day", "told_time", "form_call"), LADDER
    ),
    **dict.fromkeys(("clear_answer", "decision", "preliminary"), HEAD_LADDER),
    **dict.fromkeys(("department", "form"), DEPARTMENT_LADDER),
}
"""Who is told of a missed clock: above the desk, above the head of the centre, above a department."""

FIGURES = (
    COMMON_CONCERN, CLEAR_ANSWER, SMALL_ANSWER, FIRST_RESPONSE, SUPERVISOR_TOLD, MAJOR_CLAIM, ASK_AGAIN, APOLOGISE_FIRST,
    APOLOGISE_FOR_FAULT, SUBMIT_UNCLEAR, ANSWER_SPECIALIST, PRELIMINARY, SUBMIT_MAJOR, REPEAT, LATE_NOTICE, DEPARTMENT_FEEDBACK,
    SEVERAL_DEPARTMENTS, FORM_CALL, PENALTY_CASE, PENALTY_DIRECTOR, PENALTY_ASSISTANT, PENALTY_WITHIN,
    *LADDER.levels, *HEAD_LADDER.levels, *DEPARTMENT_LADDER.levels,
)  # fmt: skip
