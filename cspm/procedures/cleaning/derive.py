"""What the index keeps of inspections and settlements beside their columns. Pure."""

from __future__ import annotations

from cspm.core.judging import derived, shown
from cspm.procedures.cleaning import inspection_clocks, settlement_rules
from cspm.procedures.cleaning.rules import INSPECTION, SETTLEMENT

inspection = derived(INSPECTION, inspection_clocks.clocks)
settlement = derived(SETTLEMENT, settlement_rules.clocks)
shown_settlement = shown(SETTLEMENT, settlement_rules.clocks)
