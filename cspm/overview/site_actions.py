"""What `init`, `check` and `reindex` do; the store's own check is `cspm.store.check`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from cspm.core.site import Site, zone
from cspm.errors import N_, BadValue, Message

if TYPE_CHECKING:
    from cspm.shell.desk import Desk
    from cspm.store.transaction import Put

Document = dict[str, Any]


def new(desk: Desk, folder: str | None, *, name: str, timezone: str, profile: str) -> Document:
    """Make a site and its first member of staff, the operating-system user as `site_admin`: both or neither.

    The folder is the one named, else that of --store, else ./records. Raises BadValue for an unknown time zone or an
    empty name, AlreadyThere when the folder holds a site, StoreNotWritable.
    """
    from cspm.store.site_file import new_site

    root = os.path.abspath(folder or desk.named_store or "records")
    if not name.strip():
        raise BadValue(field="--name", value=name, problem=Message(N_("a site needs a name")))
    try:
        zone(timezone)
    except ValueError as error:
        problem = Message(N_("there is no such time zone; one is Asia/Shanghai"))
        raise BadValue(field="--timezone", value=timezone[:60], problem=problem) from error
    store_id = f"site-{os.urandom(6).hex()}"
    named = {"name": name.strip(), "timezone": timezone, "profile": profile, "language": ""}
    desk.site = Site.from_table({**named, "id": store_id})
    person = first_administrator(desk)
    today = desk.now.astimezone(desk.site.tz).date().isoformat()
    new_site(root, **named, store_id=store_id, since=today, first=(person,))
    desk.named_store = root
    return {
        "store": root, "id": store_id, "name": name.strip(), "timezone": timezone, "profile": profile,
        "administrator": person.document["id"],
    }  # fmt: skip


def first_administrator(desk: Desk) -> Put:
    """The staff record of the operating-system user, still to be written; its id is the login."""
    from cspm.core.stamp import Stamp
    from cspm.procedures.people.model import Staff
    from cspm.register import KINDS
    from cspm.shell.office import administrator
    from cspm.store.rendering import render
    from cspm.store.transaction import Put

    person = administrator(desk.os_user)
    stamp = Stamp(desk.now, desk.clock.astimezone(desk.site.tz), person.id, person.id, desk.os_user)
    made = Staff.first(stamp, "add", id=person.id, name=person.name, role=person.role, login=person.login).document()
    return Put(KINDS["staff"], made, render(made))


def welcome(made: Document) -> tuple[Message, ...]:
    """What `init` says: what there is now, and what to type next."""
    return (
        Message.of(N_("{name} is ready in {store}. You are its administrator: {administrator}."), **made),
        Message.of(N_("Next: cd {store}"), **made),
        Message(N_("  cspm staff add ID --name NAME --role front_desk          who works here")),
        Message(N_("  cspm create 'the kitchen tap drips' --unit 3-2-1501      the first matter")),
        Message(N_("  cspm due                                                 what is waiting")),
    )


def checked(desk: Desk, *, fix: bool) -> Document:
    """What `check` finds: `{records, findings[{code path record message fix}]}`.

    With `fix` the actor needs the permit for it (NotAllowed). A note that needs nothing done is marked by its `level`.
    """
    from cspm.overview.references import calendar_findings, figure_findings, staff_references
    from cspm.register import PROCEDURES
    from cspm.store import seals
    from cspm.store.check import check

    if fix:
        desk.office.allow("check --fix")
    result = check(desk.store, fix=fix, references=staff_references)
    found = [*result.findings, *seals.findings(desk.store), *calendar_findings(desk.terms, desk.now)]
    known = {figure.key: figure for procedure in PROCEDURES for figure in procedure.part("figures", "FIGURES")}
    found += figure_findings(desk.terms, known)
    findings = [{**finding._asdict(), "fix": Message(finding.fix)} for finding in found]
    return {"records": result.records, "findings": findings}


def verdict(found: Document) -> tuple[Message, ...]:
    """One line per finding, and the sum."""
    lines = [
        Message.of(N_("{path}: {message} ({fix})"), path=one["path"], message=one["message"], fix=one["fix"])
        for one in found["findings"]
    ]
    total = Message.of(N_("{count} records looked at, {found} findings."), count=found["records"], found=len(lines))
    return (*lines, total)


def exit_code(found: Document) -> int:
    """1 when something is wrong; notes about what was put right are not."""
    return int(any(one["level"] != "info" for one in found["findings"]))


def reindexed(desk: Desk) -> Document:
    """Build the index anew; how many files were read."""
    return {"store": desk.root, "records": desk.store.reindex()}


def rebuilt(done: Document) -> tuple[Message, ...]:
    """What `reindex` says."""
    return (Message.of(N_("{records} records are in the new index."), **done),)
