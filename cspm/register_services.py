"""The entry of the service registers in the table of procedures (`register.py`). Data only."""

from __future__ import annotations

from cspm.core.kinds import Kind
from cspm.errors import N_
from cspm.register_entries import Procedure, commands

HOME = "cspm.procedures.services"

SERVICES = Procedure(
    "services",
    N_("Services: the price list, who does what, unmet demands, damages, business contracts"),
    ("S02", "S06", "S64"),
    ("people",),
    (
        Kind("services", N_("price list"), f"{HOME}.model:Service", listing="cspm service list",
             columns=("name", "nature", "category", "team", "per", "price", "low_amount", "high_amount", "needs_engineering",
                      "offered_from", "offered_to", "state"),
             words=("id", "name", "category"), derive=f"{HOME}.derive:service", show=f"{HOME}.derive:shown_service",
             importer=f"{HOME}.actions:service_fields"),
        Kind("teams", N_("table of teams"), f"{HOME}.model:Team", listing="cspm team list",
             columns=("category", "item", "teams", "roles", "second_role", "agreement_unit", "phone", "state"),
             words=("id", "category", "agreement_unit")),
        Kind("demands", N_("unmet demands"), f"{HOME}.model:Demand", "D", True, listing="cspm demand list",
             columns=("item", "requester", "phone", "unit", "ticket", "asked_at", "reported_at", "reported_to",
                      "announced_at", "announced_how", "state"),
             words=("id", "item", "text", "requester", "unit"), derive=f"{HOME}.derive:demand",
             show=f"{HOME}.derive:shown_demand"),
        Kind("damages", N_("damages"), f"{HOME}.model:Damage", "L", True, listing="cspm damage list",
             columns=("loss", "item", "ticket", "unit", "customer", "estimated_amount", "happened_at", "by", "reported_at",
                      "reported_to", "settled_at", "compensation_amount", "state"),
             words=("id", "item", "text", "customer", "unit"), derive=f"{HOME}.derive:damage",
             show=f"{HOME}.derive:shown_damage"),
        Kind("leases", N_("business contracts"), f"{HOME}.model:Lease", listing="cspm lease list",
             columns=("business", "object", "party", "start", "end", "amount", "by", "state"),
             words=("id", "object", "party"), derive=f"{HOME}.derive:lease", show=f"{HOME}.derive:shown_lease"),
    ),
    commands(f"{HOME}.commands", service=N_("Price list of services"), team=N_("Who does which category"),
              demand=N_("Services wanted and not offered"), damage=N_("Customer property broken or lost"),
              lease=N_("Business contracts")),
)  # fmt: skip
