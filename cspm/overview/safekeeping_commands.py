"""`cspm backup`, `cspm restore`, `cspm seal`, `cspm anchor`: records kept safe, and changes made evident."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.errors import N_
from cspm.shell.options import does, month_option
from cspm.shell.output import put_answer

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@does("backup")
@click.argument("file", metavar="FILE")
def backup(desk: Desk, file: str) -> int:
    """Write all records into one file, as they are at one moment; nobody waits for it.

    FILE ends in .tar, .tar.gz or .tgz and must not exist. Exit 1 when a file could not be read and is not in it.
    """
    from cspm.overview import safekeeping_actions

    answer = safekeeping_actions.backed_up(desk, file)
    put_answer(desk, answer.document, answer.lines)
    return answer.code


@does("restore")
@click.argument("file", metavar="FILE")
@click.argument("folder", required=False, metavar="[DIR]")
def restore(desk: Desk, file: str, folder: str | None) -> int:
    """Make a record store from a backup, in a new or empty folder (default ./records).

    Every file is verified before anything is in its place; whatever is wrong with the backup, nothing is there then.
    """
    from cspm.overview import safekeeping_actions

    answer = safekeeping_actions.restored(desk, file, folder)
    put_answer(desk, answer.document, answer.lines)
    return answer.code


@does("seal")
@month_option
@click.option("--list", "listed", is_flag=True, help=N_("The seals that there are."))
@click.option("--compare", is_flag=True, help=N_("What differs now from what was sealed; exit 1 when something does."))
@click.option("--again", is_flag=True, help=N_("Seal once more; the old seal is kept beside the new one."))
@click.option("--reason", metavar="TEXT", help=N_("Why it is sealed again."))
def seal(desk: Desk, month: str | None, listed: bool, compare: bool, again: bool, reason: str | None) -> int:
    """Keep the figures of a month that is over, and where each of its records stands.

    A later change is no fault, but it shows: --compare lists it. `check` finds a seal that was edited, and sealed records
    whose history was.
    """
    from cspm.overview import safekeeping_actions

    way = safekeeping_actions.way_of(listed=listed, compare=compare, again=again, reason=reason)
    answer = way(desk, month)
    put_answer(desk, answer.document, answer.lines)
    return answer.code


@does("anchor")
@click.option("--verify", metavar="HASH", help=N_("Exit 1 unless the records are those of this anchor."))
def anchor(desk: Desk, verify: str | None) -> int:
    """Print one hash over the histories of all records, to be kept elsewhere.

    Who may write the files can also write histories that add up; with an anchor kept out of reach that shows.
    """
    from cspm.overview import safekeeping_actions

    answer = safekeeping_actions.anchored(desk, verify)
    put_answer(desk, answer.document, answer.lines)
    return answer.code
