"""The rules of all cleaning records: inspections, bin counts, settlements, each in a file of its own."""

from __future__ import annotations

from cspm.procedures.cleaning import removal_rules
from cspm.procedures.cleaning.evaluation_rules import EVALUATION
from cspm.procedures.cleaning.inspection_rules import CROSS, INSPECTION
from cspm.procedures.cleaning.settlement_rules import SETTLEMENT

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
