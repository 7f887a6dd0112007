"""The rules of all cleaning records: inspections, bin counts, settlements, each in a file of its own."""

from __future__ import annotations

from cspm.core.ladders import Climb, climbed
from cspm.procedures.cleaning import figures, inspection_clocks, inspection_rules, removal_rules, settlement_rules
from cspm.procedures.cleaning.evaluation_rules import EVALUATION
from cspm.procedures.cleaning.inspection_rules import CROSS

INSPECTIONS = Climb(
    "inspections", inspection_clocks.climbing,
    dict.fromkeys(("signature_a", "signature_b", "resolution"), figures.INSPECTION_LADDER), ("contract",), by_due=True,
)  # fmt: skip
SETTLEMENTS = Climb(
    "settlements", settlement_rules.clocks,
    {
        **dict.fromkeys(("sign_a", "sign_b", "objection"), figures.SETTLEMENT_LADDER),
        "approval": figures.APPROVAL_LADDER, "payment": figures.PAYMENT_LADDER,
    },
    ("contract",),
)  # fmt: skip
CLIMBS = (INSPECTIONS, SETTLEMENTS)
INSPECTION = (*inspection_rules.INSPECTION, climbed(INSPECTIONS))
SETTLEMENT = (*settlement_rules.SETTLEMENT, climbed(SETTLEMENTS))
RULES = (*INSPECTION, *removal_rules.BINS, *SETTLEMENT, *EVALUATION, *CROSS)

COMMANDS = {
    "R026": "evaluation add", "R115": "inspection add", "R117": "settlement sign", "R118": "inspection recheck",
    "R120": "contract explain", "R121": "inspection explain", "R122": "inspection explain", "R123": "inspection add",
    "R124": "inspection add", "R125": "bins add", "R126": "complaint confirm", "R127": "settlement approve",
    "R133": "bins add", "R158": "standard load-default",
}  # fmt: skip
"""Rules that are kept by a command's being there."""

OF_KIND = {"inspections": INSPECTION, "bins": removal_rules.BINS, "settlements": SETTLEMENT, "evaluations": EVALUATION}
"""Whose records are judged by which rules."""
