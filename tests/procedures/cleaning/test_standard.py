"""The execution standard (R158): the default that comes along, tables that bring it up to date, the sheet (F14)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm.procedures.cleaning.states import FREQUENCY
from cspm.procedures.people.states import AREA_TYPES
from cspm.sheets.standard import default_standard

Run = Callable[..., Any]


@pytest.mark.rule("R158")
@pytest.mark.parametrize(
    ("domain", "areas"),
    [("cleaning", ("corridor", "lobby", "lift", "outdoor", "car_park", "garbage", "water", "clubhouse")), ("greening", ("garden",)),
     ("pest", ("corridor", "outdoor", "car_park", "garbage"))],
)  # fmt: skip
def test_the_default_covers_the_estate(domain: str, areas: tuple[str, ...]) -> None:
    """000 P2-四 3.2.1: the standard is named and not given; the default has items for every kind of area."""
    known = {area for item in default_standard() if item["domain"] == domain for area in item["area_types"]}
    assert set(areas) <= known


def test_the_default_is_whole() -> None:
    """Codes of its own, words in both languages, areas and a frequency that the vocabularies know."""
    items = default_standard()
    assert len({item["id"] for item in items}) == len(items) >= 33
    for item in items:
        assert item["zh"] and item["en"] and item["zh"] != item["en"], item["id"]
        assert set(item["area_types"]) <= set(AREA_TYPES.labels) and item["frequency"] in FREQUENCY.labels, item["id"]


def table(folder: Path, text: str) -> str:
    """A csv of that text."""
    path = folder / "standard.csv"
    path.write_text(text, "utf-8")
    return str(path)


@pytest.mark.rule("R158")
def test_a_table_brings_the_standard_up_to_date(run: Run, tmp_path: Path) -> None:
    """Chinese headings and words; new codes are added, known ones changed, what has no column stays."""
    run("standard", "load-default")
    before = run("standard", "show", "C01", "--json").json()
    file = table(
        tmp_path, "编号,类别,标准（中文）,频次\nC01,保洁,楼道每日清扫两遍,每天两次\nX01,消杀,楼道每月消杀,每月\n"
    )
    labels = run("template", "standard", "-o", "csv", lang="zh").stdout.splitlines()[0].lstrip("\ufeff").split(",")
    named = dict(zip(("id", "domain", "zh", "en", "area_types", "frequency"), labels, strict=False))
    text = Path(file).read_text("utf-8").split("\n", 1)[1]
    table(tmp_path, ",".join(named[name] for name in ("id", "domain", "zh", "frequency")) + "\n" + text)
    done = run("standard", "load", file, "--reason", "新合同", "--json", lang="zh").json()
    assert (done["created"], done["changed"], done["same"]) == (["X01"], ["C01"], 0)
    after = run("standard", "show", "C01", "--json").json()
    assert (after["zh"], after["frequency"], after["en"]) == ("楼道每日清扫两遍", "twice_daily", before["en"])
    assert (after["history"][-1]["action"], after["history"][-1]["reason"]) == ("amend", "新合同")
    again = run("standard", "load", file, "--json").json()
    assert (again["created"], again["changed"], again["same"]) == ([], [], 2)


def test_an_export_loads_again(run: Run, tmp_path: Path) -> None:
    """Everything is the same; a voided item that the table has is in use again."""
    run("standard", "load-default")
    file = str(tmp_path / "standard.xlsx")
    run("standard", "export", "-o", "xlsx", "--output", file)
    assert run("standard", "load", file, "--json").json()["same"] == len(default_standard())
    run("standard", "void", "C01", "--reason", "停用")
    assert run("standard", "load", file, "--json").json()["changed"] == ["C01"]


@pytest.mark.parametrize(
    "text",
    ["id,domain,zh\nC1,washing,x\n", "id,domain,zh\nC1,cleaning,\n", "id,zh\nC1,x\n", "id,domain,zh,colour\nC1,cleaning,x,red\n",
     "id,domain,zh\nC1,cleaning,x\nC1,cleaning,y\n", "id,domain,zh\na/b,cleaning,x\n", "id,domain,zh,area_types\nC1,cleaning,x,moon\n",
     "id,domain,zh\nC0,cleaning,x\nC1,cleaning\n", ""],
)  # fmt: skip
def test_a_bad_table_changes_nothing(run: Run, tmp_path: Path, text: str) -> None:
    """One bad cell refuses the whole table (25), in one sentence; who may not change the standard is refused (23)."""
    run("standard", "load", table(tmp_path, text), code=25)
    assert run("standard", "list", "-q").lines() == []


def test_who_may_load_and_print(run: Run, tmp_path: Path) -> None:
    """The standard is kept by the supervisor and the managers; it prints in both languages, narrowed by filters."""
    run("standard", "load", table(tmp_path, "id,domain,zh\nC1,cleaning,x\n"), actor="tech1", code=23)
    assert "load-default" in run("standard", "print", lang="zh").stdout
    run("standard", "load-default")
    page = run("standard", "print", "domain:pest", lang="zh").stdout
    assert "服务质量执行标准" in page and "楼道、大堂蚊虫" in page and "草坪" not in page
    assert "Corridors and lobbies treated" in run("standard", "print", lang="en").stdout
