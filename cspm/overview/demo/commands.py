"""`cspm demo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.shell.options import does

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@does("demo")
@click.argument("folder", required=False, metavar="[DIR]")
def demo(desk: Desk, folder: str | None) -> None:
    """Make an example site (default ./demo-site) with three months of records, and print its report.

    Everybody in it is made up. The report is printed and written to DIR/report.html; the folder must be empty or new.
    """
    from cspm.overview.demo.run import made

    made(desk, folder or "demo-site")
