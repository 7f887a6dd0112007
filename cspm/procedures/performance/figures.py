"""The figures of the crews' performance: units a day, success rates, percentages. Sites override them in site.toml."""

from __future__ import annotations

from datetime import date
from typing import Any

from cspm.core.figures import Figure
from cspm.errors import N_

MANUAL = date(2008, 3, 1)


def _figure(key: str, rule: str, clause: str, unit: str, value: Any, text: str) -> Figure:
    return Figure(key, rule, f"004 A12 {clause}", unit, ((MANUAL, value),), text)


WIRELESS_LEAST = _figure(
    "wireless_least", "R361", "5.1", "count", 5, N_("A worker maintains at least so many wireless collectors a day.")
)
WIRELESS_MOST = _figure(
    "wireless_most", "R361", "5.1", "count", 8, N_("A worker maintains at most so many wireless collectors a day.")
)
CARRIER_LEAST = _figure(
    "carrier_least",
    "R362",
    "5.1",
    "count",
    15,
    N_("A worker maintains carrier collectors of at least so many users a day."),
)
CARRIER_MOST = _figure(
    "carrier_most",
    "R362",
    "5.1",
    "count",
    20,
    N_("A worker maintains carrier collectors of at most so many users a day."),
)
WIRELESS_PASS = _figure(
    "wireless_pass",
    "R363",
    "5.1",
    "percent",
    80,
    N_("From this success rate on a day of wireless collectors qualifies (A38)."),
)
WIRELESS_REWARD = _figure(
    "wireless_reward", "R363", "5.1", "percent", 5, N_("A qualified day of wireless collectors earns this share more.")
)
WIRELESS_STEP = _figure(
    "wireless_step", "R364", "5.1", "percent", 10, N_("Each of so many points below the rate costs once more.")
)
WIRELESS_CUT = _figure("wireless_cut", "R364", "5.1", "percent", 5, N_("Each step below the rate costs this share."))
WIRELESS_BEGUN = _figure(
    "wireless_begun_step", "R364", "5.1", "switch", True, N_("A step that is only begun counts whole (A38).")
)
CARRIER_PASS = _figure(
    "carrier_pass", "R365", "5.1", "percent", 70, N_("From this success rate on a day of carrier collectors qualifies.")
)
CARRIER_CUT = _figure(
    "carrier_cut", "R365", "5.1", "percent", 5, N_("A day of carrier collectors below its rate costs this share.")
)
CARRIER_GOOD = _figure(
    "carrier_good",
    "R365",
    "5.1",
    "percent",
    80,
    N_("From this success rate on a day of carrier collectors is rewarded."),
)
CARRIER_GOOD_REWARD = _figure(
    "carrier_good_reward", "R365", "5.1", "percent", 5, N_("A good day of carrier collectors earns this share more.")
)
CARRIER_BEST = _figure(
    "carrier_best",
    "R365",
    "5.1",
    "percent",
    90,
    N_("From this success rate on a day of carrier collectors is rewarded most."),
)
CARRIER_BEST_REWARD = _figure(
    "carrier_best_reward",
    "R365",
    "5.1",
    "percent",
    10,
    N_("A very good day of carrier collectors earns this share more."),
)
OVERDUE_CUT = _figure(
    "overdue_cut", "R366", "5.2", "percent", 10, N_("Each whole day that a rotation is overdue costs this share (A40).")
)
OVERDUE_CAP = _figure(
    "overdue_cap", "R366", "5.2", "percent", 100, N_("A rotation that is overdue costs at most this share (A40).")
)
ROTATION_PASS = _figure(
    "rotation_pass",
    "R367",
    "5.2",
    "percent",
    98,
    N_("Of the rotated meters that are checked on site at least this share is sound."),
)
ROTATION_COLLECT = _figure(
    "rotation_collect",
    "R367",
    "5.2",
    "percent",
    95,
    N_("Of the rotated meters at least this share sends its readings."),
)
INSTALLATION_PASS = _figure(
    "installation_pass",
    "R368",
    "5.3",
    "percent",
    99,
    N_("Of the new meters that are checked on site at least this share is sound."),
)
INSTALLATION_COLLECT = _figure(
    "installation_collect",
    "R368",
    "5.3",
    "percent",
    95,
    N_("Of the new meters at least this share sends its readings."),
)
ASSESS_WITHIN = _figure(
    "complaint_assess_within",
    "R369",
    "5.4",
    "days",
    10,
    N_("A complaint order about a crew is verified and decided within so many days (A57)."),
)

TRUE_COMPLAINTS = Figure(
    "works_complaints_allowed", "R373", "004 A12 3", "count", ((MANUAL, 0),),
    N_("So many complaints that come from works and are true are allowed; 0: each is a finding."),
)  # fmt: skip

FIGURES = (
    WIRELESS_LEAST, WIRELESS_MOST, CARRIER_LEAST, CARRIER_MOST, WIRELESS_PASS, WIRELESS_REWARD, WIRELESS_STEP, WIRELESS_CUT,
    WIRELESS_BEGUN, CARRIER_PASS, CARRIER_CUT, CARRIER_GOOD, CARRIER_GOOD_REWARD, CARRIER_BEST, CARRIER_BEST_REWARD, OVERDUE_CUT,
    OVERDUE_CAP, ROTATION_PASS, ROTATION_COLLECT, INSTALLATION_PASS, INSTALLATION_COLLECT, ASSESS_WITHIN,
    TRUE_COMPLAINTS,
)  # fmt: skip
