"""What is owed at posts on a day, a month of it, and task sheets: put together from the store."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cspm.core.periods import Span, last_month, period_of
from cspm.core.view import View
from cspm.errors import N_, BadValue, Message
from cspm.procedures.posts import reports
from cspm.procedures.posts.duties import LENGTHS
from cspm.procedures.posts.forms import task_sheet
from cspm.procedures.posts.obligations import anybody, asked_days, each_day
from cspm.procedures.posts.owed import Slot, owed, slots_of, works_on
from cspm.procedures.posts.reading import STANDING, ledger_of, posts_of

if TYPE_CHECKING:
    from cspm.core.tables import Report
    from cspm.shell.desk import Desk
    from cspm.store.repository import Store


def owed_on(
    desk: Desk, day: date, *, staff: str | None, post: str | None, missed: bool
) -> tuple[Report, list[str]]:  # fmt: skip
    """What is owed on a day, in its week and its month, and the posts that owe it; with `missed` what the month up to that
    day missed."""
    wanted = (one for one in posts_of(desk.store) if post in (None, one.id))
    first = day.replace(day=1) if missed else day
    slots = [slot for slot in owed(wanted, first, day, desk.terms, today=day) if staff in (None, slot.owner)]
    lines = reports.owed_lines(slots, ledger_of(desk.store, first, day), desk.now)
    lines = [line for line in lines if not missed or line["status"] == "missed"]
    text = N_("Missed at posts up to {day}") if missed else N_("Owed at posts on {day}")
    report = reports.owed_report(lines, Message.of(text, day=day.isoformat()))
    return report, list(dict.fromkeys(str(line["post"]) for line in lines))


def month_report(desk: Desk, month: str | None) -> Report:
    """`report posts`: the days, weeks and months that end in a month, and the leaders' rounds of it."""
    store, terms, now = desk.store, desk.terms, desk.now
    span = Span.month(month or last_month(now, terms.tz), terms.tz)
    posts = posts_of(store)
    first, last = asked_days(span, terms.site.since or span.start.date(), terms, as_of=now)
    slots: list[Slot] = list(owed(posts, first, last, terms)) if first <= last else []
    lines = reports.owed_lines(slots, ledger_of(store, first, last), now)
    rounds = rounds_of(store, first, last)
    leaders = [post for post in posts if post.post_type == "leader"]
    asked = sum(works_on(leader, day) and anybody(posts, day) for leader in leaders for day in each_day(first, last))

    def records(post: str, duty: str) -> tuple[str, ...]:
        named = {line["period"] for line in lines if line["post"] == post and line["duty"] == duty}
        return tuple(sorted(one for one in (f"{post}.{name}" for name in named) if store.exists("post_work", one)))

    return reports.month(lines, rounds, span, terms, as_of=now, asked=asked, records=records)


def rounds_of(store: Store, first: date, last: date) -> list[Any]:
    """The leaders' rounds of these days."""
    where = f'{STANDING} AND "date" >= ? AND "date" <= ?'
    rows = store.rows("rounds", where, (first.isoformat(), last.isoformat()), order='"date", id', columns=("id",))
    return [View(document) for document in store.documents("rounds", [str(row["id"]) for row in rows])]


def sheets(desk: Desk, post_ids: list[str], day: date, every: tuple[str, ...]) -> dict[str, Any]:
    """Task sheets as one document, a page each: those of a day, its week or its month that ask for anything of posts."""
    wanted = [post for post in posts_of(desk.store) if post.id in post_ids or not post_ids]
    staff = desk.names("staff")
    known = ledger_of(desk.store, day, day)
    pages = []
    for post in wanted:
        for length in (one for one in LENGTHS if one in every):
            period = period_of(length, day)
            slots = list(slots_of(post, length, period, desk.terms))
            if slots:
                pages.append(task_sheet(post, slots, known, period=period, staff=staff))
    if not pages:
        problem = Message.of(N_("no post owes anything then"))
        raise BadValue(field="--date", value=day.isoformat(), problem=problem)
    return {
        "site": desk.terms.site.name, "number": None, "printed_at": desk.now, "pages": pages, "one_each": True,
        "copies": tuple(Message("{value}", {"value": page["number"]}) for page in pages),
    }  # fmt: skip
