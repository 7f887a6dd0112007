"""`cspm init`, `cspm check`, `cspm reindex`."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm.core.site import PROFILES, Site
from cspm.core.terms import Terms
from cspm.overview.permits import PERMITS
from cspm.overview.references import calendar_findings, named

Run = Callable[..., Any]
CHECKOUT = Path(__file__).parents[2]


def new(run: Run, *args: str, code: int = 0) -> Any:
    """`init` without a store named, as on a new machine."""
    return run("init", *args, store=None, actor=None, now=None, code=code)


def test_init_makes_a_site_that_is_usable_at_once(run: Run) -> None:
    """./records, Asia/Shanghai, dtz; the operating-system user is its administrator and may add staff."""
    made = new(run, "--name", "阳光小区", "--json").json()
    assert made["store"] == os.path.abspath("records")
    site = Site.from_table(tomllib.loads(Path("records/site.toml").read_text(encoding="utf-8")))
    assert (site.name, site.timezone, site.profile, site.id) == ("阳光小区", "Asia/Shanghai", "dtz", made["id"])
    staff = run("staff", "show", made["administrator"], "--json", store=None, actor=None).json()
    assert (staff["role"], staff["active_from"]) == ("site_admin", None)
    run("staff", "add", "wang", "--name", "王芳", "--role", "front_desk", store=None, actor=None)
    assert run("check", store=None, actor=None).code == 0


def test_init_says_what_to_type_next(run: Run) -> None:
    """The folder, who is the administrator, the next commands."""
    said = new(run, "here", "--name", "阳光小区").stdout
    assert os.path.abspath("here") in said
    assert "cspm staff add" in said


def test_two_sites_have_different_ids(run: Run) -> None:
    """The id names the store, so it is made anew each time."""
    assert new(run, "a", "--name", "x", "--json").json()["id"] != new(run, "b", "--name", "x", "--json").json()["id"]


def test_a_site_that_could_not_be_finished_is_none(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fails at any file: no site.toml without its administrator; trying again makes both."""
    from cspm.store import disk

    real = disk.rename
    for failing in ("FORMAT", "README", ".json", "site.toml"):

        def fails(source: str, target: str, failing: str = failing) -> None:
            if target.endswith(failing):
                raise OSError(28, "No space left on device")
            real(source, target)

        with monkeypatch.context() as context:
            context.setattr(disk, "rename", fails)
            assert "Nothing was changed" in new(run, "--name", "x", code=26).stderr
        assert not Path("records/site.toml").exists()
    made = new(run, "--name", "x", "--json").json()
    assert run("staff", "list", "-q", store=None, actor=None).lines() == [made["administrator"]]
    assert run("check", store=None, actor=None).code == 0


def test_a_wrong_time_makes_no_site(run: Run) -> None:
    """`--now` is read before anything is written."""
    run("--now", "when it rains", "init", "--name", "x", store=None, actor=None, now=None, code=2)
    assert not Path("records").exists()


def test_init_overwrites_no_site(run: Run) -> None:
    """A folder with a site is refused (21) and stays as it is; one with other files is fine and keeps them."""
    Path("records").mkdir()
    Path("records/README.md").write_text("mine", encoding="utf-8")
    new(run, "--name", "first")
    before = Path("records/site.toml").read_bytes()
    new(run, "--name", "second", code=21)
    assert Path("records/site.toml").read_bytes() == before
    assert Path("records/README.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "args",
    [("--name", "x", "--timezone", "Mars/Base"), ("--name", "x", "--profile", "none"), ("--name", " "), ()],
)
def test_init_refuses_what_makes_no_site(run: Run, args: tuple[str, ...]) -> None:
    """An unknown time zone or profile, no name: exit 2, and nothing is made."""
    new(run, *args, code=2)
    assert not Path("records").exists()


@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_can_be_chosen(run: Run, profile: str) -> None:
    """The profile is written into site.toml; the zone too."""
    new(run, "--name", "x", "--profile", profile, "--timezone", "America/New_York")
    table = tomllib.loads(Path("records/site.toml").read_text(encoding="utf-8"))
    assert (table["profile"], table["timezone"]) == (profile, "America/New_York")


def test_a_sound_store_has_no_findings(run: Run) -> None:
    """No findings, exit 0, the records counted."""
    found = run("check", "--json").json()
    assert found["findings"] == []
    assert found["records"] >= 23


def test_check_finds_a_damaged_record(run: Run, root: str) -> None:
    """A file that is no JSON is a finding with path, message and what to do; exit 1."""
    Path(root, "staff", "tech1.json").write_text("{", encoding="utf-8")
    found = run("check", "--json", code=1).json()["findings"]
    assert [(one["path"], one["record"]) for one in found] == [("staff/tech1.json", "tech1")]
    assert all(one["message"] and one["fix"] for one in found)
    assert "staff/tech1.json" in run("check", code=1).stdout


def test_check_finds_staff_that_nobody_registered(run: Run, root: str) -> None:
    """A ticket assigned to somebody whose record is gone is a finding; an unregistered unit is not."""
    run("create", "the tap drips", "--unit", "9-9-999")
    run("dispatch", "1", "--to", "tech1")
    assert run("check").code == 0
    Path(root, "staff", "tech1.json").unlink()
    found = run("check", "--json", code=1).json()["findings"]
    assert [one["code"] for one in found] == ["unknown_staff"]
    assert "tech1" in found[0]["message"]


@pytest.mark.parametrize(("lang", "word"), [("en", "does not work here on 2026-11-22"), ("zh", "在 2026-11-22 不在职")])
def test_who_is_not_active_is_sent_and_it_is_said(run: Run, lang: str, word: str) -> None:
    """No refusal: a note at once, and a finding of `check` that leaves its exit code alone; helpers too, and again."""
    run("create", "the tap drips")
    run("create", "the door creaks")
    assert word in run("dispatch", "1", "--to", "left", lang=lang).stderr
    assert run("dispatch", "2", "--to", "tech1", "--with", "left", lang=lang).stderr.count(word) == 1
    run("dispatch", "2", "--to", "tech1", "--with", "left")
    found = run("check", "--json", lang=lang).json()["findings"]
    assert [(one["code"], one["record"][-1]) for one in found] == [
        ("staff_away", "1"),
        ("staff_away", "2"),
        ("staff_away", "2"),
    ]
    run("staff", "amend", "left", "active_to=", "--reason", "came back", actor="site_admin")
    assert run("check", "--json").json()["findings"] == []


def test_check_finds_a_role_that_the_site_does_not_know(run: Run, root: str) -> None:
    """A post that was taken out of site.toml is a finding."""
    settings = Path(root, "site.toml")
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before + '\n[roles]\nbutler = { zh = "管家", en = "butler" }\n', encoding="utf-8")
    run("staff", "add", "qian", "--name", "钱", "--role", "butler")
    settings.write_text(before, encoding="utf-8")
    assert [one["code"] for one in run("check", "--json", code=1).json()["findings"]] == ["unknown_role"]


def test_check_says_when_the_holidays_of_the_year_are_not_known(run: Run, root: str) -> None:
    """In a year that was not announced yet; days named in site.toml settle it."""
    assert [one["code"] for one in run("check", "--json", now="2090-01-05", code=1).json()["findings"]] == [
        "calendar_unknown"
    ]
    with Path(root, "site.toml").open("a", encoding="utf-8") as file:
        file.write("\n[calendar]\ndays = { 2090-02-01 = false }\n")
    run("check", now="2090-01-05")


def test_only_those_who_look_after_the_site_may_mend_it(run: Run) -> None:
    """`check` is for all, `check --fix` for administrator and CSC manager."""
    run("check", actor=None)
    run("check", "--fix", actor="technician", code=23)
    run("check", "--fix", actor="site_admin")


def test_reindex_reads_every_record_again(run: Run) -> None:
    """The index is built anew and gives the same answers."""
    before = run("staff", "list", "--json").json()
    assert run("reindex", "--json").json()["records"] == run("check", "--json").json()["records"]
    assert run("staff", "list", "--json").json() == before


def test_everybody_named_in_a_record_is_found() -> None:
    """Assignee, companions, and those who did and typed the events."""
    event = {"by": "b", "recorded_by": "c"}
    document = {"assignee": "a", "with": ["d"], "first_receiver": None, "history": [event]}
    assert sorted(named("tickets", document)) == ["a", "b", "c", "d"]


def test_a_known_year_gives_no_finding() -> None:
    """The calendar of a year that was announced is fine."""
    from datetime import datetime

    site = Site.from_table({"name": "x", "id": "x", "timezone": "Asia/Shanghai"})
    assert list(calendar_findings(Terms.of(site), datetime.fromisoformat("2026-06-01T00:00+08:00"))) == []


def test_permits_name_each_action_once() -> None:
    """The first line of an action decides, so there is only one."""
    actions = [permit.action for permit in PERMITS]
    assert sorted(set(actions)) == sorted(actions)


def test_the_checkouts_own_site_and_its_examples_are_valid(run: Run, tmp_path: Path) -> None:
    """records/site.toml and the example settings of records/README.md make a site."""
    text = (CHECKOUT / "records" / "site.toml").read_text(encoding="utf-8")
    example = re.search(
        r"```toml\n(.*?)```", (CHECKOUT / "records" / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert example is not None
    site = Site.from_table(tomllib.loads(text + example[1]))
    Terms.of(site)
    assert (site.name, site.id) == ("示例小区", "example-site")
    (tmp_path / "records" / "site.toml").write_text(text, encoding="utf-8")
    new(run, str(tmp_path / "records"), "--name", "x", code=21)
