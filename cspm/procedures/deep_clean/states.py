"""The life of a deep clean, its steps, and who may take them."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend
from cspm.errors import N_

STAFFING = "001 二.1"

extend("state", planned="planned", measured="measured", staffed="staffed", done="done", closed="closed")

LEADERS = (
    "cleaning_leader",
    "cleaning_supervisor",
    "csc_manager",
    "csc_director",
    "general_manager",
    "admin_hr",
    "site_admin",
)
UNDER_WAY = ("planned", "measured", "staffed")
DEEP_CLEANS = Machine(
    "deep_cleans", "planned",
    (
        Move("workload", ("planned", "measured"), "measured"),
        Move("workload", ("staffed",), "staffed"),
        Move("hire", UNDER_WAY, "staffed"),
        Move("finish", UNDER_WAY, "done"),
        Move("keep", ("done",), "done"),
        Move("close", ("done",), "closed"),
        Move("amend", (*UNDER_WAY, "done"), ""),
        Move("void", (*UNDER_WAY, "done"), "void"),
    ),
    ("closed", "void"),
)  # fmt: skip
MACHINES = (DEEP_CLEANS,)
MEASURED = ("area", "square_metres", "a_day", "days")
STEPS = (
    Step("workload", N_("The work in an area was measured: square metres, so many a person does a day, so many days"),
         MEASURED, MEASURED[:2], at="at", by="by", into="workload"),
    Step("hire", N_("Somebody was hired for the time of the deep clean"), ("name", "area", "phone", "from_on", "until_on"),
         ("name", "area"), at="at", by="by", into="roster"),
    Step("finish", N_("The deep clean is done, with its result"), ("result", "done_at"), ("result",), at="done_at", by="done_by"),
    Step("keep", N_("One of the best stays on, and why"), ("name", "why"), ("name", "why"), at="at", by="by", into="chosen"),
    Step("close", N_("It is decided who stays on; who nobody named leaves"), ("decision",), at="selected_at", by="selected_by"),
)  # fmt: skip
PERMITS = tuple(
    Permit(f"deep_cleans {verb}", LEADERS, "R171", STAFFING, N_("who hires for the deep clean"))
    for verb in ("add", "workload", "hire", "finish", "keep", "close", "amend", "void")
)
extend("action", workload="measure the work", hire="hire", finish="finish", keep="keep on", close="close", **{
    "deep_cleans add": "plan a deep clean", "deep_cleans workload": "measure the work of a deep clean",
    "deep_cleans hire": "hire for a deep clean",
    "deep_cleans finish": "finish a deep clean", "deep_cleans keep": "keep people on", "deep_cleans close": "close a deep clean",
    "deep_cleans amend": "correct a deep clean", "deep_cleans void": "void a deep clean",
})  # fmt: skip
