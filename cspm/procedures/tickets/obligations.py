"""Who answers for the clocks that every ticket may have, and what to type to stop them."""

from __future__ import annotations

from collections.abc import Mapping

from cspm.core.duties import Duty

DISPATCH = "dispatch_assistant"
DUTIES: Mapping[tuple[str, str], Duty] = {
    ("tickets", "reply"): Duty(DISPATCH, "", 'cspm reply {id} "..."'),
    ("tickets", "receipt"): Duty("technician", "assignee", "cspm accept {id}"),
    ("tickets", "appointment"): Duty("technician", "assignee", "cspm arrive {id}"),
    ("tickets", "promise"): Duty("technician", "assignee", 'cspm close {id} --result "..."'),
    ("tickets", "resolution"): Duty("technician", "assignee", 'cspm close {id} --result "..."'),
    ("tickets", "progress"): Duty("customer_assistant", "", 'cspm complaint progress {id} "..."'),
    ("tickets", "finance"): Duty(DISPATCH, "", "cspm tell-finance {id}"),
    ("tickets", "callback"): Duty(DISPATCH, "", "cspm callback {id} --method {method} --satisfied"),
}
