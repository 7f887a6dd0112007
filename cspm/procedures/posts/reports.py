"""Work at posts as tables: what is owed on a day, what a month had of it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from cspm.core.periods import Span
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.posts.owed import Ledger, Slot

STATUS = ("done", "excused", "missed", "open")
OWED = (
    Column("post", N_("Post"), "id"), Column("owner", N_("Who")), Column("place", N_("Place")),
    Column("duty", N_("Duty"), "code", "post_duty"), Column("period", N_("Period"), "id"),
    Column("rule", N_("Rule"), "id"), Column("status", N_("Status"), "code", "work_status"),
)  # fmt: skip
BY_DUTY = (
    Column("post", N_("Post"), "id"), Column("duty", N_("Duty"), "code", "post_duty"),
    Column("every", N_("Frequency"), "code", "every"), Column("rule", N_("Rule"), "id"), Column("owed", N_("Owed"), "int"),
    Column("done", N_("Done"), "int"), Column("excused", N_("Excused"), "int"), Column("missed", N_("Missed"), "int"),
    Column("open", N_("Not done yet"), "int"),
)  # fmt: skip
BY_OWNER = (
    Column("owner", N_("Owner of the zone")), Column("owed", N_("Owed"), "int"), Column("done", N_("Done"), "int"),
    Column("excused", N_("Excused"), "int"), Column("missed", N_("Missed"), "int"),
    Column("problems", N_("Problems found"), "int"), Column("put_right", N_("Put right"), "int"),
    Column("late", N_("Late at the post"), "int"), Column("absent", N_("Absent"), "int"),
    Column("untidy", N_("Appearance not in order"), "int"),
)  # fmt: skip
MISSED = (
    Column("post", N_("Post"), "id"), Column("place", N_("Place")), Column("owner", N_("Owner of the zone")),
    Column("duties", N_("Duties")), Column("count", N_("Times"), "int"), Column("periods", N_("Periods")),
)  # fmt: skip
MANY = 10
"""So many periods stand in the table; JSON has them all."""
FOUND = (
    Column("round", N_("Leader's round"), "id"), Column("number", N_("Number"), "int"), Column("owner", N_("Owner of the zone")),
    Column("place", N_("Place")), Column("text", N_("What was found")), Column("action", N_("What was done about it")),
    Column("acted_at", N_("Done at"), "time"),
)  # fmt: skip


def owed_lines(slots: Iterable[Slot], known: Ledger, as_of: datetime) -> list[dict[str, Any]]:
    """`{post owner place duty period every rule status}`, one for each duty in each place."""
    lines = []
    for slot in slots:
        left, whole = known.left(slot), known.status(slot, as_of)
        key = slot.post, slot.period
        for duty in slot.duties:
            status = "done"
            if duty in left:
                status = whole if whole in ("missed", "open") else "open"
            elif (duty, slot.place) not in known.done.get(key, frozenset()):
                status = "excused"
            lines.append({
                "post": slot.post, "owner": slot.owner or None, "place": slot.place, "duty": duty, "period": slot.period,
                "every": slot.every, "rule": slot.rule, "status": status,
            })  # fmt: skip
    return lines


def owed_report(lines: list[dict[str, Any]], title: Message) -> Report:
    """What is owed, line by line."""
    return Report("posts-owed", title, lines, (Table("owed", title, OWED, rows_of(OWED, lines)),))


def counted(lines: Iterable[Mapping[str, Any]], *keys: str) -> list[dict[str, Any]]:
    """Lines counted by their status, in the order in which the groups first come."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for line in lines:
        group = tuple(line[key] for key in keys)
        one = found.setdefault(group, {**dict(zip(keys, group, strict=True)), "owed": 0, **dict.fromkeys(STATUS, 0)})
        one["owed"] += 1
        one[line["status"]] += 1
    return list(found.values())


def by_owner(lines: Iterable[Mapping[str, Any]], rounds: Iterable[Any], terms: Terms) -> list[dict[str, Any]]:
    """R202: what each owner owed and did, and what leaders found of him and in his zone."""
    found = {line["owner"]: line for line in counted((line for line in lines if line["owner"]), "owner")}
    extra = ("problems", "put_right", "late", "absent", "untidy")
    empty = {"owed": 0, **dict.fromkeys(STATUS, 0)}
    for line in found.values():
        line.update(dict.fromkeys(extra, 0))

    def add(owner: str | None, name: str) -> None:
        if owner:
            one = found.setdefault(owner, {"owner": owner, **empty, **dict.fromkeys(extra, 0)})
            one[name] += 1

    for one in rounds:
        for problem in one.problems:
            add(problem.owner, "problems")
            if problem.acted_at is not None:
                add(problem.owner, "put_right")
        for person in one.attendance:
            if person.absent:
                add(person.staff, "absent")
            elif person.due is not None and person.arrived_at is not None and person.arrived_at > person.due:
                add(person.staff, "late")
            if not person.tidy:
                add(person.staff, "untidy")
    return sorted(found.values(), key=lambda line: str(line["owner"]))


def missed_lines(lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """`{post place owner duties[] periods[]}` of what was missed: the same duties of a place stand together."""
    missed: dict[tuple[str, str, str, str], list[str]] = {}
    for line in lines:
        if line["status"] == "missed":
            key = line["post"], line["place"], line["owner"] or "", line["period"]
            missed.setdefault(key, []).append(line["duty"])
    found: dict[tuple[Any, ...], list[str]] = {}
    for (post, place, owner, period), names in missed.items():
        found.setdefault((post, place, owner, tuple(names)), []).append(period)
    return [
        {"post": post, "place": place, "owner": owner or None, "duties": list(names), "periods": periods}
        for (post, place, owner, names), periods in found.items()
    ]


def spoken(line: Mapping[str, Any]) -> dict[str, Any]:
    """A line of what was missed for people: duties by their labels, the first periods."""
    periods = line["periods"]
    return {
        **line, "duties": tuple(Code("post_duty", name) for name in line["duties"]), "count": len(periods),
        "periods": (*periods[:MANY], *(("…",) if len(periods) > MANY else ())),
    }  # fmt: skip


def found_lines(rounds: Iterable[Any]) -> list[dict[str, Any]]:
    """`{round number owner place text action acted_at}` of every problem that leaders found."""
    return [
        {"round": one.id, "number": problem.number, "owner": problem.owner, "place": problem.place, "text": problem.text,
         "action": problem.action or problem.ticket, "acted_at": problem.acted_at}
        for one in rounds for problem in one.problems
    ]  # fmt: skip


def month(
    lines: list[dict[str, Any]], rounds: list[Any], span: Span, terms: Terms, *, as_of: datetime, asked: int,
    records: Callable[[str, str], tuple[str, ...]],
) -> Report:  # fmt: skip
    """`report posts`: `{month site as_of posts[] owners[] missed[] problems[] rounds{required done}}`; `--explain
    POST.DUTY` names the records behind a line."""
    posts = counted(lines, "post", "duty", "every", "rule")
    owners, missed, problems = by_owner(lines, rounds, terms), missed_lines(lines), found_lines(rounds)
    document = {
        "month": span.name, "site": terms.site.name, "as_of": as_of, "posts": posts, "owners": owners, "missed": missed,
        "problems": problems, "rounds": {"required": asked, "done": len(rounds)},
    }  # fmt: skip
    title = Message.of(N_("Work at posts in {month}"), month=span.name)
    note = Message.of(N_("Leader's rounds: {done} of {required} days"), done=len(rounds), required=asked)
    tables = (
        Table("posts", Message(N_("By post and duty")), BY_DUTY, rows_of(BY_DUTY, posts), (note,)),
        Table("owners", Message(N_("By owner of the zone")), BY_OWNER, rows_of(BY_OWNER, owners)),
        Table("missed", Message(N_("Missed")), MISSED, rows_of(MISSED, [spoken(line) for line in missed])),
        Table("problems", Message(N_("Problems found")), FOUND, rows_of(FOUND, problems)),
    )
    keys = tuple(f"{line['post']}.{line['duty']}" for line in posts)

    def sources(key: str) -> tuple[str, ...]:
        post, _, duty = key.rpartition(".")
        if key not in keys:
            raise KeyError(key)
        return records(post, duty)

    meta = {"site": terms.site.name, "period": span.name, "as_of": as_of}
    return Report("posts", title, document, tables, sources=sources, keys=keys, meta=meta)


def rows_of(columns: Iterable[Column], lines: Iterable[Mapping[str, Any]]) -> tuple[tuple[Any, ...], ...]:
    """The lines as rows of a table."""
    return tuple(tuple(line[column.key] for column in columns) for line in lines)
