"""site.toml: found going up, read strictly, made once; newer stores are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from cspm.errors import AlreadyThere, BadSite, NoStore, StoreNotWritable, StoreProblem
from cspm.store import disk, layout
from cspm.store.site_file import find_store, new_site, read_site
from tests.store.conftest import make_site


def test_a_new_site_reads_back(root: Path) -> None:
    """What was given is there, with a digest that an edit changes."""
    site = read_site(str(root))
    assert (site.name, site.id, site.timezone, site.profile, site.language) == (
        "小区", "test-store", "Asia/Shanghai", "dtz", "zh",
    )  # fmt: skip
    assert {path.name for path in root.iterdir()} == {".cspm", "README", "site.toml"}
    (root / "site.toml").write_text((root / "site.toml").read_text("utf-8").replace("小区", "小村"), "utf-8")
    assert read_site(str(root)).digest != site.digest


def test_names_are_quoted(tmp_path: Path) -> None:
    """Quotes, backslashes and line ends in a name are no TOML."""
    name = 'a "b" \\ \n] # 漏 \x7f'
    new_site(str(tmp_path / "r"), name=name, timezone="Asia/Shanghai", profile="vk", store_id="x", language="")
    assert read_site(str(tmp_path / "r")).name == name


def test_a_site_is_found_going_up(root: Path) -> None:
    """In the folder, in records/ below it, from any folder under either."""
    (root / "notes/2026").mkdir(parents=True)
    beside = root.parent / "a/b"
    beside.mkdir(parents=True)
    for start in (root, root / "notes/2026", root.parent, beside):
        assert find_store(str(start), None) == str(root)
    assert find_store("/", str(root)) == str(root)
    for start, named in (("/", None), (str(root), str(beside))):
        with pytest.raises(NoStore):
            find_store(start, named)


WRONG = ["", "name = ", 'name = "x"', 'colour = "red"', "\ufeff", 'name = "a"\nname = "b"', "a = [" * 5000]


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_site_is_refused_in_a_sentence(root: Path, text: str) -> None:
    """Empty, cut, unknown keys, a key twice, nested without end."""
    (root / "site.toml").write_text(text, "utf-8")
    with pytest.raises(BadSite):
        read_site(str(root))


def test_other_things_in_its_place(root: Path) -> None:
    """Bytes that are no UTF-8, a folder, nothing."""
    (root / "site.toml").write_bytes("name = '漏'".encode("gb18030"))
    with pytest.raises(BadSite):
        read_site(str(root))
    (root / "site.toml").unlink()
    with pytest.raises(NoStore):
        read_site(str(root))
    (root / "site.toml").mkdir()
    with pytest.raises(BadSite):
        read_site(str(root))


@pytest.mark.parametrize("text", [str(layout.FORMAT + 1), "99", "x", "", "-"])
def test_a_newer_format_is_refused(root: Path, text: str) -> None:
    """In one line (P19)."""
    (root / ".cspm/FORMAT").write_text(text)
    with pytest.raises(StoreProblem):
        read_site(str(root))


def test_nothing_is_made_twice(root: Path) -> None:
    """A site that is there stays as it is."""
    before = (root / "site.toml").read_bytes()
    with pytest.raises(AlreadyThere):
        make_site(root)
    assert (root / "site.toml").read_bytes() == before


def test_wrong_values_make_no_site(tmp_path: Path) -> None:
    """Refused before anything is made."""
    with pytest.raises(ValueError, match="timezone"):
        new_site(str(tmp_path / "r"), name="x", timezone="Mars", profile="dtz", store_id="x", language="zh")
    assert not (tmp_path / "r").exists()


def test_a_full_disk_leaves_no_half_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """site.toml comes last: without it there is no store, and init can be repeated."""

    def full(*args: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "write", full)
        with pytest.raises(StoreNotWritable):
            make_site(tmp_path / "r")
    with pytest.raises(NoStore):
        read_site(str(tmp_path / "r"))
    make_site(tmp_path / "r")
    assert read_site(str(tmp_path / "r")).name == "小区"
