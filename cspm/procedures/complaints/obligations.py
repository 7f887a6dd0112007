"""Who answers for each clock of a complaint, and what to type to stop it."""

from __future__ import annotations

from cspm.core.duties import Duty

CENTRE_HEAD = "csc_manager"

DUTIES = {
    ("tickets", "clear_answer"): Duty(CENTRE_HEAD, "", 'cspm complaint progress {id} "..."'),
    ("tickets", "at_once"): Duty("customer_assistant", "", 'cspm reply {id} "..."'),
    ("tickets", "first_response"): Duty("customer_assistant", "", 'cspm reply {id} "..."'),
    ("tickets", "submission"): Duty("specialist", "", 'cspm complaint submit {id} --basic-opinion "..."'),
    ("tickets", "major_submission"): Duty("specialist", "", 'cspm complaint submit {id} --basic-opinion "..."'),
    ("tickets", "decision"): Duty(CENTRE_HEAD, "", 'cspm complaint answer {id} --answer "..."'),
    ("tickets", "preliminary"): Duty(CENTRE_HEAD, "", 'cspm complaint preliminary {id} --preliminary "..."'),
    ("tickets", "department"): Duty("department_head", "", 'cspm complaint return {id} "..."'),
    ("tickets", "same_day"): Duty("customer_assistant", "", 'cspm close {id} --result "..."'),
    ("tickets", "told_time"): Duty("customer_assistant", "", "cspm promise {id} WHEN"),
    ("tickets", "form"): Duty("department_head", "", 'cspm complaint return {id} "..."'),
    ("tickets", "form_call"): Duty("customer_assistant", "", "cspm callback {id} --method phone --satisfied"),
}
