"""The entries of garbage, pest control, supplies and the deep clean in the table of procedures (`register.py`). Data only."""

from __future__ import annotations

from cspm.core.kinds import Kind
from cspm.errors import N_
from cspm.register_entries import Procedure, commands

GARBAGE_HOME = "cspm.procedures.garbage"
PESTS_HOME = "cspm.procedures.pests"
SUPPLIES_HOME, DEEP_CLEAN_HOME = "cspm.procedures.supplies", "cspm.procedures.deep_clean"

GARBAGE = Procedure(
    "garbage",
    N_("Garbage: collection hours and checklist, the month's bins"),
    ("S20",),
    ("people", "cleaning"),
    (
        Kind("collections", N_("garbage collections"), f"{GARBAGE_HOME}.model:Collection", "G", True, listing="cspm garbage list",
             columns=("area", "destination", "contract", "collected_at", "by", "state"), words=("id", "area", "by", "note"),
             derive=f"{GARBAGE_HOME}.derive:collection", show=f"{GARBAGE_HOME}.derive:shown_collection"),
    ),
    commands(f"{GARBAGE_HOME}.commands", garbage=N_("Garbage collections and their checklist")),
)  # fmt: skip

PESTS = Procedure(
    "pests",
    N_("Pest control: plans, treatments, intervals by season"),
    ("S21",),
    ("people", "cleaning"),
    (
        Kind("pest_plans", N_("pest-control plans"), f"{PESTS_HOME}.model:PestPlan", "PP", True, listing="cspm pest-plan list",
             columns=("period", "contract", "made_at", "by", "state"), words=("id", "period", "note"),
             derive=f"{PESTS_HOME}.derive:plan", show=f"{PESTS_HOME}.derive:shown_plan"),
        Kind("treatments", N_("pest treatments"), f"{PESTS_HOME}.model:Treatment", "PT", True, listing="cspm pest list",
             columns=("area", "place", "treated_at", "agent", "by", "contract", "supervised_by", "planned_on", "effect", "state"),
             words=("id", "area", "place", "agent", "note"), derive=f"{PESTS_HOME}.derive:treatment",
             show=f"{PESTS_HOME}.derive:shown_treatment"),
    ),
    commands(f"{PESTS_HOME}.commands", pest_plan=N_("Plans of pest control"), pest=N_("Pest treatments, and whose turn it is")),
)  # fmt: skip

SUPPLIES = Procedure(
    "supplies",
    N_("Cleaning supplies and tools: plan against use, cost"),
    ("S23",),
    ("people",),
    (
        Kind("supply_plans", N_("supplies plans"), f"{SUPPLIES_HOME}.model:SupplyPlan", "SP", True, listing="cspm supply-plan list",
             columns=("month", "made_at", "by", "verified_at", "submitted_at", "submitted_by", "reviewed_at", "state"),
             words=("id", "month", "note", "review"), derive=f"{SUPPLIES_HOME}.derive:plan",
             show=f"{SUPPLIES_HOME}.derive:shown_plan"),
        Kind("supply_uses", N_("supplies used"), f"{SUPPLIES_HOME}.model:SupplyUse", "SU", True, listing="cspm supply-use list",
             columns=("item", "quantity", "unit", "used_at", "area", "by", "state"), words=("id", "item", "area", "note")),
    ),
    commands(f"{SUPPLIES_HOME}.commands", supply_plan=N_("Plans of cleaning supplies and tools"),
             supply_use=N_("Cleaning supplies and tools that were used")),
)  # fmt: skip
DEEP_CLEAN = Procedure(
    "deep_clean",
    N_("Initial deep clean: workload, temporary roster, the best kept"),
    ("S24",),
    ("people",),
    (
        Kind("deep_cleans", N_("deep cleans"), f"{DEEP_CLEAN_HOME}.model:DeepClean", "DC", True, listing="cspm deep-clean list",
             columns=("name", "areas", "planned_on", "done_at", "selected_at", "by", "state"), words=("id", "name", "result", "note"),
             derive=f"{DEEP_CLEAN_HOME}.derive:deep_clean", show=f"{DEEP_CLEAN_HOME}.derive:shown_deep_clean"),
    ),
    commands(f"{DEEP_CLEAN_HOME}.commands", deep_clean=N_("Initial deep cleans and who is kept")),
)  # fmt: skip

UPKEEP = (GARBAGE, PESTS, SUPPLIES, DEEP_CLEAN)
