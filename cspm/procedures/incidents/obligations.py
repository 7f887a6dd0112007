"""Who answers for the clocks of incidents."""

from __future__ import annotations

from cspm.core.duties import Duty

DUTIES = {
    ("incidents", "notice"): Duty("dispatch_assistant", "found_by", "cspm incident notify {id} --role department_head"),
    ("incidents", "report"): Duty("dispatch_assistant", "found_by", "cspm incident report {id} --reported-to ROLE"),
    ("incidents", "contact_slip"): Duty("dispatch_assistant", "found_by", 'cspm incident slip {id} --slip "..."'),
}
