"""Printable forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from cspm.core.language import Language
from cspm.errors import Code, Message, Usage
from cspm.paper import environment as module
from cspm.paper.environment import FOLDERS, capital, environment, qr, whole
from cspm.paper.form import form_html, form_pdf

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
ORDER = """{% extends "base.html" %}
{% block title %}{{ _("Monthly report") }}{% endblock %}
{% block body %}
<table class="form">
<tr><th>{{ pgettext("channel", "phone call") }}</th><td>{{ phone }}</td><th>A</th>
<td>{{ at|time }} {{ at|date }}</td></tr>
<tr><th>B</th><td>{{ category|label("category") }}</td><th>C</th><td>{{ text }}</td></tr>
</table>
<p>{{ amount|money }} {{ amount|capital }} {{ missing|money }}{{ missing|time }}{{ missing|capital }}</p>
<p>{{ said|shown }} {{ said }}{{ missing }} {{ copies }} {{ _("No. %(number)s", number=text) }}</p>
{% endblock %}
{% block foot %}<p class="note">{{ loop.index }}</p>{% endblock %}
"""
VALUES = {
    "site": "翠湖花园",
    "number": "T-202610-0042",
    "copies": (Code("channel", "phone"), "<b>客户</b>"),
    "printed_at": NOW,
    "phone": "+8613800138000",
    "at": NOW,
    "category": "repair",
    "text": "<script>alert(1)</script>\x1b[31m\x00\u202e水管\n漏水",
    "amount": Decimal("1234.505"),
    "missing": None,
    "said": Message.of("{count} numbers can be traced.", count=1),
}


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Write a template that is found beside those of the project."""
    monkeypatch.setattr(module, "FOLDERS", (str(tmp_path), *FOLDERS))
    environment.cache_clear()

    def write(name: str, source: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(source, encoding="utf-8")

    return write


@pytest.fixture(autouse=True)
def fresh() -> None:
    """No environment of another test, which has another folder."""
    environment.cache_clear()


def test_a_form(written: Callable[[str, str], None], language: Language, golden: Callable[[str, bytes], None]) -> None:
    """Two copies with site, number and holder, every filter, and hostile words escaped, as the golden file has it."""
    written("tickets/order.html", ORDER)
    golden(f"form.{language.code}.html", form_html("tickets/order", VALUES, language).encode())


def test_a_form_needs_only_its_site(written: Callable[[str, str], None], english: Language) -> None:
    """Number, copies and printing time may be missing; then there is one sheet without them."""
    written("bare.html", '{% extends "base.html" %}{% block title %}T{% endblock %}{% block body %}B{% endblock %}')
    page = form_html("bare.html", {"site": "S"}, english)
    assert page.count('class="sheet"') == 1
    for word in ("No. ", "Copy ", "Printed "):
        assert word not in page
    assert page.count('class="sheet"') == form_html("bare", {"site": "S", "copies": ()}, english).count('class="sheet"')


def test_no_hidden_sign_reaches_the_paper(written: Callable[[str, str], None], english: Language) -> None:
    """Controls and direction overrides are gone wherever a value was printed, also inside a translated sentence."""
    written("signs.html", '<p title="{{ x }}">{{ x }} {{ _("No. %(number)s", number=x) }}</p>')
    page = form_html("signs", {"x": "\x00\x1b\u202e\ud800a"}, english)
    assert page == '<p title="\ufffda">\ufffda No. \ufffda</p>\n'


def test_a_missing_value_is_an_error(written: Callable[[str, str], None], english: Language) -> None:
    """A form with a hole in it is never printed, not even through a filter."""
    for expression in ("nobody", "nobody|money", "nobody|time", "nobody|label('state')", "nobody|qr", "nobody|shown"):
        written("hole.html", "{{ " + expression + " }}")
        environment.cache_clear()
        with pytest.raises(UndefinedError):
            form_html("hole", {}, english)


@pytest.mark.parametrize("name", ["tickets/none", "../setup.cfg", "/etc/passwd"])
def test_an_unknown_template_is_a_bug(name: str, english: Language) -> None:
    """Names come from the code: a wrong one is a KeyError, and no name leads out of the folders."""
    with pytest.raises(KeyError):
        form_html(name, {}, english)


def test_templates_are_sandboxed(written: Callable[[str, str], None], english: Language) -> None:
    """A template that a site edits can neither reach Python's insides nor change what it is given."""
    written("inside.html", "{{ ''.__class__.__mro__ }}")
    with pytest.raises((SecurityError, UndefinedError)):
        form_html("inside", {}, english)
    written("change.html", "{{ items.append(1) }}")
    with pytest.raises(SecurityError):
        form_html("change", {"items": []}, english)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Decimal("1234.50"), "人民币壹仟贰佰叁拾肆元伍角"),
        (Decimal(100), "人民币壹佰元整"),
        (Decimal("0.125"), "人民币壹角叁分"),
        (0, "人民币零元整"),
        (Decimal(-5), "人民币负伍元整"),
        (None, ""),
    ],
)
def test_amounts_in_capitals(amount: Decimal | int | None, words: str) -> None:
    """As receipts have it: rounded to the cent first, with 人民币 before it."""
    assert capital(amount).rstrip("整") == words.rstrip("整")


def test_without_the_print_extra_the_form_is_still_a_form(without: Callable[[str], None]) -> None:
    """The plain amount instead of capitals, and no QR drawing."""
    without("cn2an")
    without("segno")
    assert capital(Decimal("1234.5")) == "1234.50"
    assert qr("T-202610-0042") == ""


def test_a_qr_drawing_is_part_of_the_page() -> None:
    """Inline SVG, the same for the same text, nothing for a text that no QR code holds."""
    drawing = qr("T-202610-0042")
    assert drawing.startswith("<svg") and 'class="qr"' in drawing
    assert drawing == qr("T-202610-0042") != qr("T-202610-0043")
    assert "script" not in qr("</svg><script>")
    assert qr("x" * 10_000) == ""


def test_pdf_without_the_library_names_it(language: Language, without: Callable[[str], None]) -> None:
    """Exit 2 with the command to type, and that a browser prints the form as well."""
    without("weasyprint")
    with pytest.raises(Usage) as refused:
        form_pdf("<p>x</p>")
    assert "pip install cspm[pdf]" in language.message(refused.value.message)


def test_pdf_fetches_nothing() -> None:
    """With the library: a PDF, although the page names a file and an address."""
    pytest.importorskip("weasyprint")
    made = form_pdf('<p>水管</p><img src="file:///etc/hostname"><img src="http://127.0.0.1:9/x.png">')
    assert made.startswith(b"%PDF-")


def test_days_ids_and_telephones_stay_in_one_piece() -> None:
    """Browsers break lines behind a hyphen: what is read as one is kept as one, marks of HTML stay escaped."""
    assert whole("plain <b> words") == "plain <b> words" and not isinstance(whole("plain"), Markup)
    assert whole("2026-10-05 17:30 & T-202610-0042.1") == Markup(
        '<span class="key">2026-10-05</span> 17:30 &amp; <span class="key">T-202610-0042.1</span>'
    )
    assert whole("+8613800138000 3-2-1501 58f5c947f4e4d8fe2b28") == Markup(
        '<span class="key">+8613800138000</span> 3-2-1501 58f5c947f4e4d8fe2b28'
    )
