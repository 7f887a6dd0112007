"""Who answers for the clocks of referrals, of referred tickets and of the communication register."""

from __future__ import annotations

from cspm.core.duties import Duty

DUTIES = {
    ("referrals", "referral"): Duty("department_head", "", 'cspm referral handle {id} --result "..."'),
    ("referrals", "feedback"): Duty("department_head", "", "cspm referral feed-back {id}"),
    ("communications", "telling"): Duty("admin_hr", "", "cspm communication tell {id} --told-to STAFF"),
    ("communications", "clearance"): Duty("csc_manager", "", 'cspm communication clear {id} --result "..."'),
    ("tickets", "referral"): Duty("department_head", "", "cspm dispatch {id} --to STAFF"),
}
