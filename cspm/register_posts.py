"""In-house posts, patrols of public facilities and fit-out sites in the table of procedures (`register.py`). Data only."""

from __future__ import annotations

from cspm.core.kinds import Kind
from cspm.errors import N_
from cspm.register_entries import Procedure, commands

HOME = "cspm.procedures.posts"
PATROLS = "cspm.procedures.patrols"
FITOUTS = "cspm.procedures.fitouts"

POSTS: tuple[Procedure, ...] = (
    Procedure(
        "posts",
        N_("In-house cleaning posts: zones, duties, the leader's round, supervision, what was noticed"),
        ("S22",),
        ("people", "tickets"),
        (
            Kind("posts", N_("posts"), f"{HOME}.model:Post", listing="cspm posts list",
                 columns=("name", "post_type", "places", "owner", "starts", "weekdays", "active_from", "active_to", "state"),
                 words=("id", "name", "owner"), importer=f"{HOME}.actions:imported"),
            Kind("post_work", N_("work at posts"), f"{HOME}.model:PostWork", listing="cspm post-work list",
                 columns=("post", "period", "done", "excused", "state"), words=("id", "post", "period"),
                 derive=f"{HOME}.derive:work"),
            Kind("rounds", N_("leaders' rounds"), f"{HOME}.model:Round", listing="cspm round list",
                 columns=("post", "date", "by", "expected", "inspected", "state"), words=("id", "post", "by"),
                 derive=f"{HOME}.derive:round_", show=f"{HOME}.derive:shown_round"),
            Kind("walks", N_("supervision rounds"), f"{HOME}.model:Walk", "SR", True, listing="cspm walk list",
                 columns=("by", "role", "began_at", "places", "staff_seen", "state"), words=("id", "by", "note"),
                 derive=f"{HOME}.derive:walk", show=f"{HOME}.derive:shown_walk"),
            Kind("sightings", N_("sightings"), f"{HOME}.model:Sighting", "SG", True, listing="cspm sighting list",
                 columns=("sighting_type", "text", "place", "seen_at", "seen_by", "security_told_at", "spoken_at", "state"),
                 words=("id", "text", "place", "response"), derive=f"{HOME}.derive:sighting",
                 show=f"{HOME}.derive:shown_sighting"),
        ),
        (
            *commands(f"{HOME}.commands", posts=N_("In-house cleaning posts and their work"),
                      post_work=N_("What was written down of the work at posts")),
            *commands(f"{HOME}.round_commands", round_=N_("The cleaning leader's round of a day"),
                      walk=N_("Supervision rounds of managers and assistants"),
                      sighting=N_("Suspicious situations, uncivil behaviour")),
        ),
    ),
    Procedure(
        "patrols",
        N_("Patrols of public facilities: routes, plans, defects and their repair"),
        ("S40",),
        ("people", "tickets"),
        (
            Kind("patrol_routes", N_("patrol routes"), f"{PATROLS}.model:Route", listing="cspm patrol-route list",
                 columns=("name", "area", "points", "patroller", "plan", "weekdays", "interval", "windows", "active_from",
                          "active_to", "state"),
                 words=("id", "name", "area"), importer=f"{PATROLS}.actions:imported"),
            Kind("patrols", N_("patrols"), f"{PATROLS}.model:Patrol", listing="cspm patrol list",
                 columns=("route", "date", "number", "due", "ended_at", "by", "why_not", "state"), words=("id", "route", "note"),
                 derive=f"{PATROLS}.derive:patrol", show=f"{PATROLS}.derive:shown_patrol"),
            Kind("defects", N_("defects"), f"{PATROLS}.model:Defect", "DF", True, listing="cspm defect list",
                 columns=("text", "place", "area", "found_how", "found_at", "found_by", "patrol", "reported_at", "reported_to",
                          "ticket", "ticket_at", "state"),
                 words=("id", "text", "place", "area"), derive=f"{PATROLS}.derive:defect",
                 show=f"{PATROLS}.derive:shown_defect"),
        ),
        commands(f"{PATROLS}.commands", patrol_route=N_("Routes of patrols and their plan"),
                 patrol=N_("Patrols of public facilities"), defect=N_("Defects of public facilities and their repair")),
    ),
    Procedure(
        "fitouts",
        N_("Fit-outs: applied for, approved, looked at each day, violations stopped"),
        ("S31",),
        ("people",),
        (
            Kind("fitouts", N_("fit-outs"), f"{FITOUTS}.model:Fitout", "FO", True, listing="cspm fitout list",
                 columns=("unit", "contractor", "phone", "inspector", "applied_on", "start", "end", "ended_on", "deposit_amount",
                          "returned_at", "state"),
                 words=("id", "unit", "contractor", "phone"), derive=f"{FITOUTS}.derive:fitout",
                 show=f"{FITOUTS}.derive:shown_fitout"),
        ),
        commands(f"{FITOUTS}.commands", fitout=N_("Fit-outs: applications, sites, deposits")),
    ),
)  # fmt: skip
