"""What the work with contractors owes beside the joint inspections: the month's settlement."""

from __future__ import annotations

from cspm.procedures.cleaning import settlement_obligations

DUTIES = settlement_obligations.DUTIES
RULES = settlement_obligations.RULES
quotas = settlement_obligations.quotas
