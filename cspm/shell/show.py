"""One record and its history for people; the JSON document of both is what the file holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import Kind
from cspm.core.roles import own_label
from cspm.core.tables import Column, Report, Table
from cspm.core.view import TIMES
from cspm.core.words import vocabulary_of
from cspm.errors import N_, Code, Message

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

Document = Mapping[str, Any]
Labels = Mapping[str, str]

FRAME_LABELS = {
    "id": N_("Number"), "state": N_("State"), "created_by": N_("Recorded by"), "import_batch": N_("Import batch"),
    "revision": N_("Revision"), "history": N_("History"),
}  # fmt: skip
HISTORY = (
    Column("revision", N_("No."), "int"), Column("at", N_("When"), "time"), Column("by", N_("Who")),
    Column("action", N_("What"), "code", "action"), Column("changed", N_("Changed")), Column("reason", N_("Reason")),
)  # fmt: skip
FACTS = (Column("field", N_("Field")), Column("value", N_("Value")))
VOCABULARIES_OF = {
    "callbacks.method": "callback_method", "checks.step": "check_step", "checks.value": "check_value",
    "checks.result": "verified", "complaint.checks.result": "verified",
    "reported_to": "role",
}  # fmt: skip
"""Fields whose vocabulary neither their own name nor their model tells."""


def show_record(
    desk: Desk, kind_name: str, document: Document, *, skip: Sequence[str] = (), tables: tuple[Table, ...] = ()
) -> None:
    """Print one record: its document with --json, else its fields with labels, then the `tables` given."""
    from cspm.shell.output import put_json, put_report

    if desk.face == "json":
        put_json(desk, document)
        return
    from cspm.register import KINDS

    say_words()
    kind = KINDS[kind_name]
    report = record_report(kind, document, desk=desk, labels=desk.store.shapes.labels(kind), skip=skip)
    put_report(desk, report._replace(tables=(*report.tables, *tables)), ids=(str(document["id"]),))


def show_records(
    desk: Desk, kind_name: str, documents: Sequence[Document], *, many: bool, skip: Sequence[str] = (),
    tables: Callable[[Document], tuple[Table, ...]] = lambda document: (),
) -> None:  # fmt: skip
    """Print the records that were asked for: the array of their documents with --json when there may be `many`."""
    from cspm.register import KINDS
    from cspm.shell.output import put_json, put_reports

    if not many:
        show_record(desk, kind_name, documents[0], skip=skip, tables=tables(documents[0]))
        return
    if desk.face == "json":
        put_json(desk, list(documents))
        return
    kind, reports = KINDS[kind_name], []
    for document in documents if not desk.quiet else ():
        report = record_report(kind, document, desk=desk, labels=desk.store.shapes.labels(kind), skip=skip)
        reports.append(report._replace(tables=(*report.tables, *tables(document))))
    put_reports(desk, reports, ids=[str(document["id"]) for document in documents], many=True)


def record_report(kind: Kind, document: Document, *, desk: Desk, labels: Labels, skip: Sequence[str] = ()) -> Report:
    """The fields of a record that hold something, with their labels, as a table of two columns; without history."""
    rows = tuple(
        (Message(label_of(name, labels)), shown_value(name, value, desk=desk, labels=labels))
        for name, value in document.items()
        if name not in ("history", *skip) and value not in (None, "", [], {})
    )
    title = Message(N_("{kind} {id}"), {"kind": Message(kind.label), "id": document["id"]})
    return Report(kind.name, title, document, (Table("record", title, FACTS, rows),))


def history_report(document: Document, *, desk: Desk, labels: Labels) -> Report:
    """Every event of a record: when, who, what, old and new values, why. The JSON document is the history itself."""
    title = Message(N_("History of {id}"), {"id": document["id"]})
    events = document["history"]
    rows = tuple(_event(event, before, desk, labels) for event, before in _walked(events))
    return Report("history", title, events, (Table("history", title, HISTORY, rows),))


def show_histories(desk: Desk, found: Sequence[tuple[str, str]], *, many: bool) -> None:
    """Print the histories of records named by kind and id: their arrays with --json (an array of them for `many`), else tables."""
    from cspm.register import KINDS
    from cspm.shell.output import put_json, put_reports

    documents = [desk.store.document(kind, record_id) for kind, record_id in found]
    if desk.face == "json":
        put_json(desk, [document["history"] for document in documents] if many else documents[0]["history"])
        return
    say_words()
    labels = [desk.store.shapes.labels(KINDS[kind]) for kind, _ in found]
    reports = [history_report(one, desk=desk, labels=names) for one, names in zip(documents, labels, strict=True)]
    put_reports(desk, reports, ids=[record_id for _, record_id in found], many=many)


def say_words() -> None:
    """Load the words of every procedure: an action or state of a record may be declared by another than its own."""
    from cspm.register import PROCEDURES

    for procedure in PROCEDURES:
        procedure.part("states", "PERMITS")


def _walked(events: Sequence[Document]) -> Iterator[tuple[Document, Document]]:
    """Each event with the content before it."""
    from cspm.core.history import fold

    content: dict[str, Any] = {}
    for event in events:
        yield event, content
        content = fold([{"changed": content}, event])


def _event(event: Document, before: Document, desk: Desk, labels: Labels) -> tuple[object, ...]:
    who: object = event["by"]
    if event["recorded_by"] != event["by"]:
        who = Message.of(N_("{by}, typed by {recorder}"), by=event["by"], recorder=event["recorded_by"])
    changed = tuple(
        _change(name, value, before, desk=desk, labels=labels)
        for name, value in event["changed"].items()
        if name not in FRAME_LABELS or name == "state"
    )
    return event["revision"], datetime.fromisoformat(event["at"]), who, event["action"], changed, event.get("reason")


def _change(name: str, value: Any, before: Document, *, desk: Desk, labels: Labels) -> Message:
    appended = name.endswith("+")
    field = name.removesuffix("+")
    old, value = (None, value) if appended else apart(before.get(field), value)
    old, value = brief(old), brief(value)
    facts = {
        "field": Message(label_of(field, labels)),
        "old": shown_value(field, old, desk=desk, labels=labels),
        "new": "-" if value in (None, "", [], {}) else shown_value(field, value, desk=desk, labels=labels),
    }
    if appended:
        return Message(N_("{field}: + {new}"), facts)
    return Message(N_("{field}: {new}") if old in (None, "", [], {}) else N_("{field}: {old} → {new}"), facts)


def apart(old: Any, new: Any) -> tuple[Any, Any]:
    """Old and new without what they have in common, where both are parts or lists of parts."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        before, after = ({name: part[name] for name in names if name in part} for part in (old, new))
        return (before if any(value not in (None, "", [], {}) for value in before.values()) else None), after
    if isinstance(old, list) and isinstance(new, list) and any(isinstance(one, Mapping) for one in old):
        return [one for one in old if one not in new], [one for one in new if one not in old]
    return old, new


MOST_PARTS, MOST_VALUES = 3, 12
"""So many parts or values of a list a history tells; of more it says how many there are."""


def brief(value: Any) -> Any:
    """A value as a line of history can tell it: long lists of parts as their number (`--json` has all of them)."""
    if isinstance(value, Mapping):
        return {name: brief(one) for name, one in value.items()}
    if (
        isinstance(value, list)
        and value
        and len(value) > (MOST_PARTS if isinstance(value[0], Mapping) else MOST_VALUES)
    ):
        return Message.of(N_("{count} entries"), count=len(value))
    return value


def label_of(name: str, labels: Labels) -> str:
    """The label of a field; one of the frame has its own, an unknown one is shown by its name."""
    label = labels.get(name, name)
    return FRAME_LABELS.get(name, name) if label == name else label


def part_label(name: str, labels: Labels) -> str:
    """The label of a field of a part; one without a label is shown by its own name."""
    label = label_of(name, labels)
    return name.rpartition(".")[2] if label == name else label


def shown_value(name: str, value: Any, *, desk: Desk, labels: Labels) -> Any:
    """A JSON value of the field `name` as a cell or a fact of a message."""
    if isinstance(value, Message):
        return value
    if isinstance(value, bool):
        return Code("yes", "yes" if value else "no")
    if isinstance(value, str):
        return shown_text(name, value, desk=desk, labels=labels)
    if isinstance(value, (list, tuple)):
        return tuple(shown_value(name, item, desk=desk, labels=labels) for item in value)
    if isinstance(value, Mapping):
        return tuple(
            Message(N_("{field}: {new}"), {
                "field": Message(part_label(f"{name}.{key}", labels)),
                "new": shown_value(f"{name}.{key}", item, desk=desk, labels=labels),
            })
            for key, item in value.items() if item not in (None, "", [], {})
        )  # fmt: skip
    return value


def shown_text(name: str, text: str, *, desk: Desk, labels: Labels) -> object:
    """A text as people read it: times to the minute, codes by their label, a site's own roles by theirs.

    A code may stand with where it was, `CODE@PLACE`.
    """
    path, name = name, name.rpartition(".")[2]
    if name.endswith("_at") or name in TIMES:
        return datetime.fromisoformat(text).isoformat(sep=" ", timespec="minutes")[:16]
    vocabulary = labels.get(f"{path}=") or VOCABULARIES_OF.get(path) or vocabulary_of(name)
    word, at, place = text.partition("@")
    if vocabulary and at:
        return Message(N_("{word} ({place})"), {"word": Code(vocabulary, word), "place": place})
    if vocabulary == "role":
        return own_label(text, desk.site.roles, desk.language.code) or Code("role", text)
    return Code(vocabulary, text) if vocabulary else text
