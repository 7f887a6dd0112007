"""Tickets as hypothesis makes them: any that the model accepts and that the commands could have made."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from cspm.paper.cell import clean

CHINA = timezone(timedelta(hours=8))
LETTERS = st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=("Cs",))
ANY = st.text(LETTERS, min_size=1, max_size=6)
"""What stands inside lists of parts, which cells have as JSON: any letter at all."""

TEXT = (
    st.text(LETTERS | st.sampled_from("=+-@'\",;，、\n[]{}王"), min_size=1, max_size=12)
    .map(clean)
    .map(str.strip)
    .filter(bool)
)
"""What stands in cells of its own: what tables hold, for these have no control characters (`paper.cell.clean`)."""

WORD = st.none() | TEXT
TIME = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=CHINA).isoformat()
)
MAYBE = st.none() | TIME
LIST = st.lists(TEXT, max_size=3)
MONEY = st.none() | st.decimals(0, 10_000, places=2).map(str)

CALLBACK = st.fixed_dictionaries(
    {
        "at": TIME,
        "by": ANY,
        "method": st.sampled_from(["phone", "visit", "other"]),
        "reached": st.booleans(),
        "attempt": st.integers(1, 9),
    },
    optional={
        "score": st.integers(1, 5),
        "opinion": st.none() | ANY,
        "satisfied": st.none() | st.booleans(),
        "due": MAYBE,
        "action": st.none() | ANY,
    },
)
HOLD = st.fixed_dictionaries(
    {"since": TIME, "until": MAYBE, "reason": ANY, "state": st.sampled_from(["accepted", "dispatched"])}
)
CHARGE = st.fixed_dictionaries(
    {"item": ANY, "quantity": st.integers(1, 9).map(str), "price": st.just("5.00"), "amount": st.just("5.00")}
)
CUSTOMER = st.fixed_dictionaries({"name": WORD, "phone": WORD, "customer_class": WORD, "special": st.booleans()})
COMPLAINT = st.fixed_dictionaries(
    {},
    optional={
        "nature": st.sampled_from(["valid", "major"]), "against": TEXT, "opinion": TEXT, "judged_at": TIME, "breach": st.booleans(), "area": TEXT,
        "notices": st.lists(st.fixed_dictionaries({"at": TIME, "by": ANY, "text": ANY}), max_size=2), "confirmed_a_at": TIME,
    },
)  # fmt: skip


@st.composite
def tickets(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of a ticket but its id. A closing time goes with a final state, a complaint with its part."""
    kind = draw(st.sampled_from(["service", "complaint", "enquiry"]))
    closed = draw(MAYBE)
    state = (
        st.sampled_from(["closed", "void"])
        if closed
        else st.sampled_from(["registered", "on_hold", "rework", "declined"])
    )
    fields = {
        "kind": kind, "state": draw(state), "closed_at": closed, "unit": draw(WORD), "text": draw(st.just("") | TEXT),
        "category": draw(WORD), "channel": draw(st.sampled_from([None, "phone", "fax"])), "received_at": draw(TIME), "registered_at": draw(TIME),
        "customer": draw(CUSTOMER), "with": draw(LIST), "links": draw(LIST), "amount": draw(MONEY), "rework_count": draw(st.integers(0, 3)),
        "paid_on": draw(st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)).map(str)), "holds": draw(st.lists(HOLD, max_size=2)),
        "callbacks": draw(st.lists(CALLBACK, max_size=2)), "charges": draw(st.lists(CHARGE, max_size=2)), "result": draw(WORD),
        "sign_opinion": draw(WORD), "promised_at": draw(MAYBE), "finished_at": draw(MAYBE),
    }  # fmt: skip
    if kind == "complaint":
        fields["complaint"] = draw(COMPLAINT)
    return fields
