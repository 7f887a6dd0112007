"""What `backup`, `restore`, `seal` and `anchor` do and say; the files are those of `cspm.store.backup`, `restore`, `seals`."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.periods import Span, last_month
from cspm.errors import N_, AlreadyThere, BadValue, CspmError, Message, NoSuchRecord, RefusedByRule, Usage
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

Document = dict[str, Any]


class Answer(NamedTuple):
    """What a command answers: its document, its lines for people, its exit code."""

    document: object
    lines: tuple[Message, ...]
    code: int = 0


Way = Callable[["Desk", str | None], Answer]


def backed_up(desk: Desk, file: str) -> Answer:
    """`{file records files bytes digest skipped[{path message}]}`; 1 when something was skipped. Raises NotAllowed, as
    `cspm.store.backup.backup`."""
    from cspm.store.backup import backup

    desk.office.allow("backup")
    facts = {"site": desk.site.id, "name": desk.site.name, "made_at": desk.clock.astimezone(desk.site.tz).isoformat()}
    made = backup(desk.store, file, facts=facts)
    said = N_("{records} records in {file} ({bytes} bytes), SHA-256 of all {digest}")
    missing = [Message.of(N_("NOT in the backup: {path}: {message}"), **one) for one in made["skipped"]]
    return Answer(made, (*missing, Message.of(said, **{key: made[key] for key in ("records", "file", "bytes", "digest")})),
                  int(bool(missing)))  # fmt: skip


def restored(desk: Desk, file: str, folder: str | None) -> Answer:
    """`{store site name made_at records files}`. The folder is the one named, else that of --store, else ./records.

    There is no site yet that could say who may; raises as `cspm.store.restore.restore`.
    """
    from cspm.register import KINDS
    from cspm.store.restore import restore

    made = restore(file, os.path.abspath(folder or desk.named_store or "records"), KINDS)
    said = N_("{records} records of {name}, backed up {made_at}, are in {store}. Look at them with: cspm check")
    return Answer(made, (Message(said, {**made, "made_at": str(made["made_at"])[:16].replace("T", " ")}),))


def way_of(*, listed: bool, compare: bool, again: bool, reason: str | None) -> Way:
    """What `seal` is to do by its options. Raises Usage for those that do not go together."""
    if listed + compare + again > 1:
        raise Usage(problem=Message(N_("--list, --compare and --again are three different things; name one of them.")))
    if again != (reason is not None) or (again and not str(reason).strip()):
        raise Usage(problem=Message(N_("--again and --reason TEXT belong together.")))
    if listed:
        return seals_listed
    return compared if compare else lambda desk, month: sealed(desk, month, reason=reason)


def figures(desk: Desk, month: str, as_of: datetime) -> Document:
    """The monthly report's figures as JSON values, without the times at which it was asked for."""
    from cspm.overview import monthly_rows as index
    from cspm.overview.monthly import Asked, monthly
    from cspm.overview.obligations import quotas_of
    from cspm.paper.document import json_text

    store, terms = desk.store, desk.terms
    span = Span.month(month, terms.tz)
    store.restat("tickets", month)
    rows = index.read_rows(store, span, as_of=as_of)
    quotas = quotas_of(store, span, terms, as_of=as_of, rows=rows.callbacks)
    found = monthly(rows, span, terms, asked=Asked(as_of, as_of), quotas=quotas).document
    document: Document = json.loads(json_text(found))
    return {key: value for key, value in document.items() if key not in ("generated_at", "as_of")}


def sealed(desk: Desk, month: str | None, *, reason: str | None = None) -> Answer:
    """Seal a month, by default the last complete one; with a reason a further time.

    Equal figures under a seal are fine and change nothing. Raises NotAllowed, RefusedByRule while the month goes on,
    AlreadyThere when there is a seal with other figures, StoreDamaged.
    """
    from cspm.store import seals

    actor = desk.office.allow("seal")
    month = month or last_month(desk.now, desk.site.tz)
    if desk.now < Span.month(month, desk.site.tz).end:
        problem = Message.of(N_("{month} is not over yet; it can be sealed from its last midnight on"), month=month)
        raise RefusedByRule(problem, rule="R112", clause="000 P2-三 1.6.1", code="month_open")
    known = seals.versions(desk.root, month)
    if known and reason is None:
        return _once(desk, month, known)
    found, heads = seals.still(
        desk.store, lambda: (figures(desk, month, desk.now), seals.month_heads(desk.store, month))
    )
    facts = {
        "sealed_at": desk.now.isoformat(), "recorded_at": desk.clock.astimezone(desk.site.tz).isoformat(), "by": actor.id,
        "os_user": desk.os_user, "reason": reason, "figures": found,
    }  # fmt: skip
    made = seals.write(desk.store, month, facts, heads, after=len(known))
    said = Message.of(N_("{month} is sealed (version {version}), digest {digest}"), month=month,
                      version=made["version"], digest=made["digest"])  # fmt: skip
    return Answer(made, (said,))


def _once(desk: Desk, month: str, known: list[Document]) -> Answer:
    """The answer to who seals again without saying so. Raises AlreadyThere when the figures differ."""
    last = known[-1]
    now = figures(desk, month, datetime.fromisoformat(last["sealed_at"]))
    if now != last["figures"]:
        hint = N_("A seal of {month} with other figures (see cspm seal --month {month} --compare, or use --again)")
        raise AlreadyThere(id=Message.of(hint, month=month))
    said = Message.of(N_("{month} was sealed {at} and its figures are the same; nothing was written"), month=month,
                      at=datetime.fromisoformat(last["sealed_at"]))  # fmt: skip
    return Answer(last, (said,))


def seals_listed(desk: Desk, month: str | None) -> Answer:
    """`[{month version sealed_at by reason digest}]`, the last version of each seal (of one month, if named)."""
    from cspm.store import seals

    named = [one for one in seals.months(desk.root) if month in (None, one)]
    last = [seals.versions(desk.root, one)[-1] for one in named]
    keys = ("month", "version", "sealed_at", "by", "reason", "digest")
    rows = [{key: version[key] for key in keys} for version in last]
    said = N_("{month}: version {version}, sealed {sealed_at} by {by}, digest {digest}")
    told = ({**row, "sealed_at": datetime.fromisoformat(row["sealed_at"])} for row in rows)
    return Answer(rows, tuple(Message(said, facts) for facts in told) or (Message(N_("No month is sealed.")),))


def compared(desk: Desk, month: str | None) -> Answer:
    """`{month version sealed_at figures[{key sealed now}] records[{kind id sealed now kept}]}`; 1 when something differs.

    The figures of now are those as of the sealing. `kept` tells whether the sealed event is still in the history. Raises
    NoSuchRecord when there is no seal.
    """
    from cspm.store import seals

    month = month or last_month(desk.now, desk.site.tz)
    known = seals.versions(desk.root, month)
    if not known:
        raise NoSuchRecord(id=month, command="cspm seal --list")
    last = known[-1]
    now = dict(leaves(figures(desk, month, datetime.fromisoformat(last["sealed_at"]))))
    then = dict(leaves(last["figures"]))
    changed = [
        {"key": key, "sealed": then.get(key), "now": now.get(key)}
        for key in {**then, **now}
        if (key in then) != (key in now) or then.get(key) != now.get(key)
    ]
    records = list(_moved(desk, month, last))
    document = {"month": month, "version": last["version"], "sealed_at": last["sealed_at"],
                "figures": changed, "records": records}  # fmt: skip
    same = (
        Message.of(
            N_("{month}: nothing differs from the seal of {at}"),
            month=month,
            at=datetime.fromisoformat(last["sealed_at"]),
        ),
    )
    lines = (*(_figure_line(one) for one in changed), *(_record_line(one) for one in records)) or same
    return Answer(document, lines, int(bool(changed or records)))


def leaves(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Every single value of a JSON document with its dotted key; items of a list are numbered from 1."""
    if isinstance(value, dict) and value:
        for name, item in value.items():
            yield from leaves(item, f"{key}.{name}".lstrip("."))
    elif isinstance(value, list) and value:
        for number, item in enumerate(value, 1):
            yield from leaves(item, f"{key}.{number}")
    else:
        yield key, value


def _moved(desk: Desk, month: str, version: Document) -> Iterator[Document]:
    """The records that are not where they were: changed, gone, new, or no longer readable."""
    from cspm.store import seals

    store = desk.store
    for kind, record_id, then in seals.beside(store, month, version):
        if kind not in store.kinds:
            continue
        try:
            now = seals.head(store, store.kinds[kind], record_id)
        except CspmError:
            now = None  # gone or damaged: `check` says which
        if now != then or now is None:
            kept = then is None or seals.holds(store, store.kinds[kind], record_id, then)
            yield {"kind": kind, "id": record_id, "sealed": then and then.revision, "now": now and now.revision,
                   "kept": kept}  # fmt: skip


def _figure_line(one: Document) -> Message:
    shown = {key: "-" if value is None else str(value) for key, value in one.items()}
    return Message.of(N_("{key}: {sealed} when it was sealed, now {now}"), **shown)


def _record_line(one: Document) -> Message:
    shown = {"id": one["id"], **{key: one[key] or "-" for key in ("sealed", "now")}}
    if one["kept"]:
        return Message.of(N_("{id}: revision {sealed} when it was sealed, now {now}"), **shown)
    return Message.of(N_("{id}: revision {sealed} that was sealed is no longer in its history (now {now})"), **shown)


def anchored(desk: Desk, verify: str | None) -> Answer:
    """`{anchor records at [verified]}`; with `verify` 1 when it is another one. Raises NotAllowed, BadValue for what is no
    anchor, StoreDamaged, StoreProblem when the store is never still."""
    from cspm.store import seals

    desk.office.allow("anchor")
    wanted = None if verify is None else verify.strip().lower()
    if wanted is not None and not re.fullmatch("[0-9a-f]{64}", wanted):
        raise BadValue(
            field="--verify", value=str(verify)[:80], problem=Message(N_("an anchor has 64 characters 0-9 a-f"))
        )
    found, count = seals.still(desk.store, lambda: seals.anchor(desk.store))
    at = desk.clock.astimezone(desk.site.tz)
    document = {"anchor": found, "records": count, "at": at.isoformat()}
    if wanted is None:
        return Answer(document, (Message(N_("{anchor}  {records} records  {at}"), {**document, "at": at}),))
    same = wanted == found
    said = N_("The {records} records are those of the anchor.")
    if not same:
        said = N_("The records are not those of the anchor: they were changed since, by work or by hand.")
    return Answer({**document, "verified": same}, (Message.of(said, records=count),), int(not same))
