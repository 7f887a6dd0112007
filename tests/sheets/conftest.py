from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cspm.core.language import Language
from cspm.errors import InputRejected


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, bytes | str], str]:
    """Writes a file of that name and gives its path; text is UTF-8."""

    def write(name: str, content: bytes | str) -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


@pytest.fixture
def refusal() -> Callable[[Callable[[], object]], str]:
    """The English sentence with which an action is refused, without the file's name before it."""

    def sentence(action: Callable[[], object]) -> str:
        with pytest.raises(InputRejected) as caught:
            action()
        assert caught.value.exit_code == 25
        return Language("en").shown(caught.value.facts["problem"])

    return sentence
