"""The records of cleaning and greening. Dates are days at the site, times are aware, money is yuan.

Sources: DTZ manual part 2 chapter 4 (daily inspection record, contract with its deduction schedule, execution standard,
bin register, monthly statistics), R114-R127, R133, R158.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Literal

from cspm.core.record import Money, Part, Record, Rung, field
from cspm.errors import N_
from cspm.procedures.people.model import AreaType

Day = date  # a field named `date` hides the type
Domain = Literal["cleaning", "greening", "pest"]
Severity = Literal["none", "minor", "severe"]
Result = Literal["done", "not_done", "poor"]
Frequency = Literal["twice_daily", "daily", "weekly", "monthly", "quarterly", "as_needed"]
LineSeverity = Literal["minor", "severe", "complaint"]
Answer = Literal["accepted", "rejected"]
Reason = Literal[
    "not_to_plan", "poor_result", "not_rectified", "recurs", "causes_complaint", "serious_harm", "bribery", "judged",
]  # fmt: skip


class StandardItem(Record):
    """One item of the service-quality execution standard (R158): its id is the code of deductions, such as C03."""

    record_kind: ClassVar[str] = "standard"

    id: str = field(N_("Item"))
    domain: Domain = field(N_("Domain"))
    zh: str = field(N_("Standard (Chinese)"), min_length=1)
    en: str = field(N_("Standard (English)"), "")
    area_types: tuple[AreaType, ...] = field(N_("Kinds of area"), ())
    frequency: Frequency | None = field(N_("Frequency"), None)
    state: Literal["active", "void"] = field(N_("State"), "active")


class Recheck(Part):
    """A recheck of a finding (R118); `due` is the new time agreed after a failed one."""

    at: datetime = field(N_("When"))
    result: Result = field(N_("Result"), json_schema_extra={"vocabulary": "recheck"})
    due: datetime | None = field(N_("Rectify by"), None)
    by: str | None = field(N_("Who"), None)


class Photo(Part):
    """A photo beside an inspection: where the file lies, and what it was when it was registered.

    The file stays where it is; `size` is its length in bytes, `sha256` the digest of its bytes. `number` is that of the
    finding it shows, None for the whole inspection. `path` is taken from the record folder unless it begins with `/`.
    """

    path: str = field(N_("File"), min_length=1)
    sha256: str = field(N_("SHA-256"), pattern="[0-9a-f]{64}")
    size: int = field(N_("Bytes"), ge=0)
    number: int | None = field(N_("Number of the finding"), None)
    at: datetime = field(N_("When"))
    by: str | None = field(N_("Who"), None)


class Problem(Part):
    """One finding of an inspection (问题点): `number` from 1, `due` the agreed time of rectification (R118).

    `fixed_at`: it was put right on the spot, before both went on. `serious`: it had a serious consequence, so that it
    can be no minor (R119).
    """

    number: int = field(N_("Number"))
    item: str = field(N_("Item"), min_length=1)
    severity: Severity = field(N_("Severity"), "none", json_schema_extra={"vocabulary": "finding_severity"})
    reason: Reason | None = field(N_("Reason"), None, json_schema_extra={"vocabulary": "finding_reason"})
    note: str | None = field(N_("Note"), None)
    due: datetime | None = field(N_("Rectify by"), None)
    at: datetime = field(N_("When"))
    rechecks: tuple[Recheck, ...] = field(N_("Rechecks"), ())
    fixed_at: datetime | None = field(N_("Fixed on the spot"), None)
    serious: bool = field(N_("Serious consequence"), False)


class Inspection(Record):
    """One joint inspection (R115) at `at` on the day `date`: items `checked` and the findings on them.

    `by` inspects for the office (party A), `with` for the contractor (party B); both sign that day (R116).
    """

    record_kind: ClassVar[str] = "inspections"

    id: str = field(N_("Inspection"))
    contract: str = field(N_("Contract"))
    date: Day = field(N_("Date"))
    at: datetime = field(N_("Time"))
    area: str = field(N_("Area"), min_length=1)
    by: str | None = field(N_("Inspected by"), None)
    with_: str | None = field(N_("Inspector of party B"), None, alias="with")
    checked: tuple[str, ...] = field(N_("Items checked"), ())
    findings: tuple[Problem, ...] = field(N_("Findings"), ())
    signed_a_at: datetime | None = field(N_("Signed by party A at"), None)
    signed_a_by: str | None = field(N_("Signed by party A"), None)
    signed_b_at: datetime | None = field(N_("Signed by party B at"), None)
    signed_b_by: str | None = field(N_("Signed by party B"), None)
    photos: tuple[Photo, ...] = field(N_("Photos"), ())
    ladder: tuple[Rung, ...] = field(N_("Ladder of escalation"), ())
    state: Literal["recorded", "signed", "void"] = field(N_("State"), "recorded")


class BinCount(Record):
    """Garbage bins of one removal (R125, R133): how many the office counted and the contractor reported.

    `by` is the named person who supervised the removal; `swept`: spilt garbage was swept up; `washed`: garbage room and
    floor were washed afterwards, at `washed_at`. `company` and `vehicle` took the garbage away, at `removed_at`.
    """

    record_kind: ClassVar[str] = "bins"

    id: str = field(N_("Bin count"))
    contract: str = field(N_("Contract"))
    date: Day = field(N_("Date"))
    area: str = field(N_("Area"), min_length=1)
    counted: int = field(N_("Counted"), ge=0, le=100_000)
    reported: int = field(N_("Reported"), ge=0, le=100_000)
    by: str | None = field(N_("Supervised by"), None)
    washed: bool | None = field(N_("Garbage room washed"), None)
    washed_at: datetime | None = field(N_("Garbage room washed at"), None)
    swept: bool | None = field(N_("Spilt garbage swept up"), None)
    removed_at: datetime | None = field(N_("Removed at"), None)
    company: str | None = field(N_("Removal company"), None)
    vehicle: str | None = field(N_("Vehicle"), None)
    note: str | None = field(N_("Note"), None)
    state: Literal["recorded", "void"] = field(N_("State"), "recorded")


class Replaced(Part):
    """A minor or complaint that is not charged, or is credited, because a severe took its place (A03), and what it costs.

    `severe` is the record of the severe, `severe_on` its day, `severe_rule` and `severe_reason` what made it.
    """

    date: Day = field(N_("Date"))
    area: str | None = field(N_("Area"), None)
    item: str | None = field(N_("Item"), None)
    severity: LineSeverity = field(N_("Severity"), json_schema_extra={"vocabulary": "line_severity"})
    reason: str | None = field(N_("Reason"), None, json_schema_extra={"vocabulary": "line_reason"})
    rule: str = field(N_("Rule"))
    amount: Money = field(N_("Amount"))
    record: str = field(N_("Record"))
    severe: str = field(N_("Replaced by"))
    severe_on: Day = field(N_("Replaced on"))
    severe_rule: str = field(N_("Rule of the severe"))
    severe_reason: str | None = field(N_("Reason of the severe"), None, json_schema_extra={"vocabulary": "line_reason"})


class Objection(Part):
    """What the contractor says against one line of the statement, and the office's answer; `number` from 1.

    `record`, `date`, `rule` and `amount` are those of the line as it was drafted. `amended` is the record that an
    accepted objection changed, None where nothing had to be.
    """

    number: int = field(N_("Number"))
    record: str = field(N_("Record"))
    date: Day = field(N_("Date"))
    area: str | None = field(N_("Area"), None)
    item: str | None = field(N_("Item"), None)
    severity: LineSeverity = field(N_("Severity"), json_schema_extra={"vocabulary": "line_severity"})
    rule: str = field(N_("Rule"))
    amount: Money = field(N_("Amount"))
    text: str = field(N_("Objection"), min_length=1)
    raised_at: datetime = field(N_("Raised at"))
    raised_by: str = field(N_("Raised by"))
    answer: Answer | None = field(N_("Answer"), None, json_schema_extra={"vocabulary": "objection_answer"})
    reason: str | None = field(N_("Reason"), None)
    answered_at: datetime | None = field(N_("Answered at"), None)
    answered_by: str | None = field(N_("Answered by"), None)
    amended: str | None = field(N_("Amended record"), None)


class Settlement(Record):
    """The month's settlement of a contract (R117, R127), its id the contract and the month.

    `statement` is the whole account as `report deductions` gives it, frozen by the approval together with `digest`
    (SHA-256 of its canonical JSON). The adjustments it books are in the statement; `replaced` stands beside it. Both
    sides sign the month's statistics as they are in the statement. `paid_amount` is what was really paid.
    """

    record_kind: ClassVar[str] = "settlements"

    id: str = field(N_("Settlement"))
    contract: str = field(N_("Contract"))
    month: str = field(N_("Month"), pattern="[0-9]{4}-[0-9]{2}")
    state: Literal["draft", "approved", "paid"] = field(N_("State"), "draft")
    payable: Money = field(N_("Payable"))
    statement: dict[str, Any] = field(N_("Statement"))
    replaced: tuple[Replaced, ...] = field(N_("Replaced minors"), ())
    digest: str = field(N_("Digest"))
    drafted_at: datetime = field(N_("Drafted at"))
    drafted_by: str = field(N_("Drafted by"))
    signed_a_at: datetime | None = field(N_("Signed by party A at"), None)
    signed_a_by: str | None = field(N_("Signed by party A"), None)
    signed_b_at: datetime | None = field(N_("Signed by party B at"), None)
    signed_b_by: str | None = field(N_("Signed by party B"), None)
    objections: tuple[Objection, ...] = field(N_("Objections"), ())
    approved_at: datetime | None = field(N_("Approved at"), None)
    approved_by: str | None = field(N_("Approved by"), None)
    noted_at: datetime | None = field(N_("Payment note at"), None)
    noted_by: str | None = field(N_("Payment note by"), None)
    payee: str | None = field(N_("Payee"), None)
    payee_account: str | None = field(N_("Account of the payee"), None)
    paid_at: datetime | None = field(N_("Paid at"), None)
    paid_by: str | None = field(N_("Paid by"), None)
    paid_amount: Money | None = field(N_("Amount paid"), None)
    payment_method: str | None = field(N_("Payment"), None)
    paid_on: Day | None = field(N_("Paid on"), None)
    receipt_no: str | None = field(N_("Receipt no."), None)
    ladder: tuple[Rung, ...] = field(N_("Ladder of escalation"), ())
