from __future__ import annotations

import csv
import os
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from cspm.sheets.mapping import load_mapping
from cspm.sheets.rows import read_rows

ROOT = Path(__file__).parents[2]
SAMPLE = Path(os.environ.get("CSPM_BOSTON") or ROOT.parent / "shared" / "data" / "boston311_2015_sample.csv")
MAPPING = ROOT / "cspm" / "examples" / "boston311.toml"


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the Boston sample is not here; name it with CSPM_BOSTON")
def test_real_records_are_mapped_without_loss():
    """Each of some ten thousand requests gives its fields as an independent reading of the file has them."""
    mapping = load_mapping(str(MAPPING), zone="Asia/Shanghai")
    with read_rows(str(SAMPLE), encoding=mapping.encoding) as reader:
        mapping.check(reader)
        found = [mapping.apply(row) for row in reader]
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        plain = list(csv.DictReader(file))
    names = {"source_id": "CASE_ENQUIRY_ID", "category": "REASON", "channel": "Source", "unit": "Location"}
    names["text"] = "CASE_TITLE"
    times = {"received_at": "OPEN_DT", "closed_at": "CLOSED_DT", "promised_at": "TARGET_DT"}
    for fields, row in zip(found, plain, strict=True):
        expected = {"kind": "service"} | {field: row[column] for field, column in names.items() if row[column]}
        for field, column in times.items():
            if row[column]:
                wall = datetime.strptime(row[column], "%m/%d/%Y %I:%M:%S %p")  # noqa: DTZ007
                expected[field] = wall.isoformat() + "+00:00"
        assert fields == expected
    counts = Counter(field for fields in found for field in fields)
    assert (len(found), counts["closed_at"], counts["promised_at"]) == (9967, 8261, 7731)
    assert (counts["unit"], counts["text"]) == (9967 - 889, 9967 - 2)


def test_the_example_mapping_is_valid():
    """The example that people copy is accepted, with the fields it promises."""
    mapping = load_mapping(str(MAPPING))
    assert [source.field for source in mapping.sources][:2] == ["source_id", "received_at"]
    assert mapping.constants == {"kind": "service"}
