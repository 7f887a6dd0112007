"""First revisions made in bulk: the same record that the model would have made, one by one."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from cspm.core.history import problems
from cspm.core.record import Beginnings
from cspm.core.stamp import Stamp
from cspm.procedures.people.model import Staff, Unit

MOMENTS = st.datetimes(
    min_value=datetime(1971, 1, 1), max_value=datetime(2198, 1, 1),
    timezones=st.sampled_from((UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3, minutes=-30)))),
)  # fmt: skip
TEXTS = st.text(max_size=20)
NAMES = st.text(min_size=1, max_size=20)


@given(MOMENTS, MOMENTS, NAMES, st.lists(TEXTS, max_size=3), st.none() | TEXTS)
def test_the_same_record_without_asking_the_model_again(
    at: datetime, recorded: datetime, name: str, areas: list[str], phone: str | None
) -> None:
    """`document` of an accepted content is `first(...).document()`, key for key, in any zone; its history adds up."""
    stamp = Stamp(at, recorded, "a", "b", "c")
    made = Staff.first(stamp, "imported", id="T1", name=name, role="technician", areas=areas, phone=phone)
    document = Beginnings(stamp, "imported").document(made.content())
    assert json.dumps(document) == json.dumps(made.document())
    assert problems(json.loads(json.dumps(document))) == []


@given(MOMENTS)
def test_the_hash_is_over_what_is_written(at: datetime) -> None:
    """A record of a site in UTC (`Z`) is as sound as any, also after its next revision."""
    stamp = Stamp(at, at, "a", "a")
    first = Unit.first(stamp, "add", id="3-2-1501", owner="王芳")
    assert problems(json.loads(json.dumps(first.document()))) == []
    second = Unit.model_validate(first.document()).stepped(stamp, "amend", owner="李强", reason="x")
    assert problems(json.loads(json.dumps(second.document()))) == []
