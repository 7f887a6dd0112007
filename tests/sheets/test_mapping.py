from __future__ import annotations

import pytest

from cspm.core.language import Language
from cspm.sheets.mapping import identity_mapping, load_mapping
from cspm.sheets.rows import Row, RowRejected, read_rows

MAPPING = """
kind = "service"
[columns]
source_id = "Unique Key"
received_at = "Created Date"
paid_on = "Paid"
unit = ["Street", "House"]
channel = "Channel"
category = "Type"
[times]
format = "%m/%d/%Y %I:%M %p"
zone = "America/New_York"
[constants]
category = "other"
team = ["A", "B"]
closed_at = 2026-11-22T09:30:00+08:00
promised_at = "2026-11-23 18:00"
found_on = 2026-11-22 09:30:00
[values.channel]
"ONLINE" = "online"
"*" = "phone"
[values.category]
"Plumbing" = "repair"
"""
ROW = {
    "Unique Key": "7", "Created Date": "01/02/2026 09:30 PM", "Paid": "", "Street": "Main St", "House": " ",
    "Channel": "ONLINE", "Type": "Plumbing",
}  # fmt: skip
FIELDS = {
    "kind": "service", "source_id": "7", "received_at": "2026-01-02T21:30:00-05:00", "unit": "Main St",
    "channel": "online", "category": "repair", "team": ["A", "B"], "closed_at": "2026-11-22T09:30:00+08:00",
    "promised_at": "2026-11-23T18:00:00-05:00", "found_on": "2026-11-22",
}  # fmt: skip


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gbk"])
def test_a_row_becomes_fields(codec, put):
    """Columns are renamed and joined, words translated, times given an offset, blanks left out."""
    mapping = load_mapping(put("map.toml", MAPPING.replace("\n", "\r\n").encode(codec)))
    assert mapping.apply(Row(2, dict(ROW))) == FIELDS


@pytest.mark.parametrize(
    ("column", "value", "field", "expected"),
    [
        ("Channel", "FAX", "channel", "phone"),
        ("Channel", " ONLINE ", "channel", "online"),
        ("Type", "Roof", "category", "Roof"),
        ("Type", "", "category", "other"),
        ("House", "12", "unit", "Main St 12"),
        ("Paid", "01/03/2026 12:00 AM", "paid_on", "2026-01-03"),
        ("Unique Key", 7, "source_id", 7),
        ("Type", ["a"], "category", ["a"]),
        ("Type", None, "category", "other"),
    ],
)
def test_cells_in_their_cases(column, value, field, expected, put):
    """`*` is any other word, a word without a table entry stays, a constant stands where the file says nothing."""
    fields = load_mapping(put("map.toml", MAPPING)).apply(Row(2, ROW | {column: value}))
    assert fields[field] == expected


def test_a_blank_cell_is_not_any_other_word(put):
    """`*` does not invent a value for an empty cell; an entry for the empty word does."""
    blank = Row(2, ROW | {"Channel": ""})
    assert "channel" not in load_mapping(put("a.toml", MAPPING)).apply(blank)
    named = MAPPING.replace('"ONLINE"', '"" = "visit"\n"ONLINE"')
    assert load_mapping(put("b.toml", named)).apply(blank)["channel"] == "visit"


def test_every_bad_cell_of_a_row_is_told(put):
    """A row is rejected once, with a problem for each cell."""
    mapping = load_mapping(put("map.toml", MAPPING))
    with pytest.raises(RowRejected) as caught:
        mapping.apply(Row(9, ROW | {"Created Date": "soon", "Paid": "03/08/2026 x"}))
    assert caught.value.number == 9
    assert [(each.column, each.value) for each in caught.value.problems] == [
        ("Created Date", "soon"),
        ("Paid", "03/08/2026 x"),
    ]
    assert Language("en").message(caught.value.message).startswith("row 9: “soon” does not have the format")


def test_a_row_that_could_not_be_read_is_rejected(put):
    """A row's own problems come before the mapping."""
    with read_rows(put("a.csv", "id\n1,2\n")) as reader:
        (row,) = reader
    for mapping in (load_mapping(put("map.toml", MAPPING)), identity_mapping(["id"], ["id"], labels={})):
        with pytest.raises(RowRejected) as caught:
            mapping.apply(row)
        assert caught.value.problems == row.problems


def test_parts_of_a_field_may_be_written_with_or_without_quotes(put):
    """`customer.name` is one field, however TOML takes its dots."""
    text = """
[columns]
customer.name = "Caller"
"customer.phone" = "Phone"
visit.due = "Due"
[constants]
customer.special = true
[values.customer.name]
"Anon" = "unknown"
"""
    mapping = load_mapping(put("map.toml", text))
    assert mapping.apply(Row(2, {"Caller": "Anon", "Phone": "138", "Due": "2026-11-22"})) == {
        "customer.name": "unknown",
        "customer.phone": "138",
        "customer.special": True,
        "visit.due": "2026-11-22T00:00:00+08:00",
    }


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("[colums]\nid = 'a'", "“colums” is not known in a mapping file. Known are: kind, encoding"),
        ("[times]\nformt = 'a'", "“times.formt” is not known in a mapping file. Known are: times.format, times.zone"),
        ("[columns]\nid = 1", "“columns.id” must be a column of the file"),
        ("[columns]\nid = []", "“columns.id” must be a column of the file"),
        ("[columns]\nid = ['a', 2]", "“columns.id” must be a column of the file"),
        ("[columns]\nid = ''", "“columns.id” must be a column of the file"),
        ("columns = 'a'", "“columns” must be a section"),
        ("[values]\nchannel = 'a'", "“values.channel” must be a section"),
        ("[values.channel]\nA = 1", "“values.channel.A” must be a text"),
        ("[times]\nformat = 1", "“times.format” must be a text"),
        ("[times]\nformat = '%q'", "“%q” is no time format"),
        ("[times]\nzone = 'Mars'", "There is no time zone “Mars”"),
        ("[constants]\na = {}", "“constants.a” must be a text, a number"),
        ("[constants]\na = [[1]]", "“constants.a” must be a text, a number"),
        ("[constants]\nreceived_at = 'soon'", "“constants.received_at” must be a time or date"),
        ("kind = 3", "“kind” must be a text"),
        ("kind = 'party'", "“party” is no kind of ticket. Known are: service, complaint, enquiry"),
        ("encoding = ''", "“encoding” must be a text"),
        ("sheet = true", "“sheet” must be a text"),
        ("[columns", "not TOML"),
        ("a = 1\na = 2", "not TOML"),
        ("a = " + "[" * 5000, "not TOML"),
        ("[columns]\n" + "a." * 5000 + "a = 1", "not TOML"),
        ("# " + "x" * (2 << 20), "not TOML"),
        ("[columns]\ncolour = 'a'", "“columns.colour” names no field. Fields: id, text"),
        ("[constants]\ncolour = 'a'", "“constants.colour” names no field"),
        ("[values.colour]\na = 'a'", "“values.colour” names no field"),
    ],
)
def test_a_mapping_file_that_is_wrong_is_refused_with_its_key(text, part, put, refusal):
    """The sentence names the key and what is known instead."""
    path = put("map.toml", text)
    with_fields = {"id", "text", "a", "received_at", "channel"} if "colour" not in text else ["id", "text"]
    assert part in refusal(lambda: load_mapping(path, fields=with_fields))


def test_a_mapping_file_that_is_not_there_is_refused(tmp_path, refusal):
    """A wrong name is a sentence."""
    assert refusal(lambda: load_mapping(str(tmp_path / "x.toml"))) == "There is no such file."


def test_the_site_gives_the_zone_that_the_file_does_not(put):
    """Times without offset are the site's, unless the mapping names a zone."""
    text = "kind = '投诉'\nencoding = 'gbk'\nsheet = '一'\n[columns]\nreceived_at = 't'\n"
    mapping = load_mapping(put("map.toml", text.replace("投诉", "complaint")), zone="Europe/Paris")
    assert mapping.apply(Row(2, {"t": "2026-07-01"})) == {
        "kind": "complaint",
        "received_at": "2026-07-01T00:00:00+02:00",
    }
    assert (mapping.encoding, mapping.sheet) == ("gbk", "一")


def test_a_column_that_the_file_does_not_have_is_refused_with_both_names(put, refusal):
    """A mapping for another file is noticed before the first row; rows of jsonl may differ from each other."""
    mapping = load_mapping(put("map.toml", "[columns]\nsource_id = 'Key'\nunit = ['Street', 'No']"))
    with read_rows(put("a.csv", "Key,Street\n1,2\n")) as reader:
        sentence = refusal(lambda: mapping.check(reader))
    assert sentence.startswith("The mapping takes unit from the column “No”")
    assert sentence.endswith("Key, Street")
    with read_rows(put("a.jsonl", '{"Key": 1}\n')) as reader:
        mapping.check(reader)


LABELS = {"编号": "id", "受理时间": "received_at", "Received at": "received_at", "内容": "text"}


def identity(headings, **options):
    return identity_mapping(headings, ["id", "received_at", "text"], labels=LABELS, **options)


@pytest.mark.parametrize(
    "headings", [("id", "received_at", "text"), ("编号", "受理时间", "内容"), (" ID ", "received AT", "内容")]
)
def test_our_own_headings_need_no_mapping(headings):
    """Field names and labels of either language are taken, case and blanks aside."""
    row = Row(2, dict(zip(headings, ["1", "2026-11-22 9:30", " x "], strict=True)))
    assert identity(headings).apply(row) == {"id": "1", "received_at": "2026-11-22T09:30:00+08:00", "text": " x "}


def test_headings_that_are_not_known_are_refused_with_those_that_are(refusal):
    """All unknown headings at once, and what could stand there."""
    sentence = refusal(lambda: identity(("id", "Unique Key", "Agency")))
    assert sentence.startswith("Headings not known: Unique Key, Agency. Known are: id, received_at, text.")


def test_two_headings_of_the_same_field_are_refused(refusal):
    """A field cannot come from two columns."""
    assert "id, 编号 both mean the field id" in refusal(lambda: identity(("id", "编号")))


def test_a_column_without_heading_may_only_be_empty(put):
    """An empty column beside the table does no harm, a filled one is a problem of its row."""
    with read_rows(put("a.csv", "id,,text\n1,,x\n2,y,z\n")) as reader:
        first, second = reader
    mapping = identity(("id", "text"))
    assert mapping.apply(first) == {"id": "1", "text": "x"}
    with pytest.raises(RowRejected) as caught:
        mapping.apply(second)
    assert caught.value.problems[0][:2] == ("[B]", "y")


def test_a_json_row_with_another_key_is_a_problem(put):
    """Keys of jsonl may differ from row to row: each row is looked at; a null needs no field."""
    mapping = identity(("id",))
    assert mapping.apply(Row(1, {"id": 1, "text": None, "colour": None, "内容": "x"})) == {"id": 1, "text": "x"}
    with pytest.raises(RowRejected) as caught:
        mapping.apply(Row(2, {"id": 1, "colour": "red", "编号": 2, "received_at": 5}))
    assert [each.column for each in caught.value.problems] == ["colour", "编号", "received_at"]
    assert [Language("en").message(each.reason) for each in caught.value.problems][:2] == [
        "“colour” is no field that is known here.",
        "“编号” gives the field id a second time.",
    ]


def test_the_site_zone_of_identity_must_be_one(refusal):
    """A wrong zone is a sentence here too."""
    assert "There is no time zone “Mars”" in refusal(lambda: identity(("id",), zone="Mars"))
