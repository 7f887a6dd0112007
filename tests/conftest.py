"""What every test shares: `store`, `desk` and `office` (fixed now and actor), `run` (the command line), `golden`."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import settings

from cspm.cli import cspm
from cspm.core.stamp import Stamp
from cspm.core.words import VOCABULARIES
from cspm.shell.desk import Desk
from cspm.shell.office import Office
from cspm.store.repository import Store
from cspm.store.site_file import new_site

NOW = "2026-11-22T10:00:00+08:00"
ACTOR = "csc_manager"
OS_USER = "tester"
CHECKOUT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SETTINGS = (
    "CSPM_STORE",
    "CSPM_NOW",
    "CSPM_ACTOR",
    "CSPM_LANG",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "NO_COLOR",
    "FORCE_COLOR",
)

# Every run tries the same examples, so that a change fails on what it broke and not on luck; `wide` looks for new ones.
settings.register_profile("default", max_examples=50, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=300, deadline=None, derandomize=True)
settings.register_profile("wide", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is marked as slow has ten minutes, for a busy machine; everything else must do with the time of setup.cfg."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.timeout(600))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden`: write the golden files anew instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


class Result(NamedTuple):
    """What a command said and its exit code."""

    stdout: str
    stderr: str
    code: int

    def json(self) -> Any:
        """The JSON document on stdout."""
        return json.loads(self.stdout)

    def lines(self) -> list[str]:
        """The lines of stdout."""
        return self.stdout.splitlines()


@pytest.fixture(autouse=True)
def apart(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees this machine's settings, its caches or a store above the working folder."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.fixture(autouse=True, scope="session")
def untouched() -> Iterator[None]:
    """The checkout's own records are the same after all tests."""
    before = listing(os.path.join(CHECKOUT, "records"))
    yield
    assert listing(os.path.join(CHECKOUT, "records")) == before, "a test wrote into the checkout's records/"


def listing(folder: str) -> list[tuple[str, int, int]]:
    """Every file below a folder with its size and time of change."""
    found = [os.path.join(path, name) for path, _, names in os.walk(folder) for name in names]
    return sorted((path, os.stat(path).st_size, os.stat(path).st_mtime_ns) for path in found)


@pytest.fixture(scope="session")
def site_template(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A site with one member of staff per role (its id is the role's code), two technicians, and one who has left."""
    from cspm.procedures.people.model import Staff

    root = str(tmp_path_factory.mktemp("template") / "records")
    new_site(root, name="测试小区", timezone="Asia/Shanghai", profile="dtz", store_id="test-site", language="")
    people = [{"id": role, "name": label, "role": role} for role, label in VOCABULARIES["role"].labels.items()]
    people += [{"id": "tech1", "name": "王师傅", "role": "technician", "phone": "13800000001"}]
    people += [{"id": "tech2", "name": "李师傅", "role": "technician", "team": "night"}]
    people += [{"id": "left", "name": "赵离", "role": "front_desk", "active_to": "2026-06-30"}]
    moment = datetime.fromisoformat("2026-01-05T09:00:00+08:00")
    stamp = Stamp(moment, moment, "site_admin", "site_admin", OS_USER)
    desk = desk_of(root, str(tmp_path_factory.mktemp("template-cache")))
    with desk.store.batch() as batch:
        for person in people:
            batch.put(Staff.first(stamp, "add", **person))
    return root


@pytest.fixture
def root(site_template: str, tmp_path: Any) -> str:
    """The record folder of a fresh copy of the template site."""
    return str(shutil.copytree(site_template, tmp_path / "records"))


def desk_of(root: str, cache: str, *, actor: str = ACTOR, now: str = NOW) -> Desk:
    """A desk over a record folder, as `cli.py` makes one, with everything fixed."""
    desk = Desk(clock=datetime.fromisoformat(now), environment={"XDG_CACHE_HOME": cache}, lang="en", os_user=OS_USER)
    desk.named_store = root
    desk.actor_id = actor
    return desk


@pytest.fixture
def desk(root: str, tmp_path: Any) -> Desk:
    """A desk at 2026-11-22 10:00 (+08:00); `csc_manager` acts."""
    return desk_of(root, str(tmp_path / "cache"))


@pytest.fixture
def store(desk: Desk) -> Store:
    """The store of the temporary site."""
    return desk.store


@pytest.fixture
def office(desk: Desk) -> Office:
    """The office of the desk."""
    return desk.office


@pytest.fixture
def run(root: str) -> Callable[..., Result]:
    """The real command line in this process, over the temporary site; fails on another exit code than `code`."""

    def runs(
        *args: str, now: str | None = NOW, actor: str | None = ACTOR, lang: str = "en", code: int = 0,
        stdin: str | bytes | None = None, store: str | None = root,
    ) -> Result:  # fmt: skip
        said = {"CSPM_STORE": store, "CSPM_NOW": now, "CSPM_ACTOR": actor, "CSPM_LANG": lang}
        outcome = CliRunner().invoke(cspm, list(args), input=stdin, env=said, prog_name="cspm")
        result = Result(outcome.stdout, outcome.stderr, outcome.exit_code)
        if outcome.exit_code != code:
            shown = f"{result.stdout}{result.stderr}{bug_logs()}"
            pytest.fail(f"cspm {' '.join(args)}: exit {outcome.exit_code}, expected {code}\n{shown}", pytrace=False)
        return result

    return runs


def bug_logs() -> str:
    """The tracebacks of bugs, which users find in the log folder."""
    folder = os.path.join(os.environ["XDG_STATE_HOME"], "cspm")
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    return "\n".join(Path(folder, name).read_text(encoding="utf-8") for name in names)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """`golden("name.txt", text)`: the text is that of `golden/name.txt` beside the test; `--update-golden` writes."""
    folder = request.path.parent / "golden"

    def compares(name: str, actual: str | bytes) -> None:
        data = actual.encode("utf-8") if isinstance(actual, str) else actual
        path = folder / name
        if request.config.getoption("--update-golden"):
            folder.mkdir(exist_ok=True)
            path.write_bytes(data)
        expected = path.read_bytes().decode("utf-8", "replace")
        assert data.decode("utf-8", "replace") == expected, f"{name} differs; --update-golden writes it"

    return compares
