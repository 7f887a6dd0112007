"""What Click itself refuses, in the reader's language: by the type of the exception, its words only where it has no more."""

from __future__ import annotations

import click

from cspm.core.language import Language
from cspm.errors import N_, Message

UNEXPECTED = r"(?s)Got unexpected extra arguments? \((.*)\)"


def usage_message(error: click.ClickException, tongue: Language) -> str:
    """One sentence for each mistake that Click knows; its own for what it does not tell apart."""
    found = parameter_mistake(error, tongue) or word_mistake(error)
    return tongue.message(found) if found is not None else error.format_message()


def parameter_mistake(error: click.ClickException, tongue: Language) -> Message | None:
    """A value that is missing or wrong."""
    if not isinstance(error, click.BadParameter) or error.param is None:
        return None
    name = name_of(error.param, error.ctx)
    if isinstance(error, click.MissingParameter):
        from cspm.shell.asking import question

        return Message.of(N_("Missing: {name}."), name=question(error.param, tongue))
    return Message.of(N_("{name}: {problem}"), name=name, problem=error.message)


def word_mistake(error: click.ClickException) -> Message | None:
    """An option or command there is not, a word too many, a value that an option lacks."""
    if isinstance(error, click.NoSuchOption):
        return with_hint(Message.of(N_("There is no option {name}."), name=error.option_name), error)
    if isinstance(error, click.BadOptionUsage):
        taken = "does not take a value" in error.message
        text = N_("{name} takes no value.") if taken else N_("{name} needs a value.")
        return Message.of(text, name=error.option_name)
    if not isinstance(error, click.UsageError):
        return None
    if error.message.startswith("No such command"):
        name = getattr(error, "command_name", None) or error.message.split("'")[1]
        return with_hint(Message.of(N_("There is no command {name}."), name=name), error)
    if error.message.startswith("Missing command"):
        return Message(N_("A command is missing."))
    import re

    extra = re.match(UNEXPECTED, error.message)
    return Message.of(N_("This is a word too many: {words}"), words=extra[1]) if extra else None


def with_hint(sentence: Message, error: click.ClickException) -> Message:
    """The sentence with the names that look alike."""
    alike = tuple(getattr(error, "possibilities", None) or ())
    if not alike:
        return sentence
    return Message.of(N_("{sentence} Did you mean {names}?"), sentence=sentence, names=alike)


def name_of(param: click.Parameter, ctx: click.Context | None) -> str:
    """What a person calls a parameter: `--to`, `NATURE`, `ID`."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    shape = param.metavar or (param.name or "").upper()
    return shape.strip("[].") or param.make_metavar(ctx or click.Context(click.Command("")))
