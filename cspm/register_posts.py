"""In-house posts, patrols of public facilities and fit-out sites in the table of procedures (`register.py`). Data only."""

from __future__ import annotations

from cspm.core.kinds import Kind
from cspm.errors import N_
from cspm.register_entries import Procedure, commands

HOME = "cspm.procedures.posts"

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
)  # fmt: skip
