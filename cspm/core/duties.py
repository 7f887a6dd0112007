"""What an office owes, as data: who answers for a clock, and quotas of a period.

A procedure says so in its `obligations.py`: `DUTIES` for the clocks of its records, `RULES` and `quotas(store, span,
terms, as_of=...)` for what is asked of a period, `judgements(...)` for what only several records together can tell.
"""

from __future__ import annotations

from datetime import datetime

from cspm.tuples import NamedTuple


class Duty(NamedTuple):
    """Who answers for a clock, and what to type to stop it.

    `who` is the column of the record that names the person, empty when any of `role` may do it; `{id}` in `command` is
    the record.
    """

    role: str
    who: str
    command: str


class Quota(NamedTuple):
    """So much is asked of a period by a rule, and so much was done.

    `subject` is what it is asked of when it is not the office (a contract, a department), `who` the member of staff it
    is asked of. `due` is when it must be done, None at the end of the month. One that is `apart` is shown only: its records
    are judged one by one. `next` is the command to type. `ids` are the
    records behind `done`.
    """

    rule: str
    role: str
    required: int
    done: int
    next: str
    subject: str = ""
    who: str = ""
    due: datetime | None = None
    ids: tuple[str, ...] = ()
    apart: bool = False
