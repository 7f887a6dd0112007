"""The registers of a month as the demo tells them: visits, incidents, referrals, communications; whole, or with a twist."""

from __future__ import annotations

from datetime import date, datetime

from cspm.overview.demo.registers import AT_HOME, STORIES
from cspm.overview.demo.stories import Act, At, told
from tests.year.scene import Scene

WRONG: dict[str, tuple[str, str, At | None, str]] = {
    "visit_late": ("visit", "meet", At(2, "15:20"), "R135"),
    "visit_not_made": ("visit", "add", None, "R176"),
    "question_not_answered": ("visit", "answer", None, "R136"),
    "finder_gone": ("incident", "leave", At(0, "21:10"), "R032"),
    "incident_not_told": ("incident", "notify", None, "R031"),
    "incident_not_reported": ("incident", "report", None, "R033"),
    "conduct_confirmed": ("conduct", "confirm", At(1, "09:30"), "R386"),
    "accident_not_told": ("accident", "tell", None, "R370"),
    "accident_written_late": ("accident", "write", At(1, "10:50"), "R370"),
    "accident_let_go": ("accident", "investigate", None, "R371"),
    "referral_late": ("referral", "handle", At(5, "15:00"), "R236"),
}
"""By twist: the register, the act that is left out or done at another time, and the rule that it breaks."""

VISITS = 10
"""So many visits a specialist makes in a month."""
TWISTS = {twist: rule for twist, (_, _, _, rule) in WRONG.items()}


def lived(scene: Scene, month: str, twists: list[str]) -> None:
    """The stories of a month."""
    first = date.fromisoformat(f"{month}-01")
    for command, number, story in STORIES:
        if command == "conduct" and "conduct_confirmed" not in twists:
            continue  # a forbidden conduct is what the demo shows, and no clean life
        mine = [twist for twist in twists if twist in WRONG and WRONG[twist][0] == command]
        acts = altered(story, mine[0]) if mine else story
        for again in range(VISITS if command == "visit" else 1):
            day = datetime(first.year, first.month, number + 2 * again, tzinfo=scene.terms.tz)
            more = {"unit": scene.units[number + again]} if command in AT_HOME else {}
            if acts:
                told(scene, command, day, acts, record_id=f"ZL-{day:%Y%m}" if command == "lease" else None, **more)


def altered(story: tuple[Act, ...], twist: str) -> tuple[Act, ...]:
    """The story with one act left out, and what follows from it, or done at another time."""
    _, verb, other, _ = WRONG[twist]
    if verb == "add":
        return ()
    if other is None:
        return tuple(act for act in story if act.verb != verb)
    return tuple(act._replace(at=other) if act.verb == verb else act for act in story)
