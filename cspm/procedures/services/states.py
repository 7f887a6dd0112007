"""The lives of the service registers, their steps, and who may take them. Also: what is offered on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

extend(
    "state",
    proposed="proposed", priced="priced", offered="offered", withdrawn="withdrawn", recorded="recorded",
    reported="reported", announced="announced", dropped="dropped", negotiating="being negotiated", settled="settled",
    in_force="in force", ended="ended",
)  # fmt: skip
extend(
    "action",
    price="price", offer="offer", withdraw="withdraw", report="report", announce="announce", drop="drop",
    negotiate="negotiate", settle="settle", renew="renew", end="end",
)  # fmt: skip
extend("clock", demand="report of a demand", damage="report of a damage")
LOSS = vocabulary("loss", broken="broken", lost="lost")
BUSINESS = vocabulary("business", flat="flat let as agent", parking="parking space", venue="venue")
ANNOUNCED = vocabulary("announced_how", notice="public notice", phone="by phone", visit="at a visit", other="otherwise")

SERVICES = Machine(
    "services",
    "proposed",
    (
        Move("price", ("proposed", "priced"), "priced"),
        Move("price", ("offered",), "offered"),
        Move("offer", ("proposed", "priced", "withdrawn"), "offered"),
        Move("withdraw", ("offered",), "withdrawn"),
        Move("void", ("proposed", "priced", "offered", "withdrawn"), "void"),
    ),
    ("void",),
)
TEAMS = Machine("teams", "active", (Move("void", ("active",), "void"),), ("void",))
DEMANDS = Machine(
    "demands",
    "recorded",
    (
        Move("report", ("recorded",), "reported"),
        Move("announce", ("recorded", "reported"), "announced"),
        Move("drop", ("recorded", "reported"), "dropped"),
        Move("void", ("recorded", "reported"), "void"),
    ),
    ("announced", "dropped", "void"),
)
DAMAGES = Machine(
    "damages",
    "recorded",
    (
        Move("report", ("recorded",), "reported"),
        Move("negotiate", ("recorded", "reported", "negotiating"), "negotiating"),
        Move("settle", ("recorded", "reported", "negotiating"), "settled"),
        Move("close", ("settled",), "closed"),
        Move("void", ("recorded", "reported"), "void"),
    ),
    ("closed", "void"),
)
LEASES = Machine(
    "leases",
    "in_force",
    (Move("renew", ("in_force",), "ended"), Move("end", ("in_force",), "ended"), Move("void", ("in_force",), "void")),
    ("ended", "void"),
)
MACHINES = (SERVICES, TEAMS, DEMANDS, DAMAGES, LEASES)

SERVICE_STEPS = (
    Step("price", N_("Finance sets the price and the bounds that may be quoted"),
         ("price", "low_amount", "high_amount"), needs=("price",)),
)  # fmt: skip
DEMAND_STEPS = (
    Step("report", N_("The demand was reported to the department"), ("reported_to",), needs=("reported_to",),
         at="reported_at", by="reported_by"),
)  # fmt: skip
DAMAGE_STEPS = (
    Step("report", N_("Reported to the CSC manager or the general property manager"), ("reported_to",),
         needs=("reported_to",), at="reported_at", by="reported_by"),
    Step("negotiate", N_("The office negotiated with the customer"), ("demanded_amount", "text"), at="negotiated_at",
         by="negotiated_by"),
    Step("settle", N_("Both sides agreed on the compensation"), ("compensation_amount", "agreed_by", "agreed_on"),
         needs=("compensation_amount", "agreed_by"), at="settled_at", by="settled_by"),
    Step("close", N_("The compensation was paid, the matter is closed"), at="closed_at"),
)  # fmt: skip
LEASE_STEPS = (
    Step("renew", N_("A new contract takes its place"), ("renewed_by",), needs=("renewed_by",)),
    Step("end", N_("The contract ended"), ("ended_on",)),
)

KEEPERS = ("site_admin", "csc_manager", "csc_director", "general_manager", "administrator", "department_head")
MANAGERS = ("csc_manager", "csc_director", "general_manager", "department_head", "site_admin")
LIST = "000 P2-一 2.1.1-2.1.3"
PERMITS = (
    Permit("services add", (*KEEPERS, "finance"), "R028", LIST),
    Permit("services amend", (*KEEPERS, "finance"), "R028", LIST),
    Permit("services void", KEEPERS, "R028", LIST),
    Permit("services price", ("finance", *MANAGERS), "R047", "000 P2-一 2.4.4"),
    Permit("services offer", KEEPERS, "R035", "000 P2-一 2.2.7"),
    Permit("services withdraw", KEEPERS, "R035", "000 P2-一 2.2.7"),
    *(Permit(f"teams {verb}", KEEPERS, "R044", "000 P2-一 2.4.3") for verb in ("add", "amend", "void")),
    Permit("demands void", (*DESK, "department_head"), "R035", "000 P2-一 2.2.7"),
    Permit("demands announce", (*DESK, "customer_assistant", "specialist", "department_head"), "R035", "000 P2-一 2.2.7"),
    Permit("damages negotiate", (*MANAGERS, "customer_assistant"), "R053", "000 P2-一 2.5.6"),
    Permit("damages settle", MANAGERS, "R053", "000 P2-一 2.5.6"),
    Permit("damages close", (*MANAGERS, "finance"), "R053", "000 P2-一 2.5.6"),
    Permit("damages void", MANAGERS, "R053", "000 P2-一 2.5.6"),
    *(Permit(f"leases {verb}", (*KEEPERS, "finance"), "R157", "000 P2-一 2.1.3")
      for verb in ("add", "amend", "void", "renew", "end")),
)  # fmt: skip
extend(
    "action",
    **{
        "services add": "add to the price list", "services amend": "amend the price list",
        "services void": "take out of the price list", "services price": "set a price", "services offer": "offer a service",
        "services withdraw": "withdraw a service", "teams add": "add to the table of teams",
        "teams amend": "amend the table of teams", "teams void": "take out of the table of teams",
        "demands void": "void a demand", "demands announce": "announce an offered service",
        "damages negotiate": "negotiate a damage", "damages settle": "settle a damage", "damages close": "close a damage",
        "damages void": "void a damage", "leases add": "add a business contract", "leases amend": "amend a business contract",
        "leases void": "void a business contract", "leases renew": "renew a business contract",
        "leases end": "end a business contract",
    },
)  # fmt: skip


def offered_on(service: Mapping[str, Any], day: date) -> bool:
    """Whether an entry of the price list (its row or document) can be asked for on that day."""
    start, end = service["offered_from"], service["offered_to"]
    today = day.isoformat()
    if service["state"] == "withdrawn":
        return bool(end) and (not start or start <= today) and today <= end
    return service["state"] == "offered" and (not start or start <= today) and (not end or today <= end)


def is_item(service: Mapping[str, Any], said: str) -> bool:
    """Whether that is what somebody means: the code or the name of an entry, in any case."""
    return said.strip().casefold() in (str(service["id"]).casefold(), str(service["name"]).casefold())
