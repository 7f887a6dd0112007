"""Empty tables to be filled in: headings with comments, drop-downs, one example row, and a sheet that explains."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

from cspm.core.language import Language
from cspm.errors import N_, Message
from cspm.sheets.delimited import guarded
from cspm.sheets.opening import refused
from cspm.sheets.reader import letter_of
from cspm.tuples import NamedTuple

LAST_ROW = 1_048_575
SHORT_LIST = 255  # characters of a drop-down's own list; a longer one must stand on a sheet

ABOUT = N_("About the fields")
LISTS = N_("Lists")
ABOUT_HEADINGS = (N_("Heading"), N_("Field"), N_("Required"), N_("What to write"), N_("Choices"), N_("Example"))
KINDS = {
    "text": N_("Text."),
    "id": N_("An id, as text."),
    "phone": N_("A telephone number."),
    "choice": N_("One of the choices."),
    "list": N_("One or more, with commas between."),
    "number": N_("A number."),
    "money": N_("An amount, two decimals."),
    "time": N_("Day and time: 2026-11-22 09:30"),
    "date": N_("A day: 2026-11-22"),
    "yes": N_("Yes or no."),
}
FORMATS = {"time": "yyyy-mm-dd hh:mm", "date": "yyyy-mm-dd", "money": "0.00", "number": "General", "yes": "General"}
WIDTHS = {"time": 18, "date": 12, "phone": 16}


class TemplateField(NamedTuple):
    """A column: `name` the field, `label` its heading (an English label is translated), `kind` one of KINDS.

    `choices` are shown as they are; `example` is what the example row holds (times as `2026-11-22 09:30`).
    """

    name: str
    label: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    required: bool = False
    example: str = ""


def template_csv(fields: Sequence[TemplateField], language: Language) -> bytes:
    """Headings and the example row as a CSV for people (byte order mark, CRLF)."""
    import csv

    file = StringIO()
    writer = csv.writer(file)
    writer.writerow([guarded(language.text(field.label)) for field in fields])
    writer.writerow([guarded(field.example) for field in fields])
    return file.getvalue().encode("utf-8-sig")


def template_xlsx(title: str, fields: Sequence[TemplateField], *, language: Language) -> bytes:
    """The bytes of a workbook; `title` names its first sheet. The same fields give the same bytes.

    Raises InputRejected when the library xlsxwriter is missing.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        problem = N_("Workbooks need the library xlsxwriter. Install it with: pip install cspm[excel]; or use -o csv.")
        raise refused(title, problem) from None
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": language.text(title), "created": datetime(2026, 1, 1)})  # noqa: DTZ001 - as Excel has it
    pages = _Pages(book, language)
    pages.table(_sheet_name(language.text(title)), fields)
    pages.about(fields)
    pages.lists(fields)
    book.close()
    return file.getvalue()


def _sheet_name(title: str) -> str:
    kept = "".join(letter for letter in title if letter not in "[]:*?/\\").strip(" '")
    return kept[:31] or "1"


class _Pages:
    """The three sheets of a template; the last holds the lists that are too long for a drop-down of their own."""

    def __init__(self, book: Any, language: Language) -> None:
        self.book = book
        self.language = language
        self.heading = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
        self.needed = book.add_format({"bold": True, "bg_color": "#FCE4D6", "border": 1, "text_wrap": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.lists_name = _sheet_name(language.text(LISTS))

    def table(self, name: str, fields: Sequence[TemplateField]) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for at, field in enumerate(fields):
            label = self.language.text(field.label)
            form = self.book.add_format({"num_format": FORMATS.get(field.kind, "@")})  # text keeps a phone's digits
            sheet.set_column(at, at, max(WIDTHS.get(field.kind, 12), _width(label) + 2), form)
            sheet.write_string(0, at, label, self.needed if field.required else self.heading)
            sheet.write_comment(0, at, self._comment(field), {"x_scale": 1.5})
            if field.choices:
                sheet.data_validation(1, at, LAST_ROW, at, self._drop_down(field, at))
            _example(sheet, field, at=at, form=form)

    def about(self, fields: Sequence[TemplateField]) -> None:
        text = self.language.text
        sheet = self.book.add_worksheet(_sheet_name(text(ABOUT)))
        for at, heading in enumerate(ABOUT_HEADINGS):
            sheet.write_string(0, at, text(heading), self.heading)
        sheet.set_column(0, 2, 16)
        sheet.set_column(3, 5, 40, self.wrapped)
        for row, field in enumerate(fields, 1):
            required = text(N_("Required.")) if field.required else ""
            what = text(KINDS.get(field.kind, KINDS["text"]))
            cells = (text(field.label), field.name, required, what, ", ".join(field.choices), field.example)
            for at, cell in enumerate(cells):
                sheet.write_string(row, at, cell)

    def lists(self, fields: Sequence[TemplateField]) -> None:
        if not any(_is_long(field.choices) for field in fields):
            return
        sheet = self.book.add_worksheet(self.lists_name)
        sheet.hide()
        for at, field in enumerate(fields):
            if _is_long(field.choices):
                for row, choice in enumerate(field.choices):
                    sheet.write_string(row, at, choice)

    def _comment(self, field: TemplateField) -> str:
        what = self.language.text(KINDS.get(field.kind, KINDS["text"]))
        needed = [self.language.text(N_("Required."))] if field.required else []
        return "\n".join([f"{field.name}: {what}", *needed])

    def _drop_down(self, field: TemplateField, at: int) -> dict[str, Any]:
        source: object = list(field.choices)
        if _is_long(field.choices):
            letter = letter_of(at)
            name = self.lists_name.replace("'", "''")
            source = f"='{name}'!${letter}$1:${letter}${len(field.choices)}"
        # A warning, not a stop: many fields keep a word of the site's own, and the import names the others.
        problem = self.language.message(Message.of(N_("Not one of the choices of {field}."), field=field.name))
        return {"validate": "list", "source": source, "error_type": "warning", "error_message": problem[:255]}


def _is_long(choices: tuple[str, ...]) -> bool:
    return len(",".join(choices)) > SHORT_LIST or any("," in choice for choice in choices)


def _example(sheet: Any, field: TemplateField, *, at: int, form: Any) -> None:
    try:
        if field.kind in ("time", "date") and field.example:
            moment = datetime.fromisoformat(field.example)
            if moment.tzinfo is None:  # a cell cannot hold an offset; such an example stays text
                sheet.write_datetime(1, at, moment, form)
                return
    except ValueError:
        pass
    if field.example:
        sheet.write_string(1, at, field.example, form)


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
