"""Who answers for the clocks of accidents, and the months and years whose reports are owed (R372)."""

from __future__ import annotations

from cspm.core.duties import Duty

DUTIES = {
    ("accidents", "oral_report"): Duty("department_head", "by", "cspm accident tell {id} --recipient work_leader"),
    ("accidents", "written_report"): Duty("department_head", "by", 'cspm accident write {id} --account "..."'),
}
