"""The clocks of an incident: telling the department head, reporting afterwards, the slip after an emergency. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.terms import Terms
from cspm.core.timing import running
from cspm.procedures.incidents import figures
from cspm.procedures.incidents.states import HEADS

if TYPE_CHECKING:
    from cspm.procedures.incidents.model import Incident


def clocks(incident: Incident, terms: Terms) -> Iterator[Clock]:
    """Every clock of an incident; imported history has none."""
    if incident.import_batch is not None:
        return
    yield running("notice", figures.NOTIFY_WITHIN, terms, start=incident.found_at, met=told_at(incident, HEADS))
    if incident.handled_at is not None:
        yield running("report", figures.REPORT_WITHIN, terms, start=incident.handled_at, met=incident.reported_at)
        if incident.incident_type == "emergency":
            yield running("contact_slip", figures.SLIP_WITHIN, terms, start=incident.handled_at, met=incident.slip_at)


def told_at(incident: Incident, roles: tuple[str, ...]) -> datetime | None:
    """When the first of these roles was told, or had found it himself; None when none was."""
    return min((one.at for one in incident.told if one.role in roles), default=None)
