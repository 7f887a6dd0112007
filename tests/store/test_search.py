"""Search: words of one and two Chinese characters, letters and digits, against a plain search of the texts."""

from __future__ import annotations

import random
import re
from unicodedata import normalize

import pytest

from cspm.store.repository import Store
from cspm.store.words import phrase, tokens
from tests.store.conftest import add
from tests.store.kinds import MONTH, note, stamp


def ids(store: Store, words: str) -> list[str]:
    """What a search finds."""
    return [row["id"] for row in store.search("notes", words)]


def test_chinese_words_of_any_length(store: Store) -> None:
    """One character, two, a phrase; a word that is not there finds nothing."""
    first, second = add(store, "厨房漏水，电梯停"), add(store, "水管漏气 Lift STOP 3-2-1501")
    assert ids(store, "水") == [second, first]
    assert ids(store, "漏水") == [first]
    assert ids(store, "厨房 电梯") == [first]
    assert ids(store, "水漏") == []
    assert ids(store, "lift") == [second]
    assert ids(store, "1501") == [second]
    assert ids(store, "２-１５０１") == [second]
    assert ids(store, "，") == []


def test_a_changed_text_is_found_by_its_new_words_only(store: Store) -> None:
    """Old words are gone, unchanged ones stay."""
    record_id = add(store, "漏水")
    assert ids(store, "漏水") == [record_id]
    with store.change() as change:
        change.put(change.load("notes", record_id).stepped(stamp(), "amended", text="电梯"))
    assert ids(store, "漏水") == []
    assert ids(store, "电梯") == [record_id]
    with store.change() as change:
        change.put(change.load("notes", record_id).stepped(stamp(), "counted", counter=1))
    assert ids(store, "电梯") == [record_id]


HOSTILE = ['"', "漏*", "a AND b", "NEAR(a b)", "text:x", "(", "'; DROP TABLE notes", "\x00", "^x", "-x"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_typed_word_is_syntax(store: Store, hostile: str) -> None:
    """What is typed is words, whatever FTS5 would make of it."""
    add(store, "a b x")
    assert isinstance(ids(store, hostile), list)


def test_search_agrees_with_looking_through_the_texts(store: Store) -> None:
    """Random texts and words: the index finds what a search through all texts finds."""
    chance = random.Random(7)
    letters = "漏水电梯门禁灯3415ab 。-𠮷"
    texts = ["".join(chance.choices(letters, k=chance.randint(0, 12))) for _ in range(120)]
    with store.batch() as batch:
        made = {batch.new_id("notes", MONTH): text for text in texts}
        for record_id, text in made.items():
            batch.put(note(record_id, text))
    for _ in range(150):
        word = "".join(chance.choices(letters.replace(" ", ""), k=chance.randint(1, 3)))
        wanted = f" {' '.join(tokens(word))} "
        expected = {key for key, text in made.items() if wanted.strip() and wanted in f" {' '.join(tokens(text))} "}
        assert set(ids(store, word)) == expected


def test_tokens_are_plain_ascii() -> None:
    """So it does not matter which characters SQLite knows."""
    assert all(re.fullmatch(r"[0-9a-z]+", token) for token in tokens("漏水A-12 𠮷 Ünï １２"))
    assert tokens("Ａ１ a1") == ["a", "1", "a", "1"]
    assert phrase("  ") == ""


def test_tokens_are_those_of_the_plain_rule() -> None:
    """One per Chinese character, runs of letters, runs of digits: said as one pattern, which is too slow to start with."""
    chinese = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    rule = re.compile(rf"[{chinese}]|[0-9]+|[^\W\d_{chinese}]+|[^\W_]")

    def ruled(text: str) -> list[str]:
        found = rule.findall(normalize("NFKC", text).casefold())
        return [one if one.isascii() else "0x" + one.encode("utf-8", "surrogatepass").hex() for one in found]

    every = "".join(map(chr, range(0x32000)))
    assert tokens(every) == ruled(every)
    chance = random.Random(11)
    for _ in range(2000):
        text = "".join(chance.choices(every[:0x80] * 300 + every, k=8))
        assert tokens(text) == ruled(text), ascii(text)


def test_conditions_beside_words(store: Store) -> None:
    """Any column of the kind may be asked for beside the words, also one called text."""
    add(store, "漏水 a")
    add(store, "漏水 b")
    found = store.search("notes", "漏水", where="text LIKE ? AND state = ?", params=("%b", "open"), limit=1)
    assert [row["text"] for row in found] == ["漏水 b"]
