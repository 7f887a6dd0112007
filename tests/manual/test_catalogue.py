"""The rule catalogue is complete, speaks both languages and points at systems that exist."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from cspm import manual

RULES = manual.rules()
SYSTEMS = manual.systems()
FOLDER = Path(manual.__file__).parent

CHINESE = re.compile(r"[\u3400-\u9fff]")
HALF_WIDTH = re.compile(r"[,;()?!]|(?<!\d):|:(?!\d)")  # 17:30 keeps its colon
INNER_STOP = re.compile(r"[.。](?=.)")
CLAUSE = re.compile(r"00[0-4] \S.*")
COLUMNS = {
    "rules.csv": ["rule", "systems", "clause", "zh", "en", "nature"],
    "systems.csv": ["system", "zh", "en"],
    "reasons.csv": ["rule", "zh", "en"],
}
LANGUAGES = ("zh", "en")
WORDS = {"fifteen": 15, "nineteen": 19, "twenty": 20}
# Characters written differently in simplified Chinese: one of them gives an unconverted sentence away.
TRADITIONAL = set(
    "務單處時員應當個為與會來對後國開關門問間題報發現過還這進運達遠選邊點無電話說請課談調論證議記計訂設許該詢訪認語誤"
    "讓護讀變負責財貨費貴買賣質資賠賬車軍輕較輛輪辦農連動勞勝區協衛廳廠廣龍風馬驗體鬧魚鳥齊齒錯鎖鐘錄長陽陰隊階際難雙離雲"
    "靜項順須預領頭類願顯飯館黨滿準溫滅潔漿災無爾獎獨獲環產異畫療確禮種積穩竄競筆築簡簽紅約級紙細終組結給統絕經綠維網緊線練總"
    "續織聯聲職聽臺舉舊萬葉蓋處號蟲術補裝見規視親覺觀觸樓樹機權檢檔歡歲歸殺氣決況凍淨減濟圖圓團園場塊堅報壞壓夠奪婦學實審寫寬將專"
    "尋導層屬島幣幫幾庫廢張強彈徑從復態慣慶憂懷戶掃採掛損換據擔擇擴擺攝敗數斷"
)


def sentences() -> list[tuple[str, str, str]]:
    """Every sentence of the catalogue: rule, language, text."""
    return [(each.rule, language, each.text(language)) for each in RULES for language in LANGUAGES]


def test_every_rule_is_present_once_and_in_order() -> None:
    """R001 to R432, none missing, none twice, none out of place."""
    assert [each.rule for each in RULES] == [f"R{number:03d}" for number in range(1, 433)]


def test_every_system_is_present_and_named_in_both_languages() -> None:
    """S01 to S68, each with a short Chinese and a short English name that no other system has."""
    assert list(SYSTEMS) == [f"S{number:02d}" for number in range(1, 69)]
    for chinese, english in SYSTEMS.values():
        assert CHINESE.search(chinese)
        assert english.isascii()
        assert 2 <= len(chinese) <= 12
        assert 3 <= len(english) <= 40
    assert len({chinese for chinese, _ in SYSTEMS.values()}) == len(SYSTEMS)
    assert len({english for _, english in SYSTEMS.values()}) == len(SYSTEMS)


def test_reasons_are_of_rules_that_exist_once_each_and_in_both_languages() -> None:
    """A reason is a sentence of one's own in each language, about a rule of the manuals that has no other reason."""
    with open(FOLDER / "reasons.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    numbers = [row["rule"] for row in rows]
    assert len(set(numbers)) == len(numbers)
    assert set(numbers) <= {each.rule for each in RULES}
    for row in rows:
        assert CHINESE.search(row["zh"]), row
        assert row["zh"].endswith("。"), row
        assert row["en"].endswith("."), row
        assert not CHINESE.search(row["en"]), row
        assert row["en"] != manual.rule(row["rule"]).en, row


def test_rules_and_systems_point_at_each_other() -> None:
    """A rule names systems that exist, each once, and no system is without a rule."""
    for each in RULES:
        assert each.systems, each.rule
        assert len(set(each.systems)) == len(each.systems), each.rule
    assert {system for each in RULES for system in each.systems} == set(SYSTEMS)


def test_every_clause_names_a_document_and_a_place() -> None:
    """A clause reads `000 P2-一 2.4.3`; line numbers of the sources and untranslated place names stay out."""
    for each in RULES:
        for clause in each.clause.split("; "):
            assert CLAUSE.fullmatch(clause), (each.rule, clause)
            assert not re.search(r"\bL\d|[a-hj-z]{2}", clause), (each.rule, clause)


def test_every_nature_is_known_and_every_known_nature_occurs() -> None:
    """The four natures of the module, no fifth, and none that stands for nothing."""
    assert {each.nature for each in RULES} == set(manual.NATURES)


def test_a_figure_states_a_number() -> None:
    """A rule that is a number says one, in digits, in words or as a rhythm (every day, the same day)."""
    number = re.compile(r"\d|[一二三四五六七八九十两半零]|每|当天")
    assert [each.rule for each in RULES if each.nature == "figure" and not number.search(each.zh)] == []


def test_chinese_sentences_are_simplified_chinese() -> None:
    """Chinese text in Chinese punctuation, and no character that only traditional Chinese writes."""
    for each in RULES:
        assert CHINESE.search(each.zh), each.rule
        assert not HALF_WIDTH.search(each.zh), (each.rule, each.zh)
    texts = [each.zh + each.clause for each in RULES] + [chinese for chinese, _ in SYSTEMS.values()]
    assert [text for text in texts if TRADITIONAL & set(text)] == []


def test_english_sentences_hold_no_chinese() -> None:
    """English text is plain ASCII, so that every terminal shows it."""
    assert [each.rule for each in RULES if not each.en.isascii()] == []


def test_every_sentence_is_one_sentence_of_sane_length() -> None:
    """One full stop, at the end; long enough to say something, short enough for a line of a report."""
    for rule, language, text in sentences():
        assert text == text.strip(), (rule, language)
        assert text.endswith({"zh": "。", "en": "."}[language]), (rule, language)
        assert not INNER_STOP.search(re.sub(r"\d\.\d", "", text)), (rule, language, text)
    assert [each.rule for each in RULES if not 8 <= len(each.zh) <= 80] == []
    assert [each.rule for each in RULES if not 5 <= len(each.en.split()) <= 40] == []
    assert [each.rule for each in RULES if not each.en[0].isupper()] == []


def test_no_two_rules_say_the_same() -> None:
    """Every sentence was written for its own rule."""
    for language in LANGUAGES:
        texts = [each.text(language) for each in RULES]
        assert sorted({text for text in texts if texts.count(text) > 1}) == []


def test_both_languages_carry_the_same_numbers() -> None:
    """A number above twelve (below, words may stand for digits) is the same in both sentences."""
    for each in RULES:
        chinese, english = (
            {int(digits) for digits in re.findall(r"\d+", text) if int(digits) > 12} for text in (each.zh, each.en)
        )
        english |= {value for word, value in WORDS.items() if re.search(rf"\b{word}\b", each.en, re.IGNORECASE)}
        assert chinese == english, (each.rule, chinese, english)


@pytest.mark.parametrize("name", COLUMNS)
def test_tables_are_utf8_with_plain_line_ends(name: str) -> None:
    """UTF-8 without a byte-order mark, line feeds only, a header row, every row as wide as the header."""
    raw = (FOLDER / name).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    header, *rows = csv.reader(raw.decode("utf-8").splitlines(), strict=True)
    assert header == COLUMNS[name]
    assert {len(row) for row in rows} == {len(header)}


@pytest.mark.rule("R043")
def test_a_rule_is_found_by_its_number() -> None:
    """The fifteen-minute answer, in both languages; an unknown number is a `KeyError`."""
    found = manual.rule("R043")
    assert (found.systems, found.clause, found.nature) == (("S01",), "000 P2-一 2.4.3", "figure")
    assert "15分钟" in found.text("zh") == found.text("zh_CN")
    assert "15 minutes" in found.text("en") == found.text("de")
    for unknown in ("R000", "R433", "r043", ""):
        with pytest.raises(KeyError):
            manual.rule(unknown)


def test_the_catalogue_cannot_be_changed_by_a_reader() -> None:
    """Names one reader overwrites are whole for the next one; a rule has no assignable part."""
    manual.systems()["S01"] = ("", "")
    assert manual.systems() == SYSTEMS
    with pytest.raises(AttributeError):
        manual.rule("R001").zh = ""  # type: ignore[misc]
