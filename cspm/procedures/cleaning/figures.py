"""The figures of cleaning and greening: counts of the manual, and an example of the schedule it leaves to contracts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from cspm.core.figures import Figure
from cspm.core.ladders import ladder
from cspm.core.terms import Terms
from cspm.errors import N_
from cspm.procedures.cleaning import evaluation_states

MANUAL = date(2008, 3, 1)
PAYMENT = "000 P2-四 3.3"


def _figure(key: str, rule: str, clause: str, unit: str, value: Any, text: str) -> Figure:
    return Figure(key, rule, clause, unit, ((MANUAL, value),), text)


INSPECTIONS_PER_DAY = _figure(
    "inspections_per_day",
    "R115",
    "000 P2-四 3.1.1",
    "count",
    1,
    N_("Joint inspections of a contractor's work on each day"),
)
COMPLAINTS_FOR_SEVERE = _figure(
    "complaints_for_severe",
    "R120",
    "000 P2-四 3.2.3.1",
    "count",
    3,
    N_("Verified complaints in one month that make a severe"),
)
MINORS_IN_A_ROW = _figure(
    "minors_in_a_row", "R121", "000 P2-四 3.2.3.2", "count", 3, N_("Minors of one point in a row that make a severe")
)
MINORS_IN_A_DAY = _figure(
    "minors_in_a_day", "R122", "000 P2-四 3.2.3.3", "count", 3, N_("Minors of one point on one day that make a severe")
)
BIN_TOLERANCE = _figure(
    "bin_tolerance", "R125", "000 P2-四 3.2.3.6", "count", 0, N_("Bins that may be reported beyond those counted")
)
REPLACES_MINORS = _figure(
    "severe_replaces_minors",
    "R121",
    "000 P2-四 3.2.3.2-3",
    "switch",
    True,
    N_("A severe replaces the minors it is made of"),
)
SETTLEMENT_DAY = _figure(
    "settlement_day",
    "R127",
    PAYMENT,
    "day_of_month",
    5,
    N_("The month's settlement is drawn up by this day of the next month"),
)
APPROVAL_DAY = _figure(
    "settlement_approval_day",
    "R127",
    PAYMENT,
    "day_of_month",
    10,
    N_("The settlement is approved by this day of the next month"),
)
PAYMENT_DAY = _figure(
    "settlement_payment_day",
    "R127",
    PAYMENT,
    "day_of_month",
    15,
    N_("What was approved is paid by this day of the next month"),
)
EXAMPLE_MINOR = _figure("example_minor", "R127", PAYMENT, "yuan", Decimal(50), N_("Example schedule: each minor"))
EXAMPLE_SEVERE = _figure("example_severe", "R127", PAYMENT, "yuan", Decimal(500), N_("Example schedule: each severe"))
EXAMPLE_COMPLAINT = _figure(
    "example_verified_complaint", "R127", PAYMENT, "yuan", Decimal(100), N_("Example schedule: each verified complaint")
)
EXAMPLE_CAP = _figure(
    "example_cap_percent",
    "R127",
    PAYMENT,
    "percent",
    Decimal(20),
    N_("Example schedule: the most that is deducted of the month's fee"),
)
CONTRACT_NOTICE = _figure(
    "contract_notice", "R127", PAYMENT, "days", 60, N_("A contract that ends is on the expiry list this long before")
)

INSPECTION_LADDER = ladder("inspections", "csc_manager", "general_manager")
"""Who is told when a finding is not rechecked in time, or an inspection not signed."""
SETTLEMENT_LADDER = ladder("settlements", "csc_manager", "general_manager")
"""Who is told when the month's statistics are not signed, an objection not answered."""
APPROVAL_LADDER = ladder("settlement_approvals", "company_leader")
"""Who is told when the general manager has not approved."""
PAYMENT_LADDER = ladder("settlement_payments", "general_manager")
"""Who is told when what was approved is not paid."""

LIMITS = (MINORS_IN_A_ROW, MINORS_IN_A_DAY, COMPLAINTS_FOR_SEVERE, BIN_TOLERANCE)
"""The judgement's figures, in the order of `judgement.Limits`."""
FIGURES = (
    INSPECTIONS_PER_DAY, COMPLAINTS_FOR_SEVERE, MINORS_IN_A_ROW, MINORS_IN_A_DAY, BIN_TOLERANCE, REPLACES_MINORS,
    SETTLEMENT_DAY, APPROVAL_DAY, PAYMENT_DAY, EXAMPLE_MINOR, EXAMPLE_SEVERE, EXAMPLE_COMPLAINT, EXAMPLE_CAP,
    CONTRACT_NOTICE, *INSPECTION_LADDER.levels, *SETTLEMENT_LADDER.levels, *APPROVAL_LADDER.levels,
    *PAYMENT_LADDER.levels, *evaluation_states.FIGURES,
)  # fmt: skip


def replaces_minors(terms: Terms, day: date) -> bool:
    """Whether a severe replaces its minors on that day (A03): site.toml says so under [cleaning] or [figures]."""
    own = terms.site.cleaning.get(REPLACES_MINORS.key)
    return bool(terms.figures.value(REPLACES_MINORS, day) if own is None else own)
