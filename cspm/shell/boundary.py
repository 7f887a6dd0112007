"""The one error boundary: refusals become a sentence on stderr and an exit code, bugs a line and a log file."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from cspm.core.language import Language
from cspm.errors import N_, CspmError, Message, RefusedByRule

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

BUG = 70
INTERRUPTED = 130


def refusal(error: CspmError, tongue: Language, *, as_json: bool) -> None:
    """Print a refusal: one sentence, or `{error code rule clause message}` when JSON was asked for."""
    sentence = tongue.message(error.message)
    if not as_json:
        say(f"{tongue.text(N_('Refused'))}: {sentence}" if error.exit_code != BUG else sentence)
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
    say(json.dumps(document, ensure_ascii=False, indent=2))


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
    say(f"{tongue.text(N_('Error'))}: {message}")


def usage_message(error: click.ClickException, tongue: Language) -> str:
    """One sentence for the common mistakes, Click's own for the rest."""
    name = ""
    if isinstance(error, (click.MissingParameter, click.BadParameter)) and error.param is not None:
        name = (
            error.param.opts[0]
            if isinstance(error.param, click.Option)
            else error.param.make_metavar(ctx=error.ctx or click.Context(click.Command("")))
        )
    if isinstance(error, click.MissingParameter):
        return tongue.message(Message.of(N_("{name} is missing."), name=name))
    if isinstance(error, click.NoSuchOption):
        return tongue.message(Message.of(N_("There is no option {name}."), name=error.option_name))
    if isinstance(error, click.BadParameter) and name:
        return f"{name}: {error.message}"
    if isinstance(error, click.UsageError) and error.message.startswith("No such command"):
        return tongue.message(Message.of(N_("There is no command {name}."), name=error.message.split("'")[1]))
    return error.format_message()


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
