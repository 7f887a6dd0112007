"""The one error boundary: refusals become a sentence on stderr and an exit code, bugs a line and a log file."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from cspm.core.language import Language
from cspm.errors import N_, BadValue, CspmError, Message, RefusedByRule
from cspm.shell.clicks import usage_message

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

BUG = 70
INTERRUPTED = 130


def refusal(error: CspmError, tongue: Language, *, as_json: bool) -> None:
    """Print a refusal: one sentence, or `{error code rule clause message}` when JSON was asked for."""
    sentence = tongue.message(message_of(error))
    if not as_json:
        own = error.exit_code == BUG or isinstance(error, RefusedByRule)  # these sentences say themselves what happened
        say(sentence if own else tongue.message(Message.of(N_("Refused: {problem}"), problem=sentence)))
        for one in error.lines:
            say("  " + tongue.message(line_message(*one)))
        return
    import json

    code = error.rule_code if isinstance(error, RefusedByRule) else error.code
    document: dict[str, Any] = {
        "error": error.code,
        "code": code,
        "rule": error.rule,
        "clause": error.clause,
        "message": sentence,
    }
    if error.lines:
        document["lines"] = [{"line": line, "message": tongue.message(said)} for line, said in error.lines]
    say(json.dumps(document, ensure_ascii=False, indent=2))


def line_message(line: int, problem: Message) -> Message:
    """`line 7: ...`: what is wrong in a line of a text."""
    return Message.of(N_("line {line}: {problem}"), line=line, problem=problem)


def message_of(error: CspmError) -> Message:
    """The sentence of a refusal; a value that is blank is not shown, the one id of several that was refused is."""
    said = error.message
    if isinstance(error, BadValue) and not str(error.facts.get("value", "-")).strip():
        said = Message.of(N_("{field}: nothing was typed; {problem}"), **error.facts)
    if error.among is None:
        return said
    text = N_("{problem} (refused at {id}; none of the {count} records was changed)")
    return Message.of(text, problem=said, id=error.among[0], count=error.among[1])


def usage(error: click.ClickException, tongue: Language, *, as_json: bool) -> None:
    """Print Click's own refusal of a command line, translated where the catalogue has it."""
    message = usage_message(error, tongue)
    if as_json:
        import json

        say(
            json.dumps(
                {"error": "usage", "code": "usage", "rule": None, "clause": None, "message": message},
                ensure_ascii=False,
                indent=2,
            )
        )
        return
    ctx = getattr(error, "ctx", None)
    if ctx is not None:
        say(
            tongue.message(
                Message.of(
                    N_("Usage: {usage}"), usage=" ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])
                )
            )
        )
        say(tongue.message(Message.of(N_("Help: {command} --help"), command=ctx.command_path)))
    say(tongue.message(Message.of(N_("Error: {problem}"), problem=message)))


def bug(error: BaseException, desk: Desk, *, version: str) -> None:
    """One line on stderr; the traceback goes to a log file whose path the line gives."""
    import traceback

    tongue = desk.language
    text = "".join(traceback.format_exception(error))
    base = desk.environment.get("XDG_STATE_HOME") or os.path.join(os.path.expanduser("~"), ".local", "state")
    path = os.path.join(base, "cspm", f"bug-{desk.clock:%Y%m%dT%H%M%S}-{os.getpid()}.log")
    head = f"cspm {version}, Python {sys.version.split()[0]}, {desk.clock.isoformat()}\n{' '.join(sys.argv)}\n\n"
    if not write_log(path, head + text):
        path = tongue.text(N_("(no log could be written)"))
    say(
        tongue.message(
            Message.of(N_("This is a bug in cspm: {kind}. Details: {path}"), kind=type(error).__name__, path=path)
        )
    )


def write_log(path: str, text: str) -> bool:
    """Write a bug's log; False when even that is not possible."""
    from cspm.store.log import write_log_file

    return write_log_file(path, text)


def say(line: str) -> None:
    """A line on stderr; a stderr that is closed or full is passed over, for there is nobody left to tell."""
    try:
        click.echo(line.encode("utf-8", "replace").decode("utf-8"), err=True)
    except OSError:
        return
