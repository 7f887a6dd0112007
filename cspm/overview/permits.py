"""Who may do what the overview's commands do; imports have their lines with the transfers."""

from __future__ import annotations

from cspm.core.states import Permit
from cspm.core.words import extend
from cspm.errors import N_

extend(
    "action",
    **{
        "check --fix": "repair the store", "backup": "back up", "seal": "seal a month", "anchor": "print an anchor",
        "export": "export", "reindex": "build the index anew",
    },
)  # fmt: skip

AT_WORK = N_("who does a step types it; for others only the desk does (type for others)")
AS_IT_HAPPENED = N_("what happened is written down by whoever was there (R006, R166)")
CORRECTED = N_("a register that everybody keeps; the old value stays in the history")
OPEN = {
    **dict.fromkeys(("return", "accept", "arrive", "start", "hold", "resume", "materials", "finish", "quote"), AT_WORK),
    **dict.fromkeys(("reply", "appoint", "promise", "sign", "reject", "close", "reopen"), AS_IT_HAPPENED),
    **dict.fromkeys(("complaint progress", "complaint verify", "complaint link"), AS_IT_HAPPENED),
    **dict.fromkeys(
        (
            "bins add",
            "bins wash",
            "garbage add",
            "pest add",
            "supply-use add",
            "inspection add",
            "inspection sign",
            "inspection recheck",
            "inspection correct",
            "inspection photo",
        ),
        AS_IT_HAPPENED,
    ),
    **dict.fromkeys(
        ("incident attend", "incident leave", "incident calm", "incident report", "incident slip", "incident number"),
        AS_IT_HAPPENED,
    ),
    **dict.fromkeys(
        ("demand add", "demand report", "demand drop", "damage add", "damage report", "route"), AS_IT_HAPPENED
    ),
    **dict.fromkeys(
        tuple(f"complaint {verb}" for verb in ("meet", "talk", "evidence", "return", "countersign", "feedback")),
        AS_IT_HAPPENED,
    ),
    **dict.fromkeys(("sighting add", "sighting warn", "sighting speak", "defect add", "defect report"), AS_IT_HAPPENED),
    **dict.fromkeys(("filing add", "filing void"), CORRECTED),
    "amend": CORRECTED,
    "undo": N_("one's own last change; what others typed asks for the line undo others"),
}
"""Commands that change records and are open to every active member of staff on purpose, and why. `amend` is that of every
register which has no line of its own for it."""
SAME_LINE = {
    "callbacks draw": "samples draw",
    "slips return": "slip-return",
    "slips tell": "slip-tell",
    "complaint explain-invalid": "explain",
    "contract areas": "contracts amend",
    "contract fee": "contracts amend",
    "contract schedule": "contracts amend",
    "standard load": "standard amend",
    "standard load-default": "standard add",
}
"""Commands that are asked about under another action's line."""

PERMITS = (
    Permit("export"),
    Permit("check --fix", ("site_admin", "csc_manager"), why=N_("who looks after the site")),
    Permit("reindex"),
    Permit("backup", ("site_admin", "csc_manager", "general_manager"), why=N_("who looks after the site")),
    Permit(
        "seal", ("csc_manager", "general_manager", "csc_director", "finance"), why=N_("who answers for the figures")
    ),
    Permit("anchor"),
)
