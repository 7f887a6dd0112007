"""The lives of plans, patrols, meetings and event notices, their steps, and who may take them."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_
from cspm.procedures.cleaning.states import CHECKERS
from cspm.procedures.contractors.figures import EVENTS, MEETING, PATROL, PLAN

extend(
    "state", submitted="submitted", reviewed="reviewed", returned="returned", approved="approved", executed="executed",
    recorded="recorded", notified="contractor told", assisted="contractor helped", closed="closed",
)  # fmt: skip
extend("clock", plan_approval="approval of a work plan", event_notice="contractor told")
extend(
    "action", task="add a task", review="review", approve="approve", execute="carry out",
    recount="count the week again", assist="record the help", close="close",
    **{
        "work_plans add": "submit work plans", "work_plans task": "add tasks to work plans",
        "work_plans submit": "submit work plans again", "work_plans review": "review work plans",
        "work_plans return": "return work plans", "work_plans approve": "approve work plans",
        "work_plans execute": "confirm work plans", "work_plans amend": "correct work plans", "work_plans void": "void work plans",
        "work_plans fill": "fill work plans from the standard",
        "joint_patrols add": "record joint patrols", "joint_patrols amend": "correct joint patrols",
        "joint_patrols void": "void joint patrols",
        "contractor_meetings add": "record contractors' meetings", "contractor_meetings recount": "count a meeting's week again",
        "contractor_meetings amend": "correct contractors' meetings", "contractor_meetings void": "void contractors' meetings",
        "contractor_events add": "record event notices", "contractor_events notify": "tell contractors of events",
        "contractor_events assist": "record a contractor's help", "contractor_events close": "close event notices",
        "contractor_events amend": "correct event notices", "contractor_events void": "void event notices", "fill": "fill in",
    },
)  # fmt: skip
EVENT = vocabulary(
    "event", also=(("活动", "activity"), ("突发", "emergency"), ("检查", "inspection")),
    activity="big event", emergency="emergency", inspection="inspection",
)  # fmt: skip

OPEN_PLAN = ("submitted", "reviewed", "returned")
WORK_PLANS = Machine(
    "work_plans",
    "submitted",
    (
        Move("task", OPEN_PLAN, ""),
        Move("fill", OPEN_PLAN, ""),
        Move("review", ("submitted",), "reviewed"),
        Move("return", ("submitted", "reviewed"), "returned"),
        Move("submit", ("returned",), "submitted"),
        Move("approve", ("submitted", "reviewed"), "approved"),
        Move("execute", ("approved",), "executed"),
        Move("void", (*OPEN_PLAN, "approved"), "void"),
    ),
    ("executed", "void"),
)
JOINT_PATROLS = Machine("joint_patrols", "recorded", (Move("void", ("recorded",), "void"),), ("void",))
MEETINGS = Machine(
    "contractor_meetings", "recorded", (Move("recount", ("recorded",), ""), Move("void", ("recorded",), "void")), ("void",)
)  # fmt: skip
RUNNING = ("recorded", "notified", "assisted")
CONTRACTOR_EVENTS = Machine(
    "contractor_events",
    "recorded",
    (
        Move("notify", ("recorded",), "notified"),
        Move("notify", ("assisted",), "assisted"),
        Move("assist", ("recorded", "notified"), "assisted"),
        Move("close", RUNNING, "closed"),
        Move("void", RUNNING, "void"),
    ),
    ("closed", "void"),
)
MACHINES = (WORK_PLANS, JOINT_PATROLS, MEETINGS, CONTRACTOR_EVENTS)

PLAN_STEPS = (
    Step("task", N_("One more task of the plan"), ("text", "area", "item", "frequency"), ("text",), into="tasks"),
    Step("review", N_("The office read the plan"), ("opinion",), at="reviewed_at", by="reviewed_by"),
    Step("return", N_("The plan goes back to the contractor"), ("opinion",), ("opinion",), at="returned_at", by="returned_by"),
    Step("submit", N_("The contractor submits it again"), ("text", "file", "submitted_by"), at="submitted_at"),
    Step(
        "approve", N_("Approved: work may begin"), ("opinion",), at="approved_at", by="approved_by", approval=True
    ),
    Step("execute", N_("The plan was carried out"), ("result",), ("result",), at="executed_at", by="executed_by"),
)  # fmt: skip
EVENT_STEPS = (
    Step("notify", N_("The contractor was told"), ("notified_to", "notified_at"), ("notified_to",), at="notified_at", by="notified_by"),
    Step("assist", N_("How the contractor helped"), ("assistance", "assisted_at"), ("assistance",), at="assisted_at"),
    Step("close", N_("The event is over"), ("result",), at="closed_at"),
)  # fmt: skip

OFFICE = (*CHECKERS, "dispatch_director", "dispatch_assistant", "front_desk", "customer_assistant")
REVIEWERS = ("cleaning_supervisor", "csc_manager", "general_manager")
APPROVERS = ("csc_manager", "general_manager")
PERMITS = (
    *(Permit(f"work_plans {verb}", OFFICE, "R114", PLAN, N_("the office takes in what the contractor submits"))
      for verb in ("add", "task", "fill", "submit")),
    *(Permit(f"work_plans {verb}", REVIEWERS, "R114", PLAN, N_("the office reviews the plan by how its work is arranged"))
      for verb in ("review", "return", "execute", "amend", "void")),
    Permit("work_plans approve", APPROVERS, "R114", PLAN, N_("the office approves the plan before the work")),
    *(Permit(f"joint_patrols {verb}", (*CHECKERS, "customer_assistant"), "R010", PATROL,
             N_("the centre and the clubhouse assistant walk with the contractors"))
      for verb in ("add", "amend", "void")),
    *(Permit(f"contractor_meetings {verb}", CHECKERS, "R128", MEETING, N_("the supervisor attends the contractor's meeting"))
      for verb in ("add", "recount", "amend", "void")),
    *(Permit(f"contractor_events {verb}", (*OFFICE, "security"), "R129", EVENTS, N_("the office tells the contractor in good time"))
      for verb in ("add", "notify", "assist", "close", "amend", "void")),
)  # fmt: skip
