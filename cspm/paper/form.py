"""Printable forms: a template of `templates/<procedure>/` filled with values, as a page or as PDF."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from cspm.core.language import Language
from cspm.errors import N_, Message, Usage
from cspm.paper.cell import clean

PDF_FONT = "cspm-zh"  # the last name of the pages' font stack, see templates/style.html


def form_html(template: str, values: Mapping[str, object], language: Language) -> str:
    """The form as a self-contained page, escaped, ready for a browser's print.

    `template` is `<procedure>/<name>`, with or without `.html`; form templates extend `base.html`, which says what it
    needs. Raises KeyError for a template that does not exist and `jinja2.UndefinedError` for a value that was not
    given: both are bugs.
    """
    from jinja2 import TemplateNotFound

    from cspm.paper.environment import environment

    name = template if template.endswith(".html") else template + ".html"
    try:
        found = environment(language).get_template(name)
    except TemplateNotFound as missing:
        raise KeyError(missing.name) from missing
    return clean(found.render(dict(values))).rstrip("\n") + "\n"


def form_pdf(html: str) -> bytes:
    """The page as PDF. Nothing outside the page is fetched. Raises Usage when weasyprint is not installed."""
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError):  # OSError: the Python package is there, the pango library it draws with is not
        raise Usage(
            problem=Message.of(
                N_(
                    "PDF needs a library that is not installed. Install it with: {command}. "
                    "The HTML form prints from any browser without it."
                ),
                command="pip install cspm[pdf]",
            )
        ) from None
    fonts = FontConfiguration()
    sheets = [weasyprint.CSS(string=rule, font_config=fonts) for rule in _font_rules()]
    page = weasyprint.HTML(string=html, url_fetcher=_Refusal())
    made: bytes = page.write_pdf(stylesheets=sheets, font_config=fonts)
    return made


def _font_rules() -> list[str]:
    """The Chinese font of the `pdf` extra: without any, PDF shows boxes on a machine that has none of its own."""
    try:
        fonts = import_module("pylopdf_fonts_zh_cn")  # by name: whether it is installed must not matter to mypy
    except ImportError:
        return []
    return [f'@font-face {{ font-family: "{PDF_FONT}"; src: url("{fonts.sans_path().as_uri()}"); }}']


class _Refusal:
    """A fetcher that fetches nothing: a form must not make the office's machine call anywhere or open its files."""

    _fail_on_errors = False  # asked of fetchers since weasyprint 67: a refused picture is left out

    def __call__(self, url: str, *args: Any, **options: Any) -> object:
        raise ValueError(f"not fetched: {url}")
