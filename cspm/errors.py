"""Every refusal: one class per reason, with its sentence and its exit code.

A refusal is an exception that a person can act on; it says in one sentence what is wrong, where, and what to do. Wrong
*data* is never an exception but a finding (`cspm.core.rules`), and a bug is neither. Sentences are message ids of the
catalogue with `{name}` fields; `shell/boundary.py` translates and prints them.
"""

from __future__ import annotations

from typing import ClassVar

from cspm.tuples import NamedTuple


def N_(text: str) -> str:  # noqa: N802 - the conventional name of a catalogue marker
    """Mark an English sentence for the catalogue; it is translated where it is printed."""
    return text


class Code(NamedTuple):
    """A closed value inside a sentence or table, shown by its label: `Code("state", "on_hold")`."""

    vocabulary: str
    code: str


class Message(NamedTuple):
    """A sentence to be translated when it is shown: a catalogue id and the facts of its `{fields}`.

    Facts may be plain values, `Code` (shown by its label), `Message` (translated first) or tuples of these (joined).
    """

    text: str
    facts: dict[str, object] = {}  # noqa: RUF012 - a NamedTuple default; nobody writes to it

    @classmethod
    def of(cls, text: str, **facts: object) -> Message:
        """A message with its facts as keywords."""
        return cls(text, facts)


class CspmError(Exception):
    """Base of every refusal. Subclasses set `exit_code`, `code` (stable, for scripts) and `sentence`.

    `among` is the id that was refused and of how many, where several were to be changed and none was.
    """

    exit_code: ClassVar[int] = 70
    code: ClassVar[str] = "error"
    sentence: ClassVar[str] = N_("{problem}")
    among: tuple[str, int] | None = None
    lines: tuple[tuple[int, Message], ...] = ()
    """What is wrong in which line of a text, where that is known."""

    def __init__(self, *, rule: str | None = None, clause: str | None = None, **facts: object) -> None:
        self.rule = rule
        self.clause = clause
        self.facts = facts
        super().__init__(self.sentence, facts)

    @property
    def message(self) -> Message:
        """The sentence with its facts, to be translated by whoever shows it."""
        return Message(self.sentence, self.facts)

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)


class BadValue(CspmError):
    """A value that was typed is not one the command knows (exit 2, as Click's own)."""

    exit_code = 2
    code = "bad_value"
    sentence = N_("{field}: {value} is not valid: {problem}")


class Usage(CspmError):
    """The command line does not make sense as typed."""

    exit_code = 2
    code = "usage"
    sentence = N_("{problem}")


class NoSuchRecord(CspmError):
    """No record of that kind has this id."""

    exit_code = 20
    code = "no_such_record"
    sentence = N_("No such record: {id}. See what there is with: {command}")


class NotUnique(CspmError):
    """A short id fits several records; they are listed and nothing is done."""

    exit_code = 20
    code = "not_unique"
    sentence = N_("{id} is not unique. It could be: {candidates}")


class NotPossibleNow(CspmError):
    """The machine knows no such move from the record's present state."""

    exit_code = 21
    code = "not_possible_now"
    sentence = N_("{id}: {action} is not possible while it is {state}. Possible now: {possible}")


class AlreadyThere(CspmError):
    """What is to be made exists already."""

    exit_code = 21
    code = "already_there"
    sentence = N_("{id} exists already.")


class RefusedByRule(CspmError):
    """One of the few hard rules refuses; the message names the rule's code and clause."""

    exit_code = 22
    code = "refused_by_rule"
    sentence = N_("Refused by rule {rule} ({clause}): {problem}")

    def __init__(self, problem: Message, *, rule: str, clause: str, code: str) -> None:
        super().__init__(rule=rule, clause=clause, problem=problem)
        self.facts.update(rule=rule, clause=clause)
        self.rule_code = code


class NotAllowed(CspmError):
    """This person's role may not do that."""

    exit_code = 23
    code = "not_allowed"
    sentence = N_("{staff} ({role}) may not {action}. Allowed: {allowed}")


class NoActor(CspmError):
    """A change needs to know who acts, and nobody was named."""

    exit_code = 23
    code = "no_actor"
    sentence = N_(
        "Who is doing this? Name yourself with --actor ID or CSPM_ACTOR; no staff member has the login {login}."
    )


class ChangedMeanwhile(CspmError):
    """The record has another revision than the one the change was made for."""

    exit_code = 24
    code = "changed_meanwhile"
    sentence = N_("{id} changed meanwhile: it is at revision {found}, not {expected}. Nothing was written; look again.")


class InputRejected(CspmError):
    """A file that is read in is not what it says, or has bad rows."""

    exit_code = 25
    code = "input_rejected"
    sentence = N_("{file}: {problem}")


class StoreProblem(CspmError):
    """The store is damaged, locked for too long, full or not writable; nothing was half-written."""

    exit_code = 26
    code = "store_problem"
    sentence = N_("{path}: {problem}")


class StoreDamaged(StoreProblem):
    """A record file is not readable as what it should be."""

    code = "store_damaged"
    sentence = N_("{path} is damaged: {problem}. Nothing was changed; see: cspm check")


class StoreLocked(StoreProblem):
    """Another process held the lock for too long."""

    code = "store_locked"
    sentence = N_(
        "The store is busy: {holder} has held the lock for more than {seconds} seconds. Nothing was written; try again."
    )


class StoreNotWritable(StoreProblem):
    """The disk is full, read-only or failing."""

    code = "store_not_writable"
    sentence = N_("Could not write {path}: {problem}. Nothing was changed.")


class StoreUnfinished(StoreProblem):
    """The change was decided but could not be carried through; the next command finishes it."""

    code = "store_unfinished"
    sentence = N_("The disk failed while finishing the change ({problem}). It will be finished by the next command.")


class NoStore(StoreProblem):
    """No record folder was found."""

    code = "no_store"
    sentence = N_("No site found: {path} has no site.toml. Make one with: cspm init, or name it with --store DIR.")


class BadSite(StoreProblem):
    """site.toml does not say what it should."""

    code = "bad_site"
    sentence = N_("{path}: {problem}. Correct the line and try again.")


class OutputFailed(CspmError):
    """What was to be printed could not be written: no false success."""

    exit_code = 26
    code = "output_failed"
    sentence = N_("The output could not be written: {problem}")


class WrongKind(CspmError):
    """The verb is not for this kind of record."""

    exit_code = 21
    code = "wrong_kind"
    sentence = N_("{id} is of the kind {kind}; this is only for the kind {wanted}.")


class SavedNotPrinted(OutputFailed):
    """A change was written, only its answer could not be: it must not be typed again."""

    code = "saved_not_printed"
    sentence = N_("{ids} was saved, but the answer could not be written: {problem}. Do not type it again.")
