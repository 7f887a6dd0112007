"""`cspm demo`: the site, its records, the last whole month's report on screen and as a page."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cspm.errors import N_, AlreadyThere, Message
from cspm.shell.output import put, put_json, put_report

if TYPE_CHECKING:
    from cspm.core.tables import Report
    from cspm.shell.desk import Desk

NAME, SINCE = "示例小区", "2020-01-01"


def made(desk: Desk, folder: str) -> None:
    """Make the example site and show it. Raises AlreadyThere for a folder that is not empty, StoreNotWritable."""
    from cspm.overview.demo.build import fill
    from cspm.overview.demo.upkeep import WINDOWS
    from cspm.paper.faces import render
    from cspm.paper.file_out import write_file
    from cspm.shell.desk import permits
    from cspm.store.site_file import new_site

    root = os.path.abspath(folder)
    if os.path.lexists(root) and (not os.path.isdir(root) or os.listdir(root)):
        raise AlreadyThere(id=Message.of(N_("{folder} (it is not empty; name a new folder)"), folder=folder))
    desk.note(Message.of(N_("Making the example site in {folder}: about half a minute ..."), folder=folder))
    new_site(
        root,
        name=NAME,
        timezone="Asia/Shanghai",
        profile="dtz",
        store_id="demo-site",
        language="",
        since=SINCE,
        more=WINDOWS,
    )
    desk.named_store = root
    filled = fill(desk.store, desk.terms, now=desk.now, permits=permits())
    report = monthly(desk, filled.months[-1])
    page = os.path.join(root, "report.html")
    write_file(page, render(report, "html", desk.language))
    if desk.face == "json":
        put_json(desk, {"store": root, "months": filled.months, "records": filled.records, "report": page})
        return
    put_report(desk, report)
    lines = (desk.language.message(line) for line in next_steps(folder, filled.records, page))
    put(desk, ("\n" + "\n".join(lines) + "\n").encode())


def monthly(desk: Desk, month: str) -> Report:
    """The monthly report of the example's last whole month."""
    from cspm.overview.report_actions import monthly_report

    return monthly_report(desk, month)


def next_steps(folder: str, records: int, page: str) -> tuple[Message, ...]:
    """What to try in the example site."""
    return (
        Message.of(
            N_("{records} records in {folder}. The report as a page: {page}"), records=records, folder=folder, page=page
        ),
        Message.of(N_("Try:  cspm --store {folder} --actor DA01 list"), folder=folder),
        Message.of(N_("      cspm --store {folder} due"), folder=folder),
        Message.of(N_("      cspm --store {folder} compliance"), folder=folder),
        Message.of(N_("      cspm --store {folder} report deductions"), folder=folder),
    )
