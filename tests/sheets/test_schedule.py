"""Deduction schedules in TOML: what is taken, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from cspm.errors import InputRejected
from cspm.sheets.schedule import read_schedule

GOOD = 'minor = "50.00"\nsevere = 500\nverified_complaint = 99.5\ncap_percent = "12.5%"\n[item."C.3 门口"]\nsevere = "1,000"\n'


def written(folder: Any, data: str | bytes) -> str:
    path = folder / "schedule.toml"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def test_amounts_are_kept_as_text_with_two_decimals(tmp_path: Any) -> None:
    """Texts, whole numbers and decimals alike; items by their code; a byte order mark does not matter."""
    read = read_schedule(written(tmp_path, "\ufeff" + GOOD))
    assert read == {
        "minor": "50.00", "severe": "500.00", "verified_complaint": "99.50", "cap_percent": "12.5",
        "item": {"C.3 门口": {"severe": "1000.00"}},
    }  # fmt: skip


BAD = {
    "nothing": "# only a comment\n",
    "an unknown entry": 'minors = "50"\n',
    "an unknown entry of an item": '[item.C03]\ncap_percent = "1"\n',
    "a negative amount": 'minor = "-50"\n',
    "a negative number": "minor = -0.01\n",
    "not a number": "minor = nan\n",
    "infinite": "severe = inf\n",
    "an exponent": "severe = 1e3\n",
    "three decimals": 'minor = "0.001"\n',
    "yes or no": "minor = true\n",
    "a date": "minor = 2026-01-01\n",
    "a list": "minor = [50]\n",
    "a table": "[minor]\nx = 1\n",
    "an item that is no table": "item = 5\n",
    "an item's amount in place of its table": "[item]\nC03 = 80\n",
    "too much": 'minor = "99999999999999"\n',
    "a cap above 100": 'cap_percent = "101"\n',
    "a negative cap": "cap_percent = -1\n",
    "a cap that is no number": 'cap_percent = "NaN"\n',
    "a cap without end": 'cap_percent = "Infinity"\n',
    "an entry twice": 'minor = "1"\nminor = "2"\n',
    "no TOML": "minor: 50\n",
    "deep nesting": "minor = " + "[" * 5000 + "]" * 5000 + "\n",
    "GBK": '# 扣款细则\nminor = "50"\n'.encode("gbk"),
    "a zip file": b"PK\x03\x04" + bytes(200),
    "an endless file": "#" * 300_000 + "\n",
    "an empty file": "",
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_schedule_is_refused(case: str, tmp_path: Any) -> None:
    """Each of these is refused as bad input (exit 25) with a sentence that names the file."""
    path = written(tmp_path, BAD[case])
    with pytest.raises(InputRejected) as refusal:
        read_schedule(path)
    assert refusal.value.exit_code == 25
    assert refusal.value.facts["file"] == path


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Any) -> None:
    """As for every file that is read in."""
    for path in (str(tmp_path), str(tmp_path / "none.toml")):
        with pytest.raises(InputRejected):
            read_schedule(path)
