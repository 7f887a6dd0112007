"""`cspm init`, `cspm check`, `cspm reindex`: a site is made and looked after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cspm.core.site import PROFILES
from cspm.errors import N_
from cspm.shell.options import does
from cspm.shell.output import put_answer
from cspm.shell.params import Choice

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


@does("init")
@click.argument("folder", required=False, metavar="[DIR]")
@click.option("--name", required=True, metavar="NAME", help=N_("The name of the site, as forms and reports show it."))
@click.option("--timezone", default="Asia/Shanghai", metavar="TZ", help=N_("Its time zone; default Asia/Shanghai."))
@click.option("--profile", type=Choice(PROFILES), default="dtz", help=N_("The manual that is followed; default dtz."))
def init(desk: Desk, folder: str | None, name: str, timezone: str, profile: str) -> None:
    """Make a new site: its record folder (default ./records), its settings, and you as its administrator.

    Nothing is overwritten: a folder that holds a site already is refused.
    """
    from cspm.overview import site_actions

    made = site_actions.new(desk, folder, name=name, timezone=timezone, profile=profile)
    put_answer(desk, made, site_actions.welcome(made))


@does("check")
@click.option("--fix", is_flag=True, help=N_("Put right what can be put right without losing anything."))
def check(desk: Desk, fix: bool) -> int:
    """Look at every record: files, histories, references, index, left-over files; exit 1 when something is wrong.

    The site's calendar is looked at too: it must know the holidays of this year.
    """
    from cspm.overview import site_actions

    found = site_actions.checked(desk, fix=fix)
    put_answer(desk, found, site_actions.verdict(found))
    return site_actions.exit_code(found)


@does("reindex")
def reindex(desk: Desk) -> None:
    """Build the index anew from the record files; no record is touched."""
    from cspm.overview import site_actions

    done = site_actions.reindexed(desk)
    put_answer(desk, done, site_actions.rebuilt(done))
