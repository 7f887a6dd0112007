"""A report with everything in it, both languages with the words it needs, and golden files."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from cspm.core.language import LOCALE_DIR, Language
from cspm.core.tables import Chart, Column, Report, Table
from cspm.errors import Code, Message
from tools.compiling import in_order

GOLDEN = Path(__file__).parent / "golden"
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 9, 30, 15, tzinfo=SHANGHAI)
WORDS = {
    "Monthly report": "客服中心月报",
    "By category": "按类别",
    "Category": "类别",
    "Received": "受理",
    "Closed": "结案",
    "Hours to close": "结案用时（小时）",
    "Amount": "金额",
    "In time": "及时率",
    "Longest waiting": "等待最久的工单",
    "Number": "编号",
    "When": "时间",
    "State": "状态",
    "Text": "内容",
    "Satisfied": "满意",
    "Not in time": "未及时",
    "By channel": "按渠道",
    "Void numbers are left out.": "作废编号不计。",
    "{count} numbers can be traced.": "{count} 个数字可追溯。",
}
LABELS = (
    ("category", "household", "家政"),
    ("category", "repair", "维修"),
    ("category", "other", "其他"),
    ("channel", "phone call", "来电"),
    ("channel", "visitor", "来访"),
    ("state", "on hold", "挂起"),
    ("state", "in progress", "处理中"),
    ("yes", "yes", "是"),
    ("yes", "no", "否"),
)


@pytest.fixture(scope="session")
def english() -> Language:
    """English: the message ids themselves."""
    return Language("en")


@pytest.fixture(scope="session")
def chinese() -> Language:
    """Chinese made of paper.po and the words of the sample, so that no golden file hangs on another catalogue."""
    with Path(LOCALE_DIR, "zh", "paper.po").open("rb") as file:
        catalogue = read_po(file, locale="zh")
    for english_words, words in WORDS.items():
        catalogue.add(english_words, words)
    for vocabulary, english_words, words in LABELS:
        catalogue.add(english_words, words, context=vocabulary)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return Language("zh", in_order(compiled.getvalue()))


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest, english: Language, chinese: Language) -> Language:
    """Each language in turn."""
    return english if request.param == "en" else chinese


@pytest.fixture
def report() -> Report:
    """A report with every kind of column, an empty table, notes, and charts with one and with two series."""
    categories = (
        ("household", 128, 121, 26.4167, Decimal(3260), 0.9231),
        ("repair", 342, 330, 31.05, Decimal("18450.5"), 0.8947),
        ("other", 9, 9, 12.0, None, None),
    )
    by_category = Table(
        "category",
        Message("By category"),
        (
            Column("category", "Category", "code", "category"),
            Column("received", "Received", "int"),
            Column("closed", "Closed", "int"),
            Column("hours", "Hours to close", "hours"),
            Column("amount", "Amount", "money"),
            Column("rate", "In time", "rate"),
        ),
        categories,
        (Message("Void numbers are left out."),),
    )
    tickets = (Column("id", "Number", "id"), Column("when", "When", "time"), Column("state", "State", "code", "state"))
    tickets += (Column("text", "Text"), Column("satisfied", "Satisfied", "yes"))
    first, second = datetime(2026, 10, 3, 9, 30, tzinfo=SHANGHAI), datetime(2026, 10, 8, 14, 5, 59, tzinfo=SHANGHAI)
    waiting = Table(
        "waiting",
        Message("Longest waiting"),
        tickets,
        (
            (
                "T-202610-0042",
                first,
                "on_hold",
                "厨房水管漏水，业主要求周末上门；已联系工程部备料，等待阀门到货。",
                None,
            ),
            ("T-202610-0107", second, "in_progress", "Lift 2 stops | between floors\nnoise since Monday", False),
            ("T-202610-0113", date(2026, 10, 9), "on_hold", '=HYPERLINK("http://x")<script>alert(1)</script>', True),
        ),
    )
    channels = (Code("channel", "phone"), Code("channel", "visit"), "论坛")
    names = tuple(Code("category", row[0]) for row in categories)
    series = (("Received", tuple(row[1] for row in categories)), ("Closed", tuple(row[2] for row in categories)))
    return Report(
        "monthly",
        Message("Monthly report"),
        {"month": "2026-10", "generated_at": NOW, "amount": Decimal("21710.5"), "state": Code("state", "on_hold")},
        (by_category, waiting, Table("late", Message("Not in time"), tickets[:2], ())),
        (
            Chart("category", Message("By category"), names, series),
            Chart("channel", Message("By channel"), channels, (("Received", (402, 88, None)),)),
        ),
        notes=(Message.of("{count} numbers can be traced.", count=42),),
        meta={"site": "翠湖花园 Jade Lake", "period": "2026-10", "generated_at": NOW, "as_of": NOW},
    )


def table_of(*cells: object, column: Column | None = None) -> Table:
    return Table("cells", Message("Cells"), (column or Column("text", "Text"),), tuple((cell,) for cell in cells))


@pytest.fixture
def one_column() -> Callable[..., Report]:
    """Make a report of one table with one column of those cells."""

    def made(*cells: object, column: Column | None = None) -> Report:
        return Report("cells", Message("Cells"), None, (table_of(*cells, column=column),))

    return made


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a library look as if it were not installed."""
    return lambda name: monkeypatch.setitem(sys.modules, name, None)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare the whole output with the file of that name; `--update-golden` writes it."""

    def compare(name: str, made: bytes) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden", default=False):
            path.write_bytes(made)
        assert made == path.read_bytes()

    return compare
