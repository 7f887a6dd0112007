"""The `cspm` command: global options, lazy loading, the error boundary. The only reader of the clock and the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NoReturn

import click

from cspm import __version__
from cspm.core.language import CODES
from cspm.errors import N_, CspmError, Message, Usage
from cspm.register import COMMANDS, SECTIONS
from cspm.shell.boundary import BUG, INTERRUPTED, bug, refusal, say, usage
from cspm.shell.desk import Desk
from cspm.shell.lazy import LazyGroup
from cspm.shell.output import write_stdout
from cspm.shell.pages import spoken
from cspm.shell.params import Choice

TIME_ZONES = "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo"
"""Where systems keep their time zones, as Python has it; without any of them those of the tzdata package are used."""


def language_of(environment: Mapping[str, str]) -> str:
    """`CSPM_LANG`, then the locale; Chinese when neither says (the staff's language)."""
    for name in ("CSPM_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")[:2].lower()
        if value in CODES:
            return value
        if value and name != "CSPM_LANG":
            break
    return "zh"


def os_user(environment: Mapping[str, str]) -> str:
    """The operating-system user who typed it."""
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a user id without a name, as in containers
        return environment.get("USER", str(os.getuid()))


class Root(LazyGroup):
    """The group with the boundary: every way to run it (entry point, tests, `python -m`) ends with an exit code."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        """Run, and exit with the code that the command line promises."""
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for plugins costs every change 19 ms
        os.environ.setdefault(
            "PYTHONTZPATH", TIME_ZONES
        )  # else Python's whole configuration is read to find them, 1.5 ms
        words = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        desk = Desk(
            clock=datetime.now(UTC).replace(microsecond=0),
            environment=os.environ,
            lang=language_of(os.environ),
            os_user=os_user(os.environ),
        )
        extra["obj"] = desk
        code = self._guarded(words, prog_name or "cspm", desk, extra)
        sys.exit(finish(code))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands part by part: a hundred names in one column help nobody."""
        tongue = spoken(ctx)
        for part, those in SECTIONS:
            if those:
                with formatter.section(tongue.text(part)):
                    formatter.write_dl([(one.name, tongue.text(one.help)) for one in those])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C and a reader who went away are answered here, before Click has its own way with them."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.Abort from None
        except BrokenPipeError:
            raise click.exceptions.Exit(silence()) from None

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the command line; help and version are printed while that is done, perhaps to nobody."""
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError:
            raise click.exceptions.Exit(silence()) from None

    def _guarded(self, words: list[str], name: str, desk: Desk, extra: dict[str, Any]) -> int:
        as_json = "--json" in words
        try:
            checked([*words, *(desk.environment.get(name, "") for name in ("CSPM_NOW", "CSPM_ACTOR"))])
            result = super().main(words, name, **extra)
        except click.exceptions.Exit as error:
            return error.exit_code
        except (click.Abort, KeyboardInterrupt):
            say(desk.language.text(N_("Interrupted.")))
            return INTERRUPTED
        except click.ClickException as error:
            usage(error, desk.language, as_json=as_json)
            return error.exit_code
        except CspmError as error:
            refusal(error, desk.language, as_json=as_json)
            return error.exit_code
        except Exception as error:  # noqa: BLE001 - the one boundary: a bug becomes a line, a log file and exit 70
            damaged = desk.stumbled()
            if damaged is None:
                bug(error, desk, version=__version__)
                return BUG
            refusal(damaged, desk.language, as_json=as_json)
            return damaged.exit_code
        return result if isinstance(result, int) else 0


def checked(words: Sequence[str]) -> None:
    """Refuse arguments that are no UTF-8 text, such as those of a terminal that types GBK. Raises Usage."""
    for word in words:
        said = word.encode("utf-8", "replace").decode("utf-8")
        if said != word:
            raise Usage(problem=Message.of(N_("{word} is not UTF-8 text; set the terminal to UTF-8."), word=said[:60]))


def silence() -> int:
    """The reader of the pipe went away: stop writing, and call it done."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0


def finish(code: int) -> int:
    """Flush stdout; output that cannot be written is no success."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        silence()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return code or 26
    return code


def version_line(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    """Print the version and stop."""
    if value and not ctx.resilient_parsing:
        write_stdout(f"cspm {__version__}\n".encode())
        ctx.exit()


def spoken_language(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    """Put the language on the desk before any help is printed."""
    if value and ctx.obj is not None:
        ctx.obj.lang = value


@click.group(
    cls=Root,
    entries=COMMANDS,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--store",
    metavar="DIR",
    envvar="CSPM_STORE",
    help=N_("The site's record folder; default the nearest records/ going up."),
)
@click.option(
    "--now",
    metavar="WHEN",
    envvar="CSPM_NOW",
    help=N_("When it happened, such as 9:30 or yesterday 14:00; default now."),
)
@click.option(
    "--actor", metavar="STAFF", envvar="CSPM_ACTOR", help=N_("Who acts; default the member of staff with your login.")
)
@click.option(
    "--lang", type=Choice(CODES), is_eager=True, expose_value=False, callback=spoken_language,
    help=N_("Language of text, tables and forms."),
)  # fmt: skip
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=version_line, help=N_("Print the version.")
)
@click.pass_obj
def cspm(desk: Desk, store: str | None, now: str | None, actor: str | None) -> None:
    """The customer-service centre of a property-management office: every matter has a record, every record a result."""
    desk.named_store = store
    desk.when = now
    desk.actor_id = actor


def main() -> NoReturn:
    """Entry point."""
    cspm.main()
