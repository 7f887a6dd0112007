"""The lives of posts and what is written down at them, the steps, and who may take them."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

extend("state", active="active", recorded="recorded", seen="seen", closed="closed")
vocabulary("post_type", corridor="corridor cleaner", outdoor="outdoor cleaner", leader="cleaning leader")
vocabulary(
    "weekday", mon="Monday", tue="Tuesday", wed="Wednesday", thu="Thursday", fri="Friday", sat="Saturday", sun="Sunday",
    also=(("周一", "mon"), ("周二", "tue"), ("周三", "wed"), ("周四", "thu"), ("周五", "fri"), ("周六", "sat"), ("周日", "sun")),
)  # fmt: skip
vocabulary("post_every", day="day", week="week", month="month")
vocabulary("sighting_type", suspicious="suspicious situation", uncivil="uncivil behaviour")
vocabulary("work_status", done="done", excused="excused", missed="missed", open="open")
extend("clock", security="security told", zone_problem="problem in a zone", walk_problem="problem of a round")
extend(
    "action", done="write down what was done", excuse="excuse", solve="act on a problem", warn="tell security",
    speak="speak up",
    **{
        "entrust": "hand over a zone",
        "posts add": "add a post", "posts amend": "change a post", "posts void": "void a post",
        "posts entrust": "hand a zone over", "posts done": "write down work at a post",
        "posts excuse": "excuse work left out", "post_work amend": "correct work at a post",
        "post_work void": "void work at a post", "rounds add": "record the leader's round",
        "rounds amend": "correct a leader's round", "rounds void": "void a leader's round",
        "rounds solve": "act on a problem in a zone", "walks add": "record a supervision round",
        "walks amend": "correct a supervision round", "walks void": "void a supervision round",
        "walks solve": "act on a problem of a supervision round", "sightings void": "void a sighting",
        "sightings close": "close a sighting",
    },
)  # fmt: skip


def _plain(name: str, *verbs: str) -> Machine:
    """A record that stands as it was written down until it is void."""
    moves = (Move(verb, ("recorded",), "") for verb in (*verbs, "amend"))
    return Machine(name, "recorded", (*moves, Move("void", ("recorded",), "void")), ("void",))


POSTS = Machine(
    "posts", "active",
    (Move("entrust", ("active",), ""), Move("done", ("active",), ""), Move("excuse", ("active",), ""),
     Move("amend", ("active",), ""), Move("void", ("active",), "void")),
    ("void",),
)  # fmt: skip
WORK = _plain("post_work")
ROUNDS, WALKS = _plain("rounds", "solve"), _plain("walks", "solve")
SIGHTINGS = Machine(
    "sightings",
    "seen",
    (
        Move("warn", ("seen", "closed"), ""),
        Move("speak", ("seen", "closed"), ""),
        Move("close", ("seen",), "closed"),
        Move("void", ("seen", "closed"), "void"),
    ),
    ("void",),
)
MACHINES = (POSTS, WORK, ROUNDS, WALKS, SIGHTINGS)

SIGHTING_STEPS = (
    Step(
        "warn",
        N_("Security was told"),
        ("security_told", "security_told_at"),
        ("security_told",),
        at="security_told_at",
    ),
    Step("speak", N_("Those who did it were spoken to"), ("spoken_at", "response"), at="spoken_at"),
    Step("close", N_("What came of it"), ("response",), ("response",)),
)

LEAD, CHECKS = ("R192", "001 二.3(3)②⑤"), ("R164", "000 P1-二 1.1")
OWNS = ("R202", "001 二.3(2)③")
KEEPERS = ("cleaning_leader", "cleaning_supervisor", "csc_manager", "csc_director", "general_manager", "site_admin")
WALKERS = ("csc_manager", "csc_director", "general_manager", "customer_assistant", "specialist", "cleaning_supervisor")
WRITERS = ("cleaner", *KEEPERS, *DESK)

PERMITS = (
    *(Permit(f"posts {verb}", KEEPERS, *OWNS) for verb in ("add", "amend", "void", "entrust")),
    Permit("posts done", tuple(dict.fromkeys(WRITERS)), "R183", "001 二.3(1)①"),
    Permit("posts excuse", KEEPERS, *LEAD),
    Permit("post_work amend", KEEPERS, *LEAD),
    Permit("post_work void", KEEPERS, *LEAD),
    Permit("rounds add", KEEPERS, *LEAD),
    Permit("rounds amend", KEEPERS, *LEAD),
    Permit("rounds void", KEEPERS, *LEAD),
    Permit("rounds solve", tuple(dict.fromkeys(WRITERS)), *OWNS),
    Permit("walks add", tuple(dict.fromkeys((*WALKERS, *DESK))), *CHECKS),
    Permit("walks amend", tuple(dict.fromkeys((*WALKERS, *DESK))), *CHECKS),
    Permit("walks solve", tuple(dict.fromkeys((*WALKERS, *WRITERS))), *CHECKS),
    Permit("walks void", DESK, "R345", "004 A11 6"),
    Permit("sightings close", tuple(dict.fromkeys(("security", *WRITERS))), "R187", "001 二.3(1)④"),
    Permit("sightings void", DESK, "R345", "004 A11 6"),
)
