"""Asking at a terminal for what is missing: in the reader's language, the choices named, again when it does not fit."""

from __future__ import annotations

from collections.abc import Sequence

import click

from cspm.core.language import Language
from cspm.core.words import VOCABULARIES
from cspm.errors import N_, Code, Message
from cspm.shell.clicks import name_of
from cspm.shell.pages import spoken

TIMES = 3
LABELS = {
    "text": N_("What it is about"), "record": N_("Number of the record"), "ids": N_("Numbers of the records"),
    "when": N_("When"), "words": N_("Words"), "fields": N_("Fields as FIELD=VALUE"), "nature": N_("Judgement"),
}  # fmt: skip


def completed(args: Sequence[str], param: click.Parameter, ctx: click.Context) -> list[str]:
    """The command line with the words for a parameter that was missing, as the person types it now."""
    value = asked(param, ctx)
    if isinstance(param, click.Option):
        name = max(param.opts, key=len)
        return [f"{name}={value}" if name.startswith("--") else f"{name}{value}", *args]
    words = value.split() if param.nargs != 1 else [value]
    return [*args, *(() if "--" in args else ("--",)), *words]


def asked(param: click.Parameter, ctx: click.Context) -> str:
    """What the person types. Raises Click's refusal when the third answer does not fit either, Abort at the end of input."""
    tongue = spoken(ctx)
    label = question(param, tongue)
    for turn in range(1, TIMES + 1):
        value = str(click.prompt(label, err=True))
        try:
            for word in value.split() if param.nargs != 1 else [value]:
                param.type.convert(word, param, ctx)
        except click.BadParameter as error:
            if turn == TIMES:
                raise
            click.echo(error.message, err=True)
            continue
        return value
    raise click.Abort


def question(param: click.Parameter, tongue: Language) -> str:
    """`怎么付的款（--method）[现金、转账]`: the help or a label, its name, the closed values it takes."""
    text = param.help if isinstance(param, click.Option) else LABELS.get(param.name or "")
    name, label = name_of(param, None), tongue.text(text or "").rstrip(".。")
    said = tongue.message(Message.of(N_("{label} ({name})"), label=label, name=name)) if label else name
    choices = choices_of(param, tongue)
    return f"{said} [{choices}]" if choices else said


def choices_of(param: click.Parameter, tongue: Language) -> str:
    """The closed values of a parameter by their labels, empty when it has none."""
    vocabulary = getattr(param.type, "vocabulary", "")
    if vocabulary:
        return tongue.shown(tuple(Code(vocabulary, code) for code in VOCABULARIES[vocabulary].labels))
    return tongue.shown(tuple(getattr(param.type, "choices", ())))
