"""The outsourced works of a month as the demo tells them, whole or with a twist; crews live at a site of every profile."""

from __future__ import annotations

from datetime import timedelta

from cspm.overview.demo import works
from tests.year.scene import YEAR, Scene

ROTATION = {
    "notice_short": "R351", "unsigned": "R348", "no_entry": "R348", "gear_expired": "R349", "no_badge": "R350", "hazard_open": "R404",
    "not_swept": "R359", "wrong_number": "R354", "few_checked": "R355", "not_looked": "R357", "overdue": "R366", "defect": "R367",
}  # fmt: skip
INSTALLATION = {
    "power_on": "R352", "double": "R353", "few_second": "R356", "unsigned_record": "R358", "miswired": "R403 R368",
    "not_collected": "R360", "silent": "R368",
}  # fmt: skip
MAINTENANCE = {
    "too_few": "R361", "too_many": "R362", "wireless_low": "R363", "carrier_low": "R365", "unverified": "R369", "true_complaint": "R373",
}  # fmt: skip
SUBJECTS = {"rotation": ROTATION, "installation": INSTALLATION, "maintenance": MAINTENANCE}
WRONG = {name: subject for subject, known in SUBJECTS.items() for name in known}
"""By twist the work that it is about: one of each goes wrong in a month at most."""
FIXED = {
    month: tuple(list(known)[month - 1] for known in SUBJECTS.values() if month <= len(known)) for month in range(1, 13)
}  # fmt: skip
"""What goes wrong in a month at every site, so that each of these rules is broken once."""


def twists(scene: Scene, month: str) -> dict[str, tuple[str, str]]:
    """What can go wrong, with the month in which it shows and the rules: a sample that is too small when its time is over."""
    found = {name: (month, rule) for known in SUBJECTS.values() for name, rule in known.items()}
    last = works.working(scene, month, works.FIRST_ROTATION, 2)[-1]
    return found | {"few_checked": (f"{last + timedelta(days=10):%Y-%m}", "R355")}


def begin(scene: Scene) -> None:
    """The crew of the year."""
    works.fill(scene, scene.when("00:20"))


def lived(scene: Scene, month: str, chosen: list[str]) -> None:
    """The works of a month."""
    assert month.startswith(str(YEAR))
    works.lived(scene, month, [twist for twist in chosen if twist in WRONG])


def checked(scene: Scene, month: str, chosen: list[str]) -> None:
    """Their checks, once the index knows the meters."""
    with scene.store.together():
        works.checked(scene, month, [twist for twist in chosen if twist in WRONG])
