"""`cspm compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_, Message, Usage
from cspm.shell.options import reads
from cspm.shell.output import put_report
from cspm.shell.params import Period

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@reads("compare")
@click.argument("first", metavar="M1", type=Period("month"))
@click.argument("second", metavar="[M2]", required=False, type=Period("month"))
@click.option("--site", metavar="DIR", help=N_("The second month is that of the site in this folder."))
@click.option("--all", "everything", is_flag=True, help=N_("Also the numbers that are the same."))
def compare(desk: Desk, first: str, second: str | None, site: str | None, everything: bool) -> None:
    """Two months, or two sites, number by number; each difference with the records behind it.

    The numbers are those of report monthly, under the keys that its --explain takes. With --site DIR the second is
    another site; without M2 it is the same month there.
    """
    from cspm.overview.compare import compared

    if second is None and site is None:
        raise Usage(problem=Message(N_("Say a second month, or another site with --site DIR.")))
    put_report(desk, compared(desk, first, second or first, site=site, everything=everything))
