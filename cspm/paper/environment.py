"""The Jinja environment of forms and report pages: sandboxed, escaping, strict, in one language."""

from __future__ import annotations

import os
import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from cspm.core.language import Language
from cspm.core.money import to_cents
from cspm.core.tables import Column
from cspm.paper.cell import PLAIN, shown

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# As installed; then the folder of the checkout, which an editable installation reads.
FOLDERS = (os.path.join(_PACKAGE, "templates"), os.path.join(os.path.dirname(_PACKAGE), "templates"))


_PIECES = re.compile(
    r"(?<![\w-])(?:\d{4}-(?:\d\d-\d\d|\d\d|W\d\d|Q\d)|[A-Z]{1,3}-\d{6}-\d{4,}(?:\.\d+)?|\+?\d{7,15})(?![\w-])", re.ASCII
)


@lru_cache(maxsize=4)
def environment(language: Language) -> ImmutableSandboxedEnvironment:
    """The environment of a language; its `_()` and `pgettext()` are those of the catalogue, `colon` is its own.

    Filters: `money`, `time`, `date`, `shown` (whatever it is), `label(vocabulary)`, `capital`, `qr`. What a template
    names and nobody gave is an error, everything that is printed is escaped. Without a filter a value is printed as
    by `shown`: a missing one (None) as nothing, a `Code` by its label.
    """
    from jinja2 import FileSystemLoader, StrictUndefined, Undefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(FOLDERS, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: (
            value if isinstance(value, (Markup, Undefined)) else whole(shown(value, PLAIN, language))
        ),
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_translations(language.table(), newstyle=True)  # type: ignore[attr-defined] # from the extension
    made.globals["lang"] = "zh-CN" if language.code == "zh" else language.code
    made.globals["colon"] = "：" if language.code == "zh" else ": "
    for kind in ("money", "time", "date"):
        made.filters[kind] = _shower(Column("", "", kind), language)
    made.filters["shown"] = _shower(PLAIN, language)
    made.filters["label"] = lambda value, vocabulary: shown(value, Column("", "", "code", vocabulary), language)
    made.filters["capital"] = capital
    made.filters["qr"] = qr
    return made


class _shower:  # noqa: N801 - a function with its column and language
    """A filter: the value as a cell of that column, "" for None."""

    def __init__(self, column: Column, language: Language) -> None:
        self._column = column
        self._language = language

    def __call__(self, value: object) -> str:
        return shown(value, self._column, self._language)


def whole(text: str) -> str | Markup:
    """The text with its days, ids and telephone numbers each in one piece: browsers break lines behind a hyphen."""
    if _PIECES.search(text) is None:
        return text
    from markupsafe import Markup, escape

    return Markup(_PIECES.sub(r'<span class="key">\g<0></span>', str(escape(text))))


def capital(value: Decimal | int | None) -> str:
    """An amount in capitals (人民币壹佰元整), rounded to the cent; the plain amount when cn2an is not installed.

    The wording is Chinese in every language, as receipts have it. "" for None.
    """
    if value is None:
        return ""
    amount = to_cents(Decimal(value))
    try:
        import cn2an
    except ImportError:
        return str(amount)
    words: str = cn2an.an2cn(str(abs(amount)), "rmb")
    return ("人民币负" if amount < 0 else "人民币") + words


def qr(text: str) -> Markup:
    """The text as a QR drawing inside the page; nothing when segno is not installed or the text is too long for one."""
    from markupsafe import Markup

    try:
        import segno
    except ImportError:
        return Markup("")
    try:
        code = segno.make(str(text), micro=False)
    except segno.DataOverflowError:
        return Markup("")
    return Markup(code.svg_inline(scale=2, border=0, omitsize=True, svgclass="qr", lineclass=None))
