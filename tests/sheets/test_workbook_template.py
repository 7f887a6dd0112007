from __future__ import annotations

import io
import re
import sys
import zipfile

import pytest

from cspm.core.language import Language
from cspm.sheets.mapping import identity_mapping
from cspm.sheets.rows import read_rows
from cspm.sheets.workbook_template import KINDS, TemplateField, template_csv, template_xlsx

FIELDS = (
    TemplateField("source_id", "编号", "id", (), True, "007"),
    TemplateField("received_at", "受理时间", "time", (), True, "2026-11-22 09:30"),
    TemplateField("found_at", "发现时间", "time", (), False, "2026-11-22T09:30:00+08:00"),
    TemplateField("paid_on", "付款日期", "date", (), False, "2026-11-23"),
    TemplateField("phone", "电话", "phone", (), False, "+8613800138000"),
    TemplateField("channel", "渠道", "choice", ("来电", "来访"), False, "来电"),
    TemplateField("area", "区域", "choice", tuple(f"第 {n} 区（住宅）" for n in range(60)), False, "第 7 区（住宅）"),
    TemplateField("item", "项目", "choice", ("a, b", "c"), False, "a, b"),
    TemplateField("amount", "金额", "money", (), False, "12.50"),
    TemplateField("text", "内容", "text", (), False, "=三楼电梯停了"),
    TemplateField("note", "备注"),
)
EXAMPLE = {
    "source_id": "007", "received_at": "2026-11-22T09:30:00+08:00", "found_at": "2026-11-22T09:30:00+08:00",
    "paid_on": "2026-11-23", "phone": "+8613800138000", "channel": "来电", "area": "第 7 区（住宅）", "item": "a, b",
    "amount": "12.50", "text": "=三楼电梯停了",
}  # fmt: skip


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_the_example_row_is_read_back_as_fields(name, put):
    """A template can be imported as it is: headings are known and the example is a record."""
    english = Language("en")
    content = template_xlsx("工单", FIELDS, language=english) if name == "a.xlsx" else template_csv(FIELDS, english)
    with read_rows(put(name, content)) as reader:
        labels = {field.label: field.name for field in FIELDS}
        mapping = identity_mapping(reader.headings, [field.name for field in FIELDS], labels=labels)
        assert [mapping.apply(row) for row in reader] == [EXAMPLE]


def test_choices_are_drop_downs(put):
    """Short lists stand in the drop-down, long ones and those with commas on a hidden sheet."""
    files = parts(template_xlsx("工单", FIELDS, language=Language("en")))
    sources = re.findall(r"<formula1>(.*?)</formula1>", files["xl/worksheets/sheet1.xml"])
    assert sources == ['"来电,来访"', "'Lists'!$G$1:$G$60", "'Lists'!$H$1:$H$2"]
    assert 'name="Lists" sheetId="3" state="hidden"' in files["xl/workbook.xml"]
    assert "第 59 区" in files["xl/sharedStrings.xml"]


def test_each_field_is_explained(put):
    """A second sheet has a row for every field, and every heading has a comment."""
    content = template_xlsx("工单", FIELDS, language=Language("en"))
    with read_rows(put("a.xlsx", content), sheet="About the fields") as reader:
        rows = {str(row.values["Field"]): row.values for row in reader}
    assert list(rows) == [field.name for field in FIELDS]
    assert rows["source_id"]["Required"] == "Required."
    assert rows["channel"]["Choices"] == "来电, 来访"
    comments = next(text for name, text in parts(content).items() if name.endswith("comments1.xml"))
    assert comments.count("<comment ") == len(FIELDS)


def test_the_same_fields_give_the_same_bytes():
    """No clock is read."""
    assert template_xlsx("a", FIELDS, language=Language("en")) == template_xlsx("a", FIELDS, language=Language("en"))


@pytest.mark.parametrize("title", ["a/b:c*[x]", "长" * 50, "", "'quoted'", "Lists"])
def test_any_title_names_a_sheet(title, put):
    """What Excel does not allow in the name of a sheet is left out."""
    assert template_xlsx(title, FIELDS[:2], language=Language("en"))


def test_every_kind_is_explained():
    """A field of any kind has its sentence; an unknown kind counts as text."""
    fields = [TemplateField(kind, kind, kind, example="x") for kind in [*KINDS, "other"]]
    assert template_xlsx("a", fields, language=Language("en"))


def test_without_the_library_the_sentence_says_how_to_get_it(refusal, monkeypatch):
    """The extra may not be installed; csv needs none."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert "pip install cspm[excel]" in refusal(lambda: template_xlsx("a", FIELDS, language=Language("en")))
    assert template_csv(FIELDS, Language("en")).startswith("\ufeff编号".encode())
