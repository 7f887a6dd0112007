"""A complaint from the call to the callback, as the manual of the site's profile has it: clean, or with a twist."""

from __future__ import annotations

from typing import Any

from cspm.procedures.callbacks.actions import callback, spotcheck
from cspm.procedures.complaints import actions as complaints
from cspm.procedures.complaints.penalties import complete
from cspm.procedures.complaints.steps import STEPS
from cspm.procedures.tickets import actions, following
from cspm.register import KINDS
from cspm.shell.register_actions import add
from tests.year.scene import Scene

AT_ONCE: dict[str, Any] = {"signed_by": None, "agreed_by": None, "payment": None, "return_point": None}
STEP = {step.verb: step for step in STEPS}
TWISTS = {
    "not_judged": "R094", "not_verified": "R097 R111", "not_archived": "R107", "invalid_not_explained": "R091", "not_by_centre": "R036",
    "relayed_to_front_desk": "R087", "wrong_apology": "R333", "major_without_ground": "R090",
    "major_wrong_handler": "R092", "complainant_not_asked": "R105 R228 R392", "met_by_clerk": "R088",
}  # fmt: skip
OF_PROFILE = {
    "dtz": {"no_progress": "R098", "major_not_reported": "R092", "not_reported_up": "R173", "no_sympathy": "R086",
            "beyond_specialist": "R174"},
    "vk": {
        "no_progress": "R098", "major_not_reported": "R092", "judged_unsure": "R223", "wrong_route": "R218", "not_routed": "R218",
        "department_late": "R224", "repeated": "R221", "forum_by_specialist": "R217", "unclear_late": "R208",
        "specialist_answered_late": "R209", "preliminary_late": "R210", "urgent_late": "R211",
    },
    "sales": {
        "major_not_reported": "R092", "not_reported_up": "R173", "not_same_day": "R307", "no_time_told": "R308",
        "not_countersigned": "R311", "not_step_by_step": "R310",
        "no_penalty": "R307 R309",
    },
    "hospital": {
        "no_progress": "R098", "major_not_reported": "R092 R315", "not_reported_up": "R173", "form_not_issued": "R314",
        "form_call_late": "R314",
    },
    "center": {
        "no_progress": "R098", "major_not_reported": "R092", "not_reported_up": "R173", "first_response_late": "R252",
        "wrong_flow": "R253", "no_evidence": "R256", "wrong_group": "R420", "no_cause": "R428", "not_understood": "R334",
        "not_uniform": "R418",
    },
}  # fmt: skip
LATE = ("not_same_day", "no_time_told", "no_penalty")
TYPES = ("property", "service", "other")


def twists(profile: str) -> dict[str, str]:
    """What can go wrong with one complaint at a site of that profile, and the rules that it breaks."""
    return TWISTS | OF_PROFILE[profile]


class Told:
    """One complaint of the present day: who does what when, so that a twist changes one thing."""

    def __init__(self, scene: Scene, twist: str, caller: str) -> None:
        self.scene, self.twist, self.caller, self.profile = scene, twist, caller, scene.profile
        self.unit = scene.units[(scene.day.toordinal() * 7) % len(scene.units)]
        self.known = scene.store.document("units", self.unit)
        self.major = twist.startswith(("major", "preliminary"))
        self.type = TYPES[scene.day.toordinal() // len(scene.units) % len(TYPES)]
        self.later = 0 if self.profile == "sales" and twist not in LATE else 1
        self.clerk = "SP01" if self.profile == "vk" else "FD01"
        self.unclear = {"unclear_late": ("15:00", "15:30"), "specialist_answered_late": ("12:00", "16:30")}.get(twist)
        self.name = ""

    def take(self, time: str, staff: str, verb: str, *, days: int = 0, **values: Any) -> None:
        """One of the steps that only write down what happened."""
        complaints.take(self.scene(time, staff, days=days), self.name, step=STEP[verb], values=values)

    def taken_in(self) -> None:
        """The call, the record, the reply, the supervisor."""
        recorder = {"not_by_centre": "TE01", "not_step_by_step": "DA01", "beyond_specialist": "DA01"}.get(
            self.twist, self.clerk
        )
        channel = "online" if self.profile == "center" else "forum" if self.twist == "forum_by_specialist" else "phone"
        ticket = actions.create(
            self.scene("10:01", recorder), f"{self.scene.day:%m%d} 楼道灯不亮", unit=self.unit, caller=self.known["owner"],
            phone=self.known["phone"], received=self.scene.when("10:00"), kind="complaint", channel=channel, source="hotline",
            first_receiver="FD01", relayed_from="保安部" if self.twist == "relayed_to_front_desk" else None,
            urgency="urgent" if self.twist == "urgent_late" else "normal",
        )  # fmt: skip
        self.name = str(ticket.id)
        if self.profile != "vk" and self.twist not in ("not_reported_up", "not_step_by_step", "beyond_specialist"):
            actions.escalate(self.scene("10:05", "FD01"), self.name, to="csc_manager", reason="客户投诉")
        replier = "SP01" if self.twist == "forum_by_specialist" else "FD01"
        actions.reply(self.scene("10:06", replier), self.name, "已受理，会尽快答复")
        self.talked()

    def talked(self) -> None:
        """What was established in talking."""
        said: dict[str, Any] = {"liability": "ours", "apology": "fault", "real_cause": "灯具老化", "wanted": "当天修好"}
        if self.twist == "wrong_apology":
            said["liability"] = "not_ours"
        if self.twist == "no_sympathy":
            said |= {"liability": None, "apology": "none"}
        if self.twist == "not_understood":
            said["wanted"] = None
        if self.profile == "center":
            late = self.twist == "first_response_late"
            said["responded_at"] = self.scene.when("10:03" if late else "10:01")
            said |= {
                "first_message": "在吗" if self.twist == "not_uniform" else "您好！",
                "last_message": "祝您生活愉快。",
            }
        self.take("10:08", "FD01", "talk", **said)
        if self.twist == "met_by_clerk":
            self.take("10:10", "FD01", "meet")

    def judged(self, time: str = "10:20", *, days: int = 0) -> None:
        """Valid or major, by who may."""
        judge = "CM01" if self.major or self.unclear else "SP01" if self.profile == "vk" else "DA01"
        severity = "light" if self.twist == "relayed_to_front_desk" else "major" if self.major else "general"
        grounds = ("media",) if self.major and self.twist != "major_without_ground" else ()
        complaints.judge(
            self.scene(time, judge, days=days), self.name, "major" if self.major else "valid", severity=severity,
            type_=self.type, cause="保养不及时", cause_code=None if self.twist == "no_cause" else "delay", grounds=grounds,
            certain=self.twist != "judged_unsure", unclear=(self.profile == "sales" and self.twist != "not_reported_up") or None,
        )  # fmt: skip

    def weighed(self) -> None:
        """What a specialist cannot judge, or must not keep to himself."""
        if self.unclear:
            submitted, answered = self.unclear
            complaints.judge(self.scene("10:20", "SP01"), self.name, "undetermined")
            self.take(submitted, "SP01", "submit", basic_opinion="或属保修范围")
            self.take(answered, "CM01", "answer", answer="属有效投诉")
            self.judged("16:35")
            return
        if self.twist == "beyond_specialist":
            self.judged_beyond()
        elif self.twist != "not_judged":
            self.judged()
        if self.twist in ("preliminary_late", "urgent_late"):
            late = self.twist == "preliminary_late"
            self.take("11:00" if late else "15:00", "SP01", "submit", basic_opinion="请专家顾问团定")
            self.take("15:30", "EX01", "panel", panel_opinion="先行检测")
            self.take("11:15" if late else "16:00", "CM01", "preliminary", days=int(late), preliminary="已安排检测")
            self.take("11:20" if late else "16:05", "CM01", "inform", days=int(late), informed="SP01")

    def judged_beyond(self) -> None:
        """A specialist judges one of major severity himself (the nature is left ordinary)."""
        complaints.judge(
            self.scene("10:20", "SP01"), self.name, "valid", severity="major", type_=self.type, certain=True
        )

    def managed(self) -> None:
        """A major complaint: the general manager is told and handles it."""
        if self.major:
            if self.twist != "major_not_reported":
                actions.escalate(self.scene("10:25", "CM01"), self.name, to="general_manager", reason="重大投诉")
            if self.twist != "major_wrong_handler":
                self.take("10:26", "GM01", "handle")

    def sent(self) -> None:
        """To the specialist, with a promise, and to whom else the profile wants it sent."""
        at, accepted = ("16:40", "16:45") if self.unclear else ("10:30", "10:40")
        promise = None if self.twist == "no_time_told" else self.scene.when("17:00", days=2)
        actions.dispatch(self.scene(at, "FD01"), self.name, to="SP01", promise=promise)
        actions.accept(self.scene(accepted, "SP01"), self.name)
        getattr(self, f"sent_{self.profile}", lambda: None)()

    def sent_vk(self) -> None:
        """Routed by phase; a department feeds back the same day."""
        if self.twist != "not_routed":
            group = "project_specialist" if self.twist == "wrong_route" else None
            self.take("16:50", "SP01", "route", phase="after", group=group)
        self.take("10:45", "SP01", "issue", department="工程部")
        back = 1 if self.twist == "department_late" else 0
        complaints.form_back(self.scene("11:10" if back else "16:30", "DH01", days=back), self.name, "已报修")
        if self.twist == "repeated":
            self.take("16:55", "SP01", "repeat", repeat_of=str(self.scene.first))

    def sent_sales(self) -> None:
        """One department's form, or those of two."""
        for department in ("工程部", "销售部") if self.twist == "no_time_told" else ("工程部",):
            self.take("10:45", "FD01", "issue", department=department)
            complaints.form_back(self.scene("14:00", "DH01"), self.name, "已更换", department=department)
            if self.twist != "not_countersigned":
                complaints.countersign(
                    self.scene("14:10", "FD01"), self.name, signed_by="陈负责", department=department
                )

    def sent_hospital(self) -> None:
        """The handling form to the department, wanted back the next day."""
        if self.twist != "form_not_issued":
            self.take("10:45", "FD01", "issue", department="工程部", due=self.scene.when("17:00", days=1))

    def sent_center(self) -> None:
        """By class and flow."""
        route: dict[str, Any] = {"matter_class": "complaint", "flow": "trade"}
        if self.twist == "wrong_flow":
            route = {"matter_class": "service", "flow": "trade", "group": "technical_agent"}
        if self.twist == "wrong_group":
            route = {"matter_class": "complaint", "flow": "technical", "group": "technical_agent"}
        self.take("10:50", "FD01", "route", **route)
        if self.twist != "no_evidence":
            self.take("10:55", "FD01", "evidence", evidence=("照片0101.jpg",))

    def put_right(self) -> None:
        """Told how it stands, done, closed, verified."""
        if self.twist != "no_progress":
            complaints.progress(
                self.scene("16:58" if self.later else "14:30", "FD01"), self.name, "已安排电工，明日修复"
            )
        if self.twist == "no_time_told":
            actions.promise(
                self.scene("09:00", "FD01", days=1), self.name, self.scene.when("17:00", days=1), reason=None
            )
        hour = 11 if self.later else 15
        actions.finish(self.scene(f"{hour}:00", "SP01", days=self.later), self.name, result="更换灯具")
        if self.twist == "not_judged":
            self.judged(f"{hour}:10", days=self.later)
        if self.profile == "hospital" and self.twist != "form_not_issued":
            complaints.form_back(self.scene("11:12", "DH01", days=1), self.name, "更换灯具")
        if self.profile == "center":
            self.take("11:15", "FD01", "feed_back", days=1, feedback="已列入巡查")
        actions.close(self.scene(f"{hour}:30", "FD01", days=self.later), self.name, result=None, **AT_ONCE)
        if self.twist != "not_verified":
            verifier = "CM01" if self.major else "DA01"
            complaints.verify(self.scene(f"{hour + 1}:00", verifier, days=self.later), self.name, result="ok")

    def called(self) -> None:
        """The callback; who is unhappy gets it put right."""
        days = 6 if self.twist == "form_call_late" else 2
        visit = {"method": "visit", "signed_by": self.known["owner"]} if self.major else {"method": "phone"}
        office = self.scene(
            "10:30" if self.profile == "hospital" else "15:00", "CM01" if self.major else self.caller, days=days
        )
        if self.twist != "complainant_not_asked":
            callback(office, self.name, outcome="satisfied", score=4, opinion="已解决", **visit)
            return
        due = self.scene.when("17:00", days=3)
        callback(
            office, self.name, outcome="dissatisfied", score=2, opinion="又坏了", due=due, action="重新更换", **visit
        )
        actions.start(self.scene("09:00", "SP01", days=3), self.name)
        actions.finish(self.scene("10:00", "SP01", days=3), self.name, result="更换线路")
        actions.close(self.scene("10:30", "FD01", days=3), self.name, result=None, **AT_ONCE)


def lived(scene: Scene, twist: str = "", *, caller: str = "CA01") -> str:
    """One complaint on the present day, put right on the next, called back by `caller` on the third; its ticket."""
    told = Told(scene, twist, caller)
    told.taken_in()
    scene.first = scene.first or told.name
    if twist == "invalid_not_explained":
        dismissed(scene, told.name)
        following.archive(scene("09:00", "CA01", days=4), told.name)
        return told.name
    told.weighed()
    told.managed()
    told.sent()
    told.put_right()
    told.called()
    following.archive(scene("09:00", "FD01" if twist == "not_archived" else "CA01", days=7), told.name)
    if twist in LATE and twist != "no_penalty":
        office = scene("09:00", "FD01", days=3)
        add(office, KINDS["penalties"], record_id=None, fields=complete(office, {"ticket": told.name}))
    return told.name


def dismissed(scene: Scene, name: str) -> None:
    """An invalid complaint that nobody explained."""
    complaints.judge(scene("10:20", "DA01"), name, "invalid", severity="light", type_="property")
    actions.dispatch(scene("10:30", "DA01"), name, to="SP01", promise=scene.when("17:00"))
    actions.accept(scene("10:40", "SP01"), name)
    actions.finish(scene("11:00", "SP01"), name, result="不属于管理处责任")
    actions.close(scene("11:10", "FD01"), name, result=None, **AT_ONCE)


def reviewed(scene: Scene, tickets: list[str]) -> None:
    """The two managers spot-check three callbacks each (R068)."""
    for number, ticket in enumerate(tickets[:6]):
        spotcheck(scene(f"16:{number:02d}", ("CM01", "GM01")[number % 2]), ticket)
