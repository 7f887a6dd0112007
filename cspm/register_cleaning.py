"""The entry of cleaning and greening in the table of procedures (`register.py`). Data only."""

from __future__ import annotations

from cspm.core.kinds import Kind
from cspm.errors import N_
from cspm.register_entries import Procedure, commands

HOME = "cspm.procedures.cleaning"

CLEANING = Procedure(
    "cleaning",
    N_("Cleaning and greening: contracts, inspections, bins, deductions, settlement"),
    ("S18", "S20"),
    ("people", "tickets"),
    (
        Kind("contracts", N_("contracts"), f"{HOME}.contract_model:Contract", listing="cspm contract list",
             columns=("contractor", "domain", "monthly_fee", "start", "end", "areas", "contractor_contact", "contractor_phone", "state"),
             words=("id", "contractor", "contractor_contact", "contractor_phone"),
             show=f"{HOME}.contract_show:shown_contract"),
        Kind("standard", N_("execution standard"), f"{HOME}.model:StandardItem", listing="cspm standard list",
             columns=("domain", "zh", "en", "area_types", "frequency", "state"), words=("id", "zh", "en")),
        Kind("inspections", N_("inspections"), f"{HOME}.model:Inspection", "I", True, listing="cspm inspection list",
             columns=("contract", "area", "date", "at", "by", "with", "state", "signed_a_at", "signed_b_at", "checked",
                      "findings", "photos"),
             words=("id", "contract", "area", "with"), covering=(("contract", "sort"),), derive=f"{HOME}.derive:inspection",
             show=f"{HOME}.inspection_reports:shown_inspection",
             importer=f"{HOME}.imports:inspection_fields"),
        Kind("bins", N_("bin counts"), f"{HOME}.model:BinCount", "B", True, listing="cspm bins list",
             columns=("contract", "area", "date", "counted", "reported", "by", "swept", "washed", "washed_at", "company",
                      "vehicle", "state"),
             words=("id", "contract", "area", "company", "vehicle"), derive=f"{HOME}.removal_rules:bins",
             show=f"{HOME}.removal_rules:shown_bins"),
        Kind("settlements", N_("settlements"), f"{HOME}.model:Settlement", listing="cspm settlement list",
             columns=("contract", "month", "payable", "drafted_at", "approved_at", "approved_by", "paid_at", "state"),
             words=("id", "contract"), derive=f"{HOME}.derive:settlement", show=f"{HOME}.derive:shown_settlement"),
        Kind("evaluations", N_("evaluations"), f"{HOME}.evaluation_model:Evaluation", "EV", True, listing="cspm evaluation list",
             columns=("contractor", "month", "score", "inspection_days", "fee_amount", "deduction_amount", "evaluated_at", "by",
                      "told_at", "state"),
             words=("id", "contractor", "month", "text"), derive=f"{HOME}.evaluation_rules:evaluation",
             show=f"{HOME}.evaluation_rules:shown_evaluation"),
    ),
    (
        *commands(f"{HOME}.contract_commands", contract=N_("Contracts with contractors")),
        *commands(f"{HOME}.commands", standard=N_("Execution standard: the items inspected")),
        *commands(f"{HOME}.removal_commands", bins=N_("Garbage bins counted and reported")),
        *commands(f"{HOME}.inspection_commands", inspection=N_("Daily joint inspections and rechecks")),
        *commands(f"{HOME}.settlement_commands", settlement=N_("The month's settlement with a contractor")),
        *commands(f"{HOME}.evaluation_commands", evaluation=N_("Contractors evaluated month by month")),
    ),
)  # fmt: skip
