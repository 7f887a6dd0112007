"""The default execution standard of cleaning, greening and pest control, which comes with the package."""

from __future__ import annotations

import os
import tomllib
from typing import Any

from cspm.sheets.opening import open_file

FILE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "examples", "standard.toml")


def default_standard() -> list[dict[str, Any]]:
    """The items as fields of `StandardItem`, in the order of the file."""
    with open_file(FILE) as file:
        items: list[dict[str, Any]] = tomllib.load(file)["item"]
    return items
