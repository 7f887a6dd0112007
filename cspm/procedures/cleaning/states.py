"""The lives of contracts, inspections and settlements, and who may take each step."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.words import FINDING_SEVERITY, MINOR_REASON, extend, vocabulary
from cspm.errors import N_
from cspm.procedures.cleaning import evaluation_states

extend("clock", signature_a="signature of party A", signature_b="signature of party B")
extend("state", active="active", recorded="recorded", draft="draft", approved="approved", paid="paid")
extend(
    "action",
    **{
        "photo": "add photos", "inspections photo": "add photos to an inspection",
        "recheck": "recheck", "sign": "sign", "correct": "correct", "fee": "change the fee",
        "schedule": "change the schedule", "draft": "draft", "approve": "approve", "pay": "pay",
        "contracts add": "add a contract", "contracts amend": "change a contract", "contracts void": "void a contract",
        "standard add": "add a standard item", "standard amend": "change a standard item",
        "standard void": "void a standard item", "inspections add": "record an inspection",
        "inspections recheck": "record a recheck", "inspections sign": "sign an inspection",
        "inspections amend": "correct an inspection", "inspections void": "void an inspection",
        "bins add": "record a bin count", "bins amend": "correct a bin count", "bins void": "void a bin count",
        "wash": "note the washing",
        "settlements draft": "draft a settlement", "settlements approve": "approve a settlement",
        "settlements pay": "pay a settlement", "object": "object", "answer": "answer an objection", "note": "note",
        "settlements sign": "sign the month's statistics", "settlements object": "write down an objection",
        "settlements answer": "answer an objection", "settlements note": "issue the payment note",
    },
)  # fmt: skip
vocabulary(
    "finding_severity",
    also=(
        ("问题点", "none"), ("无", "none"), ("轻微", "minor"), ("轻微不合格", "minor"),
        ("严重", "severe"), ("严重不合格", "severe"),
    ),
    **FINDING_SEVERITY.labels,
)  # fmt: skip
FINDING_REASON = vocabulary(
    "finding_reason",
    also=(
        ("未按计划", "not_to_plan"), ("未按标准", "not_to_plan"), ("效果差", "poor_result"),
        ("效果欠佳", "poor_result"), ("未整改", "not_rectified"), ("整改不力", "not_rectified"),
        ("重复发生", "recurs"), ("再犯", "recurs"),
        ("引起投诉", "causes_complaint"), ("严重影响", "serious_harm"), ("贿赂", "bribery"), ("判定严重", "judged"),
    ),
    **MINOR_REASON.labels,
    serious_harm="serious harm", bribery="bribery", judged="judged severe",
)  # fmt: skip
SPOT_SEVERE = ("serious_harm", "bribery", "judged")
"""Reasons for a severe judged on the spot; the other reasons of severes are derived (R120-R122, R125)."""
LINE_SEVERITY = vocabulary("line_severity", minor="minor", severe="severe", complaint="verified complaint")
LINE_REASON = vocabulary(
    "line_reason",
    not_to_plan="not to plan", poor_result="poor result", not_rectified="not rectified", recurs="recurs",
    causes_complaint="causes a complaint", three_in_a_row="three in a row", three_in_a_day="three in a day",
    complaints="three complaints", false_bins="false bin count", serious_harm="serious harm", bribery="bribery",
    judged="judged severe", verified="verified by both sides", replaced="replaced by a severe",
)  # fmt: skip
SCHEDULE_ENTRY = vocabulary(
    "schedule_entry",
    minor="each minor", severe="each severe", verified_complaint="each verified complaint",
    cap_percent="cap, percent of the month's fee", repeat_factors="repeat factors",
)  # fmt: skip
"""The entries of a deduction schedule as people read them."""
LINE_CHANGE = vocabulary("line_change", added="added", dropped="dropped")
"""What a correction does to a line of an approved month."""
FREQUENCY = vocabulary(
    "frequency",
    twice_daily="twice a day", daily="daily", weekly="weekly", monthly="monthly", quarterly="quarterly",
    as_needed="as needed",
)  # fmt: skip
vocabulary("objection_answer", accepted="accepted", rejected="rejected")
extend(
    "clock", sign_a="statistics signed by party A", sign_b="statistics signed by party B", objection="objection",
    approval="approval", payment="payment",
)  # fmt: skip
SHEET_WORD = vocabulary(
    "sheet_word",
    also=(
        ("合同", "contract"), ("日期", "date"), ("时间", "date"), ("区域", "area"), ("检查人", "by"), ("甲方", "by"),
        ("乙方", "with"), ("乙方人员", "with"), ("期限", "due"), ("整改期限", "due"), ("已查", "checked"),
        ("甲方签名", "signed_a"), ("乙方签名", "signed_b"), ("项目", "item"), ("标准项", "item"), ("判定", "severity"),
        ("程度", "severity"), ("原因", "reason"), ("说明", "note"), ("备注", "note"), ("当场整改", "fixed"),
        ("严重后果", "serious"),
    ),
    contract="contract", date="date", area="area", by="by", **{"with": "with"}, due="rectify by", checked="checked",
    signed_a="signed a", signed_b="signed b", item="item", severity="severity", reason="reason", note="note",
    fixed="fixed", serious="serious",
)  # fmt: skip
"""What stands before a colon, or above a column, where inspections are typed in a row."""
SHEET_MARK = vocabulary(
    "sheet_mark",
    also=(("ok", "clean"), ("√", "clean"), ("✓", "clean"), ("合格", "clean"), ("正常", "clean")),
    clean="clean",
)
"""The word for an item that was looked at without a finding."""
SIGHTING = vocabulary(
    "sighting",
    none="problem point",
    minor="minor",
    severe="severe",
    clean="clean",
    done="recheck done",
    failed="recheck failed",
)
"""What an explanation tells of a record."""
PLAN_STATE = vocabulary(
    "plan_state", planned="planned", done="inspected", partly="partly inspected", elsewhere="another area was inspected",
    missing="no inspection",
)  # fmt: skip
PHOTO_STATE = vocabulary("photo_state", there="there", missing="missing", changed="changed")
FORM_SIZES = ("a4", "a5", "phone")
"""What the blank form is made for."""
SCHEDULE_SOURCE = vocabulary("schedule_source", contract="the contract", example="example")

CONTRACTS = Machine("contracts", "active", (Move("void", ("active",), "void"),), ("void",))
STANDARD = Machine("standard", "active", (Move("void", ("active",), "void"),), ("void",))
INSPECTIONS = Machine(
    "inspections",
    "recorded",
    (
        Move("sign", ("recorded", "signed"), "signed"),
        Move("recheck", ("recorded", "signed"), ""),
        Move("photo", ("recorded", "signed"), ""),
        Move("amend", ("recorded", "signed"), ""),
        Move("void", ("recorded", "signed"), "void"),
    ),
    ("void",),
)
BINS = Machine(
    "bins",
    "recorded",
    (Move("wash", ("recorded",), ""), Move("amend", ("recorded",), ""), Move("void", ("recorded",), "void")),
    ("void",),
)
ALL = ("draft", "approved", "paid")
"""Signatures and objections are written down whenever they come; after the approval they are late, or adjustments."""
SETTLEMENTS = Machine(
    "settlements",
    "draft",
    (
        Move("draft", ("draft",), "draft"),
        Move("sign", ALL, ""),
        Move("object", ALL, ""),
        Move("answer", ALL, ""),
        Move("approve", ("draft",), "approved"),
        Move("note", ("approved", "paid"), ""),
        Move("pay", ("approved",), "paid"),
    ),
    ("paid",),
)
MACHINES = (CONTRACTS, STANDARD, INSPECTIONS, BINS, SETTLEMENTS, evaluation_states.EVALUATIONS)

KEEPERS = ("csc_manager", "general_manager", "cleaning_supervisor", "site_admin", "administrator")
CHECKERS = (*KEEPERS, "cleaning_leader", "quality")
STATISTICS = "000 P2-四 3.1.2"
PAYMENT = "000 P2-四 3.3"

PERMITS = (
    *evaluation_states.PERMITS,
    *(
        Permit(f"{register} {verb}", KEEPERS, why=N_("who keeps contracts and the standard"))
        for register in ("contracts", "standard")
        for verb in ("add", "amend", "void")
    ),
    Permit("inspections amend", CHECKERS, why=N_("who inspects")),
    Permit("inspections void", CHECKERS, why=N_("who inspects")),
    Permit("bins amend", CHECKERS, why=N_("who inspects")),
    Permit("bins void", CHECKERS, why=N_("who inspects")),
    Permit(
        "settlements draft", ("cleaning_supervisor", "csc_manager", "finance", "general_manager"), "R127", PAYMENT,
        N_("the supervisor computes the month's fee"),
    ),
    Permit("settlements approve", ("general_manager",), "R127", PAYMENT, N_("the general property manager approves")),
    Permit("settlements sign", CHECKERS, "R117", STATISTICS, N_("who inspects takes down the statistics")),
    Permit("settlements object", (*CHECKERS, "finance"), "R127", PAYMENT, N_("the office writes down what the contractor says")),
    Permit(
        "settlements answer", ("cleaning_supervisor", "csc_manager", "general_manager"), "R127", PAYMENT,
        N_("the supervisor answers for the lines of the statement"),
    ),
    Permit("settlements note", ("cleaning_supervisor", "csc_manager", "finance", "general_manager"), "R127", PAYMENT),
    Permit("settlements pay", ("finance", "general_manager"), "R127", PAYMENT, N_("finance pays what was approved")),
)  # fmt: skip
