"""The closed vocabularies: every code with its English label (the catalogue's id, with the vocabulary as context).

Scripts see the code, people see the label of their language, and input takes either. Codes are those of the command
promise; they are never renamed.
"""

from __future__ import annotations

from cspm.tuples import NamedTuple


class Vocabulary(NamedTuple):
    """`labels` maps code to English label, in the order shown; `also` are further words accepted as input."""

    name: str
    labels: dict[str, str]
    also: tuple[tuple[str, str], ...] = ()


VOCABULARIES: dict[str, Vocabulary] = {}


def vocabulary(name: str, also: tuple[tuple[str, str], ...] = (), **labels: str) -> Vocabulary:
    """Declare a vocabulary: `code="English label"`; a procedure declares its own in its states, which pages load.

    What `extend` added before stays: which module is imported first must not matter.
    """
    before = VOCABULARIES.get(name, Vocabulary(name, {}))
    VOCABULARIES[name] = Vocabulary(name, {**labels, **before.labels}, (*also, *before.also))
    return VOCABULARIES[name]


def extend(name: str, **labels: str) -> None:
    """Add words to a vocabulary that several procedures share (states, verbs). The same code means the same word."""
    words = VOCABULARIES.setdefault(name, Vocabulary(name, {}))
    words.labels.update(labels)


TICKET_KIND = vocabulary(
    "kind",
    service="service",
    complaint="complaint",
    enquiry="enquiry",
    also=(("报修", "service"), ("consultation", "enquiry")),
)
STATE = vocabulary(
    "state",
    registered="registered", referred="referred", dispatched="dispatched", accepted="accepted", arrived="arrived",
    in_progress="in progress", on_hold="on hold", finished="finished", rework="rework", signed="signed",
    closed="closed", cancelled="cancelled", declined="declined", void="void",
)  # fmt: skip
CHANNEL = vocabulary(
    "channel",
    phone="phone call", visit="visitor", letter="letter", online="online", petition="petition", forum="forum",
    mailbox="mailbox", other="other",
    also=(("电话", "phone"), ("来电", "phone"), ("网络", "online"), ("微信", "online")),
)  # fmt: skip
SOURCE = vocabulary(
    "source",
    monitoring="monitoring centre", hotline="hotline", service_desk="service desk", complaint_box="complaint box",
    repair_centre="repair centre", other="other",
)  # fmt: skip
NATURE = vocabulary(
    "nature", routine="routine", paid="paid", business="business",
    also=(("常规", "routine"), ("有偿", "paid"), ("经营", "business")),
)  # fmt: skip
CATEGORY = vocabulary(
    "category", household="household", repair="repair", business="business", utility="utility", other="other",
    also=(("报修", "repair"),),
)  # fmt: skip
URGENCY = vocabulary("urgency", normal="normal", urgent="urgent", emergency="emergency")
CLOCK = vocabulary(
    "clock", reply="reply", appointment="appointment", receipt="order receipt", promise="promise",
    resolution="resolution", progress="progress notice", answer="answer", referral="referral", contact="manager's contact",
    finance="finance told", owner_told="told to the owner", slip="slip at the front desk",
)  # fmt: skip
CLOCK_STATE = vocabulary(
    "clock_state", running="running", paused="paused", met="met", missed="missed", cancelled="cancelled"
)
COMPLAINT_NATURE = vocabulary(
    "complaint_nature", valid="valid", invalid="invalid", major="major", undetermined="undetermined",
    also=(("有效", "valid"), ("无效", "invalid"), ("重大", "major"), ("不能判别", "undetermined")),
)  # fmt: skip
COMPLAINT_SEVERITY = vocabulary("complaint_severity", light="light", general="general", major="major")
COMPLAINT_TYPE = vocabulary(
    "complaint_type", engineering="engineering quality", planning="planning and design", sales="sales management",
    property="property management", service="customer service", other="other",
)  # fmt: skip
MINOR_REASON = vocabulary(
    "minor_reason", not_to_plan="not to plan", poor_result="poor result", not_rectified="not rectified",
    recurs="recurs", causes_complaint="causes a complaint",
)  # fmt: skip
SEVERE_REASON = vocabulary(
    "severe_reason", three_in_a_row="three in a row", three_in_a_day="three in a day", complaints="three complaints",
    false_bins="false bin count", serious_harm="serious harm", bribery="bribery", judged="judged severe",
)  # fmt: skip
FINDING_SEVERITY = vocabulary("finding_severity", none="problem point", minor="minor", severe="severe")
PAYMENT = vocabulary(
    "payment", cash="cash", transfer="bank transfer", card="card", wechat="WeChat", alipay="Alipay",
    bill="monthly bill",
    also=(("转账", "transfer"), ("刷卡", "card")),
)  # fmt: skip
CALLBACK_METHOD = vocabulary(
    "callback_method", phone="phone", visit="door visit", other="other", also=(("上门", "visit"),)
)
WAY = vocabulary("way", take="taken", back="brought back", used="used up")
RETURN_POINT = vocabulary("return_point", dispatch="dispatch centre", front_desk="front desk")
CUSTOMER_CLASS = vocabulary(
    "customer_class", owner="owner", tenant="tenant", prospect="prospective owner", other="other",
)  # fmt: skip
RECHECK = vocabulary("recheck", done="done", not_done="not done", poor="poor")
DOMAIN = vocabulary("domain", cleaning="cleaning", greening="greening", pest="pest control")
SIDE = vocabulary("side", a="Party A (office)", b="Party B (contractor)", also=(("甲方", "a"), ("乙方", "b")))
SETTLEMENT = vocabulary("settlement", open="open", draft="draft", approved="approved", paid="paid")
RULE_STATUS = vocabulary("rule_status", kept="kept", broken="broken", no_data="no data", conduct="conduct")
RULE_KIND = vocabulary("rule_kind", figure="figure", check="check", command="command", conduct="conduct")
EVERY = vocabulary("every", day="day", week="week", month="month", quarter="quarter", year="year")
FIELD = vocabulary(
    "field",
    customer="customer", unit="unit or area", phone="telephone", text="matter", channel="channel", result="result",
    registered_at="registration", dispatched_at="dispatch", replied_at="reply", accepted_at="order receipt",
    arrived_at="arrival", started_at="start of work", finished_at="end of work", closed_at="closing", cause="cause",
    causes="causes", topics="topics", attended="who attended", corrective="corrective measures",
    preventive="preventive measures", follow_up="specialist in charge", submitted_to="whom it was submitted to",
    signed_at="signature", signed_by="customer's signature", return_point="where the order was handed in",
    finance_told_at="word to finance", callbacks="callback", start="first day", end="last day", amount="amount",
    agent="agent", pests="pests",
)  # fmt: skip
"""What findings say is missing; the codes are names of fields."""
LEVEL = vocabulary("level", breach="breach", note="note", error="error")
YES = vocabulary("yes", yes="yes", no="no", also=(("true", "yes"), ("false", "no"), ("1", "yes"), ("0", "no")))
ROLE = vocabulary(
    "role",
    general_manager="general property manager", csc_manager="CSC manager", csc_director="customer-service director",
    dispatch_director="dispatch director", dispatch_assistant="dispatch assistant", front_desk="front desk",
    customer_assistant="customer assistant", specialist="customer specialist", technician="technician",
    engineering="engineering department", cleaning_supervisor="cleaning and greening supervisor",
    cleaning_leader="cleaning leader", cleaner="cleaner", administrator="administrator", finance="finance", warehouse="warehouse",
    security="security", public_facilities="public facilities", admin_hr="administration and personnel",
    quality="quality management", department_head="department head", expert_panel="expert panel",
    company_leader="company leader", site_admin="site administrator",
    also=(
        ("技工", "technician"), ("维修工", "technician"), ("督导", "cleaning_supervisor"), ("客服经理", "csc_manager"),
        ("客户服务经理", "csc_manager"), ("客户服务中心经理", "csc_manager"), ("物业经理", "general_manager"),
        ("驻场物业经理", "general_manager"),
    ),
)  # fmt: skip

VOCABULARY_OF = {
    "nature_judged": "complaint_nature", "severity": "complaint_severity", "type": "complaint_type",
    "payment_method": "payment", "holder": "copy", "conduct": "forbidden_conduct",
    "points_kept": "garbage_point", "points_missed": "garbage_point", "pests": "pest",
}  # fmt: skip
"""Fields whose vocabulary has another name than the field."""


def vocabulary_of(field: str) -> str:
    """The vocabulary of a field's values: the one with its name, of a `*_role` that of roles,
    unless VOCABULARY_OF names another; else empty."""
    name = "role" if field.endswith("_role") else VOCABULARY_OF.get(field, field)
    return name if name in VOCABULARIES else ""
